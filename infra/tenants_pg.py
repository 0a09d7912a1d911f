"""The registry of tenants in PostgreSQL, and how a new one comes into being."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import psycopg

from infra.db.pool import Basis
from infra.ids import new_log_id
from tenants.model import Tenant, TenantId, Zona

_KOLOM = "tenant_id, kode, nama, kode_wilayah, zona, demonstrasi"
UMUR_DETIK = 30.0


def _tenant(row: tuple[Any, ...]) -> Tenant:
    tenant_id, kode, nama, kode_wilayah, zona, demonstrasi = row
    return Tenant(TenantId(tenant_id), kode, nama, kode_wilayah, Zona(zona), demonstrasi)


class PgRegistry:
    """Looks tenants up by kode; remembers an answer for half a minute, so that a request costs no query for it."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._ingat: dict[str, tuple[float, Tenant]] = {}

    def menurut_kode(self, kode: str) -> Tenant | None:
        kini = time.monotonic()
        dikenal = self._ingat.get(kode)
        if dikenal and dikenal[0] > kini:
            return dikenal[1]
        with self._basis.sambungan() as connection:
            row = connection.execute(f"SELECT {_KOLOM} FROM sistem.pemda WHERE kode = %s", (kode,)).fetchone()  # noqa: S608 - constant
        if row is None:
            return None
        tenant = _tenant(row)
        self._ingat[kode] = (kini + UMUR_DETIK, tenant)
        return tenant

    def semua(self) -> tuple[Tenant, ...]:
        with self._basis.sambungan() as connection:
            rows = connection.execute(f"SELECT {_KOLOM} FROM sistem.pemda ORDER BY tenant_id").fetchall()  # noqa: S608 - constant
        return tuple(sorted(map(_tenant, rows), key=lambda t: t.nama))

    def menurut_id(self, tenant_id: int) -> Tenant | None:
        return next((t for t in self.semua() if t.id == tenant_id), None)


@dataclass(frozen=True, slots=True)
class PemdaBaru:
    kode: str
    nama: str
    kode_wilayah: str = ""
    zona: Zona = Zona.WIB
    demonstrasi: bool = False


def tambah_pemda(url: str, baru: PemdaBaru) -> Tenant:
    """Register a tenant and open its empty log. Only the administrator of the database can do this."""
    with psycopg.connect(url) as connection:
        return catat_pemda(connection, baru)


def catat_pemda(connection: psycopg.Connection[Any], baru: PemdaBaru) -> Tenant:
    """The same on a connection of the administrator's."""
    with connection.transaction():
        row = connection.execute(
            "INSERT INTO sistem.pemda (tenant_id, kode, nama, kode_wilayah, zona, demonstrasi)"
            " SELECT coalesce(max(tenant_id), 0) + 1, %s, %s, %s, %s, %s FROM sistem.pemda"
            " RETURNING tenant_id, kode, nama, kode_wilayah, zona, demonstrasi",
            (baru.kode, baru.nama, baru.kode_wilayah, baru.zona.value, baru.demonstrasi),
        ).fetchone()
        assert row is not None  # noqa: S101 - INSERT ... RETURNING of one row
        tenant = _tenant(row)
        connection.execute(
            "INSERT INTO sistem.tenant_head (tenant_id, log_id, demonstrasi) VALUES (%s, %s, %s)",
            (tenant.id, new_log_id(), tenant.demonstrasi),
        )
    return tenant
