"""The access trail: who read what. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from infra.db.pool import Basis
from infra.ids import new_id
from tenants.context import current_tenant

TANPA_SOP = UUID(int=0)
"""Stands where no single SOP was read, or nothing of a single agency: a list, a search, the list of a dossier."""
SEHALAMAN = 50


@dataclass(frozen=True, slots=True)
class Bacaan:
    """One reading as it is kept. `pembaca` is the digest of the session, so that an hour of it is one row."""

    pembaca: bytes
    sop_id: UUID
    opd_id: UUID
    jenis: str
    jabatan: str
    pada: datetime
    orang_id: UUID | None = None
    dosir_id: UUID | None = None


_CATAT = (
    "INSERT INTO tata.jejak_baca (tenant_id, pembaca, sop_id, jenis, jam, jejak_id, orang_id, dosir_id, jabatan,"
    " opd_id, pada) SELECT %(tenant)s, %(pembaca)s, %(sop)s::uuid, %(jenis)s,"
    " date_trunc('hour', %(pada)s::timestamptz, 'UTC'), %(id)s::uuid, %(orang)s::uuid, %(dosir)s::uuid, %(jabatan)s,"
    " %(opd)s::uuid, %(pada)s::timestamptz WHERE %(selalu)s OR EXISTS (SELECT FROM baca.pantauan p"
    " WHERE p.tenant_id = %(tenant)s AND p.sop_id = %(sop)s AND p.aktif) ON CONFLICT DO NOTHING"
)


def catat_bacaan(basis: Basis, bacaan: Bacaan, *, selalu: bool) -> None:
    """Keep a reading; one that need not be kept `selalu` is only if the SOP is marked as sensitive."""
    basis.jalankan(_CATAT, _nilai(bacaan, selalu=selalu))


def catat_semua(basis: Basis, bacaan: Iterable[Bacaan]) -> None:
    """Keep these readings, all or none."""
    with basis.transaksi() as connection, connection.cursor() as cursor:
        cursor.executemany(_CATAT, [_nilai(satu, selalu=True) for satu in bacaan])


def _nilai(bacaan: Bacaan, *, selalu: bool) -> dict[str, Any]:
    return {
        "tenant": current_tenant().id,
        "pembaca": bacaan.pembaca,
        "sop": bacaan.sop_id,
        "jenis": bacaan.jenis,
        "pada": bacaan.pada,
        "id": new_id(),
        "orang": bacaan.orang_id,
        "dosir": bacaan.dosir_id,
        "jabatan": bacaan.jabatan,
        "opd": bacaan.opd_id,
        "selalu": selalu,
    }


@dataclass(frozen=True, slots=True)
class Jejak:
    jejak_id: UUID
    orang_id: UUID | None
    dosir_id: UUID | None
    jabatan: str
    sop_id: UUID
    sop: str
    opd: str
    jenis: str
    pada: datetime


@dataclass(frozen=True, slots=True)
class TanyaJejak:
    """What the page is asked for. `opd` None means all agencies; `setelah` is the last row of the page before."""

    opd: tuple[UUID, ...] | None = None
    orang: UUID | None = None
    sop: UUID | None = None
    dari: datetime | None = None
    sampai: datetime | None = None
    setelah: tuple[datetime, UUID] | None = None


_DAFTAR = (
    "SELECT j.jejak_id, j.orang_id, j.dosir_id, j.jabatan, j.sop_id, coalesce(s.nama, '') AS sop,"
    " coalesce(o.nama, '') AS opd, j.jenis, j.pada"
    " FROM tata.jejak_baca j LEFT JOIN baca.sop s ON s.tenant_id = j.tenant_id AND s.sop_id = j.sop_id"
    " LEFT JOIN baca.opd o ON o.tenant_id = j.tenant_id AND o.opd_id = j.opd_id"
    " WHERE j.tenant_id = %(tenant)s AND (%(opd)s::uuid[] IS NULL OR j.opd_id = ANY(%(opd)s))"
    " AND (%(orang)s::uuid IS NULL OR j.orang_id = %(orang)s) AND (%(sop)s::uuid IS NULL OR j.sop_id = %(sop)s)"
    " AND (%(dari)s::timestamptz IS NULL OR j.pada >= %(dari)s)"
    " AND (%(sampai)s::timestamptz IS NULL OR j.pada < %(sampai)s)"
    " AND (%(pada)s::timestamptz IS NULL OR (j.pada, j.jejak_id) < (%(pada)s, %(id)s::uuid))"
    " ORDER BY j.pada DESC, j.jejak_id DESC LIMIT %(batas)s"
)


def daftar_jejak(basis: Basis, tanya: TanyaJejak) -> tuple[list[Jejak], bool]:
    """The newest readings first, one page of them, and whether there are more."""
    pada, jejak_id = tanya.setelah or (None, None)
    parameter: dict[str, Any] = {
        "tenant": current_tenant().id,
        "opd": None if tanya.opd is None else list(tanya.opd),
        "orang": tanya.orang,
        "sop": tanya.sop,
        "dari": tanya.dari,
        "sampai": tanya.sampai,
        "pada": pada,
        "id": jejak_id,
        "batas": SEHALAMAN + 1,
    }
    rows = [Jejak(**row) for row in basis.baris(_DAFTAR, parameter)]
    return rows[:SEHALAMAN], len(rows) > SEHALAMAN


def pembaca_tercatat(basis: Basis, opd: tuple[UUID, ...] | None) -> list[UUID]:
    """The people in the trail, for the filter."""
    rows = basis.baris(
        "SELECT DISTINCT orang_id FROM tata.jejak_baca WHERE tenant_id = %(tenant)s AND orang_id IS NOT NULL"
        " AND (%(opd)s::uuid[] IS NULL OR opd_id = ANY(%(opd)s))",
        {"tenant": current_tenant().id, "opd": None if opd is None else list(opd)},
    )
    return [r["orang_id"] for r in rows]
