"""Laws of page making: every row once and in order, nothing too high, pentagons only where pages meet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.sop.alur import BarisAlur, Jenis
from domain.sop.cetak import HalamanCetak, Ruang, bagi, halaman, kolom
from domain.sop.cetak.halaman import LONGGAR, TINGGI_SEGILIMA, TINGGI_TERKECIL
from tests.domain.alur.sop_acak import sop_acak

RUANG = Ruang(430, 430)


def urut(jumlah: int, kolom: int = 3) -> list[BarisAlur]:
    """A plain procedure: one row after the other, column by column."""
    akhir = jumlah - 1
    return [
        BarisAlur(str(n + 1), ((n % kolom, Jenis.PROSES),), ((n + 1, ""),) if n < akhir else ()) for n in range(jumlah)
    ]


def isi(semua: tuple[HalamanCetak, ...]) -> list[int]:
    return [h.alur.awal + n for h in semua for n in range(h.alur.jumlah)]


def test_what_fits_stays_on_one_page() -> None:
    (h,) = bagi([20.0] * 5, urut(5), kolom(800, 3), RUANG)
    assert (h.alur.jumlah_atas, h.alur.jumlah_bawah) == (0, 0)
    assert all(t >= TINGGI_TERKECIL * h.skala for t in h.tinggi)


def test_pages_that_meet_have_pentagons_with_room() -> None:
    semua = bagi([60.0] * 20, urut(20), kolom(800, 3), RUANG)
    assert len(semua) > 2
    assert all(h.alur.jumlah_bawah for h in semua[:-1])
    assert all(h.alur.jumlah_atas for h in semua[1:])
    assert all(h.tinggi[-1] >= TINGGI_SEGILIMA * h.skala for h in semua[:-1])
    assert all(sum(h.tinggi) <= RUANG.lain + LONGGAR for h in semua)


def test_the_first_page_may_be_shorter() -> None:
    semua = bagi([60.0] * 10, urut(10), kolom(800, 3), Ruang(200, 430))
    assert semua[0].alur.jumlah < semua[1].alur.jumlah
    assert sum(semua[0].tinggi) <= 200


def test_a_row_higher_than_the_page_stands_alone() -> None:
    semua = bagi([20.0, 900.0, 20.0], urut(3), kolom(800, 3), RUANG)
    assert isi(semua) == [0, 1, 2]
    assert [h.alur.jumlah for h in semua] == [1, 1, 1]


def test_pages_are_taken_as_they_are_when_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halaman, "PERCOBAAN", 0)
    semua = bagi([60.0] * 20, urut(20), kolom(800, 3), RUANG)
    assert isi(semua) == list(range(20))


def test_no_rows_need_no_pages() -> None:
    assert bagi([], [], kolom(800, 3), RUANG) == ()


def test_a_table_without_pelaksana_has_rows_all_the_same() -> None:
    baris = [BarisAlur(str(n), (), ()) for n in range(30)]
    semua = bagi([30.0] * 30, baris, kolom(800, 0), RUANG)
    assert isi(semua) == list(range(30))
    assert {h.skala for h in semua} == {1.0}


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 10_000), st.lists(st.floats(10, 120), min_size=80, max_size=80))
def test_random_procedures_fit(benih: int, teks: list[float]) -> None:
    baris, jumlah = sop_acak(benih)
    semua = bagi(teks[: len(baris)], baris, kolom(850, jumlah), RUANG)
    assert isi(semua) == list(range(len(baris)))
    for h in semua:
        assert len(h.tinggi) == len(h.alur.bagan.ubin)
        assert sum(h.tinggi) <= RUANG.lain + LONGGAR or h.alur.jumlah == 1
