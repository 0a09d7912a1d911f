"""What a chart looks like in the cases that people draw, and what it promises about itself."""

from itertools import pairwise

import pytest

from domain.sop.alur import GAYA_BAKU, BarisAlur, Gaya, Jenis, Y, susun
from tests.domain.alur.juri import Juri
from tests.domain.alur.pembangun import K, M, P, S, arah, baris, bersarang, label


def test_the_usual_shapes() -> None:
    bagan = susun(
        [
            baris(1, 0, M, 1),
            baris(2, 0, P, 2),
            baris(3, 1, K, (3, "Ya"), (1, "Tidak")),
            baris(4, 2, S),
        ],
        3,
    )
    assert arah(bagan) == {(0, 1): "BA", (1, 2): "NA", (2, 3): "BK", (2, 1): "KK"}
    assert bagan.silang == 0
    assert bagan.gaya is GAYA_BAKU


def test_a_tile_holds_what_its_row_shows() -> None:
    atas, tengah, _ = susun([baris(1, 0, M, 1), baris(2, 1, P, 2), baris(3, 1, S)], 2).ubin
    assert (atas.lebar, atas.batas) == (124, (62,))
    assert [(g.x1, g.x2, g.y1, g.y2) for g in atas.garis] == [
        (48, 93, Y.TENGAH, Y.TENGAH),
        (93, 93, Y.TENGAH, Y.BAWAH),
    ]
    assert [(g.x1, g.y1, g.y2) for g in tengah.garis] == [(93, Y.ATAS, Y.TENGAH), (93, Y.TENGAH, Y.BAWAH)]
    (simbol,) = tengah.bentuk
    assert (simbol.jenis, simbol.x, simbol.hw, simbol.hh, simbol.teks) == (P, 93, 17, 11, "2")
    assert [(k.x, k.y, k.port) for k in simbol.kepala] == [(0, -11, "A")]


def test_steps_done_together_are_joined_and_the_first_carries_the_flow() -> None:
    bagan = susun([baris(1, 1, M, 1), baris(2, (2, 0), P, 2), baris(3, 1, S)], 3)
    assert (48, 138) in {(g.x1, g.x2) for g in bagan.ubin[1].garis if g.y1 == g.y2 == Y.TENGAH}
    assert {p.titik[0][0] for p in bagan.panah if p.dari == 1} <= {155, 172}


def test_a_line_through_the_link_of_a_joint_step_gets_a_gap() -> None:
    lewat = susun([baris(1, 1, M, 2), baris(2, (0, 2), P), baris(3, 1, S)], 3)
    (celah,) = lewat.ubin[1].celah
    assert (celah.x, celah.y, lewat.silang) == (93, Y.TENGAH, 1)


def test_a_crossing_gets_a_gap_in_the_class_of_the_upright_line() -> None:
    silang = susun(
        [
            baris(1, 1, M, 3, kelas_keluar=("tambah",)),
            baris(2, 0, P, 2),
            baris(3, 2, P),
            baris(4, 1, P),
        ],
        3,
    )
    assert [(c.kelas, c.y) for u in silang.ubin for c in u.celah] == [("tambah", Y.TENGAH)]


def test_classes_of_a_comparison_reach_symbols_arrows_and_labels() -> None:
    bagan = susun([baris(1, 0, K, (1, "Ya"), (2, "Tidak"), kelas="ubah", kelas_keluar=("", "tambah")),
                   baris(2, 0, P, kelas="tambah"), baris(3, 0, S)], 1)  # fmt: skip
    assert [u.bentuk[0].kelas for u in bagan.ubin] == ["ubah", "tambah", ""]
    assert {t.teks: t.kelas for t in bagan.ubin[0].bentuk[0].label} == {"Ya": "", "Tidak": "tambah"}
    assert {g.kelas for g in bagan.ubin[1].garis} == {"tambah", ""}
    assert [k.kelas for k in bagan.ubin[2].bentuk[0].kepala] == ["tambah"]


def test_a_decision_with_five_branches_shows_them_all_and_lists_two() -> None:
    bagan = susun(
        [baris(1, 1, K, (1, "A"), (2, "B"), (3, "C"), (4, "D"), (5, "E")), *(baris(n, n % 4, P) for n in range(2, 7))],
        4,
    )
    assert len(bagan.panah) == 5
    assert len(bagan.tanpa_rute) == 2
    assert bagan.gaya is GAYA_BAKU  # no style has more than three exits, so none is tried
    tempat = label(bagan, 0)
    assert set(tempat) == set("ABCDE")
    assert len(set(tempat.values())) == 5


