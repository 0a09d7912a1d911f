"""A process that works behind the log: it waits for the database, works alone, and stops when told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any

import psycopg
import structlog

from infra.errors import TersibukError

log = structlog.get_logger()

JEDA, JEDA_TERPANJANG = 0.5, 10.0


@dataclass(frozen=True, slots=True)
class Penjaga:
    """The connection that holds the lock: a session's lock, which a pool would hand on."""

    sambungan: psycopg.Connection[Any]

    def masih(self) -> None:
        """Raises OperationalError when the connection is gone, and the lock with it."""
        self.sambungan.execute("SELECT 1")


def sendirian(url: str, kunci: int, berhenti: Event, kerja: Callable[[Penjaga], None]) -> None:
    """Do the work while holding the advisory lock, until `berhenti` is set. Another that wants to do it waits, ready
    to take over. When the database goes away, the work is begun again once it is back."""
    jeda = JEDA
    while not berhenti.is_set():
        try:
            with psycopg.connect(url, autocommit=True, connect_timeout=3) as sambungan:
                if _giliran_kami(sambungan, kunci):
                    jeda = JEDA
                    kerja(Penjaga(sambungan))
                else:
                    log.info("worker-waits-for-another")
        except (TersibukError, psycopg.OperationalError) as error:
            log.warning("database-unavailable", reason=type(error).__name__)
        berhenti.wait(jeda)
        jeda = min(jeda * 2, JEDA_TERPANJANG)


def _giliran_kami(sambungan: psycopg.Connection[Any], kunci: int) -> bool:
    row = sambungan.execute("SELECT pg_try_advisory_lock(%s)", (kunci,)).fetchone()
    return row is not None and row[0] is True
