"""What an evidence bundle stands on: the newest checkpoint that enough witnesses signed, and who they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import TupleRow

from domain.log.bundle import APPOINTED, DISMISSED, Special
from domain.log.checkpoint import origin
from domain.log.note import LOG, Key, Note, NoteError
from domain.log.policy import Policy
from domain.log.sayings import Sayings
from domain.pemda import ALIRAN
from infra.errors import OperatorError
from tenants.context import current_tenant

_DILIHAT = 50
_LAMA_PALING_BANYAK = 1000
Sambungan = psycopg.Connection[TupleRow]


class BuktiError(OperatorError):
    """No bundle can be made; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Dasar:
    log_id: bytes
    size: int
    note: str
    kebijakan: Policy


def dasar(connection: Sambungan) -> Dasar:
    tenant_id = current_tenant().id
    kepala = connection.execute(
        "SELECT log_id, demonstrasi, pemulihan FROM sistem.tenant_head WHERE tenant_id = %s", (tenant_id,)
    ).fetchone()
    if kepala is None:
        raise BuktiError("log pemerintah daerah ini tidak ada")
    log_id, demonstrasi, pemulihan = kepala
    nama = origin(bytes(log_id), demonstrasi=demonstrasi, pemulihan=pemulihan)
    kunci = [
        Key(nama, LOG, bytes(publik))
        for (publik,) in connection.execute("SELECT publik FROM sistem.kunci_penanda ORDER BY mulai, publik")
    ]
    calon = [
        Dasar(bytes(log_id), size, note, Policy.majority(kunci, _saksi(connection, size)))
        for size, note in _terbaru(connection, pemulihan)
    ]
    if not calon:
        raise BuktiError("belum ada titik periksa; penanda membuatnya paling lambat 5 menit sesudah sebuah peristiwa")
    return next((satu for satu in calon if _kuorum(satu)), calon[0])


def catatan_lama(connection: Sambungan, dasar_: Dasar) -> str:
    """Earlier signed notes of the same log, spread over its whole life."""
    nama = dasar_.note.partition("\n")[0]
    rows = connection.execute(
        "SELECT note FROM (SELECT nomor, note, row_number() OVER (ORDER BY nomor) AS ke, count(*) OVER () AS banyak"
        " FROM es.checkpoint WHERE tenant_id = %s AND size < %s AND starts_with(note, %s)) c"
        " WHERE ke %% (banyak / %s + 1) = 0 ORDER BY nomor",
        (current_tenant().id, dasar_.size, nama + "\n", _LAMA_PALING_BANYAK),
    )
    return "\n".join(note for (note,) in rows)


def _terbaru(connection: Sambungan, pemulihan: int) -> list[tuple[int, str]]:
    rows = connection.execute(
        "SELECT c.size, c.note, array_remove(array_agg(s.baris ORDER BY s.saksi), NULL) FROM es.checkpoint c"
        " LEFT JOIN es.cosignature s USING (tenant_id, nomor)"
        " WHERE c.tenant_id = %s AND c.pemulihan = %s GROUP BY c.nomor, c.size, c.note ORDER BY c.nomor DESC LIMIT %s",
        (current_tenant().id, pemulihan, _DILIHAT),
    ).fetchall()
    return [(size, note + "".join(baris.rstrip("\n") + "\n" for baris in saksi)) for size, note, saksi in rows]


def _saksi(connection: Sambungan, size: int) -> list[Key]:
    """Those whom the events up to there had named: the read model may already know of later ones."""
    kata = Sayings()
    for pos, topik, isi in _peristiwa_saksi(connection):
        if pos <= size:
            kata.hear(pos, Special(topik.encode(), bytes(isi), redacted=False, proof=None))
    return list(_kunci(list(kata.witnesses.values())))


def _peristiwa_saksi(connection: Sambungan) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT pos, topic, payload FROM es.event WHERE tenant_id = %s AND stream_id = %s AND topic = ANY(%s)"
        " ORDER BY pos",
        (current_tenant().id, ALIRAN, [APPOINTED.decode(), DISMISSED.decode()]),
    ).fetchall()


def _kunci(teks: Sequence[str]) -> Iterator[Key]:
    for satu in teks:
        try:
            yield Key.read(satu)
        except NoteError:
            continue


def _kuorum(satu: Dasar) -> bool:
    ikut = set()
    for nama, kunci in satu.kebijakan.witnesses.items():
        try:
            if Note.read(satu.note).cosigned(kunci) is not None:
                ikut.add(nama)
        except NoteError:
            continue
    return satu.kebijakan.satisfied(ikut)