def test_the_middle_of_three_can_still_send_an_arrow_back_from_the_last_row() -> None:
    rows = [baris(1, 0, M, 1), baris(2, (1, 0, 2), P, 0)]
    bagan = susun(rows, 3)
    assert [(p.dari, p.ke) for p in bagan.tanpa_rute] == [(1, 0)]
    assert Juri([b.kotak for b in rows], bagan).keberatan() == []


@pytest.mark.parametrize(
    ("kalang", "kolom", "jalur", "gagal"), [(3, 62, 2, 0), (5, 62, 3, 0), (8, 86, 5, 0), (13, 86, 5, 3)]
)
def test_loops_that_need_room_get_it(kalang: int, kolom: int, jalur: int, gagal: int) -> None:
    rows = bersarang(kalang)
    bagan = susun(rows, 1)
    assert (bagan.gaya.kolom, bagan.gaya.jumlah_jalur, len(bagan.tanpa_rute)) == (kolom, jalur, gagal)
    juri = Juri([b.kotak for b in rows], bagan)
    assert juri.keberatan() == []
    assert juri.tinta_ubin() == juri.tinta_panah()


def test_an_arrow_that_no_style_helps_does_not_make_the_chart_wider() -> None:
    """Row 4 takes all its ways out, and the one arrow into it finds none that is not closed by them."""
    rows = [baris(1, 1, P, 3), baris(2, (0, 1), P), baris(3, (0, 1), P, 1, 0), baris(4, 0, P, 2, 1)]
    bagan = susun(rows, 2)
    assert bagan.gaya is GAYA_BAKU
    assert len(bagan.tanpa_rute) == 1
    assert bagan.lebar == 124


def test_more_starting_orders_never_make_it_worse() -> None:
    rows = bersarang(4)
    biaya = [susun(rows, 1, upaya=n).biaya for n in (0, 1, 2, 4, 6)]
    assert biaya == sorted(biaya, reverse=True)


def test_a_row_is_high_enough_for_its_lanes_and_labels() -> None:
    def tinggi(*rows: BarisAlur) -> list[int]:
        bagan = susun(rows, 3)
        return [bagan.tinggi_minimum(n) for n in range(len(rows))]

    assert tinggi(baris(1, 0, M, 1), baris(2, 0, S)) == [46, 46]
    assert tinggi(baris(1, 0, K, (1, "Ya")), baris(2, 0, S)) == [48, 46]
    # the arrow into 2 comes along a lane, since both sides of its symbol or of 1 are taken
    assert tinggi(baris(1, (0, 1, 2), P, 1), baris(2, (2, 1), P)) == [46, 58]


def test_an_inserted_row_carries_on_the_lines_that_pass() -> None:
    bagan = susun([baris(1, 0, M, 1), baris(2, 1, K, (2, "Ya"), (0, "Tidak")), baris(3, 1, S)], 2)
    assert [(g.x1, g.y1, g.y2) for g in bagan.sela(0).garis] == [(4, Y.ATAS, Y.BAWAH), (93, Y.ATAS, Y.BAWAH)]
    assert bagan.sela(2).garis == ()
    assert bagan.sela(2).batas == (62,)


def test_numbers_can_be_left_out() -> None:
    assert susun([baris(7, 0, M)], 1).ubin[0].bentuk[0].teks == "7"
    assert susun([baris(7, 0, M)], 1, Gaya(nomor=False)).ubin[0].bentuk[0].teks == ""


def test_what_cannot_be_drawn_is_left_out() -> None:
    rows = [
        BarisAlur("1", ((0, M), (0, P), (9, P), (-1, P)), ((1, ""), (0, ""), (7, ""), (-1, ""), (2, ""), (2, ""))),
        BarisAlur("2", (), ((2, ""),)),
        BarisAlur("3", ((0, S),), ()),
    ]
    bagan = susun(rows, 2)
    assert [len(u.bentuk) for u in bagan.ubin] == [1, 0, 1]
    assert [(p.dari, p.ke) for p in bagan.panah] == [(0, 2)]


def test_empty_charts() -> None:
    assert susun([], 3).ubin == ()
    kosong = susun([baris(1, 0, M, 1), baris(2, 0, S)], 0)
    assert [(u.lebar, u.batas, u.bentuk) for u in kosong.ubin] == [(0, (), ()), (0, (), ())]
    assert kosong.tinggi_minimum(0) == 46


