"""Who else is admin, for acts that one of them does not do alone."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from infra.db.pool import Basis
from tenants.context import current_tenant

_ADMIN = (
    "FROM baca.mandat m JOIN baca.jabatan j ON j.tenant_id = m.tenant_id AND j.jabatan_id = m.jabatan_id"
    " JOIN tata.orang o ON o.tenant_id = m.tenant_id AND o.orang_id = m.orang_id"
    " LEFT JOIN baca.orang b ON b.tenant_id = m.tenant_id AND b.orang_id = m.orang_id"
    " WHERE m.tenant_id = %(t)s AND j.peran = 'admin' AND m.mulai <= %(hari)s AND o.aktif"
)


def ada_admin_lain(basis: Basis, orang_id: UUID, hari: date, sejak: datetime) -> bool:
    """Whether somebody else is admin, or was until `sejak`: who is thrown out first still has a day to object."""
    row = basis.satu(
        f"SELECT {_ADMIN} AND m.orang_id <> %(o)s AND (m.akhir IS NULL OR m.akhir >= %(hari)s OR m.pada > %(sejak)s)"
        " AND (b.aktif IS NOT FALSE OR b.pada > %(sejak)s) LIMIT 1",
        {"t": current_tenant().id, "o": orang_id, "hari": hari, "sejak": sejak},
    )
    return row is not None


def admin_sejak(basis: Basis, orang_id: UUID, hari: date, sejak: datetime) -> bool:
    """Whether this person is admin by an act recorded before `sejak`; the date that a decree names can be any."""
    row = basis.satu(
        f"SELECT {_ADMIN} AND m.orang_id = %(o)s AND (m.akhir IS NULL OR m.akhir >= %(hari)s) AND m.pada <= %(sejak)s"
        " LIMIT 1",
        {"t": current_tenant().id, "o": orang_id, "hari": hari, "sejak": sejak},
    )
    return row is not None
