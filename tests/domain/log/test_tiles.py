"""Addresses of tiles, as C2SP tlog-tiles writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.log.tiles import Address, address, addresses


def test_the_examples_of_the_format() -> None:
    assert Address(0, 1234067).path == "x001/x234/067"
    assert Address(2, 0, 1).path == "000.p/1"
    found = [(a.level, a.width) for a in addresses(70_000)]
    assert found.count((0, 256)) == 273
    assert [f for f in found if f != (0, 256)] == [(0, 112), (1, 256), (1, 17), (2, 1)]
    assert [(a.level, a.index, a.width) for a in addresses(256)] == [(0, 0, 256), (1, 0, 1)]
    assert addresses(0) == []


@given(st.integers(0, 6), st.integers(0, 2**48 - 1), st.integers(1, 256))
def test_an_address_reads_back(level: int, index: int, width: int) -> None:
    tile = Address(level, index, width)
    assert address(level, tile.path) == tile
    assert (tile.run.first, tile.run.count) == (index * 256, width)


@pytest.mark.parametrize(
    "path",
    ["", "0", "00", "0000", "x000/000", "000.p/0", "000.p/256", "000.p/01", "000.p/", "x1/000", "000/", "../000", "٠٠٠",
     "x999/x999/x999/x999/x999/999"],
)  # fmt: skip
def test_an_address_has_one_spelling(path: str) -> None:
    assert address(0, path) is None


@pytest.mark.parametrize("level", [-1, 7, 64])
def test_a_level_exists(level: int) -> None:
    assert address(level, "000") is None
