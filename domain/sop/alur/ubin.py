"""Drawing primitives of one table row: a tile that follows the row's height, whatever it becomes.

x is px from the left edge of the first pelaksana column. y in a tile has only four kinds of value: px from
the top (a lane), and `Y`. So text may wrap, zoom or print: the arrows stay right without any measuring.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.sop.alur.geometri import Port, Rute, Simbol
from domain.sop.alur.label import Label
from domain.sop.alur.masukan import Jenis
from domain.sop.alur.potongan import Potongan, Sepotong


class Y(StrEnum):
    """Heights in a tile that move with the row; a lane is an int (px from the top)."""

    ATAS = "0"
    TENGAH = "50%"
    BAWAH = "100%"


@dataclass(frozen=True, slots=True)
class Garis:
    """A level or upright line."""

    x1: int
    x2: int
    y1: int | Y
    y2: int | Y
    kelas: str = ""


@dataclass(frozen=True, slots=True)
class Celah:
    """A crossing: the level line is interrupted around (x, y), the upright one runs through."""

    x: int
    y: int | Y
    kelas: str = ""


@dataclass(frozen=True, slots=True)
class Kepala:
    """An arrowhead touching the symbol at (x, y), px from its centre."""

    x: int
    y: int
    port: Port
    kelas: str = ""


@dataclass(frozen=True, slots=True)
class Bentuk:
    """A symbol centred on (x, 50 %) with what belongs to it."""

    jenis: Jenis
    x: int
    hw: int
    hh: int
    teks: str
    ket: str
    kelas: str
    kepala: tuple[Kepala, ...]
    label: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Ubin:
    """Everything to be drawn in one row; later parts lie above earlier ones."""

    lebar: int
    batas: tuple[int, ...]
    garis: tuple[Garis, ...] = ()
    celah: tuple[Celah, ...] = ()
    bentuk: tuple[Bentuk, ...] = ()


class Pemotong:
    """Cuts the tiles of one chart."""

    def __init__(self, potongan: Potongan, rute: Sequence[Rute], label: Mapping[int, Label]) -> None:
        self._denah = potongan.denah
        self._potongan = potongan
        self._batas = tuple(range(self._denah.gaya.kolom, self._denah.lebar, self._denah.gaya.kolom))
        self._kepala: defaultdict[int, set[tuple[Port, str]]] = defaultdict(set)
        self._label: defaultdict[int, list[Label]] = defaultdict(list)
        for panah in self._denah.panah:
            self._kepala[panah.ke.indeks].add((rute[panah.indeks].masuk, panah.kelas))
            if panah.indeks in label:
                self._label[panah.dari.indeks].append(label[panah.indeks])

    def ubin(self, baris: int) -> Ubin:
        d = self._denah
        return Ubin(
            lebar=d.lebar,
            batas=self._batas,
            garis=tuple(self._garis(baris)),
            celah=tuple(
                Celah(x, self._y(y, baris), kelas) for (x, y), kelas in sorted(self._potongan.silang(baris).items())
            ),
            bentuk=tuple(self._bentuk(s) for s in d.per_baris[baris]),
        )

    def sela(self, baris: int) -> Ubin:
        """Tile of a row inserted below `baris`: only the upright lines that pass the boundary go on."""
        tepi = (baris + 1) * self._denah.gaya.tinggi_nominal
        lewat = sorted({(p.c, p.kelas) for p in self._potongan.tegak[baris] if p.hi > tepi})
        garis = tuple(Garis(x, x, Y.ATAS, Y.BAWAH, kelas) for x, kelas in lewat)
        return Ubin(self._denah.lebar, self._batas, garis)

    def _garis(self, baris: int) -> Iterator[Garis]:
        for t in self._denah.taut:
            if t.baris == baris:
                yield Garis(t.x1, t.x2, Y.TENGAH, Y.TENGAH)
        for (c, kelas), isi in _menurut_letak(self._potongan.datar[baris]):
            y = self._y(c, baris)
            for lo, hi in _gabung(isi):
                yield Garis(lo, hi, y, y, kelas)
        atas = baris * self._denah.gaya.tinggi_nominal
        bawah = atas + self._denah.gaya.tinggi_nominal
        for (c, kelas), isi in _menurut_letak(self._potongan.tegak[baris]):
            for lo, hi in _gabung([(max(lo, atas), min(hi, bawah)) for lo, hi in isi]):
                yield Garis(c, c, self._y(lo, baris), self._y(hi, baris), kelas)

    def _y(self, y: int, baris: int) -> int | Y:
        """Nominal y as a height in the tile of this row."""
        dalam = y - baris * self._denah.gaya.tinggi_nominal
        if dalam <= 0:
            return Y.ATAS
        if dalam >= self._denah.gaya.tinggi_nominal:
            return Y.BAWAH
        return dalam if dalam in self._denah.gaya.lorong else Y.TENGAH

    def _bentuk(self, s: Simbol) -> Bentuk:
        bernomor = self._denah.gaya.nomor or s.jenis is Jenis.SEGILIMA
        return Bentuk(
            jenis=s.jenis,
            x=s.x,
            hw=s.hw,
            hh=s.hh,
            teks=s.teks if bernomor else "",
            ket=s.ket,
            kelas=s.kelas,
            kepala=tuple(_kepala(s, port, kelas) for port, kelas in sorted(self._kepala[s.indeks])),
            label=tuple(self._label[s.indeks]),
        )


def _kepala(s: Simbol, port: Port, kelas: str) -> Kepala:
    x, y = s.port(port)
    return Kepala(x - s.x, y - s.y, port, kelas)


def _menurut_letak(potongan: Iterable[Sepotong]) -> list[tuple[tuple[int, str], list[tuple[int, int]]]]:
    """Extents of the pieces that lie on the same line and have the same class."""
    out: defaultdict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for p in potongan:
        out[p.c, p.kelas].append((p.lo, p.hi))
    return sorted(out.items())


def _gabung(isi: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Union of extents, so that merged arrows are drawn once."""
    out: list[tuple[int, int]] = []
    for lo, hi in sorted(isi):
        if out and lo <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], hi)
        else:
            out.append((lo, hi))
    return out
