"""Edits of the procedure table: its rows, and what holds for rows and columns alike."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import Bentrok, IsianTerlaluPanjangError
from domain.sop.errors import (
    SopTidakDapatDisuntingError,
    UnsurTidakAdaError,
    WaktuTidakDikenalError,
)
from domain.sop.events import (
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDiubah,
)
from domain.sop.langkah import KOLOM_LANGKAH, Panah, Satuan, Simbol, UbahanLangkah, Waktu
from domain.sop.penyuntingan_langkah import (
    hapus_langkah,
    hapus_pelaksana,
    pindah_langkah,
    pindah_pelaksana,
    tambah_langkah,
    tambah_pelaksana,
    ubah_langkah,
    ubah_pelaksana,
    waktu_bersih,
)
from domain.sop.state import Sop
from tests.domain import pembangun as p
from tests.domain.strategi import hukum, id_langkah, sop_konsep, ubahan

TIADA, KOLOM_TIADA = p.langkah("Tidak ada"), p.pelaksana("Tidak ada")
TIGA_BARIS = p.sop_konsep()
UTUH = {"digest_dilihat": "d", "digest_kini": "d"}


def ubah(sop: Sop, menjadi: UbahanLangkah, dari: UbahanLangkah | None = None, langkah_id=p.PERIKSA.id):
    return ubah_langkah(sop, langkah_id, dari=dari or UbahanLangkah(), menjadi=menjadi)


SUNTINGAN = [
    lambda sop: tambah_langkah(sop, TIADA, setelah=None),
    lambda sop: ubah(sop, UbahanLangkah(kegiatan="x")),
    lambda sop: pindah_langkah(sop, p.SIMPAN.id, setelah=None, **UTUH),
    lambda sop: hapus_langkah(sop, p.SIMPAN.id, **UTUH),
    lambda sop: tambah_pelaksana(sop, KOLOM_TIADA),
    lambda sop: ubah_pelaksana(sop, dari=p.STAF, menjadi=replace(p.STAF, jabatan="x")),
    lambda sop: pindah_pelaksana(sop, p.SEKRETARIS.id, setelah=None),
    lambda sop: hapus_pelaksana(sop, p.STAF.id, dari="Staf"),
]


@pytest.mark.parametrize("sunting", SUNTINGAN)
@pytest.mark.parametrize("sop", [p.sop_diajukan(), p.sop_diverifikasi(), p.sop_sah(), p.sop_dicabut()])
def test_tabel_prosedur_beku_di_luar_konsep(sunting, sop):
    with pytest.raises(SopTidakDapatDisuntingError):
        sunting(sop)


@pytest.mark.parametrize("sunting", SUNTINGAN)
def test_setiap_suntingan_yang_sama_diterima_pada_konsep(sunting):
    assert sunting(TIGA_BARIS)


def test_langkah_baru_ditaruh_setelah_yang_disebut():
    peristiwa = tambah_langkah(TIGA_BARIS, replace(TIADA, kegiatan="  Mencatat  "), setelah=p.TERIMA.id)
    assert peristiwa == LangkahDitambahkan(replace(TIADA, kegiatan="Mencatat"), p.TERIMA.id)
    urutan = [x.id for x in p.lanjut(TIGA_BARIS, peristiwa).naskah.langkah]
    assert urutan == [p.TERIMA.id, TIADA.id, p.PERIKSA.id, p.SIMPAN.id]


def test_langkah_baru_tanpa_tempat_menjadi_yang_pertama():
    sesudah = p.lanjut(TIGA_BARIS, tambah_langkah(TIGA_BARIS, TIADA, setelah=None))
    assert sesudah.naskah.langkah[0] == TIADA


@pytest.mark.parametrize(
    "tindakan",
    [
        lambda: tambah_langkah(TIGA_BARIS, p.langkah("x"), setelah=TIADA.id),
        lambda: tambah_langkah(TIGA_BARIS, p.langkah("x", pelaksana=(KOLOM_TIADA.id,)), setelah=None),
        lambda: ubah(TIGA_BARIS, UbahanLangkah(kegiatan="x"), langkah_id=TIADA.id),
        lambda: ubah(TIGA_BARIS, UbahanLangkah(pelaksana=(KOLOM_TIADA.id,))),
        lambda: pindah_langkah(TIGA_BARIS, TIADA.id, setelah=None, **UTUH),
        lambda: pindah_langkah(TIGA_BARIS, p.SIMPAN.id, setelah=TIADA.id, **UTUH),
        lambda: hapus_langkah(TIGA_BARIS, TIADA.id, **UTUH),
        lambda: ubah_pelaksana(TIGA_BARIS, dari=KOLOM_TIADA, menjadi=KOLOM_TIADA),
        lambda: pindah_pelaksana(TIGA_BARIS, KOLOM_TIADA.id, setelah=None),
        lambda: pindah_pelaksana(TIGA_BARIS, p.STAF.id, setelah=KOLOM_TIADA.id),
        lambda: hapus_pelaksana(TIGA_BARIS, KOLOM_TIADA.id, dari=""),
    ],
)
def test_unsur_yang_sudah_hilang_ditolak_dengan_saran_memuat_ulang(tindakan):
    with pytest.raises(UnsurTidakAdaError, match="Muat ulang"):
        tindakan()


def test_semua_tulisan_langkah_dirapikan():
    kotor = p.langkah(
        " a ",
        pertanyaan=" b? ",
        kelengkapan=(" c ", " ", "d\r\n"),
        waktu=Waktu(" 5 menit ", per=" berkas "),
        output=" e ",
        keterangan=" f ",
        panah=(Panah(None, " Ya ", " 9 "),),
        label_simbol=((p.STAF.id, " A "),),
        nomor=" 1a ",
    )
    bersih = tambah_langkah(TIGA_BARIS, kotor, setelah=None).langkah
    assert (bersih.kegiatan, bersih.pertanyaan, bersih.output, bersih.keterangan) == ("a", "b?", "e", "f")
    assert (bersih.kelengkapan, bersih.waktu) == (("c", "d"), Waktu("5 menit", per="berkas"))
    assert (bersih.panah, bersih.nomor) == ((Panah(None, "Ya", "9"),), "1a")
    assert bersih.label_simbol == ((p.STAF.id, "A"),)


@pytest.mark.parametrize("ubahan", [UbahanLangkah(nomor="x" * 13), UbahanLangkah(panah=(Panah(None, "x" * 61),))])
def test_nomor_dan_label_panah_yang_terlalu_panjang_ditolak(ubahan):
    with pytest.raises(IsianTerlaluPanjangError):
        ubah(TIGA_BARIS, ubahan)


@hukum
@given(sop_konsep(), ubahan)
def test_langkah_yang_diubah_terlihat_dan_yang_tidak_berubah_tidak_dicatat(sop, ubahan):
    sop = p.lanjut(sop, LangkahDitambahkan(TIADA))
    peristiwa = ubah(sop, ubahan, langkah_id=TIADA.id)
    sesudah = p.lanjut(sop, *peristiwa)
    hasil = sesudah.naskah.cari_langkah(TIADA.id)
    for kolom in KOLOM_LANGKAH:
        diminta = getattr(ubahan, kolom)
        assert getattr(hasil, kolom) == (getattr(TIADA, kolom) if diminta is None else diminta)
    assert (peristiwa == ()) == (sesudah.naskah == sop.naskah)
    assert ubah(sesudah, ubahan, langkah_id=TIADA.id) == ()
    assert sesudah.naskah.langkah[1:] == sop.naskah.langkah[1:]


def test_hanya_kolom_yang_benar_benar_berubah_yang_dicatat():
    menjadi = UbahanLangkah(kegiatan=p.PERIKSA.kegiatan, output="Surat terperiksa")
    assert ubah(TIGA_BARIS, menjadi) == (LangkahDiubah(p.PERIKSA.id, UbahanLangkah(output="Surat terperiksa")),)


def test_kolom_yang_diubah_orang_lain_bentrok_dengan_kedua_nilai():
    sop = p.lanjut(TIGA_BARIS, (p.DEWI, LangkahDiubah(p.PERIKSA.id, UbahanLangkah(output="Baru"))))
    with pytest.raises(Bentrok) as bentrok:
        ubah(sop, UbahanLangkah(output="Punya saya"), UbahanLangkah(output=""))
    assert (bentrok.value.apa, bentrok.value.kini, bentrok.value.milik_anda) == ("output", "Baru", "Punya saya")


def test_kolom_lain_yang_diubah_orang_lain_tidak_menghalangi():
    sop = p.lanjut(TIGA_BARIS, (p.DEWI, LangkahDiubah(p.PERIKSA.id, UbahanLangkah(output="Baru"))))
    peristiwa = ubah(sop, UbahanLangkah(keterangan="x"), UbahanLangkah(keterangan="", output=""))
    assert peristiwa == (LangkahDiubah(p.PERIKSA.id, UbahanLangkah(keterangan="x")),)


def test_dua_orang_yang_menulis_hal_yang_sama_tidak_bentrok():
    sop = p.lanjut(TIGA_BARIS, (p.DEWI, LangkahDiubah(p.PERIKSA.id, UbahanLangkah(output="Sama"))))
    assert ubah(sop, UbahanLangkah(output="Sama"), UbahanLangkah(output="")) == ()


def test_akhir_baris_dari_peramban_bukan_perubahan():
    sop = p.lanjut(TIGA_BARIS, LangkahDiubah(p.PERIKSA.id, UbahanLangkah(kegiatan="a\nb")))
    assert ubah(sop, UbahanLangkah(kegiatan="c"), UbahanLangkah(kegiatan="a\r\nb")) != ()
    kolom = p.lanjut(TIGA_BARIS, PelaksanaDiubah(replace(p.STAF, jabatan="a\nb")))
    assert hapus_pelaksana(kolom, p.STAF.id, dari="a\r\nb") == PelaksanaDihapus(p.STAF.id)


@pytest.mark.parametrize(
    ("kini", "menjadi", "tertulis"),
    [
        ({"waktu": Waktu("5 menit")}, {"waktu": Waktu("6 menit")}, "5 menit"),
        ({"kelengkapan": ("a", "b")}, {"kelengkapan": ("c",)}, "a\nb"),
        ({"panah": (Panah(p.SIMPAN.id, "Ya"),)}, {"panah": ()}, "Ya"),
        ({"simbol": Simbol.KEPUTUSAN}, {"simbol": Simbol.SELESAI}, "keputusan"),
    ],
)
def test_bentrok_menunjukkan_nilai_kolom_seperti_di_formulir(kini, menjadi, tertulis):
    sop = p.lanjut(TIGA_BARIS, LangkahDiubah(p.PERIKSA.id, UbahanLangkah(**kini)))
    (kolom,) = kini
    with pytest.raises(Bentrok) as bentrok:
        ubah(sop, UbahanLangkah(**menjadi), UbahanLangkah(**{kolom: getattr(p.PERIKSA, kolom)}))
    assert (bentrok.value.apa, bentrok.value.kini) == (kolom, tertulis)


@pytest.mark.parametrize(
    "waktu",
    [
        Waktu(),
        Waktu("secepatnya"),
        Waktu("5 menit", Decimal(5), satuan=Satuan.MENIT),
        Waktu("1-2 jam", min=Decimal(1), maks=Decimal(2)),
        Waktu("1 hari", min=Decimal(1), maks=Decimal(1)),
        Waktu(nilai=Decimal(100_000)),
        Waktu(nilai=Decimal("0.000001")),
    ],
)
def test_waktu_yang_wajar_atau_samar_diterima(waktu):
    assert waktu_bersih(waktu) == waktu


ANGKA_RUSAK = ["0", "-1", "100001", "NaN", "sNaN", "Infinity", "-Infinity", "1E-999999", "0.0000001", "1.0000001"]


@pytest.mark.parametrize("bagian", ["nilai", "min", "maks"])
@pytest.mark.parametrize("angka", ANGKA_RUSAK)
def test_angka_waktu_yang_tidak_wajar_ditolak(bagian, angka):
    with pytest.raises(WaktuTidakDikenalError) as tolak:
        waktu_bersih(Waktu(**{bagian: Decimal(angka)}))
    assert tolak.value.bidang == "waktu"


def test_rentang_waktu_yang_terbalik_ditolak():
    with pytest.raises(WaktuTidakDikenalError, match="rentang"):
        waktu_bersih(Waktu(min=Decimal(2), maks=Decimal(1)))


@hukum
@given(sop_konsep(), id_langkah, st.none() | id_langkah)
def test_langkah_yang_dipindah_berdiri_setelah_yang_disebut(sop, langkah_id, setelah):
    ada = [x.id for x in sop.naskah.langkah]
    if langkah_id not in ada or (setelah and setelah not in ada):
        with pytest.raises(UnsurTidakAdaError):
            pindah_langkah(sop, langkah_id, setelah=setelah, **UTUH)
        return
    peristiwa = pindah_langkah(sop, langkah_id, setelah=setelah, **UTUH)
    sesudah = p.lanjut(sop, *peristiwa).naskah
    urutan = [x.id for x in sesudah.langkah]
    assert (peristiwa == ()) == (urutan == ada)
    assert set(sesudah.langkah) == set(sop.naskah.langkah)
    if setelah != langkah_id:
        assert urutan.index(langkah_id) == (urutan.index(setelah) + 1 if setelah else 0)


def test_langkah_dipindah_dan_dihapus_tercatat():
    assert pindah_langkah(TIGA_BARIS, p.SIMPAN.id, setelah=p.TERIMA.id, **UTUH) == (
        LangkahDipindah(p.SIMPAN.id, p.TERIMA.id),
    )
    peristiwa = hapus_langkah(TIGA_BARIS, p.PERIKSA.id, **UTUH)
    assert peristiwa == LangkahDihapus(p.PERIKSA.id)
    assert [x.id for x in p.lanjut(TIGA_BARIS, peristiwa).naskah.langkah] == [p.TERIMA.id, p.SIMPAN.id]


def test_memindah_dan_menghapus_langkah_menuntut_isi_yang_dilihat_masih_sama():
    with pytest.raises(Bentrok):
        pindah_langkah(TIGA_BARIS, p.SIMPAN.id, setelah=None, digest_dilihat="lama", digest_kini="baru")
    with pytest.raises(Bentrok):
        hapus_langkah(TIGA_BARIS, p.SIMPAN.id, digest_dilihat="lama", digest_kini="baru")


def test_langkah_yang_disimpan_tanpa_perubahan_tidak_dicatat():
    assert pindah_langkah(TIGA_BARIS, p.PERIKSA.id, setelah=p.TERIMA.id, **UTUH) == ()
    assert ubah(TIGA_BARIS, UbahanLangkah()) == ()
