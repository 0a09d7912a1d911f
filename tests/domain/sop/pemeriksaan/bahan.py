"""A small SOP that no rule on procedures has anything to say about, and ways to spoil one thing of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from domain.sop.langkah import Langkah, Panah, Pelaksana, Simbol, Waktu
from domain.sop.naskah import Isian, Naskah
from domain.sop.pemeriksaan import alur, kegiatan, mutu_baku, pelaksana, teks
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.temuan import Aturan, Temuan
from domain.sop.pemeriksaan.waktu import baca_waktu
from tests.domain import pembangun as p

ATURAN: tuple[Aturan, ...] = (
    *pelaksana.ATURAN,
    *kegiatan.ATURAN,
    *alur.ATURAN,
    *mutu_baku.ATURAN,
    *teks.ATURAN,
)
HARI_INI = date(2026, 3, 2)

STAF = p.pelaksana("Staf Persuratan", kode="STF")
KASUBAG = p.pelaksana("Kepala Subbagian Umum dan Kepegawaian")
PEMOHON = p.pelaksana("Pemohon", eksternal=True)


def waktu(teks: str) -> Waktu:
    return baca_waktu(teks) or Waktu(teks)


def langkah(nama: str, **kolom: Any) -> Langkah:
    """A row without a fault, but for what is named."""
    bawaan = {
        "pelaksana": (STAF.id,),
        "kelengkapan": ("Surat masuk",),
        "waktu": waktu("10 menit"),
        "output": "Surat masuk tercatat",
    }
    return replace(p.langkah(nama), **{**bawaan, **kolom})


CATAT = langkah("Mencatat surat masuk", simbol=Simbol.MULAI)
SUSUN = langkah("Menyusun konsep surat", pelaksana=(KASUBAG.id,))
ARSIP = langkah("Mengarsipkan surat", simbol=Simbol.SELESAI)
PERIKSA = langkah(
    "Memeriksa surat",
    simbol=Simbol.KEPUTUSAN,
    pelaksana=(KASUBAG.id,),
    pertanyaan="Lengkap?",
    panah=(Panah(SUSUN.id, "Ya"), Panah(CATAT.id, "Tidak")),
)
BAIK = (CATAT, PERIKSA, SUSUN, ARSIP)


def sop(
    *langkah: Langkah, kolom: Sequence[Pelaksana] = (STAF, KASUBAG), sifat: str = "administratif", **lain: Any
) -> Bahan:
    naskah = Naskah(pelaksana=tuple(kolom), langkah=langkah or BAIK)
    return Bahan(naskah.dengan_isian(Isian.SIFAT, sifat), HARI_INI, **lain)


def susun(**kolom: Any) -> Bahan:
    """The good SOP with its third row, an ordinary step, changed."""
    return sop(CATAT, PERIKSA, replace(SUSUN, **kolom), ARSIP)


def periksa(**kolom: Any) -> Bahan:
    """The good SOP with its decision changed."""
    return sop(CATAT, replace(PERIKSA, **kolom), SUSUN, ARSIP)


def temuan(bahan: Bahan, aturan: Iterable[Aturan] = ATURAN) -> list[Temuan]:
    return [t for a in aturan for t in a.periksa(bahan)]


def kena(kode: str, bahan: Bahan) -> list[Temuan]:
    """What one rule finds."""
    return temuan(bahan, [a for a in ATURAN if a.kode == kode])


def kode(bahan: Bahan) -> set[str]:
    return {t.aturan for t in temuan(bahan)}
