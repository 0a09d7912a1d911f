"""The board: which route each arrow has now, and what a further line would touch."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.sop.alur.biaya import GABUNG, SILANG
from domain.sop.alur.denah import Denah
from domain.sop.alur.geometri import Panah, Port, Ruas, Rute
from domain.sop.alur.lajur import SENTUH, Lajur

TANPA_TUJUAN = -1
"""What the plain line between symbols done together leads to: no arrow may merge with it."""
JAUH_UJUNG = 2
"""A crossing this close (px) to the end of a line would read as a junction."""
BUNTU = 100_000
"""Cost of an arrow without a route; dearer than any chart, so the search rescues it first."""

Keadaan = tuple[Rute | None, ...]


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
        self._lajur.taruh(TANPA_TUJUAN, [Ruas(False, t.y, t.x1, t.x2) for t in denah.taut])

    def pasang(self, panah: Panah, rute: Rute) -> None:
        self.rute[panah.indeks] = rute
        self._keluar[panah.dari.indeks, rute.keluar] += 1
        self._masuk[panah.ke.indeks, rute.masuk] += 1
        self._lajur.taruh(panah.ke.indeks, rute.ruas)

    def cabut(self, panah: Panah) -> None:
        rute = self.rute[panah.indeks]
        if rute is None:
            return
        self.rute[panah.indeks] = None
        self._keluar[panah.dari.indeks, rute.keluar] -= 1
        self._masuk[panah.ke.indeks, rute.masuk] -= 1
        self._lajur.angkat(panah.ke.indeks, rute.ruas)

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
            for _, lo2, hi2, ke2 in self._lajur.sejalur(tegak, c):
                if ke2 != ke and lo < hi2 + JAUH_UJUNG and hi > lo2 - JAUH_UJUNG:
                    yield True
        for tegak, c, lo, hi in ruas:
            for c2, lo2, hi2, ke2 in self._lajur.melintang(tegak, c, lo, hi):
                if lo2 - SENTUH <= c <= hi2 + SENTUH:
                    bersih = min(c2 - lo, hi - c2, c - lo2, hi2 - c) >= JAUH_UJUNG
                    if bersih or ke2 != ke:
                        yield not bersih

    def persilangan(self, ke: int, ruas: Sequence[Ruas], batas: int) -> int | None:
        """Number of crossings; None when above `batas`, or when the pieces touch what they must not."""
        self.kerja += 1
        return self._silang(ke, ruas, batas)

    def _silang(self, ke: int, ruas: Sequence[Ruas], batas: int) -> int | None:
        """What `sentuhan` finds, counted and written out flat: the search spends most of its time here."""
        if self._menimpa(ke, ruas):
            return None
        jumlah = 0
        for tegak, c, lo, hi in ruas:
            for c2, lo2, hi2, ke2 in self._lajur.melintang(tegak, c, lo, hi):
                if not lo2 - SENTUH <= c <= hi2 + SENTUH:
                    continue
                if c2 - lo >= JAUH_UJUNG and hi - c2 >= JAUH_UJUNG and c - lo2 >= JAUH_UJUNG and hi2 - c >= JAUH_UJUNG:
                    jumlah += 1
                    if jumlah > batas:
                        return None
                elif ke2 != ke:
                    return None
        return jumlah

    def _menimpa(self, ke: int, ruas: Sequence[Ruas]) -> bool:
        """Whether a piece runs along a line that leads elsewhere."""
        for tegak, c, lo, hi in ruas:
            for _, lo2, hi2, ke2 in self._lajur.sejalur(tegak, c):
                if ke2 != ke and lo < hi2 + JAUH_UJUNG and hi > lo2 - JAUH_UJUNG:
                    return True
        return False

    def nilai(self, panah: Sequence[Panah]) -> int:
        """Cost of some arrows as they lie now, with what they cost each other."""
        return sum(self._nilai_satu(p) for p in panah)

    def _nilai_satu(self, panah: Panah) -> int:
        rute = self.rute[panah.indeks]
        if rute is None:
            return BUNTU
        silang = self._silang(panah.ke.indeks, rute.ruas, BUNTU) or 0
        return rute.dasar + SILANG * silang + GABUNG * (self._masuk[panah.ke.indeks, rute.masuk] - 1)
