"""Roles that a provider's groups suggest for a person: for whoever gives posts out to look at. Nobody has a right by
them, and no decision reads this table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.wewenang import Peran
from infra.db.pool import Basis
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class Usulan:
    orang_id: UUID
    nama: str
    peran: Peran
    pada: datetime


class BukuUsulan:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def catat(self, orang_id: UUID, peran: Sequence[str], kini: datetime) -> None:
        """What the last sign-in suggested; what an earlier one did is gone."""
        with self._basis.transaksi() as connection:
            connection.execute(
                "DELETE FROM tata.usulan_peran WHERE tenant_id = %s AND orang_id = %s", (current_tenant().id, orang_id)
            )
            for satu in peran:
                connection.execute(
                    "INSERT INTO tata.usulan_peran (tenant_id, orang_id, peran, pada) VALUES (%s, %s, %s, %s)",
                    (current_tenant().id, orang_id, satu, kini),
                )

    def semua(self) -> list[Usulan]:
        rows = self._basis.baris(
            "SELECT u.orang_id, o.nama, u.peran, u.pada FROM tata.usulan_peran u JOIN tata.orang o"
            " ON o.tenant_id = u.tenant_id AND o.orang_id = u.orang_id"
            " WHERE u.tenant_id = %s AND o.aktif ORDER BY u.pada DESC, o.nama, u.peran",
            (current_tenant().id,),
        )
        return [Usulan(r["orang_id"], r["nama"], Peran(r["peran"]), r["pada"]) for r in rows]
