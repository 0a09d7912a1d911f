"""Points, symbols, arrows and routes on the nominal grid (px; x to the right, y downwards)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from domain.sop.alur.gaya import Gaya
from domain.sop.alur.masukan import Jenis

Port = Literal["A", "B", "K", "N"]
"""Where a line meets a symbol: atas, bawah, kiri, kanan. Arrows enter from above or from a side,
and leave downwards or from a side."""

SISI: tuple[Port, Port] = ("K", "N")
ARAH: dict[Port, tuple[int, int]] = {"A": (0, -1), "B": (0, 1), "K": (-1, 0), "N": (1, 0)}
"""Where a port lies, seen from the centre of its symbol."""

Titik = tuple[int, int]


class Ruas(NamedTuple):
    """One straight piece of a route: `c` is the fixed coordinate, `lo` to `hi` the other."""

    tegak: bool
    c: int
    lo: int
    hi: int


class Rute(NamedTuple):
    """A way for one arrow. `dasar` is its own cost, without what other arrows add to it."""

    dasar: int
    titik: tuple[Titik, ...]
    keluar: Port
    masuk: Port
    ruas: tuple[Ruas, ...]


@dataclass(frozen=True, slots=True)
class Simbol:
    """A placed symbol: centre (x, y), half width `hw`, half height `hh`."""

    indeks: int
    baris: int
    kolom: int
    jenis: Jenis
    teks: str
    kelas: str
    ket: str
    """Small text beside a pentagon's letter, such as "h.2"."""
    x: int
    y: int
    hw: int
    hh: int

    def port(self, p: Port) -> Titik:
        dx, dy = ARAH[p]
        return self.x + dx * self.hw, self.y + dy * self.hh


@dataclass(frozen=True, slots=True)
class Panah:
    """An arrow to be routed from symbol to symbol."""

    indeks: int
    dari: Simbol
    ke: Simbol
    label: str = ""
    kelas: str = ""


def tengah_kolom(gaya: Gaya, kolom: int) -> int:
    return kolom * gaya.kolom + gaya.kolom // 2


def setengah_tinggi(gaya: Gaya, jenis: Jenis) -> int:
    if jenis is Jenis.KEPUTUSAN:
        return gaya.tinggi_ketupat // 2
    return (gaya.tinggi_segilima if jenis is Jenis.SEGILIMA else gaya.tinggi_kotak) // 2


def pecah(titik: Sequence[Titik]) -> Iterator[Ruas]:
    """The straight pieces of a line, from its beginning to its arrowhead."""
    for (x0, y0), (x1, y1) in pairwise(titik):
        if x0 == x1:
            yield Ruas(True, x0, min(y0, y1), max(y0, y1))
        else:
            yield Ruas(False, y0, min(x0, x1), max(x0, x1))
