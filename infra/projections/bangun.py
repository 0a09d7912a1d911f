"""Builds the read models of one tenant anew from its log. Runs as the database's administrator, not the application.

The log is read stream by stream, so one stream is in memory at a time, and as many rows as are written at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, LiteralString

import msgspec
import psycopg
from psycopg import sql

from infra.db.pool import ikat
from infra.errors import PeristiwaTakTerbacaError
from infra.event_store.mapper import CatalogMapper, Catatan, PeristiwaTersimpan
from infra.projections.banding import Selisih, bandingkan
from infra.projections.lipat import baris_semua
from infra.projections.model import MODEL
from infra.projections.tampungan import Tampungan, tabel_hidup
from tenants.model import TenantId

Lapor = Callable[[int, int], None]
"""Hears now and then how many events have been read, and of how many."""

SEKALI_BACA = 4000
_BANYAK = "SELECT last_pos FROM sistem.tenant_head WHERE tenant_id = %s"
_TAHAN = _BANYAK + " FOR NO KEY UPDATE"  # as an append does: none until the end
_BERLANJUT = "SELECT DISTINCT stream_id FROM es.event WHERE tenant_id = %s AND pos > %s"
_KOLOM = "SELECT stream_id, version, topic, payload, pos, at, actor_id, command_id FROM es.event"
_SEMUA = " WHERE tenant_id = %s ORDER BY stream_id, version"
_SEBAGIAN = " WHERE tenant_id = %s AND stream_id = ANY(%s) ORDER BY stream_id, version"


def diam(_sudah: int, _semua: int) -> None:
    """Tells nobody."""


def bangun_ulang(connection: psycopg.Connection[Any], tenant_id: TenantId, lapor: Lapor = diam) -> int:
    """Replace the tenant's read models by what its log says; returns how many events that took.

    Who reads goes on reading the old rows until the end. Who writes waits for the end alone: the streams that went on
    during the long part are read once more, with the log's head held.
    """
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")  # the end must see what came meanwhile
        ikat(connection, tenant_id)
        sudah = _satu(connection, _BANYAK, tenant_id)
        tampungan = _kumpulkan(connection, tenant_id, sudah, lapor)
        banyak = _satu(connection, _TAHAN, tenant_id)
        _susulkan(connection, tenant_id, tampungan, sudah)
        for model in MODEL.values():
            hapus = sql.SQL("DELETE FROM {} WHERE tenant_id = %s").format(tabel_hidup(model))
            connection.execute(hapus, (tenant_id,))
            connection.execute(sql.SQL("INSERT INTO {} {}").format(tabel_hidup(model), tampungan.hasil(model)))
    return banyak


def periksa(connection: psycopg.Connection[Any], tenant_id: TenantId, lapor: Lapor = diam) -> tuple[Selisih, ...]:
    """Rebuild beside the live rows and say of each table how it departs; nothing changes and nobody waits."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # log and rows of one moment
        ikat(connection, tenant_id)
        tampungan = _kumpulkan(connection, tenant_id, _satu(connection, _BANYAK, tenant_id), lapor)
        return tuple(bandingkan(connection, tenant_id, model, tampungan) for model in MODEL.values())


def _satu(connection: psycopg.Connection[Any], query: LiteralString, tenant_id: TenantId) -> int:
    (angka,) = connection.execute(query, (tenant_id,)).fetchone() or (0,)
    return int(angka)


def _kumpulkan(connection: psycopg.Connection[Any], tenant_id: TenantId, banyak: int, lapor: Lapor) -> Tampungan:
    def melapor(peristiwa: Iterator[Catatan[Any]]) -> Iterator[Catatan[Any]]:
        for sudah, satu in enumerate(peristiwa, 1):
            yield satu
            if sudah % SEKALI_BACA == 0 or sudah == banyak:
                lapor(sudah, max(sudah, banyak))

    tampungan = Tampungan(connection, tenant_id)
    tampungan.isi(baris_semua(melapor(baca_log(connection, _SEMUA, (tenant_id,)))))
    return tampungan


def _susulkan(connection: psycopg.Connection[Any], tenant_id: TenantId, tampungan: Tampungan, sejak: int) -> None:
    """Fold those streams again that have events after this position."""
    aliran = [row[0] for row in connection.execute(_BERLANJUT, (tenant_id, sejak))]
    if aliran:
        tampungan.lepas(aliran)
        tampungan.isi(baris_semua(baca_log(connection, _SEBAGIAN, (tenant_id, aliran))))


def baca_log(
    connection: psycopg.Connection[Any], syarat: LiteralString, parameter: Sequence[Any]
) -> Iterator[Catatan[Any]]:
    """Events of the tenant's log, stream by stream, as it was when the reading began; `syarat` has WHERE and ORDER."""
    mapper = CatalogMapper()
    with connection.cursor(name="bangun", binary=True) as cursor:
        cursor.itersize = SEKALI_BACA
        for baris in cursor.execute(_KOLOM + syarat, parameter):
            tersimpan = PeristiwaTersimpan(*baris)
            try:
                peristiwa = mapper.to_domain_event(tersimpan)
            except (KeyError, msgspec.MsgspecError) as error:
                raise PeristiwaTakTerbacaError(tersimpan.id) from error
            yield peristiwa
