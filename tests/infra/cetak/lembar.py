"""Sheets for the tests: the samples of the demonstration, and hostile ones."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from app.cetakan.lembaran import lembaran
from domain.sop.alur import BarisAlur, Jenis
from domain.sop.cetak import TataCetak
from domain.sop.isi import Cetakan
from infra.cetak import BarisCetak, Lembaran, Pengesah
from infra.impor.dokumen import baca_berkas
from infra.impor.rekam import rangkai
from tests.domain.pembangun import AWAL, PENYUSUN, SARI
from tests.infra.impor.bahan import CONTOH, OPD_ID, SOP_ID

RUPA = Cetakan("Pemerintah Kota Uji", "Dinas Uji")


@cache
def contoh(berkas: Path) -> Lembaran:
    dokumen = baca_berkas(berkas)
    naskah = rangkai(dokumen, SOP_ID, OPD_ID, PENYUSUN, (SARI, AWAL)).keadaan.naskah
    pengesah = Pengesah("Kepala Dinas", "Siti Aminah", "Pembina", "198001012005011999")
    return lembaran(naskah, RUPA, kaki="Konsep versi 1", tata=TataCetak(), pengesah=pengesah)


def contoh_bernomor(nomor: str) -> Lembaran:
    return contoh(next(b for b in CONTOH if b.name.startswith(nomor)))


def lembar(*kegiatan: str, tata: TataCetak | None = None, **baris: str) -> Lembaran:
    """A small sheet of rows in turn for two pelaksana; further texts go into every row."""
    akhir = len(kegiatan) - 1
    alur = tuple(
        BarisAlur(str(n + 1), ((n % 2, Jenis.PROSES),), ((n + 1, ""),) if n < akhir else ()) for n in range(akhir + 1)
    )
    return Lembaran(
        instansi="Kota Uji",
        perangkat="Dinas Uji",
        unit="",
        judul="Pengujian",
        rinci=(("Nomor SOP", "1"), ("Tanggal Efektif", "")),
        pengesah=Pengesah("Kepala Dinas"),
        kotak=tuple((judul, ("satu", "dua")) for judul in ("dasar hukum", "b", "c", "d", "e", "f")),
        pelaksana=(("", "Staf"), ("", "Kepala")),
        baris=tuple(BarisCetak(str(n + 1), k, alur=f"ke langkah {n + 2}", **baris) for n, k in enumerate(kegiatan)),
        alur=alur,
        kaki="Konsep",
        tata=tata or TataCetak(),
    )


def di_mana_mana(teks: str) -> Lembaran:
    """The same text in every place that a person can fill."""
    x = lembar(teks, teks, pertanyaan=teks, kelengkapan=teks, waktu=teks, output=teks, keterangan=teks)
    return replace(
        x,
        instansi=teks,
        perangkat=teks,
        unit=teks,
        judul=teks,
        rinci=((teks, teks), ("Tanggal", teks)),
        pengesah=Pengesah(teks, teks, teks, teks),
        kotak=tuple((judul, (teks, teks)) for judul, _ in x.kotak),
        pelaksana=((teks, teks), ("", teks)),
        kaki=teks,
    )
