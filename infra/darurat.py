"""Emergency access: made by the database's administrator, used once by the person it was made for."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from domain.kernel import OrangId
from domain.orang.decisions import MENIT_DARURAT
from infra.db.pool import Basis
from infra.ids import new_token
from tenants.context import current_tenant

LAMA = timedelta(minutes=MENIT_DARURAT)
PENERBIT = "urn:riwayat:darurat"
"""Stands as issuer in the sessions that it opens; their `sub` is the instant at which they end."""


def _sidik(kode: str) -> bytes:
    return sha256(kode.strip().encode()).digest()


def kode_baru(basis: Basis, orang_id: OrangId, kini: datetime) -> str:
    """Only the administrator's role may write here: the web process cannot help itself."""
    kode = new_token()
    basis.jalankan(
        "INSERT INTO tata.darurat (tenant_id, sha256, orang_id, sampai) VALUES (%s, %s, %s, %s)",
        (current_tenant().id, _sidik(kode), orang_id, kini + LAMA),
    )
    return kode


def pakai_kode(basis: Basis, kode: str, kini: datetime) -> tuple[OrangId, datetime] | None:
    """Whose it is and until when; a code is used up by this."""
    with basis.transaksi() as connection:
        row = connection.execute(
            "UPDATE tata.darurat SET dipakai = %s WHERE tenant_id = %s AND sha256 = %s AND dipakai IS NULL"
            " AND sampai > %s RETURNING orang_id, sampai",
            (kini, current_tenant().id, _sidik(kode), kini),
        ).fetchone()
    return (OrangId(row[0]), row[1]) if row else None


def akhiri_sesi(basis: Basis, orang_id: OrangId) -> int:
    """End all sessions of a person; returns how many there were."""
    return basis.jalankan(
        "DELETE FROM tata.sesi WHERE tenant_id = %s AND orang_id = %s", (current_tenant().id, orang_id)
    )
