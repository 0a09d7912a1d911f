"""Lines lying on the board, kept so that those near a new line are found at once.

All coordinates lie on tracks, lanes and middles at least RAPAT apart, so two parallel lines are too close
only when they share their coordinate.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.sop.alur.denah import Denah
from domain.sop.alur.geometri import Ruas

SENTUH = 1
"""Lines this close (px) count as touching."""


class Garis(NamedTuple):
    """A piece of a laid route: its fixed coordinate, its extent, and the symbol it leads to."""

    c: int
    lo: int
    hi: int
    ke: int


class Lajur:
    """Upright lines by the rows they pass, level lines by the columns, each sorted by coordinate."""

    def __init__(self, denah: Denah) -> None:
        self._tinggi, self._lebar = denah.gaya.tinggi_nominal, denah.gaya.kolom
        self._tegak: list[list[Garis]] = [[] for _ in range(denah.jumlah_baris)]
        self._datar: list[list[Garis]] = [[] for _ in range(denah.jumlah_kolom)]
        self._sejalur: defaultdict[tuple[bool, int], list[Garis]] = defaultdict(list)

    def taruh(self, ke: int, ruas: Sequence[Ruas]) -> None:
        for wadah, garis in self._tempat(ke, ruas):
            insort(wadah, garis)

    def angkat(self, ke: int, ruas: Sequence[Ruas]) -> None:
        for wadah, garis in self._tempat(ke, ruas):
            del wadah[bisect_left(wadah, garis)]

    def _tempat(self, ke: int, ruas: Sequence[Ruas]) -> Iterator[tuple[list[Garis], Garis]]:
        """Every list in which a line is kept."""
        for tegak, c, lo, hi in ruas:
            garis = Garis(c, lo, hi, ke)
            yield self._sejalur[tegak, c], garis
            petak, ukuran = (self._tegak, self._tinggi) if tegak else (self._datar, self._lebar)
            for n in range(lo // ukuran, hi // ukuran + 1):
                yield petak[n], garis

    def sejalur(self, tegak: bool, c: int) -> Sequence[Garis]:
        """Lines of the same direction on the same coordinate."""
        return self._sejalur[tegak, c]

    def melintang(self, tegak: bool, c: int, lo: int, hi: int) -> Sequence[Garis]:
        """Lines of the other direction between two coordinates that may touch this one."""
        petak = self._datar[c // self._lebar] if tegak else self._tegak[c // self._tinggi]
        return petak[bisect_left(petak, (lo - SENTUH,)) : bisect_left(petak, (hi + SENTUH + 1,))]
