"""What a shape costs on its own, and which shapes are out of the question whatever else is drawn.

The figures are in px of line length: a crossing is worth a detour of 90 px, a bend one of 26 px.
They were tuned by looking at drawings; change one only together with the sample pictures.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import combinations, pairwise
from threading import Lock

from domain.sop.alur.calon import bentuk
from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import AMAN, KEPALA
from domain.sop.alur.geometri import Panah, Port, Ruas, Rute, Titik, pecah
from domain.sop.alur.label import muat
from domain.sop.alur.masukan import Jenis

BELOK = 26
SILANG = 90
GABUNG = 28
"""Every other arrow that already enters through the same side."""
LORONG, LORONG_DALAM = 14, 8
"""A corner on a lane, and more for every lane further down."""
YA_TURUN, TIDAK_TURUN = -24, 40
"""The main flow goes down; the way back does not."""
BALIK_DARI_ATAS, MAJU_DARI_SAMPING = 26, 24
LABEL_TERJEPIT, LABEL_TAK_MUAT = 6, 45
LABEL_LEGA = 12
"""Distance of a track from its symbol (px) that leaves the label room."""
TENGAH_KOLOM_LAIN = 60
"""Running down the middle of another pelaksana's column."""

AKHIR_TERPENDEK = KEPALA + 1
"""Shortest last piece of a line (px): room for the arrowhead."""
BOLAK_BALIK = 4
"""Points of a line that leaves sideways, follows a track and enters sideways."""


class DaftarCalon:
    """The shapes of one arrow in one stage that hit no symbol, cheapest first.

    The search rarely reads far, so a shape is checked and costed only when its length and bends, a lower
    bound of its cost, say that it may be next. `bebas` also gives those that leave or enter where a plain
    line joins symbols done together.
    """

    def __init__(self, denah: Denah, panah: Panah, tahap: int, *, bebas: bool = False) -> None:
        self._denah, self._panah = denah, panah
        taut: set[tuple[int, Port]] = set() if bebas else denah.port_taut
        self._mentah = sorted(
            (
                (_polos(titik), titik, p, q)
                for titik, p, q in bentuk(denah, panah, tahap)
                if (panah.dari.indeks, p) not in taut and (panah.ke.indeks, q) not in taut
            ),
            reverse=True,
        )
        self._antre: list[Rute] = []
        self._jadi: list[Rute] = []
        self._kunci = Lock()

    def __iter__(self) -> Iterator[Rute]:
        n = 0
        while n < len(self._jadi) or self._lanjut(n):
            yield self._jadi[n]
            n += 1

    def _lanjut(self, n: int) -> bool:
        """Bring the next shape to the end of the finished ones, unless another thread did; False when there is none."""
        with self._kunci:
            return n < len(self._jadi) or self._satu_lagi()

    def _satu_lagi(self) -> bool:
        while self._mentah and (not self._antre or self._mentah[-1][0] + YA_TURUN <= self._antre[0].dasar):
            polos, titik, p, q = self._mentah.pop()
            rute = self._nilai(polos, titik, p, q)
            if rute:
                heappush(self._antre, rute)
        if self._antre:
            self._jadi.append(heappop(self._antre))
            return True
        return False

    def _nilai(self, polos: int, titik: tuple[Titik, ...], p: Port, q: Port) -> Rute | None:
        ruas = tuple(pecah(titik))
        akhir = ruas[-1]
        if akhir.hi - akhir.lo < AKHIR_TERPENDEK or _kena_simbol(self._denah, self._panah, ruas) or _kena_diri(ruas):
            return None
        return Rute(polos + _denda(self._denah, self._panah, titik, p, q), titik, p, q, ruas)


def _polos(titik: tuple[Titik, ...]) -> int:
    """Cost of a line for its length and bends alone."""
    return BELOK * (len(titik) - 2) + sum(abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in pairwise(titik))


def _kena_simbol(denah: Denah, panah: Panah, ruas: tuple[Ruas, ...]) -> bool:
    """Lines on tracks and lanes cannot hit a symbol; only those through the middles are looked at."""
    g, akhir = denah.gaya, len(ruas) - 1
    for n, r in enumerate(ruas):
        if r.tegak:
            if r.c % g.kolom != g.kolom // 2:
                continue
            x0 = x1 = r.c
            y0, y1 = r.lo, r.hi
        else:
            if r.c % g.tinggi_nominal != g.tengah:
                continue
            x0, x1 = r.lo, r.hi
            y0 = y1 = r.c
        for baris in range(y0 // g.tinggi_nominal, y1 // g.tinggi_nominal + 1):
            for s in denah.per_baris[baris]:
                ujung = (n == 0 and s is panah.dari) or (n == akhir and s is panah.ke)
                m = 0 if ujung else AMAN
                if x0 < s.x + s.hw + m and x1 > s.x - s.hw - m and y0 < s.y + s.hh + m and y1 > s.y - s.hh - m:
                    return True
    return False


def _kena_diri(ruas: tuple[Ruas, ...]) -> bool:
    """Whether a line meets itself; neighbouring pieces share a corner, the others must not touch."""
    return any(
        k > n + 1 and a.tegak != b.tegak and a.lo <= b.c <= a.hi and b.lo <= a.c <= b.hi
        for (n, a), (k, b) in combinations(enumerate(ruas), 2)
    )


def _denda(denah: Denah, panah: Panah, titik: tuple[Titik, ...], p: Port, q: Port) -> int:
    """Cost of a line for what it does to the reader, at least YA_TURUN."""
    c = sum(_sudut(denah, panah, titik))
    maju = panah.ke.baris > panah.dari.baris
    if not maju and q == "A":
        c += BALIK_DARI_ATAS
    if maju and q != "A":
        c += MAJU_DARI_SAMPING
    if panah.label:
        c += _biaya_label(denah, panah, titik, p)
    return c


def _sudut(denah: Denah, panah: Panah, titik: tuple[Titik, ...]) -> Iterator[int]:
    g = denah.gaya
    sendiri = (panah.dari.x, panah.ke.x)
    for x, y in titik[1:-1]:
        dalam = y % g.tinggi_nominal
        if dalam < g.tengah:
            yield LORONG + LORONG_DALAM * g.lorong.index(dalam)
        if x % g.kolom == g.kolom // 2 and x not in sendiri:
            yield TENGAH_KOLOM_LAIN


def _biaya_label(denah: Denah, panah: Panah, titik: tuple[Titik, ...], p: Port) -> int:
    c = 0
    if p == "B":
        if panah.dari.jenis is Jenis.KEPUTUSAN:
            c = {"ya": YA_TURUN, "tidak": TIDAK_TURUN}.get(panah.label.casefold(), 0)
        return c
    lewat_jalur = len(titik) == BOLAK_BALIK and titik[1][0] == titik[2][0]
    if lewat_jalur and abs(titik[1][0] - titik[0][0]) < LABEL_LEGA:
        c += LABEL_TERJEPIT
    if not muat(denah, panah, titik):
        c += LABEL_TAK_MUAT
    return c
