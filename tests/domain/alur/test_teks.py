"""The text twin."""

from domain.sop.alur import BarisAlur, Jenis, kalimat
from tests.domain.alur.pembangun import K, M, P, S, baris

KOLOM = ["Pemohon", "Petugas Loket", "Kepala Seksi", "Kepala Bidang"]


def test_a_decision_names_its_branches() -> None:
    rows = [baris(1, 0, M, 1), baris(2, 1, K, (2, "Ya"), (0, "Tidak")), baris(3, 1, S)]
    assert kalimat(rows, 0, KOLOM) == "Pelaksana: Pemohon. Mulai. Ke langkah 2."
    assert kalimat(rows, 1, KOLOM) == "Pelaksana: Petugas Loket. Keputusan. Ya: ke langkah 3, Tidak: ke langkah 1."
    assert kalimat(rows, 2, KOLOM) == "Pelaksana: Petugas Loket. Selesai."


def test_several_pelaksana_work_together() -> None:
    assert kalimat([baris(1, (0, 1), P)], 0, KOLOM) == "Pelaksana: Pemohon bersama Petugas Loket. Proses."
    assert (
        kalimat([baris(1, (3, 0, 1, 2), P)], 0, KOLOM)
        == "Pelaksana: Kepala Bidang bersama Pemohon, Petugas Loket dan Kepala Seksi. Proses."
    )


def test_an_unfinished_row() -> None:
    rows = [BarisAlur("1", (), ((1, ""), (5, ""), (0, ""))), BarisAlur("2b", ((9, Jenis.PROSES),), ())]
    assert kalimat(rows, 0, KOLOM) == "Pelaksana belum ditentukan. Ke langkah 2b."
    assert kalimat(rows, 1, KOLOM) == "Pelaksana belum ditentukan."


def test_a_label_keeps_its_writing_but_begins_with_a_capital() -> None:
    rows = [baris(1, 0, K, (1, "ya, teruskan ke Bupati")), baris(2, 0, S)]
    assert kalimat(rows, 0, KOLOM) == "Pelaksana: Pemohon. Keputusan. Ya, teruskan ke Bupati: ke langkah 2."


def test_symbols_that_differ_are_told_one_by_one() -> None:
    rows = [BarisAlur("1", ((0, P), (2, K)), ((1, ""),)), baris(2, 0, S)]
    assert kalimat(rows, 0, KOLOM) == "Pelaksana: Pemohon (proses) bersama Kepala Seksi (keputusan). Ke langkah 2."


def test_alternatives_are_told_as_such() -> None:
    rows = [BarisAlur("1", ((0, M), (1, M)), ((1, "Loket"), (1, "Email")), kolom_keluar=(0, 1)), baris(2, 0, S)]
    assert (
        kalimat(rows, 0, KOLOM)
        == "Pelaksana: Pemohon atau Petugas Loket. Mulai. Loket: ke langkah 2, Email: ke langkah 2."
    )
