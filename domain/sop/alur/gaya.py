"""Sizes of the drawing, in CSS px, and the roomier ones that are tried when no route is found.

Words: a *gang* is the gutter around the border between two columns, with upright *jalur* (tracks) on
both sides of the border and never on it. A *lorong* is a level lane at the head of a row.
"""

from dataclasses import dataclass, replace
from functools import cached_property

JARAK_LORONG = 7
"""Distance between lanes, and of the first from the row's top (px)."""
KEPALA = 7
"""Length of an arrowhead (px)."""
AMAN = 3
"""Smallest distance between a line and a symbol that is not its own end (px)."""
RAPAT = 4
"""Smallest distance between two parallel lines (px)."""
GANG_TERSEMPIT = 10
"""Smallest distance of a symbol from the border of its column (px); less leaves no two tracks."""
JALUR_TERSEDIKIT = 2
LORONG_TERSEDIKIT = 2
JALUR_LAPANG = LORONG_LAPANG = 5
"""Tracks and lanes of the roomier styles; the number of shapes grows with their product."""


def _muat_jalur(gang: int) -> int:
    """How many tracks fit on one side of a border: 2 px off it, RAPAT apart, AMAN off the symbols."""
    return max(JALUR_TERSEDIKIT, (gang - AMAN - 2) // RAPAT + 1)


@dataclass(frozen=True)
class Gaya:
    """Width of a column, sizes of the symbols, and how many lines the gutters and lanes hold."""

    kolom: int = 62
    lebar_simbol: int = 34
    tinggi_kotak: int = 22
    tinggi_ketupat: int = 28
    tinggi_segilima: int = 22
    nomor: bool = True
    """Write the step number inside its symbol."""
    jumlah_lorong: int = 3
    jumlah_jalur: int = 2

    def __post_init__(self) -> None:
        if self.gang < GANG_TERSEMPIT:
            raise ValueError(f"a column of {self.kolom} px is too narrow for symbols of {self.lebar_simbol} px")
        if not JALUR_TERSEDIKIT <= self.jumlah_jalur <= _muat_jalur(self.gang):
            raise ValueError(f"{self.jumlah_jalur} tracks do not fit beside a symbol in {self.kolom} px")
        if self.jumlah_lorong < LORONG_TERSEDIKIT:
            raise ValueError(f"{self.jumlah_lorong} lanes are too few: an arrow needs one to enter from above")

    @property
    def gang(self) -> int:
        """Free space on each side of a symbol in its column (px)."""
        return (self.kolom - self.lebar_simbol) // 2

    @cached_property
    def lorong(self) -> tuple[int, ...]:
        """Offsets of the lanes from the row's top (px)."""
        return tuple(JARAK_LORONG * n for n in range(1, self.jumlah_lorong + 1))

    @cached_property
    def jalur(self) -> tuple[int, ...]:
        """Distances of the tracks from the border of a column (px), nearest first."""
        if self.jumlah_jalur == JALUR_TERSEDIKIT:
            return round(self.gang * 0.32), round(self.gang * 0.72)
        langkah = (self.gang - AMAN - 2) // (self.jumlah_jalur - 1)
        return tuple(2 + langkah * n for n in range(self.jumlah_jalur))

    @cached_property
    def tengah(self) -> int:
        """Middle of a row of nominal height, on which the symbols stand (px from the row's top)."""
        tertinggi = max(self.tinggi_kotak, self.tinggi_ketupat, self.tinggi_segilima)
        return self.lorong[-1] + tertinggi // 2 + AMAN + 2

    @cached_property
    def tinggi_nominal(self) -> int:
        """Row height on which routes are chosen (px).

        The order of the points inside a row (lanes, middle, foot) is the same at every real height,
        so a route chosen here stays right in rows of any height.
        """
        return 2 * self.tengah

    def tangga(self) -> tuple["Gaya", ...]:
        """This style and the roomier ones after it: first more lines in the same width, then wider columns."""
        return self, self._lapang(0), self._lapang(24)

    def _lapang(self, tambah: int) -> "Gaya":
        muat = _muat_jalur(self.gang + tambah // 2)
        return replace(
            self,
            kolom=self.kolom + tambah,
            jumlah_jalur=max(self.jumlah_jalur, min(muat, JALUR_LAPANG)),
            jumlah_lorong=max(self.jumlah_lorong, LORONG_LAPANG),
        )


GAYA_BAKU = Gaya()
