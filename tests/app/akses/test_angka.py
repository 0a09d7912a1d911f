"""Berbagi angka: a city agrees and ends it; the province's page shows what is there, and nothing of the city's."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from app.rumah import Rumah
from tests.app.akses.panggung import daftar
from tests.app.conftest import BuatPanggung, Panggung
from tests.conftest import BuatPemda

HALAMAN = "/kerja/berbagi-angka"


@pytest.fixture
def provinsi(buat_pemda: BuatPemda, buat_panggung: BuatPanggung, superuser: psycopg.Connection[Any]) -> Panggung:
    """A province: its code has two digits."""
    tenant = buat_pemda()
    superuser.execute("UPDATE sistem.pemda SET kode_wilayah = '33' WHERE tenant_id = %s", (tenant.id,))
    return buat_panggung(tenant)


@pytest.mark.parametrize("siapa", ["budi", "dwi"])
def test_kota_setuju_lalu_berhenti(panggung: Panggung, provinsi: Panggung, rumah: Rumah, siapa: str) -> None:
    orang, kode = panggung.orang[siapa], provinsi.tenant.kode
    assert provinsi.tenant.nama in orang.buka(HALAMAN).get_text(" ")
    assert orang.kirim(HALAMAN, {"provinsi": kode, "dasar": ""}).status_code == 422
    assert orang.kirim(HALAMAN, {"provinsi": "kota-lain", "dasar": "Surat"}).status_code == 422
    assert orang.kirim(HALAMAN, {"provinsi": kode, "dasar": "Surat 12/2026"}).status_code == 303
    assert orang.kirim(HALAMAN, {"provinsi": kode, "dasar": "Lagi"}).status_code == 422
    assert "Surat 12/2026" in orang.buka(HALAMAN).get_text(" ")
    assert orang.kirim(f"{HALAMAN}/penghentian", {"provinsi": kode, "alasan": ""}).status_code == 422
    assert orang.kirim(f"{HALAMAN}/penghentian", {"provinsi": kode, "alasan": "Selesai"}).status_code == 303
    assert orang.kirim(f"{HALAMAN}/penghentian", {"provinsi": kode, "alasan": "Lagi"}).status_code == 422
    assert not daftar(rumah).provinsi


def test_hanya_ortala_dan_admin_yang_berbagi(panggung: Panggung, provinsi: Panggung) -> None:
    for siapa in ("sari", "hendra", "ratna", "ahmad", "tri"):
        isi = {"provinsi": provinsi.tenant.kode, "dasar": "Surat"}
        assert panggung.orang[siapa].kirim(HALAMAN, isi).status_code == 403


def test_laman_provinsi_menunjukkan_angka_saja(provinsi: Panggung, superuser: psycopg.Connection[Any]) -> None:
    jalur = "/kerja/angka-kabupaten-kota"
    assert "Belum ada daerah yang membagikan" in provinsi.budi.buka(jalur).get_text(" ")
    superuser.execute(
        "INSERT INTO tata.angka_daerah VALUES (%s, 'kota-contoh', 'Kota Contoh', 41, 230, 300, 187, 12, '2026-03-02')",
        (provinsi.tenant.id,),
    )
    sel = [x.get_text(strip=True) for x in provinsi.ahmad.buka(jalur).select("tbody td")]
    assert sel == ["Kota Contoh", "41", "230", "300", "113", "12", "2 Maret 2026"]
    for siapa in ("sari", "ratna", "tri", "dwi"):
        provinsi.orang[siapa].buka(jalur, status=403)
