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
JAUH_UJUNG = 2
"""A crossing this close (px) to the end of a line would read as a junction."""


TERLALU_BANYAK, TERHALANG = -1, -2
"""More crossings than were asked about; a touch that the rules forbid."""


class Pemilik(NamedTuple):
    """Whose a line is: the symbol it leads to, and its arrow."""

    ke: int
    panah: int


class Garis(NamedTuple):
    """A piece of a laid route: its fixed coordinate, its extent, the symbol it leads to, and its arrow."""

    c: int
    lo: int
    hi: int
    ke: int
    panah: int


class Lajur:
    """Upright lines by the rows they pass, level lines by the columns, each sorted by coordinate."""

    def __init__(self, denah: Denah) -> None:
        self._tinggi, self._lebar = denah.gaya.tinggi_nominal, denah.gaya.kolom
        self._tegak: list[list[Garis]] = [[] for _ in range(denah.jumlah_baris)]
        self._datar: list[list[Garis]] = [[] for _ in range(denah.jumlah_kolom)]
        self._sejalur: defaultdict[tuple[bool, int], list[Garis]] = defaultdict(list)

    def taruh(self, milik: Pemilik, ruas: Sequence[Ruas]) -> None:
        for wadah, garis in self._tempat(milik, ruas):
            insort(wadah, garis)

    def angkat(self, milik: Pemilik, ruas: Sequence[Ruas]) -> None:
        for wadah, garis in self._tempat(milik, ruas):
            del wadah[bisect_left(wadah, garis)]

    def _tempat(self, milik: Pemilik, ruas: Sequence[Ruas]) -> Iterator[tuple[list[Garis], Garis]]:
        """Every list in which a line is kept."""
        for tegak, c, lo, hi in ruas:
            garis = Garis(c, lo, hi, *milik)
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

    def silang(self, ke: int, ruas: Sequence[Ruas], batas: int, turun: int, oleh: list[int]) -> int:
        """What `Papan.sentuhan` finds, counted and written out flat: the search spends most of its time here.

        Number of crossings of pieces that lie that many px further down, or why not; `oleh` gets the arrows in the way.
        """
        if self._menimpa(ke, ruas, turun, oleh):  # first, since nothing else need be known of those that fail here
            return TERHALANG
        for tegak, c0, lo0, hi0 in ruas:
            c, lo, hi = (c0, lo0 + turun, hi0 + turun) if tegak else (c0 + turun, lo0, hi0)
            for c2, lo2, hi2, ke2, panah in self.melintang(tegak, c, lo, hi):
                if lo2 - SENTUH > c or hi2 + SENTUH < c:
                    continue
                if c2 - lo >= JAUH_UJUNG and hi - c2 >= JAUH_UJUNG and c - lo2 >= JAUH_UJUNG and hi2 - c >= JAUH_UJUNG:
                    oleh.append(panah)
                    if len(oleh) > batas:
                        return TERLALU_BANYAK
                elif ke2 != ke:
                    oleh[:] = [panah]
                    return TERHALANG
        return len(oleh)

    def _menimpa(self, ke: int, ruas: Sequence[Ruas], turun: int, oleh: list[int]) -> bool:
        """Whether a piece runs along a line that leads elsewhere."""
        for tegak, c, lo, hi in ruas:
            geser = turun if tegak else 0
            garis = self._sejalur.get((tegak, c + turun - geser))
            if not garis:
                continue
            dari, sampai = lo + geser - JAUH_UJUNG, hi + geser + JAUH_UJUNG
            for _, lo2, hi2, ke2, panah in garis:
                if ke2 != ke and dari < hi2 and sampai > lo2:
                    oleh.append(panah)
                    return True
        return False
