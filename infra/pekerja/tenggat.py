"""Owed SOPs whose deadline has passed, and when to look again. A deadline is over at 07.00 of the next morning."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import psycopg

from infra.pekerja.surat import WajibTerlambat
from tenants.context import current_tenant

PAGI = time(7)


def hari_kerja(kini: datetime) -> date:
    """The tenant's calendar day, but before 07.00 still the day before."""
    return current_tenant().tanggal(kini - timedelta(hours=PAGI.hour))


def kunci(wajib: WajibTerlambat) -> str:
    return f"tenggat:{wajib.wajib_id}:{wajib.tenggat}"


_TERLAMBAT = (
    "SELECT w.wajib_id, w.judul, w.tenggat, w.sop_id, w.opd_id, o.nama, w.penanggung_jawab, coalesce(j.nama, '')"
    " FROM baca.keadaan_wajib(%(tenant)s, %(hari)s) w"
    " JOIN baca.opd o ON o.tenant_id = %(tenant)s AND o.opd_id = w.opd_id"
    " LEFT JOIN baca.jabatan j ON j.tenant_id = %(tenant)s AND j.jabatan_id = w.penanggung_jawab"
    " WHERE w.terlambat ORDER BY w.tenggat, w.wajib_id"
)
_SUDAH = "SELECT kunci FROM tata.surel WHERE tenant_id = %s AND kunci = ANY(%s)"


def terlambat(connection: psycopg.Connection[Any], kini: datetime) -> list[WajibTerlambat]:
    """What is overdue and was not told yet for this deadline."""
    rows = connection.execute(_TERLAMBAT, {"tenant": current_tenant().id, "hari": hari_kerja(kini)}).fetchall()
    semua = {f"{kunci(wajib)}:1": wajib for wajib in (WajibTerlambat(*row) for row in rows)}
    for (sudah,) in connection.execute(_SUDAH, (current_tenant().id, list(semua))).fetchall():
        del semua[sudah]
    return list(semua.values())


_BERIKUT = (
    "SELECT least("
    "(SELECT min(tenggat) + 1 FROM baca.wajib WHERE tenant_id = %(tenant)s AND tidak_perlu = ''"
    " AND tenggat >= %(hari)s AND tenggat < %(hari)s + 36500),"
    "(SELECT min(tanggal) FROM baca.keberlakuan WHERE tenant_id = %(tenant)s AND jenis = 'cabut'"
    " AND tanggal > %(hari)s))"
)


def berikut(connection: psycopg.Connection[Any], kini: datetime) -> datetime | None:
    """The morning after the earliest deadline ahead, or on which an SOP that met one ceases to be in force."""
    row = connection.execute(_BERIKUT, {"tenant": current_tenant().id, "hari": hari_kerja(kini)}).fetchone()
    if row is None or row[0] is None:
        return None
    return datetime.combine(row[0], PAGI, current_tenant().zona.tzinfo)
