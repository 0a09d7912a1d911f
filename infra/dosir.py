"""The tokens of dossier links: nobody can read them out of the database, as only their digest is kept."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from infra.db.pool import Basis
from tenants.context import current_tenant


def sidik_token(token: str) -> bytes:
    return sha256(token.encode()).digest()


def simpan_token(basis: Basis, token: str, dosir_id: UUID) -> None:
    basis.jalankan(
        "INSERT INTO tata.tautan_dosir (tenant_id, token_sha256, dosir_id) VALUES (%s, %s, %s)",
        (current_tenant().id, sidik_token(token), dosir_id),
    )


def dosir_dari(basis: Basis, token: str) -> UUID | None:
    row = basis.satu(
        "SELECT dosir_id FROM tata.tautan_dosir WHERE tenant_id = %s AND token_sha256 = %s",
        (current_tenant().id, sidik_token(token)),
    )
    return row["dosir_id"] if row else None
