"""An oracle for drawings: it finds what a reader would object to, without asking the router anything.

It takes the rows as they were given and the finished chart, sets the rows to real heights, works out
again where every symbol stands, and looks at every pair of lines. All figures are px.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from domain.sop.alur import Bagan, Jenis, PanahTerpasang, Y

RAPAT = 4
JAUH_UJUNG = 2


class Kotak(NamedTuple):
    baris: int
    kolom: int
    x: float
    y: float
    hw: float
    hh: float


class Garis(NamedTuple):
    tegak: bool
    c: float
    lo: float
    hi: float
    panah: int


class Juri:
    """`isi` holds, for each row of the chart, the (column, symbol) pairs, each column once; the first
    carries the flow. `tambahan` is how much higher than it must be each row is."""

    def __init__(
        self,
        isi: Sequence[Sequence[tuple[int, Jenis]]],
        bagan: Bagan,
        tambahan: Sequence[int] | None = None,
        sambungan: Collection[int] = (),
    ) -> None:
        self.bagan = bagan
        self.sambungan = sambungan
        tambahan = tambahan or [0] * len(isi)
        # even heights, so that 50 % is a whole number
        self.tinggi = [(bagan.tinggi_minimum(n) + t + 1) // 2 * 2 for n, t in enumerate(tambahan)]
        self.awal = [sum(self.tinggi[:n]) for n in range(len(self.tinggi))]
        self.kotak = [[self._kotak(n, kolom, jenis) for kolom, jenis in b] for n, b in enumerate(isi)]
        self.garis = [g for n, p in enumerate(bagan.panah) if p not in bagan.tanpa_rute for g in self._garis(n, p)]

    def _kotak(self, baris: int, kolom: int, jenis: Jenis) -> Kotak:
        g = self.bagan.gaya
        tinggi = {Jenis.KEPUTUSAN: g.tinggi_ketupat, Jenis.SEGILIMA: g.tinggi_segilima}.get(jenis, g.tinggi_kotak)
        tengah = self.awal[baris] + self.tinggi[baris] / 2
        return Kotak(baris, kolom, kolom * g.kolom + g.kolom // 2, tengah, g.lebar_simbol // 2, tinggi // 2)

    def y_nyata(self, y: int) -> float:
        """Nominal y -> y in rows of real height."""
        baris, dalam = divmod(y, self.bagan.gaya.tinggi_nominal)
        if dalam in self.bagan.gaya.lorong:
            return self.awal[baris] + dalam
        return self.awal[baris] + self.tinggi[baris] / 2 + dalam - self.bagan.gaya.tinggi_nominal / 2

    def titik(self, p: PanahTerpasang) -> list[tuple[float, float]]:
        return [(x, self.y_nyata(y)) for x, y in p.titik]

    def _garis(self, n: int, p: PanahTerpasang) -> Iterator[Garis]:
        t = self.titik(p)
        for (x0, y0), (x1, y1) in pairwise(t):
            tegak = x0 == x1
            yield Garis(tegak, x0, *sorted((y0, y1)), n) if tegak else Garis(tegak, y0, *sorted((x0, x1)), n)

    def keberatan(self) -> list[str]:
        """Everything wrong with the chart; arrows that the chart lists as unroutable are only kept off
        the symbols."""
        return [
            *self._menembus(),
            *self._ujung_salah(),
            *self._berimpit(),
            *self._simpang_semu(),
            *self._pintu_ganda(),
        ]

    def _menembus(self) -> Iterator[str]:
        for p in self.bagan.panah:
            t = self.titik(p)
            for n, ((xa, ya), (xb, yb)) in enumerate(pairwise(t)):
                assert (xa == xb) != (ya == yb), "a piece is empty or slanting"
                for baris, tinggi in enumerate(self.tinggi):
                    if self.awal[baris] > max(ya, yb) + 1 or self.awal[baris] + tinggi < min(ya, yb) - 1:
                        continue
                    for k in self.kotak[baris]:
                        pangkal = n == 0 and k is self._pangkal(p)
                        pucuk = n == len(t) - 2 and k is self._pucuk(p)
                        m = 0 if pangkal or pucuk else 1
                        if (
                            min(xa, xb) < k.x + k.hw + m
                            and max(xa, xb) > k.x - k.hw - m
                            and min(ya, yb) < k.y + k.hh + m
                            and max(ya, yb) > k.y - k.hh - m
                        ):
                            yield f"{p.dari}->{p.ke} runs through the symbol in row {baris}, column {k.kolom}"

    def _pembawa(self, baris: int) -> list[Kotak]:
        """The symbols that carry the flow: the first of a step, every pentagon of a row of pentagons."""
        isi = self.kotak[baris]
        return isi if baris in self.sambungan else isi[:1]

    def _pangkal(self, p: PanahTerpasang) -> Kotak | None:
        """The symbol at whose side or foot an arrow begins."""
        x, y = self.titik(p)[0]
        for k in self._pembawa(p.dari):
            if (x, y) in {(k.x - k.hw, k.y), (k.x + k.hw, k.y), (k.x, k.y + k.hh)}:
                return k
        return None

    def _pucuk(self, p: PanahTerpasang) -> Kotak | None:
        """The symbol at whose side or head an arrow ends."""
        x, y = self.titik(p)[-1]
        for k in self._pembawa(p.ke):
            if (x, y) in {(k.x - k.hw, k.y), (k.x + k.hw, k.y), (k.x, k.y - k.hh)}:
                return k
        return None

    def _ujung_salah(self) -> Iterator[str]:
        for p in self.bagan.panah:
            t = self.titik(p)
            if self._pangkal(p) is None:
                yield f"{p.dari}->{p.ke} does not begin at a side or the foot of its symbol"
            if self._pucuk(p) is None:
                yield f"{p.dari}->{p.ke} does not end at a side or the head of its symbol"
            if abs(t[-1][0] - t[-2][0]) + abs(t[-1][1] - t[-2][1]) < 8:
                yield f"{p.dari}->{p.ke} has no room for its arrowhead"

    def taut(self) -> list[Garis]:
        """The plain lines between symbols done together."""
        out = []
        for baris, sebaris in enumerate(self.kotak):
            urut = sorted(sebaris, key=lambda k: k.x) if baris not in self.sambungan else []
            out += [Garis(False, a.y, a.x + a.hw, b.x - b.hw, -1) for a, b in pairwise(urut)]
        return out

    def _tujuan(self, g: Garis) -> Kotak | None:
        return None if g.panah < 0 else self._pucuk(self.bagan.panah[g.panah])

    def _berimpit(self) -> Iterator[str]:
        urut = sorted([*self.garis, *self.taut()])
        for n, a in enumerate(urut):
            for b in urut[n + 1 :]:
                if b.tegak != a.tegak or b.c - a.c >= RAPAT:
                    break
                if self._tujuan(a) != self._tujuan(b) and a.lo < b.hi and b.lo < a.hi:
                    yield f"arrows {a.panah} and {b.panah} run on top of each other at {a.c}"

    def _bertemu(self) -> Iterator[tuple[Garis, Garis]]:
        """Upright and level lines that touch or cross."""
        datar = sorted(g for g in [*self.garis, *self.taut()] if not g.tegak)
        letak = [g.c for g in datar]
        for t in self.garis:
            if t.tegak:
                for d in datar[bisect_left(letak, t.lo - 1) : bisect_left(letak, t.hi + 1.5)]:
                    if d.lo - 1 <= t.c <= d.hi + 1:
                        yield t, d

    def _simpang_semu(self) -> Iterator[str]:
        for t, d in self._bertemu():
            jarak = min(t.c - d.lo, d.hi - t.c, d.c - t.lo, t.hi - d.c)
            if self._tujuan(t) != self._tujuan(d) and jarak < JAUH_UJUNG:
                yield f"arrows {t.panah} and {d.panah} seem to join at {t.c}, {d.c}"

    def silang(self) -> set[tuple[float, float]]:
        """Where lines cross each other."""
        return {(t.c, d.c) for t, d in self._bertemu() if d.lo < t.c < d.hi and t.lo < d.c < t.hi}

    def _pintu_ganda(self) -> Iterator[str]:
        biasa = [p for p in self.bagan.panah if p not in self.bagan.tanpa_rute]
        keluar = Counter(self.titik(p)[0] for p in biasa)
        masuk = {self.titik(p)[-1] for p in biasa}
        for pintu, banyak in keluar.items():
            if banyak > 1 or pintu in masuk:
                yield f"more than one arrow at the exit {pintu}"

    # -- what is drawn ------------------------------------------------------------------------------

    def tinta_ubin(self) -> set[tuple[float, float]]:
        """Every px that the tiles paint, outside the symbols."""
        out: set[tuple[float, float]] = set()
        for baris, u in enumerate(self.bagan.ubin):
            for g in u.garis:
                ya, yb = self._y_ubin(g.y1, baris), self._y_ubin(g.y2, baris)
                out |= _cat(g.x1, g.x2, ya, yb)
        return out - self._tinta_simbol()

    def tinta_panah(self) -> set[tuple[float, float]]:
        """Every px that the arrows and the plain lines should paint, outside the symbols."""
        out: set[tuple[float, float]] = set()
        for p in self.bagan.panah:
            t = self.titik(p)
            for (xa, ya), (xb, yb) in pairwise(t):
                out |= _cat(*sorted((xa, xb)), *sorted((ya, yb)))
        for g in self.taut():
            out |= _cat(g.lo, g.hi, g.c, g.c)
        return out - self._tinta_simbol()

    def _y_ubin(self, y: int | Y, baris: int) -> float:
        bagian = {Y.ATAS: 0.0, Y.TENGAH: self.tinggi[baris] / 2, Y.BAWAH: float(self.tinggi[baris])}
        return self.awal[baris] + (bagian[y] if isinstance(y, Y) else y)

    def _tinta_simbol(self) -> set[tuple[float, float]]:
        out: set[tuple[float, float]] = set()
        for k in [k for b in self.kotak for k in b]:
            for x in range(int(k.x - k.hw), int(k.x + k.hw) + 1):
                out |= _cat(x, x, k.y - k.hh, k.y + k.hh)
        return out

    def tinta_sela(self, baris: int) -> set[float]:
        """x of the lines that an inserted row below this one has to carry on."""
        tepi = self.awal[baris] + self.tinggi[baris]
        return {
            g.c for n, p in enumerate(self.bagan.panah) for g in self._garis(n, p) if g.tegak and g.lo < tepi < g.hi
        }


def _cat(x0: float, x1: float, y0: float, y1: float) -> set[tuple[float, float]]:
    return {(float(x), float(y)) for x in range(int(x0), int(x1) + 1) for y in range(int(y0), int(y1) + 1)}
