"""The registry of tenants in PostgreSQL, and how a new one comes into being."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import psycopg

from infra.db.pool import Basis
from infra.ids import new_log_id
from tenants.model import Keadaan, Tenant, TenantId, Zona

_KOLOM = "tenant_id, kode, nama, kode_wilayah, zona, demonstrasi, keadaan"
UMUR_DETIK = 30.0


def _tenant(row: tuple[Any, ...]) -> Tenant:
    tenant_id, kode, nama, kode_wilayah, zona, demonstrasi, keadaan = row
    return Tenant(TenantId(tenant_id), kode, nama, kode_wilayah, Zona(zona), demonstrasi, Keadaan(keadaan))


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

    def lupakan(self, kode: str) -> None:
        """This government is not what it was: ask again. Other processes do within half a minute."""
        self._ingat.pop(kode, None)

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
    """The same on an open connection. Only the administrator's may give the mark of a demonstration."""
    with connection.transaction():
        row = connection.execute(
            "INSERT INTO sistem.pemda (tenant_id, kode, nama, kode_wilayah, zona)"
            " SELECT coalesce(max(tenant_id), 0) + 1, %s, %s, %s, %s FROM sistem.pemda RETURNING tenant_id",
            (baru.kode, baru.nama, baru.kode_wilayah, baru.zona.value),
        ).fetchone()
        assert row is not None  # noqa: S101 - INSERT ... RETURNING of one row
        tenant_id = TenantId(row[0])
        connection.execute(
            "INSERT INTO sistem.tenant_head (tenant_id, log_id) VALUES (%s, %s)", (tenant_id, new_log_id())
        )
        if baru.demonstrasi:
            connection.execute("UPDATE sistem.pemda SET demonstrasi = true WHERE tenant_id = %s", (tenant_id,))
            connection.execute("UPDATE sistem.tenant_head SET demonstrasi = true WHERE tenant_id = %s", (tenant_id,))
    return Tenant(tenant_id, baru.kode, baru.nama, baru.kode_wilayah, baru.zona, baru.demonstrasi)
