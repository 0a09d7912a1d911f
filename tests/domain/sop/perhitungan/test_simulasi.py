"""How long an applicant waits: seeded walks, by probabilities, in one figure by a stated convention."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid5

import pytest

from domain.sop.langkah import LangkahId, Panah, Satuan, Waktu
from domain.sop.perhitungan import JamKerja, Sebaran, Simulasi, simulasikan
from domain.sop.perhitungan.simulasi import TERPANJANG, ULANGAN
from domain.sop.perkiraan import SERATUS
from domain.sop.samping import PeluangCabang, Perkiraan
from tests.domain.sop.perhitungan.pembangun import baris, nomor, waktu

LIMA = JamKerja()
BOLAK_BALIK = (baris("a", waktu(1, Satuan.JAM)), baris("b", waktu(1, Satuan.JAM), "ca"), baris("c", ke="."))


def perkirakan(nama: str, **persen: int) -> Perkiraan:
    return ((nomor(nama), tuple(PeluangCabang(nomor(k), f"ke {k}", p) for k, p in persen.items())),)


def test_tanpa_waktu_tidak_ada_angka():
    assert simulasikan((), (), LIMA) == Simulasi(0, 0)
    assert simulasikan((baris("a"),), (), LIMA) == Simulasi(0, 0)


def test_tanpa_waktu_di_jalannya_tidak_ada_angka():
    hasil = simulasikan((baris("a", 0, "."), baris("b", 5, "c"), baris("c", 0, "b")), (), LIMA)
    assert (hasil.jam, hasil.satuan, hasil.macet) == (None, (), 0)


def test_rantai_selalu_sama_lama():
    hasil = simulasikan((baris("a", 30), baris("b", waktu(1, Satuan.HARI_KERJA), ".")), (), LIMA)
    assert hasil.jam == Sebaran(8.0, 8.0)
    assert hasil.satuan == ((Satuan.MENIT, Sebaran(30, 30)), (Satuan.HARI_KERJA, Sebaran(1, 1)))
    assert (hasil.ulangan, hasil.macet) == (ULANGAN, 0)


def test_rentang_tersebar_merata():
    jam = simulasikan((baris("a", waktu((0 + 1, 11), Satuan.JAM), "."),), (), LIMA).jam
    assert jam is not None
    assert jam.median == pytest.approx(6, abs=0.4)
    assert jam.p90 == pytest.approx(10, abs=0.4)


def test_putaran_dihitung_setiap_kali_dilalui():
    """Half of the applicants go round once more, half of these again: 2, 4, 6, ... hours."""
    jam = simulasikan(BOLAK_BALIK, (), LIMA).jam
    assert jam is not None
    assert jam.median in (2.0, 4.0)
    assert jam.p90 in (6.0, 8.0)


@pytest.mark.parametrize(("ya", "median"), [(100, 2.0), (99, 2.0), (10, None)])
def test_peluang_mengubah_lamanya(ya, median):
    jam = simulasikan(BOLAK_BALIK, perkirakan("b", c=ya, a=SERATUS - ya), LIMA).jam
    assert jam is not None
    assert jam.median == median if median else jam.median > 8


def test_perkiraan_yang_cabangnya_sudah_lain_tidak_dipakai():
    lama = perkirakan("b", c=100, z=0)
    assert simulasikan(BOLAK_BALIK, lama, LIMA) == simulasikan(BOLAK_BALIK, (), LIMA)


def test_isi_yang_sama_dengan_id_lain_memberi_angka_yang_sama():
    def lain(asal: LangkahId) -> LangkahId:
        return LangkahId(uuid5(asal, "lain"))

    salinan = tuple(
        replace(x, id=lain(x.id), panah=tuple(Panah(lain(p.ke) if p.ke else None, p.label) for p in x.panah))
        for x in BOLAK_BALIK
    )
    assert simulasikan(salinan, (), LIMA) == simulasikan(BOLAK_BALIK, (), LIMA)


def test_putaran_tanpa_jalan_keluar_macet():
    hasil = simulasikan((baris("a", 1, "b"), baris("b", 1, "a")), (), LIMA)
    assert hasil.jam is None
    assert 0 < hasil.macet == hasil.ulangan < ULANGAN
    assert TERPANJANG * hasil.ulangan < 200_000


def test_sebagian_macet_tidak_ikut_dihitung():
    langkah = (baris("a", 1, "bd"), baris("b", 1, "c"), baris("c", 1, "b"), baris("d", 5, "."))
    hasil = simulasikan(langkah, (), LIMA)
    assert 0 < hasil.macet < hasil.ulangan
    assert hasil.satuan == ((Satuan.MENIT, Sebaran(6, 6)),)


def test_sel_gabungan_sekali_setiap_lewat():
    langkah = (baris("a", 6), baris("b", Waktu(gabung_dengan=nomor("a"))), baris("c", 1, "."))
    assert simulasikan(langkah, (), LIMA).satuan == ((Satuan.MENIT, Sebaran(7, 7)),)


def test_semua_peluang_ke_baris_yang_hilang_berakhir_di_situ():
    putus = baris("a", 2, panah=(Panah(None, "Ya", "9"), Panah(nomor("b"), "Tidak")))
    cabang = (PeluangCabang(None, "Ya", 100), PeluangCabang(nomor("b"), "Tidak", 0))
    assert simulasikan((putus, baris("b", 90)), ((nomor("a"), cabang),), LIMA).satuan == (
        (Satuan.MENIT, Sebaran(2, 2)),
    )


@pytest.mark.parametrize(
    ("satuan", "lima", "enam"),
    [
        (Satuan.MENIT, 1 / 60, 1 / 60),
        (Satuan.JAM, 1, 1),
        (Satuan.HARI_KERJA, 7.5, 6.25),
        (Satuan.HARI, 37.5 / 7, 37.5 / 7),
        (Satuan.MINGGU, 37.5, 37.5),
        (Satuan.BULAN, 37.5 * 365 / 84, 37.5 * 365 / 84),
        (Satuan.TAHUN, 37.5 * 365 / 7, 37.5 * 365 / 7),
    ],
)
def test_jam_kerja_setiap_satuan(satuan, lima, enam):
    assert JamKerja(5).jam(satuan) == pytest.approx(lima)
    assert JamKerja(6).jam(satuan) == pytest.approx(enam)
