"""What was typed into the form of a binding act, kept while its author proves at the provider that it is really him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.types.json import Jsonb

from domain.kernel import OrangId
from infra.db.pool import Basis
from infra.ids import new_id
from tenants.context import current_tenant

UMUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Tertunda:
    """`halaman` is the page that has the form, `nama` the act, `isi` its fields as the browser sent them."""

    id: UUID
    halaman: str
    nama: str
    isi: Mapping[str, list[str]]


class TindakanTertunda:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def simpan(self, orang_id: OrangId, halaman: str, nama: str, isi: Mapping[str, list[str]], kini: datetime) -> UUID:
        tertunda_id, tenant_id = new_id(), current_tenant().id
        with self._basis.transaksi() as connection:
            connection.execute(
                "DELETE FROM tata.tindakan_tertunda WHERE tenant_id = %s AND dibuat < %s", (tenant_id, kini - UMUR)
            )
            connection.execute(
                "INSERT INTO tata.tindakan_tertunda (tenant_id, tertunda_id, orang_id, halaman, nama, isi, dibuat)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                (tenant_id, tertunda_id, orang_id, halaman, nama, Jsonb(isi), kini),
            )
        return tertunda_id

    def ambil(self, orang_id: OrangId, tertunda_id: UUID, kini: datetime) -> Tertunda | None:
        """Only to the person who typed it, and not for ever."""
        row = self._basis.satu(
            "SELECT tertunda_id, halaman, nama, isi FROM tata.tindakan_tertunda"
            " WHERE tenant_id = %s AND tertunda_id = %s AND orang_id = %s AND dibuat > %s",
            (current_tenant().id, tertunda_id, orang_id, kini - UMUR),
        )
        return Tertunda(*row.values()) if row else None
