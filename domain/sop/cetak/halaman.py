"""Where the pages of a procedure end: rows as high as their texts and arrows need, pentagons at the real breaks.

What an arrow needs is known only when the chart of a page is drawn, and that depends on where the page ends. So
pages are made up, drawn and looked at; a page on which something does not fit gives rows to the next, until all fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from domain.sop.alur import BarisAlur, Halaman, susun_halaman
from domain.sop.cetak.kolom import Kolom

TINGGI_TERKECIL, TINGGI_SEGILIMA = 46, 34
"""Least height of a row with a symbol, and of a row of pentagons (px)."""
PERCOBAAN = 25
"""Charts drawn before a page is taken as it is; two or three are usual."""
LONGGAR = 0.01
"""Points by which a page may be too full: less than printers or eyes can tell."""


@dataclass(frozen=True, slots=True)
class Ruang:
    """Height for rows below the repeated head: on the first page, and on every other."""

    pertama: float
    lain: float

    def pada(self, halaman: int) -> float:
        return self.lain if halaman else self.pertama


@dataclass(frozen=True, slots=True)
class HalamanCetak:
    """One page with the heights of all its rows, pentagons included (points)."""

    alur: Halaman
    tinggi: tuple[float, ...]
    skala: float
    """Points to one px of the chart."""


def bagi(teks: Sequence[float], baris: Sequence[BarisAlur], kolom: Kolom, ruang: Ruang) -> tuple[HalamanCetak, ...]:
    """Make up pages. `teks` is the height that each row's texts need."""
    susunan = _Susunan(teks, baris, kolom, ruang)
    hasil = susunan.gambar()
    for _ in range(PERCOBAAN):
        if not susunan.perbaiki(hasil):
            break
        hasil = susunan.gambar()
    return hasil


class _Susunan:
    """What is known so far: the least height of each row, and how many rows each page has."""

    def __init__(self, teks: Sequence[float], baris: Sequence[BarisAlur], kolom: Kolom, ruang: Ruang) -> None:
        self._teks, self._baris, self._kolom, self._ruang = teks, baris, kolom, ruang
        self._skala = kolom.pelaksana / kolom.gaya.kolom if kolom.jumlah else 1.0
        self._tinggi = [max(t, TINGGI_TERKECIL * self._skala) for t in teks]
        self._potong: list[int] = []
        self._isi_dari(0)

    def _isi_dari(self, halaman: int) -> None:
        """Fill pages from this one on with as many rows as fit, with room for pentagons where pages meet."""
        del self._potong[halaman:]
        n = sum(self._potong)
        segilima = TINGGI_SEGILIMA * self._skala if self._kolom.jumlah else 0.0
        while n < len(self._baris):
            sisa = self._ruang.pada(len(self._potong)) - (segilima if n else 0.0)
            sampai = n + self._muat(self._tinggi[n:], sisa, segilima)
            self._potong.append(sampai - n)
            n = sampai

    @staticmethod
    def _muat(tinggi: Sequence[float], sisa: float, segilima: float) -> int:
        """How many rows fit, at least one; the last rows of all need no pentagons below them."""
        if sum(tinggi) <= sisa:
            return len(tinggi)
        return max(1, sum(t <= sisa for t in accumulate(tinggi, initial=segilima)) - 1)

    def gambar(self) -> tuple[HalamanCetak, ...]:
        semua = susun_halaman(self._baris, self._kolom.jumlah, self._potong, self._kolom.gaya)
        return tuple(self._halaman(h) for h in semua)

    def _halaman(self, h: Halaman) -> HalamanCetak:
        skala = self._kolom.pelaksana / h.bagan.gaya.kolom if self._kolom.jumlah else 1.0
        tinggi = []
        for n in range(len(h.bagan.ubin)):
            perlu = h.bagan.tinggi_minimum(n) * skala
            if n in h.baris_langkah:
                perlu = max(perlu, self._teks[h.awal + n - h.jumlah_atas])
            tinggi.append(perlu)
        return HalamanCetak(h, tuple(tinggi), skala)

    def perbaiki(self, hasil: Sequence[HalamanCetak]) -> bool:
        """Move rows off the first page that is too full; whether there was one that could give any."""
        for nomor, h in enumerate(hasil):
            lebih = sum(h.tinggi) - self._ruang.pada(nomor) - LONGGAR
            if lebih > 0 and h.alur.jumlah > 1:
                self._potong[nomor] -= self._lepas(h, lebih)
                self._isi_dari(nomor + 1)
                return True
        return False

    @staticmethod
    def _lepas(h: HalamanCetak, lebih: float) -> int:
        """How many rows at the foot have to leave, so that the page keeps at least one."""
        dari_bawah = accumulate(h.tinggi[n] for n in reversed(h.alur.baris_langkah))
        return min(1 + sum(t < lebih for t in dari_bawah), h.alur.jumlah - 1)
