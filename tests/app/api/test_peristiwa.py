"""The stream for a government's own archive: whole, in order, enough to recompute every leaf, and for token bearers."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.rumah import Rumah
from domain.log.bundle_lines import read
from infra.tlog.pohon import Pohon
from tenants.model import Tenant
from tests.app.conftest import Panggung
from tests.app.test_scim import token_baru
from tests.app.test_siklus import sop_konsep

CAKUPAN = "peristiwa.baca"


@pytest.fixture
def kunci(panggung: Panggung, rumah: Rumah) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_baru(rumah, CAKUPAN)}"}


def minta(aplikasi: Flask, tenant: Tenant, kunci: dict[str, str], ekor: str = "") -> TestResponse:
    return aplikasi.test_client().get(f"/{tenant.kode}/api/peristiwa{ekor}", headers=kunci)


def test_seluruh_log_dengan_daun_yang_dapat_dihitung_ulang(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah, kunci: dict[str, str]
) -> None:
    sop_konsep(panggung)
    respons = minta(aplikasi, panggung.tenant, kunci, "?banyak=7")
    bita = respons.data
    while "Link" in respons.headers:
        respons = aplikasi.test_client().get(respons.headers["Link"].split(">")[0][1:], headers=kunci)
        assert respons.data.count(b"\n") <= 7
        bita += respons.data
    kepala = Pohon(rumah.basis).head()
    assert respons.headers["Riwayat-Ukuran"] == str(kepala.size)
    baris = [satu for bagian in read([bita], bytes.fromhex(respons.headers["Riwayat-Log-Id"])) for satu in bagian]
    assert [satu[0] for satu in baris] == list(range(1, kepala.size + 1))
    daun = rumah.basis.baris("SELECT leaf_hash FROM es.event WHERE tenant_id = %s ORDER BY pos", (panggung.tenant.id,))
    assert [satu[4] for satu in baris] == [bytes(row["leaf_hash"]) for row in daun]


def test_sesudah_yang_terakhir_kosong(aplikasi: Flask, panggung: Panggung, rumah: Rumah, kunci: dict[str, str]) -> None:
    ukuran = Pohon(rumah.basis).head().size
    respons = minta(aplikasi, panggung.tenant, kunci, f"?sejak={ukuran + 1}")
    assert (respons.status_code, respons.data, "Link" in respons.headers) == (200, b"", False)
    assert respons.content_type == "application/jsonl; charset=utf-8"
    assert minta(aplikasi, panggung.tenant, kunci, f"?sejak={ukuran}").data.count(b"\n") == 1


@pytest.mark.parametrize("kepala", [{}, {"Authorization": "Bearer salah"}, {"Authorization": "Basic x"}])
def test_tanpa_token_yang_sah_ditolak(aplikasi: Flask, panggung: Panggung, kepala: dict[str, str]) -> None:
    respons = minta(aplikasi, panggung.tenant, kepala)
    assert respons.status_code == 401
    assert respons.headers["WWW-Authenticate"].startswith("Bearer")
    assert "peristiwa.baca" in respons.json["galat"]  # type: ignore[index]


def test_token_untuk_hal_lain_tidak_membuka_aliran(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    lain = {"Authorization": f"Bearer {token_baru(rumah, 'scim')}"}
    assert minta(aplikasi, panggung.tenant, lain).status_code == 401


@pytest.mark.parametrize("ekor", ["?sejak=0", "?sejak=x", "?sejak=-1", "?banyak=0", "?sejak=²", "?sejak=" + "9" * 40])
def test_parameter_yang_salah(aplikasi: Flask, panggung: Panggung, kunci: dict[str, str], ekor: str) -> None:
    respons = minta(aplikasi, panggung.tenant, kunci, ekor)
    assert respons.status_code == 422
    assert "bilangan bulat" in respons.json["galat"]  # type: ignore[index]


def test_di_luar_pemda_tidak_ada(aplikasi: Flask) -> None:
    assert aplikasi.test_client().get("/api/peristiwa", headers={"Authorization": "Bearer x"}).status_code == 404
