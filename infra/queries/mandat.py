"""Who holds which post on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from domain.jabatan.events import JenisMandat
from domain.kernel import Aktor, JabatanId, OrangId
from domain.wewenang import Peran
from infra.db.pool import Basis
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class MandatPejabat:
    """A person's hold of a post, with what a screen or the table of rights asks of it."""

    mandat_id: UUID
    orang_id: OrangId
    jabatan_id: JabatanId
    jabatan: str
    peran: Peran
    opd_id: UUID | None
    opd: str
    jenis: JenisMandat
    sk_nomor: str
    mulai: date
    akhir: date | None

    def berlaku(self, pada: date) -> bool:
        return self.mulai <= pada and (self.akhir is None or pada <= self.akhir)

    @property
    def sebutan(self) -> str:
        return self.jenis.sebutan(self.jabatan)

    def aktor(self) -> Aktor:
        return Aktor(self.orang_id, self.sebutan, self.opd, self.sk_nomor, self.jabatan_id)


_SQL = (
    "SELECT m.mandat_id, m.orang_id, m.jabatan_id, j.nama AS jabatan, j.peran, j.opd_id, coalesce(o.nama, '') AS opd,"
    " m.jenis, m.sk_nomor, m.mulai, m.akhir FROM baca.mandat m"
    " JOIN baca.jabatan j ON j.tenant_id = m.tenant_id AND j.jabatan_id = m.jabatan_id"
    " LEFT JOIN baca.opd o ON o.tenant_id = j.tenant_id AND o.opd_id = j.opd_id"
    " WHERE m.tenant_id = %(tenant)s AND (%(orang)s::uuid IS NULL OR m.orang_id = %(orang)s)"
    " AND (%(jabatan)s::uuid IS NULL OR m.jabatan_id = %(jabatan)s) ORDER BY m.mulai, m.pos"
)


def _mandat(row: dict[str, Any]) -> MandatPejabat:
    isi = dict(row)
    return MandatPejabat(**isi | {"peran": Peran(isi["peran"]), "jenis": JenisMandat(isi["jenis"])})


def mandat(basis: Basis, *, orang: UUID | None = None, jabatan: UUID | None = None) -> list[MandatPejabat]:
    """Mandates of a person, of a post, or all of the tenant, oldest first; past ones included."""
    parameter = {"tenant": current_tenant().id, "orang": orang, "jabatan": jabatan}
    return [_mandat(row) for row in basis.baris(_SQL, parameter)]


@dataclass(frozen=True, slots=True)
class JabatanTercatat:
    jabatan_id: JabatanId
    nama: str
    peran: Peran
    opd_id: UUID | None


def jabatan(basis: Basis) -> list[JabatanTercatat]:
    rows = basis.baris(
        "SELECT jabatan_id, nama, peran, opd_id FROM baca.jabatan WHERE tenant_id = %s ORDER BY nama",
        (current_tenant().id,),
    )
    return [JabatanTercatat(r["jabatan_id"], r["nama"], Peran(r["peran"]), r["opd_id"]) for r in rows]
