"""What the table adds up to: units apart, cells once, rates not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.sop.langkah import Panah, Satuan, Simbol, Waktu
from domain.sop.naskah import Naskah
from domain.sop.perhitungan import hitung
from domain.sop.perhitungan.lama import Selang, sel_waktu
from domain.sop.perhitungan.lama import selang as selang_waktu
from tests.domain.pembangun import SEKRETARIS, STAF
from tests.domain.sop.perhitungan.pembangun import baris, hasil, menit, nomor, selang, waktu


def test_kosong_tidak_berjumlah():
    kosong = hasil()
    assert (kosong.total, kosong.laju, kosong.tanpa_waktu, kosong.alih, kosong.keputusan) == ((), (), (), 0, 0)


def test_rantai_adalah_jumlahnya():
    assert menit(baris("a", 5), baris("b", (2, 4)), baris("c", 1, ".")) == (8, 10, "abc")


def test_satuan_tidak_dicampur():
    semua = hasil(baris("a", waktu(2, Satuan.HARI_KERJA)), baris("b", waktu(3, Satuan.HARI)), baris("c", 10, "."))
    assert [(t.satuan, t.lama.maks) for t in semua.total] == [
        (Satuan.MENIT, 10),
        (Satuan.HARI, 3),
        (Satuan.HARI_KERJA, 2),
    ]


def test_cabang_memberi_yang_terlama():
    assert menit(baris("a", 1, "bc"), baris("b", 9, "d"), baris("c", 2, "d"), baris("d", 1, ".")) == (11, 11, "abd")


def test_yang_sama_lama_memberi_yang_terpendeknya_lebih_lama():
    """Else the figure would depend on the order of the rows."""
    langkah = [baris("a", 1, "bc"), baris("b", (1, 5), "d"), baris("c", (4, 5), "d"), baris("d", 0, ".")]
    assert menit(*langkah) == (5, 6, "acd")
    assert menit(langkah[0], langkah[2], langkah[1], langkah[3]) == (5, 6, "acd")


def test_jalan_yang_tidak_sampai_selesai_tidak_dihitung():
    """The way back for mending leads to no end without a repeat."""
    langkah = [baris("a", 1), baris("b", 1, "dc"), baris("c", 90, "a"), baris("d", 1, ".")]
    assert menit(*langkah) == (3, 3, "abd")


def test_tanpa_jalan_keluar_yang_terjauh():
    assert menit(baris("a", 1, "b"), baris("b", 2, "a"), baris("c", 0, "a"))[:2] == (3, 3)
    assert menit(baris("a", 4, "b"), baris("b", 2, "a")) == (6, 6, "ab")


def test_mulai_dari_simbol_mulai():
    langkah = [baris("a", 50, "c"), baris("b", 1, "c", simbol=Simbol.MULAI), baris("c", 1, ".")]
    assert menit(*langkah) == (2, 2, "bc")


def test_putaran_dilalui_selama_mungkin_sebelum_keluar():
    langkah = [baris("a", 1, "b"), baris("b", 1, "cd"), baris("c", 7, "be"), baris("d", 1, "c"), baris("e", 1, ".")]
    assert menit(*langkah) == (11, 11, "abdce")


def test_percobaan_yang_habis_memberi_batas_yang_jujur():
    huruf = "bcdefgh"
    putar = [baris(x, 3, huruf.replace(x, "") + "z") for x in huruf]
    langkah = [baris("a", 1, "b"), *putar, baris("z", 1, "y"), baris("y", 1, ".")]
    (tepat,), (batas,) = hasil(*langkah).total, hasil(*langkah, percobaan=50).total
    assert (tepat.lama, tepat.tepat) == (selang(24, 24), True)
    assert (batas.tepat, batas.langkah) == (False, ())
    assert batas.lama.maks >= tepat.lama.maks
    assert menit(baris("a", 1, "b"), baris("b", 1, "."), percobaan=0) == (2, 2, "ab")


def test_batas_di_satu_cabang_tidak_menutupi_jalan_tepat_yang_lebih_lama():
    langkah = [baris("a", 1, "bx"), baris("b", 1, "cz"), baris("c", 1, "bz"), baris("x", 90, "z"), baris("z", 1, ".")]
    assert menit(*langkah, percobaan=1) == (92, 92, "axz")


def test_dua_putaran_yang_keduanya_tidak_habis_dicoba():
    langkah = [baris("a", 1, "b"), baris("b", 2, "ac"), baris("c", 3, "d"), baris("d", 4, "ce"), baris("e", 1, ".")]
    (total,) = hasil(*langkah, percobaan=1).total
    assert (total.lama.maks, total.tepat) == (11, False)


def test_sel_gabungan_dihitung_sekali():
    gabung = Waktu("x", Decimal(9), satuan=Satuan.MENIT, gabung_dengan=nomor("a"))
    assert menit(baris("a", 9), baris("b", gabung), baris("c", 1, ".")) == (10, 10, "abc")
    assert menit(baris("a", 9), baris("b", Waktu(gabung_dengan=nomor("a"))), baris("c", 1, ".")) == (10, 10, "abc")


def test_sel_gabungan_yang_hanya_separuh_dilalui_tetap_dihitung():
    langkah = [
        baris("a", 1, "bc"),
        baris("b", 9, "d"),
        baris("c", Waktu(gabung_dengan=nomor("b")), "d"),
        baris("d", 1, "."),
    ]
    assert menit(*langkah)[:2] == (11, 11)
    assert menit(langkah[0], langkah[2], langkah[3], langkah[1])[:2] == (11, 11)


def test_sel_gabungan_di_dalam_putaran_sekali_juga_dalam_batasnya():
    langkah = [baris("a", 5, "b"), baris("b", Waktu(gabung_dengan=nomor("a")), "ac"), baris("c", 1, ".")]
    assert menit(*langkah)[:2] == (6, 6)
    (total,) = hasil(*langkah, percobaan=1).total
    assert (total.lama.maks, total.tepat) == (6, False)


def test_sel_yang_saling_menunjuk_adalah_satu():
    langkah = (
        baris("a", waktu(3, gabung_dengan=nomor("b"))),
        baris("b", waktu(5, gabung_dengan=nomor("a"))),
        baris("c", waktu(1, gabung_dengan=nomor("b"))),
        baris("d", waktu(1, gabung_dengan=nomor("hilang"))),
    )
    assert [s.baris for s in sel_waktu(langkah)] == [(0, 1, 2), (3,)]


def test_sel_tanpa_waktu_di_kepalanya_memakai_waktu_baris_lain():
    kepala, lain = baris("a"), baris("b", waktu((1, 4), gabung_dengan=nomor("a")))
    assert [(s.satuan, s.selang) for s in sel_waktu((kepala, lain))] == [(Satuan.MENIT, selang(1, 4))]


@pytest.mark.parametrize(
    ("cetak", "lama"),
    [
        (Waktu(), None),
        (Waktu("secepatnya"), None),
        (Waktu("3", Decimal(3)), None),
        (waktu(2, per="berkas"), None),
        (waktu(3), selang(3, 3)),
        (Waktu("x", min=Decimal(2), satuan=Satuan.JAM), selang(2, 2)),
        (Waktu("x", Decimal(1), Decimal(2), Decimal(3), Satuan.JAM), selang(1, 3)),
    ],
)
def test_waktu_sebuah_sel(cetak, lama):
    assert selang_waktu(cetak) == lama


def test_selang_yang_lebih_lama_lebih_besar():
    assert Selang() < selang(0, 1) < selang(1, 1) < selang(0, 2)


def test_laju_dan_yang_tidak_terukur_disebut_terpisah():
    semua = hasil(baris("a", waktu(2, per="berkas")), baris("b", Waktu("segera")), baris("c", 1, "."))
    assert (semua.laju, semua.tanpa_waktu) == ((nomor("a"),), (nomor("b"),))
    assert [t.lama.maks for t in semua.total] == [1]


def test_satuan_yang_tidak_dilalui_tidak_disebut():
    """A total of nothing would read as if it took no time."""
    semua = hasil(baris("a", 0, "."), baris("b", 5, "c"), baris("c", 0, "b"))
    assert semua.total == ()
    assert semua.tanpa_waktu == (nomor("a"), nomor("c"))


def test_alih_tangan_dihitung_menurut_panah():
    s, t = (STAF.id,), (SEKRETARIS.id,)
    langkah = [
        baris("a", pelaksana=s),
        baris("b", ke="ac", pelaksana=t),
        baris("c", pelaksana=(*s, *t)),
        baris("d", pelaksana=s),
        baris("e", ke="."),
    ]
    assert hasil(*langkah).alih == 2


def test_keputusan_dihitung_juga_bila_hanya_satu_simbolnya():
    langkah = [baris("a", ke="bc"), baris("b", simbol_per_pelaksana=((STAF.id, Simbol.KEPUTUSAN),)), baris("c")]
    assert hasil(*langkah).keputusan == 2


def test_beban_tiap_pelaksana():
    langkah = (
        baris("a", 5, pelaksana=(STAF.id,)),
        baris("b", Waktu(gabung_dengan=nomor("a")), pelaksana=(STAF.id, SEKRETARIS.id)),
        baris("c", waktu(1, Satuan.JAM), pelaksana=(STAF.id,)),
        baris("d", pelaksana=(STAF.id,)),
    )
    staf, sekretaris = hitung(Naskah(pelaksana=(STAF, SEKRETARIS), langkah=langkah)).beban
    assert (staf.langkah, staf.lama) == (4, ((Satuan.MENIT, selang(5, 5)), (Satuan.JAM, selang(1, 1))))
    assert (sekretaris.langkah, sekretaris.lama) == (1, ((Satuan.MENIT, selang(5, 5)),))


def test_panah_ke_baris_yang_hilang_adalah_akhir():
    putus = baris("a", 3, panah=(Panah(nomor("hilang"), "x"), Panah(None, "", "9")))
    assert menit(putus, baris("b", 50, "a"))[:2] == (53, 53)
