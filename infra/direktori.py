"""The erasable directory: who the pseudonyms are. Nothing of it is ever part of an event (decision D14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.kernel import OrangId
from infra.db.pool import Basis
from infra.ids import new_id
from tenants.context import current_tenant

TANPA_NAMA = "Nama sudah dihapus"
_ORANG = (
    "SELECT o.orang_id, o.nama, o.nip, o.surel, o.aktif AND b.aktif IS NOT FALSE AS aktif FROM tata.orang o"
    " LEFT JOIN baca.orang b ON b.tenant_id = o.tenant_id AND b.orang_id = o.orang_id"
)


@dataclass(frozen=True, slots=True)
class Orang:
    id: OrangId
    nama: str
    nip: str = ""
    surel: str = ""
    aktif: bool = True


class Direktori:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def semua(self) -> list[Orang]:
        rows = self._basis.baris(
            f"{_ORANG} WHERE o.tenant_id = %s ORDER BY o.nama",
            (current_tenant().id,),
        )
        return [Orang(OrangId(r["orang_id"]), r["nama"], r["nip"], r["surel"], r["aktif"]) for r in rows]

    def nama(self, orang: Iterable[UUID]) -> dict[UUID, str]:
        """Names of those still in the directory."""
        rows = self._basis.baris(
            "SELECT orang_id, nama FROM tata.orang WHERE tenant_id = %s AND orang_id = ANY(%s)",
            (current_tenant().id, list(set(orang))),
        )
        return {r["orang_id"]: r["nama"] for r in rows}

    def satu(self, orang_id: UUID) -> Orang | None:
        row = self._basis.satu(
            f"{_ORANG} WHERE o.tenant_id = %s AND o.orang_id = %s",
            (current_tenant().id, orang_id),
        )
        return Orang(OrangId(row["orang_id"]), row["nama"], row["nip"], row["surel"], row["aktif"]) if row else None

    def tambah(self, nama: str, *, nip: str = "", surel: str = "", orang_id: OrangId | None = None) -> OrangId:
        """With an id of the caller's own, the same request sent twice is one person."""
        orang_id = orang_id or OrangId(new_id())
        self._basis.jalankan(
            "INSERT INTO tata.orang (tenant_id, orang_id, nama, nip, surel) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (current_tenant().id, orang_id, nama, nip, surel),
        )
        return orang_id

    def hubungkan(self, iss: str, sub: str, orang_id: OrangId) -> None:
        """This identity at this tenant's provider is that person."""
        self._basis.jalankan(
            "INSERT INTO tata.identitas (tenant_id, iss, sub, orang_id) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (tenant_id, iss, sub) DO NOTHING",
            (current_tenant().id, iss, sub, orang_id),
        )

    def menurut_identitas(self, iss: str, sub: str) -> Orang | None:
        row = self._basis.satu(
            f"{_ORANG} JOIN tata.identitas i ON i.tenant_id = o.tenant_id AND i.orang_id = o.orang_id"
            " WHERE i.tenant_id = %s AND i.iss = %s AND i.sub = %s",
            (current_tenant().id, iss, sub),
        )
        if row is None:
            return None
        return Orang(OrangId(row["orang_id"]), row["nama"], row["nip"], row["surel"], row["aktif"])
