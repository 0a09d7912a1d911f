"""The check in the background: one at a time, its progress and its end in the database, and what stops it."""

from __future__ import annotations

import time

import pytest

from infra.tlog.pemeriksaan import PemeriksaLatar, pemeriksaan_terakhir
from infra.tlog.verifikasi import HALAMAN
from tenants.context import tenant_scope
from tests.infra.tlog.panggung import catat
from tests.infra.tlog.test_serangan import ubah

BATAS = 60.0


@pytest.fixture
def pemeriksa(basis):
    satu = PemeriksaLatar(basis)
    yield satu
    satu.tutup()


def tunggu(syarat):
    """Until something is so."""
    sampai = time.monotonic() + BATAS
    while not (hasil := syarat()):
        assert time.monotonic() < sampai
        time.sleep(0.01)
    return hasil


def jalankan(pemeriksa):
    utas = pemeriksa.mulai("Analis")
    assert utas is not None
    utas.join(BATAS)
    assert not utas.is_alive()


def test_dari_awal_sampai_selesai(basis, pemda, penanda, pemeriksa):
    assert pemeriksaan_terakhir(basis) is None
    catat(basis, 300)
    penanda.tanda_tangani()
    jalankan(pemeriksa)
    p = pemeriksaan_terakhir(basis)
    assert (p.utuh, p.ukuran, p.titik_periksa, p.temuan, p.jabatan) == (True, 300, 1, None, "Analis")
    assert not p.hidup
    assert not p.terputus


def test_menyebut_peristiwa_pertama_yang_menyimpang(basis, pemda, penanda, pemeriksa, superuser):
    catat(basis, 300)
    penanda.tanda_tangani()
    jalankan(pemeriksa)
    for pos in (250, 41):
        ubah(superuser, pemda, "payload = %s", pos, b"{}")
    jalankan(pemeriksa)
    p = pemeriksaan_terakhir(basis)
    assert p.utuh is False
    assert (p.temuan.dari, p.temuan.sampai) == (41, 41)


def test_satu_saja_dan_penulisan_jalan_terus(basis, pemda, buat_pemda, pemeriksa, superuser):
    """Two pages long: between them nothing is locked, appends go on, and no second check begins."""
    catat(basis, HALAMAN + 300, 500)
    utas = pemeriksa.mulai("Analis")
    assert utas is not None
    assert pemeriksa.mulai("Auditor") is None, "this process checks already"
    assert PemeriksaLatar(basis).mulai("Auditor") is None, "another process sees the row"
    with tenant_scope(buat_pemda()):
        assert pemeriksa.mulai("Auditor") is None, "logs of other governments wait as well"
    tunggu(lambda: pemeriksaan_terakhir(basis).diperiksa >= HALAMAN or not utas.is_alive())
    catat(basis, 1)
    utas.join(BATAS)
    p = pemeriksaan_terakhir(basis)
    assert (p.utuh, p.ukuran) == (True, HALAMAN + 300)


def test_proses_berakhir_di_tengah(basis, pemda, pemeriksa):
    catat(basis, HALAMAN + 300, 500)
    utas = pemeriksa.mulai("Analis")
    pemeriksa.tutup()
    assert not utas.is_alive()
    p = pemeriksaan_terakhir(basis)
    assert p.terputus
    assert p.utuh is None
    lain = PemeriksaLatar(basis)
    jalankan(lain)
    assert pemeriksaan_terakhir(basis).utuh


def test_tanpa_tanda_hidup_dianggap_terputus_dan_digantikan(basis, pemda, pemeriksa, superuser):
    """A process that was killed leaves its row behind; a check that was only slow finds that it was overtaken."""
    catat(basis, 5)
    jalankan(pemeriksa)
    superuser.execute(
        "UPDATE tata.pemeriksaan_log SET (berjalan, mulai, denyut) ="
        " (true, clock_timestamp(), clock_timestamp() - interval '30 s') WHERE tenant_id = %s",
        (pemda.id,),
    )
    assert pemeriksaan_terakhir(basis).hidup
    assert pemeriksa.mulai("Analis") is None
    superuser.execute(
        "UPDATE tata.pemeriksaan_log SET denyut = denyut - interval '1 min' WHERE tenant_id = %s", (pemda.id,)
    )
    assert pemeriksaan_terakhir(basis).terputus
    assert pemeriksaan_terakhir(basis).utuh, "what the one before found still stands there"
    jalankan(pemeriksa)
    assert not pemeriksaan_terakhir(basis).terputus


def test_yang_digantikan_tidak_menulis_apa_pun(basis, pemda, pemeriksa, superuser):
    catat(basis, HALAMAN + 300, 500)
    utas = pemeriksa.mulai("Analis")
    superuser.execute(
        "UPDATE tata.pemeriksaan_log SET (mulai, jabatan) = (clock_timestamp(), 'Auditor') WHERE tenant_id = %s",
        (pemda.id,),
    )
    utas.join(BATAS)
    p = pemeriksaan_terakhir(basis)
    assert (p.jabatan, p.hidup, p.selesai, p.diperiksa) == ("Auditor", True, None, 0)
