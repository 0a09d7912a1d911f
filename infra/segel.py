"""Seals the secrets of every government with the first key: after a migration, and whenever the key changes."""

from __future__ import annotations

from infra.brankas import Brankas
from infra.db.pool import Basis
from infra.sso_pg import SsoPg
from infra.tenants_pg import PgRegistry
from infra.webhook import GudangWebhook
from tenants.context import tenant_scope


def segel_semua(basis: Basis, brankas: Brankas) -> int:
    """Returns how many secrets were sealed anew."""
    sso, jumlah = SsoPg(basis, brankas), 0
    for tenant in PgRegistry(basis).semua():
        with tenant_scope(tenant):
            jumlah += sso.arsip.segel_ulang() + sso.kunci.segel_ulang() + GudangWebhook(basis, brankas).segel_ulang()
    return jumlah
