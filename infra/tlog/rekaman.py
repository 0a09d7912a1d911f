"""The events of the tenant being served as the log hashes them: columns, in order, a page at a time."""

from __future__ import annotations

from typing import Any, LiteralString, TypeAlias

import psycopg

from domain.log.entry import Entry, payload_hash
from domain.log.tiles import Address
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from tenants.context import current_tenant

# pos, stream, version, time (microseconds since 1970; None if it is none), actor, command, topic, salt, payload,
# the payload's hash that a redaction kept, leaf hash
Rekaman: TypeAlias = tuple[
    int, bytes, int, int | None, bytes, bytes, bytes, bytes | None, bytes, bytes | None, bytes
]  # fmt: skip
SAAT: LiteralString = "CASE WHEN isfinite(at) THEN (extract(epoch FROM at) * 1000000)::bigint END"
PILIH: LiteralString = (
    f"SELECT pos, uuid_send(stream_id), version, {SAAT}, uuid_send(actor_id), uuid_send(command_id),"  # noqa: S608 - constant
    " convert_to(topic, 'UTF8'), salt, payload, payload_sha256, leaf_hash FROM es.event"
)
"""Gives rows that are a Rekaman; to be read in binary."""


def rekaman(connection: psycopg.Connection[Any], setelah: int, sampai: int) -> list[Rekaman]:
    """The rows in a range of positions of the tenant that is bound."""
    with connection.cursor(binary=True) as cursor:
        return cursor.execute(
            f"{PILIH} WHERE tenant_id = %s AND pos > %s AND pos <= %s ORDER BY pos",
            (current_tenant().id, setelah, sampai),
        ).fetchall()


def bundel(basis: Basis, log_id: bytes, petak: Address) -> bytes:
    """An entry bundle of C2SP tlog-tiles: the entries under a tile of level 0, each after its length in two bytes."""
    pertama = petak.run.first
    with basis.transaksi() as connection:
        rows = rekaman(connection, pertama, pertama + petak.width)
    if len(rows) != petak.width:
        raise TidakAdaError(petak.path)
    semua = [entri(log_id, row).encoded for row in rows]
    return b"".join(len(satu).to_bytes(2) + satu for satu in semua)


def isi(row: Rekaman) -> bytes:
    """The payload's hash that goes into the leaf: the one that a redaction kept, or that of what is there."""
    salt, payload, kept = row[7:10]
    return kept or payload_hash(salt or b"", payload)


def entri(log_id: bytes, row: Rekaman) -> Entry:
    _, stream, version, at, actor, command, topic, *_ = row
    return Entry(log_id, stream, version, at or 0, actor, command, topic, isi(row))
