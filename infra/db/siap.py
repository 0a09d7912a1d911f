"""Whether the application may serve: database, migrations, fences, and logs that are what they were."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from infra.db.periksa import periksa
from infra.db.pool import Basis, Sambungan
from infra.errors import PagarRusakError, TersibukError

UMUR_DETIK = 60.0
TEMUAN_DISEBUT = 5
_ingat: dict[int, tuple[datetime, float]] = {}


@dataclass(frozen=True, slots=True)
class Kesiapan:
    """What stands in the way, in sentences; `tetap` is the part that waiting does not remove."""

    halangan: tuple[str, ...] = ()
    tetap: tuple[str, ...] = ()


def pastikan_berpagar(connection: Sambungan) -> None:
    """The lint at the start of a server. One careless table breaks several rules: a few of them say enough."""
    temuan = _temuan(connection)
    lagi = len(temuan) - TEMUAN_DISEBUT
    if temuan:
        raise PagarRusakError("; ".join(temuan[:TEMUAN_DISEBUT]) + (f"; and {lagi} more" if lagi > 0 else ""))


def kesiapan(basis: Basis) -> Kesiapan:
    """Ready when there is no obstacle. A clean lint is believed for a minute of one run of the server; the signer's
    verdicts are asked for each time."""
    try:
        with basis.sambungan() as connection:
            temuan = _lint(connection, id(basis))
            if temuan:
                return Kesiapan(tuple(temuan))
            return _putusan(connection)
    except PagarRusakError as error:
        return Kesiapan((str(error),))
    except (TersibukError, psycopg.Error) as error:
        return Kesiapan((f"database: {type(error).__name__}",))


def _lint(connection: psycopg.Connection[Any], siapa: int) -> list[str]:
    (server,) = connection.execute("SELECT pg_postmaster_start_time()").fetchone() or (None,)
    dari, sampai = _ingat.get(siapa, (None, 0.0))
    if dari == server and sampai > time.monotonic():
        return []
    temuan = _temuan(connection)
    if not temuan and server is not None:
        _ingat[siapa] = (server, time.monotonic() + UMUR_DETIK)
    return temuan


def _temuan(connection: psycopg.Connection[Any]) -> list[str]:
    return [f"{t.aturan} {t.tempat}: {t.kalimat}" for t in periksa(connection)]


_BELUM_SAH = """
SELECT p.kode, j.sah, j.kalimat FROM sistem.pemda p
  LEFT JOIN sistem.jaga j ON j.tenant_id = p.tenant_id AND j.server = pg_postmaster_start_time()
 WHERE p.dibuat < pg_postmaster_start_time() AND j.sah IS NOT TRUE ORDER BY j.sah, p.tenant_id LIMIT 20
"""


def _putusan(connection: psycopg.Connection[Any]) -> Kesiapan:
    """Logs from before this run of the server that the signer has not found to be what they were. The data could be an
    old backup's: nobody is served from them before somebody compared."""
    rows = connection.execute(_BELUM_SAH).fetchall()
    tetap = tuple(f"log {kode}: {kalimat}" for kode, sah, kalimat in rows if sah is False)
    menunggu = tuple(f"log {kode}: belum dibandingkan oleh penanda" for kode, sah, _ in rows if sah is None)
    return Kesiapan(tetap + menunggu, tetap)
