"""Shapes that an arrow may take, from simple to elaborate, not yet checked against anything.
Every point of a shape is a bend: level and upright pieces alternate and none is empty.

P1 straight down · P2 aside, then down into the top · P3 down, along a lane, down · P4 down, then into
the side · P5 aside, along a track, into the side (all ways back) · P6 aside, track, lane, into the
top · P7 and P8 down, lane, track, into the side or by another lane into the top (reserve).
"""

from collections.abc import Iterable, Iterator

from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import KEPALA
from domain.sop.alur.geometri import SISI, Panah, Port, Titik, tengah_kolom
from domain.sop.alur.masukan import Jenis

Mentah = tuple[tuple[Titik, ...], Port, Port]
"""Points, exit port, entry port."""

TAHAP = (0, 1, 2)
"""Stages of the search: near tracks, then all tracks and middles of columns, then the reserve."""


def bentuk(denah: Denah, panah: Panah, tahap: int) -> Iterator[Mentah]:
    """The shapes of one stage."""
    kiri, kanan = sorted((panah.dari.kolom, panah.ke.kolom))
    if tahap == 0:
        yield from _dekat(denah, panah)
        yield from _lewat_gang(denah, panah, jalur(denah, kiri, kanan + 1))
    elif tahap == 1:
        yield from _lewat_gang(denah, panah, _jalur_jauh(denah, panah))
    else:
        yield from _cadangan(denah, panah, jalur(denah, 0, denah.jumlah_kolom))


def jalur(denah: Denah, dari: int, sampai: int) -> list[int]:
    """x of the tracks in the gutters from `dari` to `sampai`; gutter k is at the left of column k."""
    out = []
    for gang in range(dari, sampai + 1):
        batas = gang * denah.gaya.kolom
        for jarak in denah.gaya.jalur:
            if gang > 0:
                out.append(batas - jarak)
            if gang < denah.jumlah_kolom:
                out.append(batas + jarak)
    return out


def _jalur_jauh(denah: Denah, panah: Panah) -> list[int]:
    """The tracks not tried in stage 0, and the middles of the columns that are not the arrow's own."""
    ujung = (panah.dari.kolom, panah.ke.kolom)
    dekat = set(jalur(denah, min(ujung), max(ujung) + 1))
    xs = [x for x in jalur(denah, 0, denah.jumlah_kolom) if x not in dekat]
    return xs + [tengah_kolom(denah.gaya, k) for k in range(denah.jumlah_kolom) if k not in ujung]


def _dekat(denah: Denah, panah: Panah) -> Iterator[Mentah]:
    """P1 to P4: at most two bends and no gutter; forward arrows only."""
    s, t = panah.dari, panah.ke
    if t.baris <= s.baris:
        return
    atas, bawah = t.port("A"), s.port("B")
    if s.kolom == t.kolom:
        yield (bawah, atas), "B", "A"
        return
    p, q = SISI if t.kolom < s.kolom else SISI[::-1]
    yield (s.port(p), (t.x, s.y), atas), p, "A"
    yield (bawah, (s.x, t.y), t.port(q)), "B", q
    for baris in sorted({s.baris + 1, t.baris}):
        for y in _lorong(denah, baris):
            yield (bawah, (s.x, y), (t.x, y), atas), "B", "A"


def _lewat_gang(denah: Denah, panah: Panah, xs: Iterable[int]) -> Iterator[Mentah]:
    """P5 and P6: leave sideways, up or down a track, enter sideways or from above."""
    s, t = panah.dari, panah.ke
    lorong = _lorong(denah, t.baris)[:-1]  # the deepest leaves too little room for an arrowhead
    atas = t.port("A")
    for x in xs:
        p: Port = "N" if x > s.x else "K"
        awal = s.port(p)
        for q in _sisi_masuk(panah, x):
            yield (awal, (x, s.y), (x, t.y), t.port(q)), p, q
        for y in lorong:
            yield (awal, (x, s.y), (x, y), (t.x, y), atas), p, "A"


def _cadangan(denah: Denah, panah: Panah, xs: Iterable[int]) -> Iterator[Mentah]:
    """P7 and P8: leave downwards, lane, track, then sideways or by a second lane from above."""
    s, t = panah.dari, panah.ke
    if s.baris + 1 >= denah.jumlah_baris or (s.jenis is Jenis.SEGILIMA and t.baris < s.baris):
        return
    atas, bawah = t.port("A"), s.port("B")
    for x in xs:
        for y in _lorong(denah, s.baris + 1):
            for q in _sisi_masuk(panah, x):
                yield (bawah, (s.x, y), (x, y), (x, t.y), t.port(q)), "B", q
            for y2 in _lorong(denah, t.baris):
                if y2 != y:
                    yield (bawah, (s.x, y), (x, y), (x, y2), (t.x, y2), atas), "B", "A"


def _sisi_masuk(panah: Panah, x: int) -> Iterator[Port]:
    """Sides of the target that a line coming from track x can enter with room for an arrowhead."""
    for q in SISI:
        tepi = panah.ke.port(q)[0]
        if (q == "N") == (x > tepi) and abs(x - tepi) >= KEPALA + 2:
            yield q


def _lorong(denah: Denah, baris: int) -> list[int]:
    """y of the lanes at the head of a row."""
    atas = baris * denah.gaya.tinggi_nominal
    return [atas + d for d in denah.gaya.lorong]
