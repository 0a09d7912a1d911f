"""The operator's list: figures of every government, in a role that could not read a tenant's row if it tried."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from app.cli import main
from infra.operator import daftar_pemda
from tenants.model import Tenant
from tests.basis_data import BasisData


def test_daftar_menyebut_ukuran_log_dan_keadaannya(basis_data: BasisData, pemda_lain: Tenant, pemda: Tenant) -> None:
    semua = {p.kode: p for p in daftar_pemda(basis_data.superuser)}
    assert semua[pemda.kode].peristiwa == 0
    assert semua[pemda_lain.kode].peristiwa > 0
    assert semua[pemda_lain.kode].terakhir is not None
    assert semua[pemda_lain.kode].sehat


def test_yang_bermasalah_mengubah_kode_keluar(
    basis_data: BasisData,
    pemda_lain: Tenant,
    superuser: psycopg.Connection[Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    superuser.execute(
        "INSERT INTO sistem.jaga (tenant_id, server, sah, size) VALUES (%s, pg_postmaster_start_time(), false, 1)",
        (pemda_lain.id,),
    )
    monkeypatch.setenv("DATABASE_URL_MIGRASI", basis_data.superuser)
    assert main(["pemda", "daftar"]) == 1
    baris = next(b for b in capsys.readouterr().out.splitlines() if b.startswith(f"{pemda_lain.kode} "))
    assert "LOG BERMASALAH" in baris
    assert "Surat" not in baris
    superuser.execute("DELETE FROM sistem.jaga WHERE tenant_id = %s", (pemda_lain.id,))


def test_peran_operator_tidak_membaca_satu_pun_baris_penyewa(superuser: psycopg.Connection[Any]) -> None:
    hak = superuser.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('es', 'baca', 'tata', 'sistem')"
        " AND has_any_column_privilege('riwayat_operator', c.oid, 'SELECT, INSERT, UPDATE') ORDER BY 1"
    ).fetchall()
    assert [nama for (nama,) in hak] == ["sistem.jaga", "sistem.kursor", "sistem.pemda", "sistem.tenant_head"]
    superuser.execute("SET ROLE riwayat_operator")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        superuser.execute("SELECT count(*) FROM es.event")
