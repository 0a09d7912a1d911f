"""A log's events out of the database, as they lie there, for a bundle: a cursor on the server, constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, LiteralString

from domain.log.bundle import ERASED, Event
from domain.log.tiles import Fetch, consistency_proof
from domain.pemda import ALIRAN
from infra.bukti.cakupan import Cakupan
from infra.bukti.petak import Petak
from infra.bukti.titik import BuktiError, Sambungan
from infra.tlog.pohon import hashes
from infra.tlog.rekaman import PILIH, Rekaman
from tenants.context import current_tenant

SEKALI = 2000
_SEMUA: LiteralString = "tenant_id = %(t)s AND pos > %(dari)s AND pos <= %(sampai)s"
_MILIK: LiteralString = f"{_SEMUA} AND stream_id = ANY(%(aliran)s)"
_IZIN: LiteralString = (
    " OR tenant_id = %(t)s AND pos <= %(size)s AND stream_id = %(pemda)s AND topic = %(dihapus)s AND pos > %(terhapus)s"
)
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


def bagian(connection: Sambungan, cakupan: Cakupan, size: int) -> Bagian:
    """A part of the log. Raises BuktiError if nothing lies in it."""
    dari, sampai = (_sebelum(connection, saat, size) for saat in (cakupan.sejak, cakupan.sampai))
    nilai = {
        "t": current_tenant().id,
        "dari": dari or 0,
        "sampai": size if sampai is None else sampai,
        "size": size,
        "aliran": cakupan.aliran(connection),
        "pemda": ALIRAN,
        "dihapus": ERASED.decode(),
    }
    dalam = _SEMUA if cakupan.semua_aliran else _MILIK
    ukur: LiteralString = f"SELECT count(*), min(pos) FILTER (WHERE salt IS NULL) FROM es.event WHERE {dalam}"  # noqa: S608 - constants
    (banyak, terhapus) = connection.execute(ukur, nilai).fetchone() or (0, None)
    if not banyak:
        raise BuktiError("tidak ada peristiwa dalam cakupan ini sebelum titik periksa yang terakhir")
    pilih: LiteralString = f"{PILIH} WHERE {dalam}{'' if terhapus is None else _IZIN} ORDER BY pos"
    return Bagian(connection, pilih, nilai | {"terhapus": terhapus}, banyak)


class Bagian:
    """`banyak` events, each with its proof, and after them those that allow what was erased among them."""

    def __init__(self, connection: Sambungan, pilih: LiteralString, nilai: Mapping[str, Any], banyak: int) -> None:
        self._connection, self._pilih, self._nilai, self.banyak = connection, pilih, nilai, banyak

    def __iter__(self) -> Iterator[Event]:
        petak = Petak(self._nilai["size"], _hash(self._connection))
        with self._connection.cursor("bagian") as cursor:
            cursor.execute(self._pilih, self._nilai, binary=True)
            while rows := cursor.fetchmany(SEKALI):
                yield from self._terbukti(petak, [_peristiwa(row) for row in rows])

    def _terbukti(self, petak: Petak, sekali: Sequence[Event]) -> Iterator[Event]:
        try:
            bukti = petak.siapkan([satu.pos for satu in sekali])
            for satu in sekali:
                yield replace(satu, proof=bukti(satu.pos))
        except LookupError:
            raise BuktiError(_TAK_LENGKAP) from None


def _sebelum(connection: Sambungan, saat: datetime | None, size: int) -> int | None:
    """The last position recorded before a moment: found by halves, as time ascends with position."""
    if saat is None:
        return None
    rendah, tinggi = 0, size
    while rendah < tinggi:
        tengah = (rendah + tinggi + 1) // 2
        row = connection.execute(
            "SELECT at < %s FROM es.event WHERE tenant_id = %s AND pos = %s", (saat, current_tenant().id, tengah)
        ).fetchone()
        if row is None:
            raise BuktiError(_TAK_LENGKAP)
        rendah, tinggi = (tengah, tinggi) if row[0] else (rendah, tengah - 1)
    return rendah


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
