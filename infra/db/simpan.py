"""The one write of the application: es.simpan appends a command's events and writes their read models (decision D9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from eventsourcing.persistence import IntegrityError, StoredEvent

from domain.sop.errors import NomorSopTerpakaiError
from infra.errors import MandatBerakhirError
from infra.ids import new_id, new_salt
from tenants.context import current_tenant

TANPA_PELAKU = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of a read model. `peristiwa` counts the events of this append from 1: which one it belongs to."""

    tabel: str
    isi: dict[str, Any]
    peristiwa: int = 1


@dataclass(slots=True)
class Simpanan:
    """What one command stores besides its events, and afterwards where it was stored.

    `pada` is a caller's recording time, which the database accepts for demonstration tenants alone.
    """

    perintah: UUID = field(default_factory=new_id)
    sidik: bytes = bytes(32)
    pelaku: UUID = TANPA_PELAKU
    pada: datetime | None = None
    baris: tuple[Baris, ...] = ()
    pertama: int = 0
    ulang: bool = False


class PerintahTerulang(Exception):  # noqa: N818 - not a failure: the answer to the first sending was lost
    """This command id was stored before."""


_SIMPAN = "SELECT es.simpan(%s, %s, %s, %s, %s::timestamptz, {larik})"
_json = msgspec.json.Encoder().encode


def simpan(connection: psycopg.Connection[Any], events: Sequence[StoredEvent], simpanan: Simpanan) -> None:
    """Append, and put the first position into `simpanan`. Alone on an autocommit connection it is a transaction.

    Raises PerintahTerulang, IntegrityError for a stale version, NomorSopTerpakaiError.
    """
    try:
        row = connection.execute(_perintah(events, simpanan), _parameter(events, simpanan)).fetchone()
    except psycopg.DatabaseError as error:
        raise _terjemahkan(error) from error
    assert row is not None  # noqa: S101 - the function returns exactly one row
    simpanan.pertama = row[0]


def _perintah(events: Sequence[StoredEvent], simpanan: Simpanan) -> str:
    return _SIMPAN.format(larik=_larik(len(events), len(simpanan.baris)))


@cache
def _larik(peristiwa: int, baris: int) -> str:
    """The arrays for that many events and rows. Scalars in ARRAY[] cost psycopg a third of what lists do."""

    def larik(jumlah: int, jenis: str) -> str:
        return f"ARRAY[{', '.join(['%s'] * jumlah)}]::{jenis}[]" if jumlah else "NULL"

    kolom = [larik(peristiwa, jenis) for jenis in ("uuid", "bigint", "text", "bytea", "bytea")]
    kolom += [larik(baris, jenis) for jenis in ("text", "json", "int")]
    return ", ".join(kolom)


def _parameter(events: Sequence[StoredEvent], simpanan: Simpanan) -> tuple[Any, ...]:
    return (
        current_tenant().id,
        simpanan.perintah,
        simpanan.sidik,
        simpanan.pelaku,
        simpanan.pada,
        *[e.originator_id for e in events],
        *[e.originator_version for e in events],
        *[e.topic for e in events],
        *[e.state for e in events],
        *[new_salt() for _ in events],
        *[b.tabel for b in simpanan.baris],
        *[_json(b.isi).decode() for b in simpanan.baris],
        *[b.peristiwa for b in simpanan.baris],
    )


def _terjemahkan(error: psycopg.DatabaseError) -> Exception:
    """The store's own refusals (see 0006_tambah.sql) in words of ours."""
    match error.sqlstate, error.diag.constraint_name:
        case "23505", "command_pkey":
            return PerintahTerulang(str(error))
        case (("23505" | "RW005"), _):
            return IntegrityError(str(error))
        case "RW006", _:
            return NomorSopTerpakaiError()
        case "RW007", _:
            return MandatBerakhirError()
        case _:
            return error
