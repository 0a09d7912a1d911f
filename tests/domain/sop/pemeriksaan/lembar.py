"""A sheet in which no rule finds anything, and small changes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.sop.naskah import Daftar, Isian, Naskah
from domain.sop.pemeriksaan.bahan import Bahan, Pengesahan, SopLain
from tests.domain.pembangun import PERIKSA, SIMPAN, STAF, TERIMA, butir, pelaksana

HARI = date(2026, 1, 5)
KOMINFO = "Dinas Komunikasi dan Informatika"
ISIAN = {
    Isian.NAMA: "Pengelolaan Surat Masuk",
    Isian.UNIT: "Sekretariat",
    Isian.NOMOR: "000.8.3/001/SOP/2025",
    Isian.TANGGAL_PEMBUATAN: "2025-08-04",
    Isian.TANGGAL_EFEKTIF: "2025-09-01",
    Isian.PENGESAH: f"Kepala {KOMINFO}",
}
DAFTAR = {
    Daftar.DASAR_HUKUM: (
        "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
        "Peraturan Wali Kota Contoh Nomor 10 Tahun 2022 tentang Susunan Organisasi dan Tata Kerja",
    ),
    Daftar.KUALIFIKASI_PELAKSANA: ("Memahami tata naskah dinas",),
    Daftar.KETERKAITAN: ("Pengelolaan Surat Keluar",),
    Daftar.PERALATAN_PERLENGKAPAN: ("Komputer",),
    Daftar.PERINGATAN: ("Apabila surat tidak dicatat maka tindak lanjutnya terlambat",),
    Daftar.PENCATATAN_PENDATAAN: ("Register surat masuk",),
}
LAIN = (SopLain("a", "Pengelolaan Surat Keluar", "000.8.3/002/SOP/2025"), SopLain("b", "Pengelolaan Arsip", "", True))
SAH = Pengesahan("000.8.3/001/KEP/2025", date(2025, 9, 1), "Nama Contoh, S.Kom.", "198001012005011999")
KOLOM = (STAF, pelaksana("Sekretaris"))


def lembar(isian: dict[Isian, str] | None = None, daftar: dict[Daftar, tuple[str, ...]] | None = None) -> Naskah:
    naskah = Naskah(pelaksana=KOLOM, langkah=(TERIMA, PERIKSA, SIMPAN))
    for nama, nilai in {**ISIAN, **(isian or {})}.items():
        naskah = naskah.dengan_isian(nama, nilai)
    for nama, isi in {**DAFTAR, **(daftar or {})}.items():
        naskah = naskah.dengan_daftar(nama, tuple(map(butir, isi)))
    return naskah


DASAR = Bahan(
    lembar(), HARI, daerah="Pemerintah Kota Contoh", opd=KOMINFO, unit=("Sekretariat",), sop_lain=LAIN, pengesahan=SAH
)


def dengan(**lain: Any) -> Bahan:
    return replace(DASAR, **lain)


def isian(**nilai: str) -> Bahan:
    return dengan(naskah=lembar({Isian(nama): x for nama, x in nilai.items()}))


def kotak(**isi: tuple[str, ...]) -> Bahan:
    return dengan(naskah=lembar(None, {Daftar(nama): x for nama, x in isi.items()}))


def hukum(*teks: str) -> Bahan:
    """These legal bases, and the one on the agency's organisation."""
    return kotak(dasar_hukum=(*teks, DAFTAR[Daftar.DASAR_HUKUM][1]))
