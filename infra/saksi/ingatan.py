"""What a witness remembers: for each log the note it cosigned last, and refused notes that the log itself had signed.

SQLite with synchronous=FULL: comparing with the last note and replacing it are one transaction that is on the disk
before anybody is answered, and two requests at once take turns, also when they come to two processes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

_TABEL = (
    "CREATE TABLE IF NOT EXISTS terakhir (sidik TEXT PRIMARY KEY, asal TEXT NOT NULL, nota TEXT NOT NULL)",
    (
        "CREATE TABLE IF NOT EXISTS bukti (sidik TEXT PRIMARY KEY, asal TEXT NOT NULL, sebab TEXT NOT NULL,"
        " nota TEXT NOT NULL, waktu INTEGER NOT NULL)"
    ),
)
_MENUNGGU = 10.0
BUKTI_TERBANYAK = 100


def sidik_asal(asal: str) -> str:
    """How a log is named in an address: SHA-256 of its origin, in hex."""
    return sha256(asal.encode()).hexdigest()


class Ingatan:
    def __init__(self, berkas: Path) -> None:
        self._berkas = berkas
        with self._sambung() as sambungan:
            for tabel in _TABEL:
                sambungan.execute(tabel)

    @contextmanager
    def _sambung(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._berkas, timeout=_MENUNGGU, isolation_level=None)) as sambungan:
            sambungan.execute("PRAGMA synchronous = FULL")
            yield sambungan

    @contextmanager
    def giliran(self) -> Iterator[Giliran]:
        """One at a time: what is read here is still so when it is replaced. Kept when the block ends well."""
        with self._sambung() as sambungan:
            sambungan.execute("BEGIN IMMEDIATE")
            yield Giliran(sambungan)
            sambungan.execute("COMMIT")

    def nota(self, sidik: str) -> str | None:
        with self._sambung() as sambungan:
            return _nota(sambungan, sidik)

    def bukti(self, asal: str) -> list[tuple[str, str]]:
        """(why, note) of what was refused, newest first."""
        with self._sambung() as sambungan:
            return sambungan.execute(
                "SELECT sebab, nota FROM bukti WHERE asal = ? ORDER BY waktu DESC, rowid DESC", (asal,)
            ).fetchall()


class Giliran:
    def __init__(self, sambungan: sqlite3.Connection) -> None:
        self._sambungan = sambungan

    def terakhir(self, asal: str) -> str | None:
        return _nota(self._sambungan, sidik_asal(asal))

    def ganti(self, asal: str, nota: str) -> None:
        self._sambungan.execute("REPLACE INTO terakhir VALUES (?, ?, ?)", (sidik_asal(asal), asal, nota))

    def simpan_bukti(self, asal: str, sebab: str, nota: str, waktu: int) -> None:
        """The first hundred of a log: it signed them all, so that many show enough, and nobody fills the disk."""
        self._sambungan.execute(
            "INSERT OR IGNORE INTO bukti SELECT ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM bukti WHERE asal = ?) < ?",
            (sha256(nota.encode()).hexdigest(), asal, sebab, nota, waktu, asal, BUKTI_TERBANYAK),
        )


def _nota(sambungan: sqlite3.Connection, sidik: str) -> str | None:
    row: tuple[str] | None = sambungan.execute("SELECT nota FROM terakhir WHERE sidik = ?", (sidik,)).fetchone()
    return row[0] if row else None
