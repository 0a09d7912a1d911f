"""Pages and their pentagons."""

from domain.sop.alur import Bagan, BarisAlur, Halaman, Jenis, susun_halaman
from tests.domain.alur.pembangun import K, M, P, S, arah, baris, bersarang


def _segilima(bagan: Bagan) -> list[list[tuple[str, str, int]]]:
    """Letter, note and column of the pentagons in each row."""
    return [
        [(b.teks, b.ket, b.x // bagan.gaya.kolom) for b in u.bentuk if b.jenis is Jenis.SEGILIMA] for u in bagan.ubin
    ]


def _jumlah(halaman: tuple[Halaman, ...]) -> list[tuple[int, int, int]]:
    return [(h.jumlah_atas, h.jumlah, h.jumlah_bawah) for h in halaman]


def test_an_arrow_between_pages_becomes_a_pair_of_pentagons() -> None:
    satu, dua = susun_halaman([baris(1, 0, M, 1), baris(2, 1, K, (2, "Ya"), (0, "Tidak")), baris(3, 1, S)], 2, [1, 2])
    assert _segilima(satu.bagan) == [[], [("A", "h.2", 0), ("B", "h.2", 1)]]
    assert _segilima(dua.bagan) == [[("A", "h.1", 0), ("B", "h.1", 1)], [], []]
    assert arah(satu.bagan).keys() == {(0, 1), (1, 0)}
    assert arah(dua.bagan).keys() == {(0, 1), (1, 0), (1, 2)}


def test_rows_of_a_page_are_told_apart() -> None:
    satu, dua = susun_halaman([baris(1, 0, M, 1), baris(2, 1, P, 2), baris(3, 1, S)], 2, [2, 1])
    assert (list(satu.baris_atas), list(satu.baris_langkah), list(satu.baris_bawah)) == ([], [0, 1], [2])
    assert (list(dua.baris_atas), list(dua.baris_langkah), list(dua.baris_bawah)) == ([0], [1], [])
    assert (dua.nomor, dua.awal, dua.jumlah) == (2, 2, 1)


def test_steps_left_over_come_on_one_more_page_and_senseless_lengths_are_passed_over() -> None:
    rows = [baris(n, 0, P, n) for n in range(1, 6)]
    assert [h.jumlah for h in susun_halaman(rows, 1, [2])] == [2, 3]
    assert [h.jumlah for h in susun_halaman(rows, 1, [0, -3, 4, 9, 2])] == [4, 1]
    assert susun_halaman([], 1, [3]) == ()


def test_arrows_to_the_same_target_share_a_letter() -> None:
    rows = [baris(1, 0, M, 3), baris(2, 1, P, 3), baris(3, 1, P, 3), baris(4, 0, S)]
    satu, dua, tiga = susun_halaman(rows, 2, [2, 1, 1])
    assert _segilima(satu.bagan)[-1] == [("A", "h.3", 0)]
    assert _segilima(dua.bagan)[-1] == [("A", "h.3", 0)]
    assert _segilima(tiga.bagan)[0] == [("A", "h.2", 0)]
    assert len(satu.bagan.panah) == 2
    assert len(tiga.bagan.panah) == 1


def test_a_column_taken_gives_the_nearest_free_one_and_then_another_row() -> None:
    rows = [
        baris(1, 0, K, (3, "a"), (4, "b")),
        baris(2, 1, P, 5),
        baris(3, 0, P),
        baris(4, 0, P),
        baris(5, 0, P),
        baris(6, 0, S),
    ]
    satu, _ = susun_halaman(rows, 2, [3, 3])
    assert _segilima(satu.bagan)[3:] == [[("A", "h.2", 0), ("B", "h.2", 1)], [("C", "h.2", 0)]]
    assert _jumlah((satu,)) == [(0, 3, 2)]


def test_letters_go_on_after_z() -> None:
    rows = [baris(n + 1, n % 3, P, n + 1) for n in range(28)] + [baris(29, 0, S)]
    halaman = susun_halaman(rows, 3, [1] * 29)
    assert [_segilima(h.bagan)[-1][0][0] for h in halaman[24:28]] == ["Y", "Z", "AA", "AB"]


def test_a_row_of_pentagons_may_be_lower_than_a_step() -> None:
    satu, dua = susun_halaman([baris(1, 0, M, 1), baris(2, 0, S)], 1, [1, 1])
    assert [satu.bagan.tinggi_minimum(n) for n in range(2)] == [46, 42]
    assert [dua.bagan.tinggi_minimum(n) for n in range(2)] == [42, 46]


def test_pages_have_one_column_width() -> None:
    rows = bersarang(8)
    halaman = susun_halaman([*rows, baris(99, 0, P, len(rows) + 1), baris(100, 0, S)], 1, [len(rows), 2])
    assert {h.bagan.gaya.kolom for h in halaman} == {86}


def test_alternatives_keep_their_own_way_to_another_page() -> None:
    rows = [
        BarisAlur("1", ((0, M), (1, M)), ((1, "a"), (2, "b")), kolom_keluar=(-1, 1)),
        baris(2, 0, P),
        baris(3, 1, S),
    ]
    satu, _ = susun_halaman(rows, 2, [1, 2])
    assert {p.label: p.titik[0][0] // satu.bagan.gaya.kolom for p in satu.bagan.panah} == {"a": 0, "b": 1}
