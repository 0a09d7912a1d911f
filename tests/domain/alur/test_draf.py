"""Drafts can be anything; a chart comes out all the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.sop.alur import BarisAlur, Gaya, Jenis, kalimat, susun, susun_halaman
from tests.domain.alur.juri import Juri

nomor_kolom = st.integers(-1, 4)
langkah = st.builds(
    BarisAlur,
    nomor=st.sampled_from(["1", "2a", "", "<b>"]),
    kotak=st.lists(st.tuples(nomor_kolom, st.sampled_from(Jenis)), max_size=4).map(tuple),
    keluar=st.lists(
        st.tuples(st.integers(-2, 7), st.sampled_from(["", "Ya", "Tidak", "Tidak lengkap sama sekali"])), max_size=5
    ).map(tuple),
    kelas=st.sampled_from(["", "tambah", "ubah", "hapus"]),
    kelas_keluar=st.lists(st.sampled_from(["", "tambah"]), max_size=2).map(tuple),
)
draf = st.lists(langkah, max_size=6)
gaya = st.sampled_from([Gaya(), Gaya(kolom=54, nomor=False), Gaya(kolom=71, jumlah_jalur=3, jumlah_lorong=2)])


def _kotak(b: BarisAlur, jumlah_kolom: int) -> list[tuple[int, Jenis]]:
    out: list[tuple[int, Jenis]] = []
    for k, j in b.kotak:
        if 0 <= k < jumlah_kolom and k not in [sudah for sudah, _ in out]:
            out.append((k, j))
    return out


def _panah(baris: list[BarisAlur], jumlah_kolom: int) -> set[tuple[int, int, str]]:
    ada = {n for n, b in enumerate(baris) if _kotak(b, jumlah_kolom)}
    return {(n, ke, label) for n in ada for ke, label in baris[n].keluar if ke in ada and ke != n}


@settings(deadline=None, max_examples=80)
@given(baris=draf, jumlah_kolom=st.integers(0, 4), gaya=gaya, upaya=st.integers(1, 2))
def test_any_draft_gives_a_chart(baris: list[BarisAlur], jumlah_kolom: int, gaya: Gaya, upaya: int) -> None:
    bagan = susun(baris, jumlah_kolom, gaya, upaya=upaya)
    assert len(bagan.ubin) == len(baris)
    assert all(u.lebar == bagan.lebar == jumlah_kolom * bagan.gaya.kolom for u in bagan.ubin)
    assert all(bagan.tinggi_minimum(n) >= 34 for n in range(len(baris)))
    assert sorted((p.dari, p.ke, p.label) for p in bagan.panah) == sorted(_panah(baris, jumlah_kolom))
    assert set(bagan.tanpa_rute) <= set(bagan.panah)
    juri = Juri([_kotak(b, jumlah_kolom) for b in baris], bagan)
    assert juri.keberatan() == []
    assert juri.tinta_ubin() == juri.tinta_panah()
    for n in range(len(baris)):
        assert {g.x1 for g in bagan.sela(n).garis} == juri.tinta_sela(n)
        assert kalimat(baris, n, [f"K{k}" for k in range(jumlah_kolom)]).endswith(".")


@settings(deadline=None, max_examples=30)
@given(baris=draf, jumlah_kolom=st.integers(0, 4), potong=st.lists(st.integers(-1, 4), max_size=4))
def test_any_draft_gives_pages(baris: list[BarisAlur], jumlah_kolom: int, potong: list[int]) -> None:
    halaman = susun_halaman(baris, jumlah_kolom, potong)
    assert [n for h in halaman for n in range(h.awal, h.awal + h.jumlah)] == list(range(len(baris)))
    assert [h.nomor for h in halaman] == list(range(1, len(halaman) + 1))
    assert len({h.bagan.gaya for h in halaman}) <= 1
    for h in halaman:
        assert [*h.baris_atas, *h.baris_langkah, *h.baris_bawah] == list(range(len(h.bagan.ubin)))
        assert len(h.baris_langkah) == h.jumlah


@settings(deadline=None, max_examples=10)
@given(baris=draf, gaya=gaya)
def test_the_same_rows_give_the_same_drawing(baris: list[BarisAlur], gaya: Gaya) -> None:
    assert susun(baris, 4, gaya, upaya=3) == susun(list(baris), 4, gaya, upaya=3)