def test_a_style_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="too narrow"):
        Gaya(kolom=50)
    with pytest.raises(ValueError, match="tracks do not fit"):
        Gaya(jumlah_jalur=4)
    with pytest.raises(ValueError, match="lanes are too few"):
        Gaya(jumlah_lorong=1)


@pytest.mark.parametrize("lebar", range(54, 90))
def test_tracks_keep_their_distance(lebar: int) -> None:
    for gaya in Gaya(kolom=lebar).tangga():
        batas = gaya.jalur
        assert batas[0] * 2 >= 4
        assert batas[-1] <= gaya.gang - 3
        assert all(b - a >= 4 for a, b in pairwise(batas))


def test_a_label_stands_beside_its_line() -> None:
    ya_turun = susun([baris(1, 1, K, (1, "Ya"), (2, "Tidak")), baris(2, 1, P), baris(3, 0, S)], 3)
    assert label(ya_turun, 0) == {"Ya": (5, 20, False), "Tidak": (-19, -4, True)}


def test_a_label_goes_beyond_a_line_that_turns_up_at_once() -> None:
    bagan = susun([baris(1, 1, M, 1), baris(2, (1, 0), K, (2, "Ya"), (0, "Tidak")), baris(3, 1, S)], 4)
    assert label(bagan, 1) == {"Ya": (5, 20, False), "Tidak": (30, -4, False)}


def test_a_label_without_room_at_the_edge_goes_below_and_its_sibling_makes_way() -> None:
    bagan = susun([baris(1, 1, M, 1), baris(2, (1, 0), K, (2, "Setuju"), (0, "Tidak")), baris(3, 1, S)], 2)
    assert label(bagan, 1) == {"Setuju": (-5, 20, True), "Tidak": (5, 20, False)}


def test_a_label_too_long_for_that_goes_above_the_arrowhead() -> None:
    rows = [baris(1, 1, M, 1), baris(2, (1, 0), K, (2, "Teknis"), (2, "Administratif")), baris(3, 0, S)]
    bagan = susun(rows, 2)
    assert label(bagan, 1) == {"Teknis": (-5, 20, True), "Administratif": (29, -24, True)}
    assert bagan.tinggi_minimum(1) == 66


def test_every_symbol_has_its_height() -> None:
    tinggi = [susun([baris(1, 0, j)], 1).ubin[0].bentuk[0].hh for j in Jenis]
    assert tinggi == [11, 11, 14, 11, 11]


def test_a_label_stays_at_its_exit_even_when_a_line_of_another_runs_behind_it() -> None:
    """Beyond that line the words would seem to be its label."""
    bagan = susun(
        [
            baris(1, 2, K, (1, "Tidak ada"), (4, "Ada garansi")),
            baris(2, 2, K, (2, "Rusak ringan"), (4, "Rusak berat")),
            baris(3, 2, P, 3),
            baris(4, (0, 1, 2), S),
            baris(5, 2, S),
        ],
        4,
    )
    assert label(bagan, 1)["Rusak berat"] == (19, -4, False)


def test_a_labelled_exit_of_an_ordinary_step_goes_below_its_foot() -> None:
    assert label(susun([baris(1, 0, P, (1, "Berkas")), baris(2, 0, S)], 2), 0) == {"Berkas": (5, 20, False)}


DUA_AWAL = [
    BarisAlur("1", ((0, M), (2, M)), ((1, "Loket"), (2, "Email")), kolom_keluar=(-1, 2)),
    baris(2, 0, P, 2),
    baris(3, 2, S),
]


def test_an_arrow_leaves_from_the_symbol_its_label_names_and_alternatives_are_not_joined() -> None:
    bagan = susun(DUA_AWAL, 3)
    assert {p.label: p.titik[0][0] for p in bagan.panah if p.label} == {"Loket": 31, "Email": 155}
    assert not [g for g in bagan.ubin[0].garis if g.y1 == g.y2 == Y.TENGAH]
    assert [[t.teks for t in b.label] for b in bagan.ubin[0].bentuk] == [["Loket"], ["Email"]]
    assert Juri([b.kotak for b in DUA_AWAL], bagan, sambungan={0}).keberatan() == []


def test_a_column_that_is_not_in_the_row_leaves_the_arrow_at_the_first_symbol() -> None:
    bagan = susun([BarisAlur("1", ((0, M), (2, M)), ((1, ""),), kolom_keluar=(1,)), baris(2, 0, S)], 3)
    assert bagan.panah[0].titik[0][0] == 31
    assert [g for g in bagan.ubin[0].garis if g.y1 == g.y2 == Y.TENGAH]
