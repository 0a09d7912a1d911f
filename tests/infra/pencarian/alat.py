"""Lets the search index catch up, one tenant at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

from infra.antrean import maju
from infra.clock import now
from infra.db.pool import Basis
from infra.pekerja.pencarian import Pencarian
from infra.pekerja.peristiwa import Konsumen, baca
from tenants.context import current_tenant


@dataclass
class Penyusul:
    """Rounds of the worker for the tenant being served, `sekali` events at a time."""

    basis: Basis
    konsumen: Konsumen = field(default_factory=Pencarian)
    sampai: dict[int, int] = field(default_factory=dict)

    def __call__(self, sekali: int = 500) -> None:
        while self._sebagian(sekali):
            pass

    def _sebagian(self, sekali: int) -> bool:
        tenant_id = current_tenant().id
        dari = self.sampai.get(tenant_id, 0)
        with self.basis.transaksi() as connection:
            (ujung,) = connection.execute(
                "SELECT coalesce(max(pos), 0) FROM es.event WHERE tenant_id = %s", (tenant_id,)
            ).fetchone() or (0,)
            ke = min(dari + sekali, ujung)
            self.konsumen.tangani(connection, baca(connection, tenant_id, dari, ke, self.konsumen.topik), now())
            maju(connection, self.konsumen.nama, ke, None)
        self.sampai[tenant_id] = ke
        return bool(ke < ujung)
