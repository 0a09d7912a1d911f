"""The last resort: an arrow for which the rules leave no way is drawn all the same, as well as it goes.

A draft may ask for what cannot be drawn cleanly, such as a decision with five branches from a symbol
with three exits. Its author must still see the arrow; the chart lists it, so that a page can say so.
"""

from collections.abc import Iterator

from domain.sop.alur.biaya import GABUNG, SILANG, DaftarCalon
from domain.sop.alur.calon import TAHAP
from domain.sop.alur.denah import Denah
from domain.sop.alur.geometri import Panah, Rute
from domain.sop.alur.papan import Papan
from domain.sop.alur.rute import Hasil

LANGGAR = 500
"""Cost of each touch that the rules forbid (px of line)."""


def paksakan(denah: Denah, hasil: Hasil) -> list[Rute]:
    """Routes for all arrows; those that failed may share exits and lines, but hit no symbol either."""
    papan = Papan(denah)
    papan.pulihkan(denah.panah, hasil.rute)
    for panah in hasil.gagal:
        _, rute = min(_nilai(papan, panah))
        papan.pasang(panah, rute)
    return [r for r in papan.rute if r]


def _nilai(papan: Papan, panah: Panah) -> Iterator[tuple[int, Rute]]:
    """Every shape with its cost; there is always one, by the nearest track and from above."""
    for tahap in TAHAP:
        for r in DaftarCalon(papan.denah, panah, tahap, bebas=True):
            masuk = papan.port_bebas(panah, r.keluar, r.masuk)
            biaya = r.dasar + (LANGGAR if masuk is None else GABUNG * masuk)
            for langgar in papan.sentuhan(panah.ke.indeks, r.ruas):
                biaya += LANGGAR if langgar else SILANG
            yield biaya, r
