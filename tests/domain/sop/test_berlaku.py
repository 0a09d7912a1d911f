"""Being in force, derived by two clocks (decisions D5, D6), against a model written from the decision's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sop.berlaku import Fakta, JenisFakta, yang_berlaku
from tests.domain.pembangun import AWAL, SOP
from tests.domain.strategi import hukum

SAH, VERIFIKASI, BATAL, CABUT = JenisFakta
NANTI = AWAL + timedelta(days=999)


def tgl(hari: int) -> date:
    return date(2026, 2, 1) + timedelta(days=hari)


def jam(pos: int) -> datetime:
    """Recording time ascends with the position."""
    return AWAL + timedelta(hours=pos)


def fakta(jenis: JenisFakta, versi: int, pos: int, **lain) -> Fakta:
    return Fakta(SOP, jenis, versi, pos, jam(pos), **lain)


def sah(versi: int, pos: int, efektif: int, sk: int = 0, *, perlu: bool = False) -> Fakta:
    return fakta(SAH, versi, pos, tanggal=tgl(efektif), sk_tanggal=tgl(sk), perlu_verifikasi=perlu)


@st.composite
def rangkaian(draw: st.DrawFn) -> list[Fakta]:
    """Facts of one SOP as they can be recorded: versions are approved once, in order, then verified or cancelled."""
    hari, hasil, versi = st.integers(0, 5), [], 0
    for pos, jenis in enumerate(draw(st.lists(st.sampled_from((SAH, SAH, VERIFIKASI, BATAL, CABUT)), max_size=8)), 1):
        if jenis is SAH:
            versi += 1
            hasil.append(sah(versi, pos, draw(hari), draw(hari), perlu=draw(st.booleans())))
        elif jenis is CABUT:
            hasil.append(fakta(CABUT, versi, pos, tanggal=tgl(draw(hari))))
        elif versi:
            hasil.append(fakta(jenis, draw(st.integers(1, versi)), pos))
    return hasil


def urutan(f: Fakta) -> tuple:
    return f.tanggal, f.sk_tanggal, f.pos


def model(semua: list[Fakta], pada: date, diketahui: datetime) -> Fakta | None:
    """D5: on D as known at T, among approvals recorded by T, not cancelled by T, and verified by T where the tenant
    verifies afterwards, the greatest (tanggal_efektif, SK date, position) with tanggal_efektif <= D; none if a
    withdrawal recorded by T after that approval has effect by D."""
    sampai = [f for f in semua if not f.pada > diketahui]
    terbaik = None
    for calon in sampai:
        if calon.jenis is not SAH or calon.tanggal > pada:
            continue
        tentangnya = [f.jenis for f in sampai if f.versi == calon.versi]
        if BATAL in tentangnya or (calon.perlu_verifikasi and VERIFIKASI not in tentangnya):
            continue
        if terbaik is None or urutan(calon) > urutan(terbaik):
            terbaik = calon
    for f in sampai:
        if terbaik and f.jenis is CABUT and f.pos > terbaik.pos and f.tanggal <= pada:
            return None
    return terbaik


@hukum
@given(rangkaian())
def test_yang_berlaku_sama_dengan_bunyi_keputusan_d5_pada_setiap_hari_dan_saat(semua):
    for hari in range(-1, 7):
        for pos in range(len(semua) + 2):
            harap = model(semua, tgl(hari), jam(pos))
            assert yang_berlaku(semua, pada=tgl(hari), diketahui=jam(pos)) == harap


@hukum
@given(rangkaian(), st.integers(0, 9), st.integers(-1, 6))
def test_yang_dicatat_kemudian_tidak_mengubah_yang_diketahui_dahulu(semua, pos, hari):
    sampai_saat_itu = [f for f in semua if f.pos <= pos]
    dahulu = yang_berlaku(sampai_saat_itu, pada=tgl(hari), diketahui=jam(pos))
    assert yang_berlaku(semua, pada=tgl(hari), diketahui=jam(pos)) == dahulu


@hukum
@given(rangkaian(), st.randoms(use_true_random=False), st.integers(-1, 6))
def test_urutan_pembacaan_fakta_tidak_berpengaruh(semua, acak, hari):
    teracak = list(semua)
    acak.shuffle(teracak)
    assert yang_berlaku(iter(teracak), pada=tgl(hari), diketahui=NANTI) == yang_berlaku(
        semua, pada=tgl(hari), diketahui=NANTI
    )


def test_tanpa_pengesahan_tidak_ada_yang_berlaku():
    assert yang_berlaku([], pada=tgl(5), diketahui=NANTI) is None


def test_versi_yang_sah_berlaku_sejak_tanggal_efektifnya():
    satu = sah(1, 1, efektif=3)
    assert yang_berlaku([satu], pada=tgl(2), diketahui=NANTI) is None
    assert yang_berlaku([satu], pada=tgl(3), diketahui=NANTI) == satu


def test_sop_lama_yang_dicatat_belakangan_berlaku_menurut_tanggal_lamanya_tetapi_baru_diketahui_kini():
    lama = sah(1, 5, efektif=-900)
    assert yang_berlaku([lama], pada=tgl(-900), diketahui=jam(5)) == lama
    assert yang_berlaku([lama], pada=tgl(-900), diketahui=jam(4)) is None


def test_versi_lama_tetap_berlaku_sampai_versi_baru_efektif():
    satu, dua = sah(1, 1, efektif=0), sah(2, 2, efektif=4)
    assert yang_berlaku([satu, dua], pada=tgl(3), diketahui=NANTI) == satu
    assert yang_berlaku([satu, dua], pada=tgl(4), diketahui=NANTI) == dua


@pytest.mark.parametrize(
    ("satu", "dua"),
    [(sah(1, 1, 2, 0), sah(2, 2, 1, 9)), (sah(1, 1, 2, 3), sah(2, 2, 2, 1))],
    ids=["tanggal efektif lebih dahulu", "lalu tanggal SK"],
)
def test_tanggal_hukum_mengalahkan_urutan_pencatatan(satu, dua):
    assert yang_berlaku([satu, dua], pada=tgl(5), diketahui=NANTI) == satu


def test_pada_tanggal_yang_sama_yang_dicatat_terakhir_berlaku():
    satu, dua = sah(1, 1, 2), sah(2, 2, 2)
    assert yang_berlaku([satu, dua], pada=tgl(5), diketahui=NANTI) == dua


def test_pengesahan_yang_dibatalkan_mengembalikan_versi_sebelumnya():
    satu, dua, batal = sah(1, 1, 0), sah(2, 2, 1), fakta(BATAL, 2, 3)
    assert yang_berlaku([satu, dua, batal], pada=tgl(5), diketahui=jam(3)) == satu
    assert yang_berlaku([satu, dua, batal], pada=tgl(5), diketahui=jam(2)) == dua


def test_yang_perlu_diverifikasi_baru_berlaku_setelah_verifikasi_diketahui():
    satu, periksa = sah(1, 1, 0, perlu=True), fakta(VERIFIKASI, 1, 2)
    assert yang_berlaku([satu, periksa], pada=tgl(5), diketahui=jam(1)) is None
    assert yang_berlaku([satu, periksa], pada=tgl(5), diketahui=jam(2)) == satu


def test_yang_dicabut_tidak_berlaku_sejak_tanggal_pencabutan():
    satu, cabut = sah(1, 1, 0), fakta(CABUT, 1, 2, tanggal=tgl(3))
    assert yang_berlaku([satu, cabut], pada=tgl(2), diketahui=NANTI) == satu
    assert yang_berlaku([satu, cabut], pada=tgl(3), diketahui=NANTI) is None
    assert yang_berlaku([satu, cabut], pada=tgl(3), diketahui=jam(1)) == satu


def test_versi_baru_setelah_pencabutan_berlaku_lagi():
    cabut, dua = fakta(CABUT, 1, 2, tanggal=tgl(3)), sah(2, 3, 4)
    assert yang_berlaku([sah(1, 1, 0), cabut, dua], pada=tgl(5), diketahui=NANTI) == dua


def test_versi_kertas_lama_yang_dicatat_setelah_pencabutan_tidak_menghidupkan_sop():
    satu, cabut, kertas = sah(1, 1, 2), fakta(CABUT, 1, 2, tanggal=tgl(4)), sah(2, 3, 0)
    assert yang_berlaku([satu, cabut, kertas], pada=tgl(5), diketahui=NANTI) is None
    assert yang_berlaku([satu, cabut, kertas], pada=tgl(3), diketahui=NANTI) == satu
    assert yang_berlaku([satu, cabut, kertas], pada=tgl(1), diketahui=NANTI) == kertas


def test_pengesahan_tanpa_tanggal_efektif_tidak_pernah_berlaku():
    assert yang_berlaku([replace(sah(1, 1, 0), tanggal=None)], pada=date.max, diketahui=NANTI) is None
