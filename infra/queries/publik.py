"""What anybody may read: the SOPs in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from infra.db.pool import Basis
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class Berlaku:
    """The version in force of one SOP: `pos` is the position of its approval in the tenant's log."""

    sop_id: UUID
    versi: int
    pos: int
    tanggal: date
    nomor: str
    sk_nomor: str
    sk_tanggal: date


@dataclass(frozen=True, slots=True)
class BerlakuDaftar:
    sop_id: UUID
    nama: str
    opd: str
    nomor: str
    sejak: date


def berlaku(basis: Basis, sop_id: UUID, hari: date, diketahui: datetime | None = None) -> Berlaku | None:
    """What was in force on a day, as known at a moment (now when none is given)."""
    row = basis.satu(
        "SELECT * FROM baca.berlaku(%s, %s, coalesce(%s::timestamptz, 'infinity')) WHERE sop_id = %s",
        (current_tenant().id, hari, diketahui, sop_id),
    )
    return Berlaku(**row) if row else None


def daftar_berlaku(basis: Basis, hari: date, cari: str = "") -> list[BerlakuDaftar]:
    pola = "%" + cari.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = basis.baris(
        "SELECT b.sop_id, s.nama, o.nama AS opd, b.nomor, b.tanggal AS sejak"
        " FROM baca.berlaku(%(tenant)s, %(hari)s, 'infinity') b"
        " JOIN baca.sop s ON s.tenant_id = %(tenant)s AND s.sop_id = b.sop_id"
        " JOIN baca.opd o ON o.tenant_id = %(tenant)s AND o.opd_id = s.opd_id"
        " WHERE %(cari)s = '' OR s.nama ILIKE %(pola)s OR o.nama ILIKE %(pola)s OR b.nomor ILIKE %(pola)s"
        " ORDER BY s.nama LIMIT 500",
        {"tenant": current_tenant().id, "hari": hari, "cari": cari, "pola": pola},
    )
    return [BerlakuDaftar(**row) for row in rows]
