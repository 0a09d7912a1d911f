"""Signed checkpoints as the database keeps them, of the tenant being served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg

from domain.log.checkpoint import Checkpoint
from domain.log.note import LOG, Key, Note, NoteError
from tenants.context import current_tenant

_TITIK: LiteralString = "SELECT nomor, size, root, note FROM es.checkpoint WHERE tenant_id = %s AND pemulihan = %s"


@dataclass(frozen=True, slots=True)
class Titik:
    nomor: int
    size: int
    root: bytes
    note: str

    def cacat(self, asal: str) -> str:
        """Why the row does not say what its note says; empty when it does."""
        try:
            tertulis = Checkpoint.read(Note.read(self.note).text)
        except NoteError as error:
            return f"catatannya tidak terbaca ({error})"
        return "" if tertulis == Checkpoint(asal, self.size, self.root) else "catatannya berbunyi lain"

    def ditandatangani(self, asal: str, kunci: list[bytes]) -> bool:
        try:
            note = Note.read(self.note)
            return any(note.signed_by(Key(asal, LOG, publik)) for publik in kunci)
        except NoteError:
            return False


def titik_terbaru(connection: psycopg.Connection[Any], pemulihan: int) -> Titik | None:
    row = connection.execute(f"{_TITIK} ORDER BY nomor DESC LIMIT 1", (current_tenant().id, pemulihan)).fetchone()
    return Titik(*row) if row else None


def titik_antara(connection: psycopg.Connection[Any], pemulihan: int, dari: int, sampai: int) -> list[Titik]:
    """Those of sizes above `dari`, up to `sampai`, by size."""
    rows = connection.execute(
        f"{_TITIK} AND size > %s AND size <= %s ORDER BY size, nomor", (current_tenant().id, pemulihan, dari, sampai)
    )
    return [Titik(*row) for row in rows.fetchall()]


def tanpa_tanda_tangan(connection: psycopg.Connection[Any], pemulihan: int, asal: str) -> Titik | None:
    """The newest checkpoint if none of the signer's keys signed it. It vouches for those before it."""
    titik = titik_terbaru(connection, pemulihan)
    kunci: Sequence[Any] = connection.execute("SELECT publik FROM sistem.kunci_penanda").fetchall()
    return titik if titik and not titik.ditandatangani(asal, [publik for (publik,) in kunci]) else None
