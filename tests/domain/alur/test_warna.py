"""A coloured chart is the same drawing, whichever way it was made."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from domain.sop.alur import BarisAlur, susun, warnai
from tests.domain.alur.sop_acak import sop_beragam

KELAS = ("", "b-tambah", "b-ubah", "b-hapus")


def _berwarna(baris: list[BarisAlur], benih: int) -> list[BarisAlur]:
    acak = Random(benih)
    return [
        replace(b, kelas=acak.choice(KELAS), kelas_keluar=tuple(acak.choice(KELAS) for _ in b.keluar)) for b in baris
    ]


@pytest.mark.parametrize("benih", range(6))
def test_mewarnai_sama_dengan_menggambar_dengan_warna(benih):
    baris, kolom = sop_beragam(benih, 14, 5)
    berwarna = _berwarna(baris, benih)
    assert warnai(susun(baris, kolom), berwarna) == susun(berwarna, kolom)


def test_tanpa_kelas_tetap_gambar_yang_sama():
    baris, kolom = sop_beragam(3, 12, 4)
    gambar = susun(baris, kolom)
    assert warnai(gambar, baris) == gambar
    assert warnai(susun([], 2), []) == susun([], 2)
