"""Which threads there are: of an SOP, and those that wait for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infra.db.pool import Basis
from tenants.context import current_tenant


def terbuka(basis: Basis, sop_id: UUID) -> dict[str, int]:
    """How many open threads stand on each place of an SOP, by the name of the place."""
    rows = basis.baris(
        "SELECT tempat, count(*)::int AS banyak FROM baca.masukan"
        " WHERE tenant_id = %s AND sop_id = %s AND terbuka GROUP BY tempat",
        (current_tenant().id, sop_id),
    )
    return {r["tempat"]: r["banyak"] for r in rows}


def milik_sop(basis: Basis, sop_id: UUID) -> list[UUID]:
    """The threads of an SOP, open and closed."""
    rows = basis.baris(
        "SELECT masukan_id FROM baca.masukan WHERE tenant_id = %s AND sop_id = %s", (current_tenant().id, sop_id)
    )
    return [r["masukan_id"] for r in rows]


@dataclass(frozen=True, slots=True)
class MasukanMenunggu:
    masukan_id: UUID
    sop_id: UUID
    opd_id: UUID
    nama: str
    ucapan: int
    pada: datetime


def menunggu(basis: Basis, orang: UUID, opd: tuple[UUID, ...] | None) -> list[MasukanMenunggu]:
    """Open threads that mention somebody, of SOPs of these agencies (None: of all), the longest silent first."""
    rows = basis.baris(
        "SELECT m.masukan_id, m.sop_id, s.opd_id, s.nama, m.ucapan, m.pada FROM baca.masukan m"
        " JOIN baca.sop s ON s.tenant_id = m.tenant_id AND s.sop_id = m.sop_id"
        " WHERE m.tenant_id = %(tenant)s AND m.terbuka AND %(orang)s = ANY(m.disebut)"
        " AND (%(opd)s::uuid[] IS NULL OR s.opd_id = ANY(%(opd)s)) ORDER BY m.pada LIMIT 50",
        {"tenant": current_tenant().id, "orang": orang, "opd": None if opd is None else list(opd)},
    )
    return [MasukanMenunggu(**row) for row in rows]
