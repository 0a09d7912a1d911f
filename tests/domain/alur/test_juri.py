"""The oracle itself: it must object to every kind of planted fault, and to nothing in a good chart."""

from dataclasses import replace

import pytest

from domain.sop.alur import Bagan, susun
from tests.domain.alur.juri import Juri
from tests.domain.alur.pembangun import K, M, P, S, baris

BARIS = [
    baris(1, 0, M, 1),
    baris(2, 1, K, (2, "Ya"), (0, "Tidak")),
    baris(3, 1, P, 3),
    baris(4, (0, 2), P, 4),
    baris(5, 0, S),
]


def _juri(bagan: Bagan) -> Juri:
    return Juri([b.kotak for b in BARIS], bagan)


def test_a_good_chart_has_nothing_to_object_to() -> None:
    juri = _juri(susun(BARIS, 3))
    assert juri.keberatan() == []
    assert juri.silang() == set()
    assert juri.tinta_ubin() == juri.tinta_panah()


# Nominal rows are 80 px high and columns 62 px wide: row r has its middle at 80 r + 40, its first lane at
# 80 r + 7, column k its middle at 62 k + 31.
CACAT = {
    "runs through the symbol in row 2": (4, [(31, 291), (31, 327), (93, 327), (93, 200), (31, 200), (31, 349)]),
    "no room for its arrowhead": (4, [(31, 291), (31, 327), (40, 327), (40, 345), (31, 345), (31, 349)]),
    "does not begin": (4, [(37, 291), (37, 327), (31, 327), (31, 349)]),
    "does not end": (4, [(31, 291), (31, 327), (37, 327), (37, 349)]),
    "arrows 2 and 4 run on top of each other at 4": (
        4,
        [(14, 280), (4, 280), (4, 87), (10, 87), (10, 360), (14, 360)],
    ),
    "arrows 2 and 4 run on top of each other": (4, [(14, 280), (7, 280), (7, 87), (2, 87), (2, 360), (14, 360)]),
    "arrows 4 and -1 run on top of each other": (4, [(48, 280), (58, 280), (58, 327), (31, 327), (31, 349)]),
    "arrows 4 and 0 seem to join at 49": (
        4,
        [(14, 280), (10, 280), (10, 247), (49, 247), (49, 7), (58, 7), (58, 327), (31, 327), (31, 349)],
    ),
    "more than one arrow at the exit": (2, [(93, 134), (93, 167), (4, 167), (4, 40), (14, 40)]),
    "arrow at the exit (48": (2, [(110, 120), (128, 120), (128, 40), (48, 40)]),
}


@pytest.mark.parametrize("keluhan", CACAT)
def test_a_planted_fault_is_found(keluhan: str) -> None:
    nomor, titik = CACAT[keluhan]
    bagan = susun(BARIS, 3)
    panah = list(bagan.panah)
    panah[nomor] = replace(panah[nomor], titik=tuple(titik))
    assert [k for k in _juri(replace(bagan, panah=tuple(panah))).keberatan() if keluhan in k]


def test_a_planted_crossing_is_counted() -> None:
    bagan = susun(BARIS, 3)
    lain = replace(bagan.panah[1], titik=((93, 134), (93, 167), (58, 167), (58, 7), (120, 7), (120, 200), (110, 200)))
    assert len(_juri(replace(bagan, panah=(bagan.panah[0], lain, *bagan.panah[2:]))).silang()) == 2


@pytest.mark.parametrize("baris", range(5))
def test_a_line_missing_from_a_tile_is_noticed(baris: int) -> None:
    bagan = susun(BARIS, 3)
    ubin = list(bagan.ubin)
    ubin[baris] = replace(ubin[baris], garis=ubin[baris].garis[1:])
    juri = _juri(replace(bagan, ubin=tuple(ubin)))
    assert juri.tinta_ubin() < juri.tinta_panah()
