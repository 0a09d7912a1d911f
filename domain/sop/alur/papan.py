"""The board: which route each arrow has now, and what a further line would touch."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.sop.alur.biaya import GABUNG, SILANG
from domain.sop.alur.denah import Denah
from domain.sop.alur.geometri import Panah, Port, Ruas, Rute
from domain.sop.alur.lajur import JAUH_UJUNG, SENTUH, TERHALANG, Lajur, Pemilik

TANPA_TUJUAN = -1
"""What the plain line between symbols done together leads to: no arrow may merge with it."""
BUNTU = 100_000
"""Cost of an arrow without a route; dearer than any chart, so the search rescues it first."""

Keadaan = tuple[Rute | None, ...]
Halangan = tuple[tuple[int, Rute | None, int], ...]
"""Arrows that were in the way of a shape, the routes they had then, and how many crossings that is."""


class Papan:
    """The routes, the lines they are made of, and the ports they use."""

    def __init__(self, denah: Denah) -> None:
        self.denah = denah
        self.rute: list[Rute | None] = [None] * len(denah.panah)
        self.kerja = 0
        """Number of shapes looked at so far."""
        self._lajur = Lajur(denah)
        self._keluar: defaultdict[tuple[int, Port], int] = defaultdict(int)
        self._masuk: defaultdict[tuple[int, Port], int] = defaultdict(int)
        self._sisa = denah.sisa_pintu()
        self._pintu = [denah.pintu(s) for s in denah.simbol]
        self._lajur.taruh(Pemilik(TANPA_TUJUAN, TANPA_TUJUAN), [Ruas(False, t.y, t.x1, t.x2) for t in denah.taut])

    def pasang(self, panah: Panah, rute: Rute) -> None:
        self.rute[panah.indeks] = rute
        self._keluar[panah.dari.indeks, rute.keluar] += 1
        self._masuk[panah.ke.indeks, rute.masuk] += 1
        self._lajur.taruh(Pemilik(panah.ke.indeks, panah.indeks), rute.ruas)

    def cabut(self, panah: Panah) -> None:
        rute = self.rute[panah.indeks]
        if rute is None:
            return
        self.rute[panah.indeks] = None
        self._keluar[panah.dari.indeks, rute.keluar] -= 1
        self._masuk[panah.ke.indeks, rute.masuk] -= 1
        self._lajur.angkat(Pemilik(panah.ke.indeks, panah.indeks), rute.ruas)

    def pulihkan(self, panah: Sequence[Panah], keadaan: Sequence[Rute | None]) -> None:
        """Put the routes of some arrows back to what they were."""
        for p in panah:
            self.cabut(p)
        for p, rute in zip(panah, keadaan, strict=True):
            if rute is not None:
                self.pasang(p, rute)

    def ada_pintu(self, panah: Panah) -> bool:
        """Whether any way out of the arrow's symbol is left."""
        s = panah.dari.indeks
        return any(not self._keluar[s, p] and not self._masuk[s, p] for p in self._pintu[s])

    def port_bebas(self, panah: Panah, p: Port, q: Port) -> int | None:
        """How many arrows already enter through q; None when a port is taken.

        A port serves one arrow that leaves or any number that enter, never both. An arrow may not take the
        last side that one still to be laid needs for leaving.
        """
        keluar, masuk = (panah.dari.indeks, p), (panah.ke.indeks, q)
        if self._keluar[keluar] or self._masuk[keluar] or self._keluar[masuk]:
            return None
        banyak = self._masuk[masuk]
        if not banyak and q != "A":
            seberang: Port = "K" if q == "N" else "N"
            if self._sisa[panah.ke.indeks] <= (self._masuk[panah.ke.indeks, seberang] > 0):
                return None
        return banyak

    def sentuhan(self, ke: int, ruas: Sequence[Ruas]) -> Iterator[bool]:
        """What these pieces touch: False for each clean crossing, True for each thing not allowed.

        Lines to the same symbol may merge, so only their crossings count.
        """
        for tegak, c, lo, hi in ruas:  # first, since most candidates fail here
            for _, lo2, hi2, ke2, _ in self._lajur.sejalur(tegak, c):
                if ke2 != ke and lo < hi2 + JAUH_UJUNG and hi > lo2 - JAUH_UJUNG:
                    yield True
        for tegak, c, lo, hi in ruas:
            for c2, lo2, hi2, ke2, _ in self._lajur.melintang(tegak, c, lo, hi):
                if lo2 - SENTUH <= c <= hi2 + SENTUH:
                    bersih = min(c2 - lo, hi - c2, c - lo2, hi2 - c) >= JAUH_UJUNG
                    if bersih or ke2 != ke:
                        yield not bersih

    def persilangan(self, ke: int, ruas: Sequence[Ruas], batas: int, turun: int = 0) -> tuple[int, Halangan]:
        """Number of crossings of pieces that lie that many px further down; when more than `batas`, or when they touch
        what they must not, a negative number and the routes that are in the way."""
        oleh: list[int] = []
        jumlah = self._lajur.silang(ke, ruas, batas, turun, oleh)
        if jumlah >= 0:
            return jumlah, ()
        berat = BUNTU if jumlah == TERHALANG else 1
        return jumlah, tuple((n, self.rute[n], berat) for n in oleh if n != TANPA_TUJUAN)

    def masih_terhalang(self, halangan: Halangan, batas: int) -> bool:
        """Whether what was in the way once still lies there, as far as it goes beyond `batas` crossings."""
        for n, rute, berat in halangan:
            if self.rute[n] is rute:
                batas -= berat
                if batas < 0:
                    return True
        return False

    def nilai(self, panah: Sequence[Panah]) -> int:
        """Cost of some arrows as they lie now, with what they cost each other."""
        return sum(self._nilai_satu(p) for p in panah)

    def _nilai_satu(self, panah: Panah) -> int:
        rute = self.rute[panah.indeks]
        if rute is None:
            return BUNTU
        silang = max(0, self._lajur.silang(panah.ke.indeks, rute.ruas, BUNTU, 0, []))
        return rute.dasar + SILANG * silang + GABUNG * (self._masuk[panah.ke.indeks, rute.masuk] - 1)
