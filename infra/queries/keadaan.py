"""What was in force on a day, as known at a moment, in the whole tenant: with the names that were known then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.opd.state import Opd, evolve
from infra.db.pool import Basis
from infra.event_store.mapper import Catatan
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class SopBerlaku:
    """One SOP in force: `pos` is its approval's position in the log, `opd` the agency's name as known then."""

    sop_id: UUID
    opd_id: UUID
    nama: str
    versi: int
    pos: int
    tanggal: date
    nomor: str
    sk_nomor: str
    sk_tanggal: date


_BERLAKU = """
SELECT b.sop_id, s.opd_id, coalesce(n.teks, s.nama) AS nama, b.versi, b.pos, b.tanggal, b.nomor, b.sk_nomor,
       b.sk_tanggal
  FROM baca.berlaku(%(tenant)s, %(hari)s, %(tahu)s) b
  JOIN baca.sop s ON s.tenant_id = %(tenant)s AND s.sop_id = b.sop_id
  LEFT JOIN LATERAL (SELECT p.teks FROM tata.pencarian p WHERE p.tenant_id = %(tenant)s AND p.sop_id = b.sop_id
         AND p.kunci = 'isian:nama' AND p.pos <= b.pos ORDER BY p.mulai DESC LIMIT 1) n ON true
 WHERE %(opd)s::uuid[] IS NULL OR s.opd_id = ANY(%(opd)s)
"""


def sop_berlaku(basis: Basis, hari: date, tahu: datetime, opd: tuple[UUID, ...] | None) -> list[SopBerlaku]:
    """`opd` None means all agencies. The name is that of the approved version."""
    nilai = {"tenant": current_tenant().id, "hari": hari, "tahu": tahu, "opd": None if opd is None else list(opd)}
    return sorted((SopBerlaku(**row) for row in basis.baris(_BERLAKU, nilai)), key=lambda s: (s.nama, s.nomor))


def nama_opd(catatan: Iterable[Catatan[object]], tahu: datetime) -> dict[UUID, str]:
    """The agencies' names as known at a moment; of one that was recorded later, its first name."""
    nama: dict[UUID, str] = {}
    keadaan: dict[UUID, Opd] = {}
    for c in catatan:
        opd = keadaan[c.aliran] = evolve(keadaan.get(c.aliran, Opd()), c)  # type: ignore[arg-type]
        if c.pada <= tahu or c.aliran not in nama:
            nama[c.aliran] = opd.nama
    return nama
