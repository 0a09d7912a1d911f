"""Files of a government, kept for ever under the SHA-256 of their bytes (decision D17)."""

from __future__ import annotations

from hashlib import sha256

from infra.db.pool import Basis
from tenants.context import current_tenant

PDF, PNG = "application/pdf", "image/png"


class GudangBerkas:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def simpan(self, isi: bytes, jenis: str) -> str:
        """Keep a file; returns its SHA-256 in hexadecimal. Kept again, it is still there once."""
        sidik = sha256(isi)
        self._basis.jalankan(
            "INSERT INTO tata.berkas (tenant_id, sha256, jenis, isi) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (current_tenant().id, sidik.digest(), jenis, isi),
        )
        return sidik.hexdigest()

    def ambil(self, sidik: str) -> bytes | None:
        """The bytes that have this name; None for no name, and for bytes that are not the ones that were stored."""
        if not sidik:
            return None
        rows = self._basis.baris(
            "SELECT isi FROM tata.berkas WHERE tenant_id = %s AND sha256 = %s",
            (current_tenant().id, bytes.fromhex(sidik)),
            biner=True,
        )
        isi = bytes(rows[0]["isi"]) if rows else None
        return isi if isi is not None and sha256(isi).hexdigest() == sidik else None
