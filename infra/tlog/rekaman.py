"""The events of the tenant being served as the log hashes them: columns, in order, a page at a time."""

from __future__ import annotations

from hashlib import sha256
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
_BACA: LiteralString = (
    f"SELECT pos, uuid_send(stream_id), version, {SAAT}, uuid_send(actor_id), uuid_send(command_id),"  # noqa: S608 - constant
    " convert_to(topic, 'UTF8'), salt, payload, payload_sha256, leaf_hash FROM es.event"
    " WHERE tenant_id = %s AND pos > %s AND pos <= %s ORDER BY pos"
)


def rekaman(connection: psycopg.Connection[Any], setelah: int, sampai: int) -> list[Rekaman]:
    """The rows in a range of positions of the tenant that is bound."""
    with connection.cursor(binary=True) as cursor:
        return cursor.execute(_BACA, (current_tenant().id, setelah, sampai)).fetchall()


def bundel(basis: Basis, log_id: bytes, petak: Address) -> bytes:
    """An entry bundle of C2SP tlog-tiles: the entries under a tile of level 0, each after its length in two bytes."""
    pertama = petak.run.first
    with basis.transaksi() as connection:
        rows = rekaman(connection, pertama, pertama + petak.width)
    if len(rows) != petak.width:
        raise TidakAdaError(petak.path)
    entri = [_entri(log_id, row).encoded for row in rows]
    return b"".join(len(satu).to_bytes(2) + satu for satu in entri)


def _entri(log_id: bytes, row: Rekaman) -> Entry:
    _, stream, version, at, actor, command, topic, salt, payload, kept, _ = row
    return Entry(log_id, stream, version, at or 0, actor, command, topic, kept or payload_hash(salt or b"", payload))


def sidik_isi(payload: bytes) -> str:
    """What the event of a redaction names the new payload by."""
    return sha256(payload).hexdigest()
