"""What a trial sign-in brought back: for the admin who made it, for ten minutes, and for nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.ids import new_id
from tenants.context import current_tenant

UMUR = timedelta(minutes=10)


class BukuPercobaan:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def simpan(self, versi: int, orang_id: UUID, hasil: dict[str, Any], kini: datetime) -> UUID:
        percobaan_id = new_id()
        self._basis.jalankan(
            "INSERT INTO tata.percobaan_masuk (tenant_id, percobaan_id, versi, orang_id, hasil, dibuat)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (current_tenant().id, percobaan_id, versi, orang_id, Jsonb(hasil), kini),
        )
        return percobaan_id

    def bersihkan(self, kini: datetime) -> None:
        """What is older goes with the next sign-in of anybody: it names a person."""
        self._basis.jalankan(
            "DELETE FROM tata.percobaan_masuk WHERE tenant_id = %s AND dibuat < %s", (current_tenant().id, kini - UMUR)
        )

    def ambil(self, percobaan_id: UUID, orang_id: UUID, kini: datetime) -> tuple[int, dict[str, Any]]:
        """The version that was tried, and the result."""
        row = self._basis.satu(
            "SELECT versi, hasil FROM tata.percobaan_masuk"
            " WHERE tenant_id = %s AND percobaan_id = %s AND orang_id = %s AND dibuat >= %s",
            (current_tenant().id, percobaan_id, orang_id, kini - UMUR),
        )
        if row is None:
            raise TidakAdaError(str(percobaan_id))
        return row["versi"], row["hasil"]
