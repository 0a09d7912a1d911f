"""A hundred hostile procedures, whole and on pages, in rows of random height."""

import pytest

from domain.sop.alur import GAYA_BAKU, BarisAlur, Gaya, Halaman, Jenis, susun, susun_halaman
from tests.domain.alur.juri import Juri
from tests.domain.alur.sop_acak import potong_acak, sop_acak, sop_beragam, tinggi_acak

LEBAR = 17
"""Seed of the largest."""


@pytest.mark.parametrize("puluhan", range(10))
def test_no_arrow_through_a_shape_and_no_overlapping_lines(puluhan: int) -> None:
    for benih in range(puluhan * 10, puluhan * 10 + 10):
        baris, kolom = sop_acak(benih)
        gaya = Gaya(kolom=(58, 62, 70)[benih % 3])
        bagan = susun(baris, kolom, gaya)
        assert not bagan.tanpa_rute
        assert bagan.gaya == gaya
        juri = Juri([b.kotak for b in baris], bagan, tinggi_acak(benih, len(baris)))
        assert juri.keberatan() == []
        assert bagan.silang == len(juri.silang())


@pytest.mark.parametrize("puluhan", range(10))
def test_a_hundred_with_all_that_real_documents_hold(puluhan: int) -> None:
    """Some with 80 steps and 12 pelaksana; the benchmark looks at a thousand."""
    for benih in range(puluhan * 10, puluhan * 10 + 10):
        baris, kolom = sop_beragam(
            benih, *((80, 12) if benih == LEBAR else (0, 0) if benih % 10 == 1 else (5 + benih % 20,))
        )
        bagan = susun(baris, kolom)
        assert not bagan.tanpa_rute
        juri = Juri([b.kotak for b in baris], bagan, tinggi_acak(benih, len(baris)))
        assert juri.keberatan() == []
        assert bagan.silang == len(juri.silang())


@pytest.mark.parametrize("puluhan", range(10))
def test_the_same_on_pages(puluhan: int) -> None:
    for benih in range(puluhan * 10, puluhan * 10 + 10):
        baris, kolom = sop_acak(benih)
        halaman = susun_halaman(baris, kolom, potong_acak(benih, len(baris)))
        assert _dirangkai(baris, halaman) == {(n, ke, label) for n, b in enumerate(baris) for ke, label in b.keluar}
        for h in halaman:
            assert not h.bagan.tanpa_rute
            assert h.bagan.gaya == GAYA_BAKU
            sambungan = {*h.baris_atas, *h.baris_bawah}
            juri = Juri(_isi(baris, h), h.bagan, tinggi_acak(benih, len(h.bagan.ubin)), sambungan)
            assert juri.keberatan() == []


def _isi(baris: list[BarisAlur], h: Halaman) -> list[list[tuple[int, Jenis]]]:
    """What stands in each row of a page; the pentagons as they are drawn, the steps as they were given."""
    isi = [[(b.x // h.bagan.gaya.kolom, b.jenis) for b in u.bentuk] for u in h.bagan.ubin]
    for n in h.baris_langkah:
        isi[n] = list(baris[h.awal + n - h.jumlah_atas].kotak)
    return isi


def _dirangkai(baris: list[BarisAlur], halaman: tuple[Halaman, ...]) -> set[tuple[int, int, str]]:
    """The arrows that a reader gets by following the letters from page to page.

    Two pentagons in one row are told apart by where the arrow touches them.
    """
    langsung: set[tuple[int, int, str]] = set()
    pergi: set[tuple[int, str, int, str]] = set()  # step, letter, page it says, label
    datang: dict[tuple[str, int], tuple[int, set[int]]] = {}  # letter, page -> target, pages it says
    for h in halaman:
        for p in h.bagan.panah:
            dari, ke = _langkah(h, p.dari), _langkah(h, p.ke)
            if dari is not None and ke is not None:
                langsung.add((dari, ke, p.label))
            elif dari is not None:
                huruf, lawan = _segilima(h, p.ke, p.titik[-1][0])
                pergi.add((dari, huruf, lawan, p.label))
            else:
                assert ke is not None
                huruf, lawan = _segilima(h, p.dari, p.titik[0][0])
                datang[huruf, h.nomor] = ke, {lawan}
    for dari, huruf, lawan, label in pergi:
        langsung.add((dari, datang[huruf, lawan][0], label))
    return langsung


def _langkah(h: Halaman, baris: int) -> int | None:
    return h.awal + baris - h.jumlah_atas if baris in h.baris_langkah else None


def _segilima(h: Halaman, baris: int, x: int) -> tuple[str, int]:
    assert baris in h.baris_atas or baris in h.baris_bawah
    b = next(b for b in h.bagan.ubin[baris].bentuk if abs(b.x - x) <= b.hw)
    return b.teks, int(b.ket.removeprefix("h."))
