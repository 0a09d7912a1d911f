"""A log's events out of the database, as they lie there, for a bundle: a cursor on the server, constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from domain.log.bundle import ERASED, Event
from domain.log.tiles import Run, consistency_proof, inclusion_proof
from domain.pemda import ALIRAN
from infra.bukti.titik import BuktiError, Sambungan
from tenants.context import current_tenant

SEKALI = 2000
_TAK_LENGKAP = "pohon log tidak lengkap; periksa dengan riwayat verifikasi"
_TAK_TENTU = bytes(32)
"""Where a salt is gone and no hash was kept, which no honest log has: it fits no leaf."""
_KOLOM = (
    "pos, stream_id, version, CASE WHEN isfinite(at) THEN (extract(epoch FROM at) * 1000000)::bigint ELSE 0 END AS at,"
    " actor_id, command_id, topic, salt, payload, payload_sha256, leaf_hash"
)


def seluruh(connection: Sambungan, size: int) -> Iterator[tuple[Event, bytes]]:
    """Every event up to that size with the leaf hash that the database keeps."""
    with connection.cursor("bukti") as cursor:
        cursor.itersize = SEKALI
        cursor.execute(
            f"SELECT {_KOLOM} FROM es.event WHERE tenant_id = %s AND pos <= %s ORDER BY pos",  # noqa: S608 - constants
            (current_tenant().id, size),
            binary=True,
        )
        for row in cursor:
            yield _peristiwa(row), bytes(row[10])


def sebuah_aliran(connection: Sambungan, aliran: UUID, size: int) -> Iterator[Event]:
    """A stream's events, each with its proof, and those that allow what was erased in it."""
    rows = connection.execute(
        f"SELECT {_KOLOM} FROM es.event e WHERE tenant_id = %(t)s AND pos <= %(size)s AND (stream_id = %(aliran)s"  # noqa: S608 - constants
        "  OR stream_id = %(pemda)s AND topic = %(dihapus)s AND pos >"
        "  (SELECT min(pos) FROM es.event WHERE tenant_id = %(t)s AND stream_id = %(aliran)s AND salt IS NULL))"
        " ORDER BY pos",
        {"t": current_tenant().id, "size": size, "aliran": aliran, "pemda": ALIRAN, "dihapus": ERASED.decode()},
    )

    fetch = partial(_hash, connection)
    for row in rows.fetchall():
        satu = _peristiwa(row)
        try:
            yield replace(satu, proof=inclusion_proof(satu.pos - 1, size, fetch))
        except LookupError:
            raise BuktiError(_TAK_LENGKAP) from None


def kelanjutan(connection: Sambungan, sejak: int, size: int) -> list[bytes]:
    """The proof that the log has only grown from the one size to the other."""
    if not 0 < sejak <= size:
        raise BuktiError(f"titik periksa yang terakhir berisi {size} peristiwa, bukan sesudah {sejak}")
    try:
        return consistency_proof(sejak, size, partial(_hash, connection))
    except LookupError:
        raise BuktiError(_TAK_LENGKAP) from None


def penghapusan_sesudah(connection: Sambungan, size: int) -> bool:
    """Whether data were erased that the checkpoint of that size does not know of."""
    row = connection.execute(
        "SELECT 1 FROM es.event WHERE tenant_id = %s AND stream_id = %s AND topic = %s AND pos > %s LIMIT 1",
        (current_tenant().id, ALIRAN, ERASED.decode(), size),
    ).fetchone()
    return row is not None


def _peristiwa(row: Sequence[Any]) -> Event:
    pos, aliran, versi, pada, pelaku, perintah, topik, garam, muatan, sidik, _ = row
    return Event(
        pos, aliran.bytes, versi, pada, pelaku.bytes, perintah.bytes, topik.encode(), bytes(garam or b""),
        bytes(muatan), bytes(sidik or _TAK_TENTU),
    )  # fmt: skip


def _hash(connection: Sambungan, runs: Sequence[Run]) -> list[bytes]:
    """The hashes of these runs: level 0 are the events' own, those above are tiles."""
    rows = connection.execute(
        "SELECT coalesce(d.isi, p.isi, '') FROM unnest(%s::int[], %s::bigint[], %s::int[]) WITH ORDINALITY"
        " AS r (tingkat, mulai, banyak, ke)"
        " LEFT JOIN LATERAL (SELECT string_agg(leaf_hash, '' ORDER BY pos) AS isi FROM es.event"
        "   WHERE r.tingkat = 0 AND tenant_id = %s AND pos > r.mulai AND pos <= r.mulai + r.banyak) d ON true"
        " LEFT JOIN LATERAL (SELECT string_agg(hash, '' ORDER BY idx) AS isi FROM es.tile"
        "   WHERE tenant_id = %s AND level = r.tingkat AND idx >= r.mulai AND idx < r.mulai + r.banyak) p ON true"
        " ORDER BY r.ke",
        (
            [r.level for r in runs], [r.first for r in runs], [r.count for r in runs],
            current_tenant().id, current_tenant().id,
        ),
    )  # fmt: skip
    return [bytes(isi) for (isi,) in rows]
