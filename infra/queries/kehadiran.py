"""Who has an SOP's form open right now. Written over every few seconds, by the database's own clock; never an event."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from domain.kernel import OrangId
from infra.db.pool import Basis
from infra.direktori import TANPA_NAMA
from tenants.context import current_tenant

HADIR_DETIK = 25
"""How long a sign of life counts; a form gives one every KABAR_DETIK (app/sop/kehadiran.py) or so."""
SEGAR_DETIK = 9
"""A sign of life younger than this is not written again: a quiet form costs one question and no write."""


@dataclass(frozen=True, slots=True)
class Hadir:
    """`segar`: the sign of life need not be given again yet."""

    orang_id: OrangId
    nama: str
    jabatan: str
    sel: str
    segar: bool


@dataclass(frozen=True, slots=True)
class Keadaan:
    """Where an SOP stands, and everybody who has its form open."""

    opd_id: UUID
    versi_aliran: int
    hadir: tuple[Hadir, ...]


_LIHAT = (
    "SELECT s.opd_id, s.versi_aliran, k.orang_id, coalesce(o.nama, %(tanpa_nama)s) AS nama, k.jabatan, k.sel,"
    " k.pada > clock_timestamp() - make_interval(secs => %(segar)s) AS segar FROM baca.sop s"
    " LEFT JOIN tata.kehadiran k ON k.tenant_id = s.tenant_id AND k.sop_id = s.sop_id"
    " AND k.pada > clock_timestamp() - make_interval(secs => %(hadir)s)"
    " LEFT JOIN tata.orang o ON o.tenant_id = k.tenant_id AND o.orang_id = k.orang_id"
    " WHERE s.tenant_id = %(tenant)s AND s.sop_id = %(sop)s ORDER BY nama, k.orang_id"
)
_CATAT = (
    "INSERT INTO tata.kehadiran (tenant_id, sop_id, orang_id, jabatan, sel, pada)"
    " VALUES (%(tenant)s, %(sop)s, %(orang)s, %(jabatan)s, %(sel)s, clock_timestamp())"
    " ON CONFLICT (tenant_id, sop_id, orang_id) DO UPDATE SET (jabatan, sel, pada) ="
    " (excluded.jabatan, excluded.sel, excluded.pada)"
)
_SAPU = (
    "DELETE FROM tata.kehadiran WHERE tenant_id = %(tenant)s"
    " AND pada < clock_timestamp() - make_interval(secs => %(hadir)s * 10)"
)


def lihat(basis: Basis, sop_id: UUID) -> Keadaan | None:
    """One question on primary keys; None when there is no such SOP here."""
    isi = {
        "tenant": current_tenant().id,
        "sop": sop_id,
        "tanpa_nama": TANPA_NAMA,
        "segar": SEGAR_DETIK,
        "hadir": HADIR_DETIK,
    }
    rows = basis.baris(_LIHAT, isi)
    if not rows:
        return None
    hadir = tuple(
        Hadir(r["orang_id"], r["nama"], r["jabatan"], r["sel"], r["segar"]) for r in rows if r["orang_id"] is not None
    )
    return Keadaan(rows[0]["opd_id"], rows[0]["versi_aliran"], hadir)


def catat(basis: Basis, sop_id: UUID, orang: UUID, jabatan: str, sel: str, *, baru: bool) -> None:
    """Somebody is here. Whoever comes in sweeps out what others left behind."""
    isi = {"tenant": current_tenant().id, "sop": sop_id, "orang": orang, "jabatan": jabatan, "sel": sel}
    with basis.transaksi() as connection:
        connection.execute(_CATAT, isi)
        if baru:
            connection.execute(_SAPU, isi | {"hadir": HADIR_DETIK})
