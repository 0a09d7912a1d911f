"""The laid routes cut by rows, for everything that is drawn or measured row by row."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.sop.alur.denah import Denah
from domain.sop.alur.geometri import Rute, Titik


class Sepotong(NamedTuple):
    """A straight piece of an arrow: `c` is the fixed coordinate, `lo` to `hi` the other (px)."""

    c: int
    lo: int
    hi: int
    kelas: str


class Potongan:
    """Level pieces by the row they lie in, upright pieces by every row they pass (not shortened)."""

    def __init__(self, denah: Denah, rute: Sequence[Rute]) -> None:
        self.denah = denah
        tinggi = denah.gaya.tinggi_nominal
        self.datar: list[list[Sepotong]] = [[] for _ in range(denah.jumlah_baris)]
        self.tegak: list[list[Sepotong]] = [[] for _ in range(denah.jumlah_baris)]
        self.ujung: list[list[Titik]] = [[] for _ in range(denah.jumlah_baris)]
        """Tips of the arrowheads."""
        for panah in denah.panah:
            r = rute[panah.indeks]
            self.ujung[panah.ke.baris].append(r.titik[-1])
            for tegak, c, lo, hi in r.ruas:
                p = Sepotong(c, lo, hi, panah.kelas)
                if tegak:
                    for baris in range(lo // tinggi, hi // tinggi + 1):
                        self.tegak[baris].append(p)
                else:
                    self.datar[c // tinggi].append(p)

    def silang(self, baris: int) -> dict[Titik, str]:
        """Where an upright line crosses a level one, and the upright line's class."""
        datar = self.datar[baris] + [Sepotong(t.y, t.x1, t.x2, "") for t in self.denah.taut if t.baris == baris]
        return {
            (t.c, d.c): t.kelas for d in datar for t in self.tegak[baris] if d.lo < t.c < d.hi and t.lo < d.c < t.hi
        }

    def lorong_terdalam(self, baris: int) -> int:
        """Offset of the lowest lane in use in a row (px from its top), 0 when none is."""
        g = self.denah.gaya
        return max((y for p in self.datar[baris] if (y := p.c % g.tinggi_nominal) != g.tengah), default=0)
