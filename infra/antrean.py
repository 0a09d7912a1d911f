"""The queue behind the log: which tenants a consumer has work in, and how its cursor moves there.

A consumer sees no tenant but the one it has bound. Who is behind comes from one reviewed function, es.tertinggal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg

from infra.db.pool import Basis
from tenants.model import Tenant, TenantId, Zona

BATAS_PEMDA = 1_000
"""Tenants looked at in one round; all 552 regional governments fit, so that none waits behind busier ones."""

SEGERA = datetime(1970, 1, 1, tzinfo=UTC)
"""A wake-up time that has come on every clock, a demonstration's too."""

UJUNG = 2**62
"""Beyond the end of every log. A consumer that stands here is woken by its time alone."""


@dataclass(frozen=True, slots=True)
class Giliran:
    """One tenant's turn: where the consumer stands in its log, where the log ends, and when it is to be woken."""

    tenant: Tenant
    terakhir: int
    pos: int
    bangun_pada: datetime | None

    def waktunya(self, kini: datetime) -> bool:
        return self.bangun_pada is not None and self.bangun_pada <= kini


_TERTINGGAL = (
    "SELECT p.tenant_id, p.kode, p.nama, p.kode_wilayah, p.zona, p.demonstrasi, t.last_pos, t.pos, t.bangun_pada"
    " FROM es.tertinggal(%s, %s, %s) t JOIN sistem.pemda p USING (tenant_id) ORDER BY p.tenant_id"
)


def tertinggal(basis: Basis, konsumen: str, kini: datetime, batas: int = BATAS_PEMDA) -> list[Giliran]:
    """The tenants whose log went on since this consumer looked, and those whose wake-up time has come."""
    with basis.sambungan() as connection:
        rows = connection.execute(_TERTINGGAL, (konsumen, kini, batas)).fetchall()
    return [_giliran(*row) for row in rows]


def _giliran(tenant_id: int, kode: str, nama: str, wilayah: str, zona: str, demonstrasi: bool, *sisa: Any) -> Giliran:
    tenant = Tenant(TenantId(tenant_id), kode, nama, wilayah, Zona(zona), demonstrasi)
    return Giliran(tenant, *sisa)


def maju(
    connection: psycopg.Connection[Any], konsumen: str, pos: int, bangun: datetime | None, gagal: str | None = None
) -> None:
    """Move the cursor of the bound tenant, in the caller's transaction; never backwards. `gagal` None leaves a
    stopped consumer stopped, a text stops it, an empty text lets it go on."""
    connection.execute("SELECT es.maju(%s, %s, %s, %s)", (konsumen, pos, bangun, gagal))
