"""The boot-time lint (decision D9): the catalogue, asked as the application's own role, or no service at all."""

from __future__ import annotations

from typing import Any

import psycopg

from infra.db.migrate import belum_diterapkan
from infra.db.periksa import basis, fungsi, hak, peran, tabel
from infra.db.periksa.aturan import BAHAN, DAFTAR, Aturan, Temuan

ATURAN: tuple[Aturan, ...] = (*tabel.ATURAN, *fungsi.ATURAN, *hak.ATURAN, *peran.ATURAN, *basis.ATURAN)
MIGRASI = "basis.migrasi"

__all__ = ["ATURAN", "MIGRASI", "Temuan", "periksa"]


def periksa(connection: psycopg.Connection[Any]) -> list[Temuan]:
    """All departures from the rules; the connection is the application's, with no tenant bound.

    With migrations outstanding that alone is reported: the rules describe the schema after them.
    """
    belum = belum_diterapkan(connection)
    if belum:
        return [Temuan(MIGRASI, nama, "Every migration of this version has been applied.") for nama in belum]
    return [temuan for aturan in ATURAN for temuan in _langgar(connection, aturan)]


def _langgar(connection: psycopg.Connection[Any], aturan: Aturan) -> list[Temuan]:
    rows = connection.execute(BAHAN + aturan.sql, DAFTAR).fetchall()
    return [Temuan(aturan.nama, tempat, aturan.kalimat) for (tempat,) in rows]
