"""SOP numbers that were given out."""

from __future__ import annotations

from infra.db.pool import Basis
from tenants.context import current_tenant


def nomor_terpakai(basis: Basis) -> list[str]:
    """As they were written on the approved SOPs."""
    rows = basis.baris(
        "SELECT nomor FROM baca.keberlakuan WHERE tenant_id = %s AND jenis = 'sah'", (current_tenant().id,)
    )
    return [row["nomor"] for row in rows]
