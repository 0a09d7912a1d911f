"""The graph of a procedure, held against the plain definitions on random graphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.sop.pemeriksaan.graf import capaian, jangkau, komponen
from tests.domain.strategi import hukum


@st.composite
def tujuan(draw: st.DrawFn) -> list[tuple[int, ...]]:
    banyak = draw(st.integers(0, 9))
    satu = st.lists(st.integers(0, banyak - 1), max_size=3).map(tuple) if banyak else st.just(())
    return [draw(satu) for _ in range(banyak)]


@hukum
@given(tujuan())
def test_capaian_adalah_yang_terjangkau_lewat_sedikitnya_satu_panah(semua: list[tuple[int, ...]]) -> None:
    hasil = capaian(semua)
    for dari, langsung in enumerate(semua):
        assert hasil[dari] == sum(1 << n for n in jangkau(semua, langsung))


@hukum
@given(tujuan())
def test_komponen_adalah_yang_saling_terjangkau_dan_urut_searah_panah(semua: list[tuple[int, ...]]) -> None:
    hasil = komponen(semua)
    letak = {titik: n for n, anggota in enumerate(hasil) for titik in anggota}
    assert sorted(letak) == list(range(len(semua)))
    for a in range(len(semua)):
        for b in range(len(semua)):
            saling = a in jangkau(semua, [b]) and b in jangkau(semua, [a])
            assert (letak[a] == letak[b]) is saling
        assert all(letak[a] <= letak[ke] for ke in semua[a])


def test_rantai_panjang_tidak_menghabiskan_tumpukan() -> None:
    banyak = 5_000
    rantai = [(n + 1,) for n in range(banyak - 1)] + [(0,)]
    assert len(komponen(rantai)) == 1
    assert len(komponen([*rantai[:-1], ()])) == banyak
