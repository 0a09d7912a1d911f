"""Edits of the identity sheet: each names its cell and the value it was drawn from (decision D4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import Bentrok, IsianKosongError, IsianTerlaluPanjangError, JabatanId, NomorPribadiError
from domain.sop.errors import (
    NilaiTidakDikenalError,
    SopTidakDapatDisuntingError,
    TanggalTidakDikenalError,
    UnsurTidakAdaError,
)
from domain.sop.events import (
    AsalDicatat,
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    PenyusunDitetapkan,
    SopDibuat,
)
from domain.sop.naskah import PILIHAN, TANGGAL, Butir, Daftar, Isian
from domain.sop.penyuntingan import (
    buat,
    catat_asal,
    hapus_butir,
    pindah_butir,
    tambah_butir,
    tanggal_bersih,
    tempat_naik,
    tempat_turun,
    tetapkan_penyusun,
    ubah_butir,
    ubah_isian,
)
from domain.sop.state import Sop
from tests.domain import pembangun as p
from tests.domain.strategi import BEBAS, hukum, id_butir, sop_konsep, teks, teks_ada

HUKUM = Daftar.DASAR_HUKUM
SATU, DUA, TIGA = p.butir("Satu"), p.butir("Dua"), p.butir("Tiga")
TIADA = p.butir("Tidak ada")


def sop_tiga_butir() -> Sop:
    return p.lanjut(
        p.sop_konsep(),
        ButirDitambahkan(HUKUM, SATU),
        ButirDitambahkan(HUKUM, DUA, SATU.id),
        ButirDitambahkan(HUKUM, TIGA, DUA.id),
    )


def test_sop_dibuat_dengan_nama_yang_rapi():
    assert buat(nama=" Surat Masuk ", opd_id=p.OPD, penyusun=p.PENYUSUN, unit=" Sekretariat ") == SopDibuat(
        p.OPD, "Surat Masuk", p.PENYUSUN, "Sekretariat"
    )


def test_sop_tanpa_nama_tidak_dapat_dibuat():
    with pytest.raises(IsianKosongError):
        buat(nama=" ", opd_id=p.OPD)


def test_nama_sop_yang_terlalu_panjang_ditolak():
    assert buat(nama="x" * 300, opd_id=p.OPD).nama == "x" * 300
    with pytest.raises(IsianTerlaluPanjangError):
        buat(nama="x" * 301, opd_id=p.OPD)


SUNTINGAN = [
    lambda sop: catat_asal(sop, "{}"),
    lambda sop: ubah_isian(sop, Isian.NAMA, dari="", menjadi="x"),
    lambda sop: tambah_butir(sop, HUKUM, butir_id=SATU.id, teks="x"),
    lambda sop: ubah_butir(sop, HUKUM, SATU.id, dari="", menjadi="x"),
    lambda sop: pindah_butir(sop, HUKUM, SATU.id, setelah=None),
    lambda sop: hapus_butir(sop, HUKUM, SATU.id, dari="Satu"),
]


@pytest.mark.parametrize("sunting", SUNTINGAN)
@pytest.mark.parametrize("sop", [Sop(), p.sop_diajukan(), p.sop_diverifikasi(), p.sop_sah(), p.sop_dicabut()])
def test_isi_beku_di_luar_konsep(sunting, sop):
    with pytest.raises(SopTidakDapatDisuntingError):
        sunting(sop)


def test_asal_dokumen_dicatat_di_luar_isi():
    assert catat_asal(p.sop_konsep(), '{"berkas": "surat.docx"}') == AsalDicatat('{"berkas": "surat.docx"}')
    assert catat_asal(p.sop_konsep(), "x" * 20_000).rincian == "x" * 20_000
    with pytest.raises(IsianTerlaluPanjangError):
        catat_asal(p.sop_konsep(), "x" * 20_001)
    with pytest.raises(NomorPribadiError):
        catat_asal(p.sop_konsep(), '{"nip": "198001012005011001"}')


@pytest.mark.parametrize("sop", [p.sop_konsep(), p.sop_diajukan(), p.sop_sah(), p.sop_dicabut()])
def test_penyusun_dapat_ditetapkan_pada_tahap_apa_pun(sop):
    lain = JabatanId(p.id_dari("jabatan lain"))
    assert tetapkan_penyusun(sop, lain) == (PenyusunDitetapkan(lain),)
    assert tetapkan_penyusun(sop, p.PENYUSUN) == ()


@pytest.mark.parametrize("tanggal", ["", "2025", "2025-10", "2025-10-31", " 2024-02-29 "])
def test_tanggal_lembar_boleh_utuh_bulan_atau_tahun(tanggal):
    assert tanggal_bersih(tanggal, "tanggal_revisi") == tanggal.strip()


@pytest.mark.parametrize(
    "tanggal", ["31-10-2025", "2025-13", "2025-02-30", "2025-1-1", "0000", "kemarin", "２０２５-10-31", "2025-10-31x"]
)
def test_tanggal_yang_tidak_ada_di_kalender_ditolak(tanggal):
    with pytest.raises(TanggalTidakDikenalError) as tolak:
        tanggal_bersih(tanggal, "tanggal_revisi")
    assert tolak.value.bidang == "tanggal_revisi"


@hukum
@given(sop_konsep(), st.sampled_from(BEBAS), teks)
def test_isian_yang_diubah_terlihat_dan_yang_tidak_berubah_tidak_dicatat(sop, isian, nilai):
    kini = sop.naskah.nilai(isian)
    peristiwa = ubah_isian(sop, isian, dari=kini, menjadi=nilai)
    sesudah = p.lanjut(sop, *peristiwa)
    assert sesudah.naskah.nilai(isian) == nilai
    assert (peristiwa == ()) == (nilai == kini)
    assert sesudah.naskah.dengan_isian(isian, kini) == sop.naskah
    assert ubah_isian(sesudah, isian, dari="apa saja", menjadi=nilai) == ()


@pytest.mark.parametrize(("isian", "pilihan"), PILIHAN.items())
def test_pilihan_hanya_menerima_nilai_yang_dikenal(isian, pilihan):
    for nilai in pilihan:
        assert ubah_isian(p.sop_konsep(), isian, dari="", menjadi=nilai) == (IsianDiubah(isian, nilai),)
    with pytest.raises(NilaiTidakDikenalError) as tolak:
        ubah_isian(p.sop_konsep(), isian, dari="", menjadi="lain")
    assert tolak.value.bidang == isian.value


def test_pilihan_boleh_dikosongkan_kembali():
    sop = p.lanjut(p.sop_konsep(), IsianDiubah(Isian.SIFAT, "teknis"))
    assert ubah_isian(sop, Isian.SIFAT, dari="teknis", menjadi="") == (IsianDiubah(Isian.SIFAT, ""),)


@pytest.mark.parametrize("isian", TANGGAL)
def test_isian_tanggal_diperiksa_sebagai_tanggal(isian):
    assert ubah_isian(p.sop_konsep(), isian, dari="", menjadi=" 2025-10 ") == (IsianDiubah(isian, "2025-10"),)
    with pytest.raises(TanggalTidakDikenalError):
        ubah_isian(p.sop_konsep(), isian, dari="", menjadi="Oktober 2025")


def test_isian_yang_disimpan_tanpa_perubahan_tidak_dicatat():
    assert ubah_isian(p.sop_konsep(), Isian.UNIT, dari="apa saja", menjadi=" Sekretariat ") == ()


def test_nama_tidak_boleh_dikosongkan():
    with pytest.raises(IsianKosongError):
        ubah_isian(p.sop_konsep(), Isian.NAMA, dari="Pengelolaan Surat Masuk", menjadi=" ")


def test_isian_yang_diubah_orang_lain_bentrok_dengan_kedua_nilai():
    sop = p.lanjut(p.sop_konsep(), (p.DEWI, IsianDiubah(Isian.UNIT, "Bidang TI")))
    with pytest.raises(Bentrok) as bentrok:
        ubah_isian(sop, Isian.UNIT, dari="Sekretariat", menjadi="Bidang Umum")
    assert (bentrok.value.apa, bentrok.value.kini, bentrok.value.milik_anda) == ("unit", "Bidang TI", "Bidang Umum")


def test_isian_lain_yang_berubah_tidak_menghalangi():
    sop = p.lanjut(p.sop_konsep(), (p.DEWI, IsianDiubah(Isian.UNIT, "Bidang TI")))
    assert ubah_isian(sop, Isian.SIFAT, dari="", menjadi="teknis") == (IsianDiubah(Isian.SIFAT, "teknis"),)


def test_akhir_baris_dari_peramban_bukan_perubahan():
    sop = p.lanjut(p.sop_konsep(), ButirDitambahkan(HUKUM, Butir(SATU.id, "Satu\ndua")))
    assert ubah_butir(sop, HUKUM, SATU.id, dari="Satu\r\ndua", menjadi="Satu") != ()
    assert hapus_butir(sop, HUKUM, SATU.id, dari="Satu\r\ndua\r\n") == ButirDihapus(HUKUM, SATU.id)
    isian = p.lanjut(p.sop_konsep(), IsianDiubah(Isian.UNIT, "a\nb"))
    assert ubah_isian(isian, Isian.UNIT, dari="a\r\nb", menjadi="c") == (IsianDiubah(Isian.UNIT, "c"),)


def test_butir_baru_berada_di_akhir_kotaknya():
    assert tambah_butir(p.sop_konsep(), HUKUM, butir_id=SATU.id, teks=" Satu ") == ButirDitambahkan(HUKUM, SATU)
    peristiwa = tambah_butir(sop_tiga_butir(), HUKUM, butir_id=TIADA.id, teks="Empat", rujukan=" sop-2 ")
    assert peristiwa == ButirDitambahkan(HUKUM, Butir(TIADA.id, "Empat", "sop-2"), TIGA.id)
    sesudah = p.lanjut(sop_tiga_butir(), peristiwa)
    assert [b.teks for b in sesudah.naskah.isi_daftar(HUKUM)] == ["Satu", "Dua", "Tiga", "Empat"]


def test_butir_kosong_ditolak():
    with pytest.raises(IsianKosongError):
        tambah_butir(p.sop_konsep(), HUKUM, butir_id=SATU.id, teks=" ")
    with pytest.raises(IsianKosongError):
        ubah_butir(sop_tiga_butir(), HUKUM, SATU.id, dari="Satu", menjadi="")


def test_butir_yang_disimpan_tanpa_perubahan_tidak_dicatat():
    assert ubah_butir(sop_tiga_butir(), HUKUM, SATU.id, dari="apa saja", menjadi=" Satu ") == ()
    assert pindah_butir(sop_tiga_butir(), HUKUM, DUA.id, setelah=SATU.id) == ()


@hukum
@given(sop_konsep(), st.sampled_from(Daftar), st.data(), teks_ada)
def test_butir_yang_diubah_terlihat_dan_yang_tidak_berubah_tidak_dicatat(sop, daftar, data, nilai):
    sop = p.lanjut(sop, ButirDitambahkan(daftar, SATU))
    lama = data.draw(st.sampled_from(sop.naskah.isi_daftar(daftar)))
    peristiwa = ubah_butir(sop, daftar, lama.id, dari=lama.teks, menjadi=nilai)
    sesudah = p.lanjut(sop, *peristiwa).naskah.isi_daftar(daftar)
    assert [b.teks for b in sesudah if b.id == lama.id] == [nilai]
    assert (peristiwa == ()) == (nilai == lama.teks)
    assert [b for b in sesudah if b.id != lama.id] == [b for b in sop.naskah.isi_daftar(daftar) if b.id != lama.id]


def test_butir_yang_diubah_orang_lain_bentrok():
    sop = p.lanjut(sop_tiga_butir(), ButirDiubah(HUKUM, Butir(SATU.id, "Baru")))
    with pytest.raises(Bentrok) as bentrok:
        ubah_butir(sop, HUKUM, SATU.id, dari="Satu", menjadi="Punya saya")
    assert (bentrok.value.apa, bentrok.value.kini, bentrok.value.milik_anda) == ("dasar hukum", "Baru", "Punya saya")
    with pytest.raises(Bentrok):
        hapus_butir(sop, HUKUM, SATU.id, dari="Satu")


@hukum
@given(sop_konsep(), st.sampled_from(Daftar), id_butir, st.none() | id_butir)
def test_butir_yang_dipindah_berdiri_setelah_yang_disebut(sop, daftar, butir_id, setelah):
    isi = sop.naskah.isi_daftar(daftar)
    ada = {b.id for b in isi}
    if butir_id not in ada or (setelah is not None and setelah not in ada):
        with pytest.raises(UnsurTidakAdaError):
            pindah_butir(sop, daftar, butir_id, setelah=setelah)
        return
    peristiwa = pindah_butir(sop, daftar, butir_id, setelah=setelah)
    sesudah = [b.id for b in p.lanjut(sop, *peristiwa).naskah.isi_daftar(daftar)]
    assert (peristiwa == ()) == (sesudah == [b.id for b in isi])
    if setelah != butir_id:
        assert sesudah.index(butir_id) == (sesudah.index(setelah) + 1 if setelah else 0)


def test_butir_dipindah_ke_depan():
    assert pindah_butir(sop_tiga_butir(), HUKUM, TIGA.id, setelah=None) == (ButirDipindah(HUKUM, TIGA.id, None),)


def test_butir_yang_dihapus_hilang_dari_kotaknya():
    peristiwa = hapus_butir(sop_tiga_butir(), HUKUM, DUA.id, dari=" Dua ")
    assert peristiwa == ButirDihapus(HUKUM, DUA.id)
    assert p.lanjut(sop_tiga_butir(), peristiwa).naskah.isi_daftar(HUKUM) == (SATU, TIGA)


@pytest.mark.parametrize("daftar", [HUKUM, Daftar.PERINGATAN])
def test_butir_yang_tidak_ada_di_kotak_itu_ditolak(daftar):
    butir_id = TIADA.id if daftar is HUKUM else SATU.id
    with pytest.raises(UnsurTidakAdaError):
        ubah_butir(sop_tiga_butir(), daftar, butir_id, dari="Satu", menjadi="x")
    with pytest.raises(UnsurTidakAdaError):
        hapus_butir(sop_tiga_butir(), daftar, butir_id, dari="Satu")
    with pytest.raises(UnsurTidakAdaError):
        pindah_butir(sop_tiga_butir(), daftar, butir_id, setelah=None)
    with pytest.raises(UnsurTidakAdaError):
        pindah_butir(sop_tiga_butir(), HUKUM, SATU.id, setelah=TIADA.id)


@pytest.mark.parametrize(
    ("pindah", "urutan"),
    [
        (tempat_naik, ["Satu Dua Tiga", "Dua Satu Tiga", "Satu Tiga Dua"]),
        (tempat_turun, ["Dua Satu Tiga", "Satu Tiga Dua", "Satu Dua Tiga"]),
    ],
)
def test_naik_dan_turun_bergeser_satu_tempat_dan_berhenti_di_ujung(pindah, urutan):
    sop = sop_tiga_butir()
    ids = tuple(b.id for b in sop.naskah.isi_daftar(HUKUM))
    for butir, harap in zip((SATU, DUA, TIGA), urutan, strict=True):
        peristiwa = pindah_butir(sop, HUKUM, butir.id, setelah=pindah(ids, butir.id))
        hasil = p.lanjut(sop, *peristiwa).naskah.isi_daftar(HUKUM)
        assert " ".join(b.teks for b in hasil) == harap


def test_unsur_tunggal_tidak_naik_dan_tidak_turun():
    assert tempat_naik((SATU.id,), SATU.id) is None
    assert tempat_turun((SATU.id,), SATU.id) is None
