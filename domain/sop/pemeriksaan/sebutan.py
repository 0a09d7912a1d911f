"""Names of posts in texts: "Kasubag Umum" is the column "Kepala Subbagian Umum dan Kepegawaian"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.sop.langkah import Pelaksana
from domain.sop.pemeriksaan.ingatan import ingat
from domain.sop.pemeriksaan.kata import TEKS_DIINGAT, kata

_SINGKATAN = {
    "kasubag": "kepala subbagian", "kasubbag": "kepala subbagian", "kabag": "kepala bagian",
    "kabid": "kepala bidang", "kasi": "kepala seksi", "kasie": "kepala seksi", "kadis": "kepala dinas",
    "kaban": "kepala badan", "kasubbid": "kepala subbidang", "kasubid": "kepala subbidang", "sekwan": "sekretaris dprd",
    "sekda": "sekretaris daerah", "sekdis": "sekretaris dinas", "sekcam": "sekretaris kecamatan",
    "seklur": "sekretaris kelurahan", "subbag": "subbagian", "subag": "subbagian", "walikota": "wali kota",
    "irban": "inspektur pembantu",
}  # fmt: skip
_KATA = re.compile(r"[^\W_]+")
_PEMISAH = re.compile(r"[/()]")
SEDIKITNYA = 2
"""Fewer words than a whole name must at least be so many to name a post ("Kepala Subbagian")."""


@dataclass(frozen=True, slots=True)
class Penggal:
    """A word of a text, spelt out, with its place in it."""

    kata: str
    awal: int
    akhir: int


@lru_cache(maxsize=TEKS_DIINGAT)
def penggal(teks: str) -> tuple[Penggal, ...]:
    hasil: list[Penggal] = []
    for cocok in _KATA.finditer(teks):
        satu = cocok.group().casefold()
        for bagian in _SINGKATAN.get(satu, satu).split():
            if hasil and hasil[-1].kata == "sub" and bagian in ("bagian", "bidang"):
                hasil[-1] = Penggal(f"sub{bagian}", hasil[-1].awal, cocok.end())
            else:
                hasil.append(Penggal(bagian, cocok.start(), cocok.end()))
    return tuple(hasil)


def nama_baku(teks: str) -> tuple[str, ...]:
    """The words of a post's name, spelt out, for comparison."""
    return tuple(p.kata for p in penggal(teks))


def nama_lain(pelaksana: Pelaksana) -> tuple[tuple[str, ...], ...]:
    """The whole name and its parts: "Staf/Pendamping AKD" is called either; long names first."""
    semua = {nama_baku(pelaksana.jabatan), *map(nama_baku, _PEMISAH.split(pelaksana.jabatan))}
    return tuple(sorted((n for n in semua if n), key=len, reverse=True))


class Nama:
    """The names of all columns of an SOP, looked up where a text begins to name one."""

    def __init__(self, pelaksana: Iterable[Pelaksana]) -> None:
        self._menurut_awal: dict[str, list[tuple[tuple[str, ...], Pelaksana]]] = {}
        self._kode: dict[str, Pelaksana] = {}
        for p in pelaksana:
            for nama in nama_lain(p):
                self._menurut_awal.setdefault(nama[0], []).append((nama, p))
            if len(p.kode) > 1 and p.kode.isupper():
                self._kode.setdefault(p.kode, p)

    def di(self, teks: str, semua: tuple[Penggal, ...], mulai: int) -> tuple[tuple[Pelaksana, ...], int]:
        """The columns that the words from `mulai` on may name, and how many words do."""
        if mulai >= len(semua):
            return (), 0
        kode = self._kode.get(teks[semua[mulai].awal : semua[mulai].akhir])
        if kode is not None:
            return (kode,), 1
        terpanjang, cocok = 0, dict[Pelaksana, None]()
        for nama, pelaksana in self._menurut_awal.get(semua[mulai].kata, ()):
            sama = _sama(nama, semua, mulai)
            cukup = sama == len(nama) or sama >= SEDIKITNYA
            if cukup and sama >= terpanjang:
                cocok = cocok if sama == terpanjang else {}
                terpanjang, cocok[pelaksana] = sama, None
        return tuple(cocok), terpanjang

    def sesudah(self, teks: str, semua: tuple[Penggal, ...], hubung: frozenset[str]) -> Iterator[Sebutan]:
        """Every place where a word such as "oleh" is followed by the name of a column."""
        for n, satu in enumerate(semua):
            if satu.kata in hubung:
                pelaksana, panjang = self.di(teks, semua, n + 1)
                if pelaksana:
                    akhir = n + panjang
                    di_ujung = akhir + 1 == len(semua)
                    yield Sebutan(n, pelaksana, di_ujung, teks[semua[n + 1].awal : semua[akhir].akhir])


@dataclass(frozen=True, slots=True)
class Sebutan:
    """A column named in a text after the word number `letak`; `nama` is what the text calls it."""

    letak: int
    pelaksana: tuple[Pelaksana, ...]
    di_ujung: bool
    nama: str


def _sama(nama: tuple[str, ...], semua: tuple[Penggal, ...], mulai: int) -> int:
    """How many words the name and the text have in common from there on."""
    n = 0
    while n < len(nama) and mulai + n < len(semua) and semua[mulai + n].kata == nama[n]:
        n += 1
    return n


@ingat
def nama_kolom(pelaksana: tuple[Pelaksana, ...]) -> Nama:
    return Nama(pelaksana)


@ingat
def nama_inti(pelaksana: tuple[Pelaksana, ...]) -> tuple[tuple[str, ...], ...]:
    """Every name of these columns without the words that are often left out."""
    return tuple(tuple(k for k in n if k not in _KATA_SAMBUNG) for p in pelaksana for n in nama_lain(p))


def hanya_menyebut(teks: str, nama: Iterable[tuple[str, ...]]) -> bool:
    """Whether a text says nothing but names of columns: "Staf UK", "Pemohon dan Kasubbag Umum"."""
    if not teks or len(kata(teks)) > TERPANJANG:
        return False
    sisa = [k for k in nama_baku(teks) if k not in _KATA_SAMBUNG]
    if not sisa:
        return False
    while sisa:
        dipakai = max((_disingkat(n, sisa) for n in nama), default=0)
        if not dipakai:
            return False
        sisa = sisa[dipakai:]
    return True


_KATA_SAMBUNG = frozenset({"dan", "tim", "para", "petugas"})
TERPANJANG = 12


def _disingkat(nama: tuple[str, ...], sisa: list[str]) -> int:
    """How many words of the text name this post, where one may stand for the first letters of several of its words."""
    n = dipakai = 0
    while n < len(nama) and dipakai < len(sisa):
        satu = sisa[dipakai]
        if satu == nama[n]:
            n += 1
        elif 1 < len(satu) <= len(nama) - n and satu == "".join(k[0] for k in nama[n : n + len(satu)]):
            n += len(satu)
        else:
            return 0
        dipakai += 1
    return dipakai if n == len(nama) else 0
