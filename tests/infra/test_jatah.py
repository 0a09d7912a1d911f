"""Rate limits in the database: a burst, then one at a time; for each tenant and each person apart; nothing personal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from infra.db.pool import Basis
from infra.jatah import Batas, JatahPg
from tenants.context import tenant_scope
from tenants.model import Tenant

TIGA = Batas("uji", jeda=60.0, sekaligus=3)


@pytest.fixture
def jatah(basis: Basis) -> JatahPg:
    return JatahPg(basis)


def berlalu(superuser: psycopg.Connection[Any], tenant: Tenant, detik: float) -> None:
    """So much time passes for the quotas of this tenant."""
    superuser.execute(
        "UPDATE tata.jatah SET penuh = penuh - make_interval(secs => %s) WHERE tenant_id = %s", (detik, tenant.id)
    )


def test_sekaligus_lalu_satu_demi_satu(jatah: JatahPg, pemda: Tenant, superuser: psycopg.Connection[Any]) -> None:
    assert [jatah.ambil(TIGA, "a") for _ in range(5)] == [True, True, True, False, False]
    berlalu(superuser, pemda, 60)
    assert [jatah.ambil(TIGA, "a") for _ in range(2)] == [True, False]
    berlalu(superuser, pemda, 3600)
    assert [jatah.ambil(TIGA, "a") for _ in range(4)] == [True, True, True, False], "a pause saves up no more than that"


def test_orang_jenis_dan_pemda_lain_tidak_terganggu(jatah: JatahPg, pemda: Tenant, pemda_lain: Tenant) -> None:
    assert not [jatah.ambil(TIGA, "a") for _ in range(4)][3]
    assert jatah.ambil(TIGA, "b")
    assert jatah.ambil(Batas("lain", 60.0, 1), "a")
    with tenant_scope(pemda_lain):
        assert jatah.ambil(TIGA, "a")


def test_bersamaan_tidak_lebih_dari_jatah(jatah: JatahPg, pemda: Tenant) -> None:
    def satu(_: int) -> bool:
        with tenant_scope(pemda):
            return jatah.ambil(TIGA, "a")

    with ThreadPoolExecutor(8) as kolam:
        assert sum(kolam.map(satu, range(40))) == 3


def test_disapu_bila_sudah_utuh_lagi(jatah: JatahPg, pemda: Tenant, superuser: psycopg.Connection[Any]) -> None:
    for siapa in "abc":
        jatah.ambil(TIGA, siapa)
    assert jatah.sapu() == 0
    berlalu(superuser, pemda, 61)
    jatah.ambil(TIGA, "a")
    assert jatah.sapu() == 2
    assert superuser.execute("SELECT FROM tata.jatah WHERE tenant_id = %s", (pemda.id,)).rowcount == 1


def test_tidak_menyimpan_alamat_dan_tidak_dicatat(
    jatah: JatahPg, pemda: Tenant, superuser: psycopg.Connection[Any]
) -> None:
    jatah.ambil(TIGA, "203.0.113.77")
    rows = superuser.execute("SELECT * FROM tata.jatah WHERE tenant_id = %s", (pemda.id,)).fetchall()
    assert "203.0.113.77" not in repr(rows)
    jenis = superuser.execute("SELECT relpersistence FROM pg_class WHERE oid = 'tata.jatah'::regclass").fetchone()
    assert jenis == ("u",)
