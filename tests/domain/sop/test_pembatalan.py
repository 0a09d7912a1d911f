"""Taking back one's own last save: what was there before stands there again, unless somebody wrote there since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from domain.sop.errors import PembatalanTertinggalError, SopTidakDapatDisuntingError
from domain.sop.events import (
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
)
from domain.sop.langkah import Panah, UbahanLangkah
from domain.sop.naskah import Daftar, Isian, Naskah
from domain.sop.pembatalan import batalkan
from domain.sop.terapan import terapkan
from tests.domain import pembangun as p
from tests.domain.strategi import hukum, peristiwa_sunting, sop_konsep

SATU, DUA, TIGA = p.butir("Satu"), p.butir("Dua"), p.butir("Tiga")
HUKUM = Daftar.DASAR_HUKUM
PUTUS = replace(p.PERIKSA, panah=(Panah(p.SIMPAN.id, "Ya"), Panah(p.TERIMA.id, "Tidak")))
KETUA = p.pelaksana("Ketua", kode="KTA")
BARU = p.langkah("Menyalin surat", pelaksana=(p.STAF.id,))


def sop():
    """Three entries of a box, three columns, and three steps of which the second leads to the other two."""
    return p.lanjut(
        p.sop_kosong(),
        IsianDiubah(Isian.NOMOR, "000.8/1"),
        ButirDitambahkan(HUKUM, SATU),
        ButirDitambahkan(HUKUM, DUA, SATU.id),
        ButirDitambahkan(HUKUM, TIGA, DUA.id),
        PelaksanaDitambahkan(p.STAF),
        PelaksanaDitambahkan(p.SEKRETARIS, p.STAF.id),
        PelaksanaDitambahkan(KETUA, p.SEKRETARIS.id),
        LangkahDitambahkan(p.TERIMA),
        LangkahDitambahkan(PUTUS, p.TERIMA.id),
        LangkahDitambahkan(p.SIMPAN, PUTUS.id),
    )


def ubah(langkah, **kolom):
    return LangkahDiubah(langkah.id, UbahanLangkah(**kolom))


def sesudah(naskah: Naskah, *peristiwa) -> Naskah:
    for satu in peristiwa:
        naskah = terapkan(naskah, satu)
    return naskah


SUNTINGAN = {
    "isian": IsianDiubah(Isian.NOMOR, "000.8/2"),
    "butir baru": ButirDitambahkan(HUKUM, p.butir("Empat"), SATU.id),
    "butir diubah": ButirDiubah(HUKUM, replace(DUA, teks="Kedua")),
    "butir dipindah": ButirDipindah(HUKUM, TIGA.id, None),
    "butir dihapus": ButirDihapus(HUKUM, DUA.id),
    "kolom baru": PelaksanaDitambahkan(p.pelaksana("Arsiparis"), p.STAF.id),
    "kolom diubah": PelaksanaDiubah(replace(p.STAF, jabatan="Staf Umum")),
    "kolom dipindah": PelaksanaDipindah(p.STAF.id, KETUA.id),
    "kolom dihapus": PelaksanaDihapus(p.STAF.id),
    "langkah baru": LangkahDitambahkan(BARU, p.TERIMA.id),
    "langkah diubah": ubah(PUTUS, kegiatan="Meneliti surat", pelaksana=(KETUA.id,)),
    "langkah dipindah": LangkahDipindah(p.SIMPAN.id, None),
    "langkah dihapus": LangkahDihapus(p.TERIMA.id),
}


@pytest.mark.parametrize("peristiwa", SUNTINGAN.values(), ids=SUNTINGAN.keys())
def test_yang_dibatalkan_kembali_seperti_semula(peristiwa):
    semula = sop()
    kini = p.lanjut(semula, peristiwa)
    balik = batalkan(kini, semula.naskah, [peristiwa])
    assert p.lanjut(kini, *balik).naskah == semula.naskah


@pytest.mark.parametrize("peristiwa", SUNTINGAN.values(), ids=SUNTINGAN.keys())
def test_pembatalan_dapat_dibatalkan_lagi(peristiwa):
    semula = sop()
    kini = p.lanjut(semula, peristiwa)
    balik = batalkan(kini, semula.naskah, [peristiwa])
    lagi = p.lanjut(kini, *balik)
    assert p.lanjut(lagi, *batalkan(lagi, kini.naskah, balik)).naskah == kini.naskah


def _baru(naskah, peristiwa):
    """What is added has an id of its own, as the decisions see to."""
    match peristiwa:
        case ButirDitambahkan(daftar, butir):
            return butir.id not in {b.id for b in naskah.isi_daftar(daftar)}
        case PelaksanaDitambahkan(pelaksana):
            return naskah.cari_pelaksana(pelaksana.id) is None
        case LangkahDitambahkan(langkah):
            return naskah.cari_langkah(langkah.id) is None
    return True


@hukum
@given(sop_konsep(), peristiwa_sunting)
def test_satu_suntingan_dibatalkan_tanpa_sisa(semula, peristiwa):
    """What decisions would not make (an arrow to nowhere, an id used twice) is not asked for."""
    ids = {x.id for x in semula.naskah.langkah}
    utuh = all(a.ke is None or a.ke in ids for x in semula.naskah.langkah for a in x.panah)
    kini = p.lanjut(semula, peristiwa)
    if not utuh or not _baru(semula.naskah, peristiwa) or kini.naskah == semula.naskah:
        return
    try:
        balik = batalkan(kini, semula.naskah, [peristiwa])
    except PembatalanTertinggalError:
        return
    assert p.lanjut(kini, *balik).naskah == semula.naskah


DIDAHULUI = {
    "isian": (SUNTINGAN["isian"], IsianDiubah(Isian.NOMOR, "000.8/3")),
    "butir baru diubah": (SUNTINGAN["butir baru"], ButirDiubah(HUKUM, replace(p.butir("Empat"), teks="4"))),
    "butir baru dihapus": (SUNTINGAN["butir baru"], ButirDihapus(HUKUM, p.butir("Empat").id)),
    "butir diubah": (SUNTINGAN["butir diubah"], ButirDiubah(HUKUM, replace(DUA, teks="II"))),
    "butir dipindah": (SUNTINGAN["butir dipindah"], ButirDipindah(HUKUM, TIGA.id, SATU.id)),
    "kolom baru dipakai": (SUNTINGAN["kolom baru"], ubah(p.TERIMA, pelaksana=(p.pelaksana("Arsiparis").id,))),
    "kolom baru diubah": (SUNTINGAN["kolom baru"], PelaksanaDiubah(p.pelaksana("Arsiparis", unit="Umum"))),
    "kolom diubah": (SUNTINGAN["kolom diubah"], PelaksanaDiubah(replace(p.STAF, jabatan="Pelaksana"))),
    "kolom dipindah": (SUNTINGAN["kolom dipindah"], PelaksanaDipindah(p.STAF.id, None)),
    "kode kolom dipakai lagi": (PelaksanaDihapus(KETUA.id), PelaksanaDitambahkan(p.pelaksana("Wakil", kode="KTA"))),
    "langkah baru": (SUNTINGAN["langkah baru"], ubah(BARU, output="Salinan")),
    "langkah diubah": (SUNTINGAN["langkah diubah"], ubah(PUTUS, kegiatan="Menelaah surat")),
    "langkah diubah, lalu hilang": (SUNTINGAN["langkah diubah"], LangkahDihapus(PUTUS.id)),
    "kolom semula hilang": (SUNTINGAN["langkah diubah"], PelaksanaDihapus(p.SEKRETARIS.id)),
    "tujuan semula hilang": (ubah(PUTUS, panah=()), LangkahDihapus(p.SIMPAN.id)),
    "langkah dipindah": (SUNTINGAN["langkah dipindah"], LangkahDipindah(p.SIMPAN.id, p.TERIMA.id)),
    "langkah dihapus, kolomnya juga": (SUNTINGAN["langkah dihapus"], PelaksanaDihapus(p.STAF.id)),
}


@pytest.mark.parametrize(("punya_saya", "punya_orang"), DIDAHULUI.values(), ids=DIDAHULUI.keys())
def test_yang_sudah_diubah_lagi_tidak_dibatalkan(punya_saya, punya_orang):
    semula = sop()
    with pytest.raises(PembatalanTertinggalError):
        batalkan(p.lanjut(semula, punya_saya, punya_orang), semula.naskah, [punya_saya])


def test_tulisan_orang_lain_di_tempat_lain_tetap():
    semula = sop()
    saya, orang = SUNTINGAN["langkah diubah"], ubah(PUTUS, output="Surat terperiksa")
    kini = p.lanjut(semula, saya, orang)
    assert p.lanjut(kini, *batalkan(kini, semula.naskah, [saya])).naskah == sesudah(semula.naskah, orang)


def test_baris_yang_disunting_sejak_kolomnya_dihapus_tetap_seperti_sekarang():
    semula = sop()
    orang = ubah(p.TERIMA, pelaksana=(KETUA.id,))
    kini = p.lanjut(semula, PelaksanaDihapus(p.STAF.id), orang)
    hasil = p.lanjut(kini, *batalkan(kini, semula.naskah, [PelaksanaDihapus(p.STAF.id)])).naskah
    assert hasil == sesudah(semula.naskah, orang)


def test_tempat_semula_yang_hilang_diganti_yang_terdekat():
    semula = sop()
    kini = p.lanjut(semula, ButirDihapus(HUKUM, TIGA.id), ButirDihapus(HUKUM, DUA.id))
    balik = batalkan(kini, semula.naskah, [ButirDihapus(HUKUM, TIGA.id)])
    assert p.lanjut(kini, *balik).naskah.isi_daftar(HUKUM) == (SATU, TIGA)


def test_naskah_yang_beku_tidak_dibatalkan():
    with pytest.raises(SopTidakDapatDisuntingError):
        batalkan(p.sop_diajukan(), p.sop_konsep().naskah, [SUNTINGAN["isian"]])
