"""Which e-mail domains a government's people use: part of the registry, asked before any government is known.

It knows domains and no person, so whoever asks learns what the government itself has made public and nothing else.
"""

from __future__ import annotations

from infra.db.pool import Basis
from tenants.context import current_tenant
from tenants.model import TenantId


class DomainSurel:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def milik_sini(self) -> list[str]:
        rows = self._basis.baris(
            "SELECT domain FROM sistem.domain_surel WHERE tenant_id = %s ORDER BY domain", (current_tenant().id,)
        )
        return [row["domain"] for row in rows]

    def pasang(self, domain: list[str]) -> None:
        """These and no others."""
        with self._basis.transaksi() as connection:
            connection.execute("SELECT sistem.pasang_domain(%s)", (domain,))

    def pemakai(self, domain: str) -> list[TenantId]:
        """Governments that named this domain, or one above it: `dinkes.kota.go.id` is `kota.go.id` too."""
        bagian = domain.split(".")
        calon = [".".join(bagian[n:]) for n in range(len(bagian) - 1)]
        with self._basis.sambungan() as connection:
            rows = connection.execute(
                "SELECT DISTINCT tenant_id FROM sistem.domain_surel WHERE domain = ANY(%s)", (calon,)
            ).fetchall()
        return [TenantId(tenant_id) for (tenant_id,) in rows]
