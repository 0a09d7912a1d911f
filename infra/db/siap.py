"""Whether the application may serve: the database answers, is migrated, and every fence stands."""

from __future__ import annotations

import time

import psycopg

from infra.db.periksa import periksa
from infra.db.pool import Basis
from infra.errors import TersibukError

UMUR_DETIK = 60.0
_ingat: dict[int, float] = {}


def kesiapan(basis: Basis) -> list[str]:
    """What stands in the way, in sentences; empty when ready. A clean lint is believed for a minute."""
    try:
        with basis.sambungan() as connection:
            connection.execute("SELECT 1")
            if _ingat.get(id(basis), 0.0) > time.monotonic():
                return []
            temuan = [f"{t.aturan} {t.tempat}: {t.kalimat}" for t in periksa(connection)]
    except (TersibukError, psycopg.Error) as error:
        return [f"database: {type(error).__name__}"]
    if not temuan:
        _ingat[id(basis)] = time.monotonic() + UMUR_DETIK
    return temuan
