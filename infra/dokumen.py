"""The printed signature block beside an SOP: names, ranks and NIPs, never part of an event (decision D14)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from infra.db.pool import Basis
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class PengesahTercetak:
    """Who is printed under one version of an SOP. Empty where the document has nothing."""

    nama: str = ""
    pangkat: str = ""
    nip: str = ""


class DokumenResmi:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def catat(self, sop_id: UUID, versi: int, nama: str, pangkat: str = "", nip: str = "") -> None:
        """Keep the signature block of one version; recorded again, the newer one holds."""
        self._basis.jalankan(
            "INSERT INTO tata.dokumen_resmi (tenant_id, sop_id, versi, pengesah_nama, pengesah_pangkat, pengesah_nip)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, sop_id, versi) DO UPDATE SET"
            " pengesah_nama = excluded.pengesah_nama, pengesah_pangkat = excluded.pengesah_pangkat,"
            " pengesah_nip = excluded.pengesah_nip",
            (current_tenant().id, sop_id, versi, nama, pangkat, nip),
        )

    def ambil(self, sop_id: UUID, versi: int) -> PengesahTercetak | None:
        row = self._basis.satu(
            "SELECT pengesah_nama, pengesah_pangkat, pengesah_nip FROM tata.dokumen_resmi"
            " WHERE tenant_id = %s AND sop_id = %s AND versi = %s",
            (current_tenant().id, sop_id, versi),
        )
        if row is None:
            return None
        return PengesahTercetak(row["pengesah_nama"], row["pengesah_pangkat"], row["pengesah_nip"])
