"""Papers, and how a table's columns share them."""

from __future__ import annotations

import pytest

from domain.sop.cetak import Kertas, kolom
from domain.sop.cetak.kolom import BAGAN_TERLEBAR, NO


@pytest.mark.parametrize(
    ("kertas", "mm"),
    [(Kertas.F4, (330, 215)), (Kertas.A4, (297, 210)), (Kertas.LETTER, (279, 216)), (Kertas.LEGAL, (356, 216))],
)
def test_papers_lie_across(kertas: Kertas, mm: tuple[int, int]) -> None:
    assert (round(kertas.lebar / 72 * 25.4), round(kertas.tinggi / 72 * 25.4)) == mm
    assert kertas.sebutan


@pytest.mark.parametrize("kertas", Kertas)
@pytest.mark.parametrize("jumlah", range(13))
def test_columns_fill_the_page_and_leave_room_for_words(kertas: Kertas, jumlah: int) -> None:
    lebar = kertas.lebar - 68
    k = kolom(lebar, jumlah)
    assert len(k.lebar) == jumlah + 6
    assert sum(k.lebar) == pytest.approx(lebar, abs=0.2)
    assert sum(k.lebar[2 : 2 + jumlah]) <= BAGAN_TERLEBAR * lebar + 0.1
    assert min(k.lebar) == NO
    assert k.pelaksana == k.lebar[2]


def test_many_pelaksana_make_columns_and_letters_smaller() -> None:
    semua = [kolom(800, n) for n in (3, 8, 9, 11)]
    assert [k.ukuran for k in semua] == [8, 8, 7.5, 7]
    assert [k.gaya.kolom for k in semua] == [84, 64, 60, 58]
