"""A log's events out of the database, as they lie there, for a bundle: a cursor on the server, constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, LiteralString
from uuid import UUID

from domain.log.bundle import ERASED, Event
from domain.log.tiles import Fetch, consistency_proof, inclusion_proof
from domain.pemda import ALIRAN
from infra.bukti.titik import BuktiError, Sambungan
from infra.tlog.pohon import hashes
from infra.tlog.rekaman import PILIH, Rekaman
from tenants.context import current_tenant

SEKALI = 2000
_TAK_LENGKAP = "pohon log tidak lengkap; periksa dengan riwayat verifikasi"
_TAK_TENTU = bytes(32)
"""Where a salt is gone and no hash was kept, which no honest log has: it fits no leaf."""


def seluruh(connection: Sambungan, size: int) -> Iterator[tuple[Event, bytes]]:
    """Every event up to that size with the leaf hash that the database keeps."""
    with connection.cursor("bukti") as cursor:
        cursor.itersize = SEKALI
        cursor.execute(
            f"{PILIH} WHERE tenant_id = %s AND pos <= %s ORDER BY pos",
            (current_tenant().id, size),
            binary=True,
        )
        for row in cursor:
            yield _peristiwa(row), row[10]


def sebagian(connection: Sambungan, dari: int, banyak: int) -> Iterator[Event]:
    """At most so many events from a position on, whether a checkpoint covers them or not."""
    rows = connection.execute(
        f"{PILIH} WHERE tenant_id = %s AND pos >= %s ORDER BY pos LIMIT %s",
        (current_tenant().id, dari, banyak),
        binary=True,
    )
    yield from map(_peristiwa, rows.fetchall())


def sebuah_aliran(connection: Sambungan, aliran: UUID, size: int) -> Iterator[Event]:
    """A stream's events, each with its proof, and those that allow what was erased in it."""
    rows = connection.execute(
        f"{PILIH} WHERE tenant_id = %(t)s AND pos <= %(size)s AND (stream_id = %(aliran)s"  # noqa: S608 - constants
        "  OR stream_id = %(pemda)s AND topic = %(dihapus)s AND pos >"
        "  (SELECT min(pos) FROM es.event WHERE tenant_id = %(t)s AND stream_id = %(aliran)s AND salt IS NULL))"
        " ORDER BY pos",
        {"t": current_tenant().id, "size": size, "aliran": aliran, "pemda": ALIRAN, "dihapus": ERASED.decode()},
        binary=True,
    )
    fetch = _hash(connection)
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
        return consistency_proof(sejak, size, _hash(connection))
    except LookupError:
        raise BuktiError(_TAK_LENGKAP) from None


def penghapusan_sesudah(connection: Sambungan, size: int) -> bool:
    """Whether data were erased that the checkpoint of that size does not know of."""
    row = connection.execute(
        "SELECT 1 FROM es.event WHERE tenant_id = %s AND stream_id = %s AND topic = %s AND pos > %s LIMIT 1",
        (current_tenant().id, ALIRAN, ERASED.decode(), size),
    ).fetchone()
    return row is not None


def _peristiwa(row: Rekaman) -> Event:
    pos, aliran, versi, pada, pelaku, perintah, topik, garam, muatan, sidik, _ = row
    return Event(
        pos, aliran, versi, pada or 0, pelaku, perintah, topik, garam or b"", muatan, sidik or _TAK_TENTU
    )  # fmt: skip


def _hash(connection: Sambungan) -> Fetch:
    def read(query: LiteralString, values: Mapping[str, Any]) -> list[bytes]:
        return [isi for (isi,) in connection.execute(query, values, binary=True).fetchall()]

    return lambda runs: hashes(runs, read)
