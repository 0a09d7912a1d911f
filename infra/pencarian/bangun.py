"""Builds the search index of one tenant anew, or compares it with what the log says. For the administrator."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import psycopg

from infra.antrean import maju
from infra.db.pool import ikat
from infra.event_store.mapper import Catatan
from infra.pencarian.baris import AWALAN, Baris, baris_sop
from infra.pencarian.tulis import JADI, SEKALI_TULIS, parameter, tulis
from infra.projections.bangun import baca_log
from tenants.model import TenantId

KONSUMEN = "pencarian"
_SAMPAI = "SELECT last_pos FROM sistem.tenant_head WHERE tenant_id = %s"
_KURSOR = "SELECT pos FROM sistem.kursor WHERE konsumen = %s AND tenant_id = %s"
_SEMUA = " WHERE tenant_id = %s AND pos <= %s AND starts_with(topic, %s) ORDER BY stream_id, version"
_TAHAN = "LOCK TABLE tata.pencarian IN SHARE ROW EXCLUSIVE MODE"  # the worker waits, readers do not
_BEDA = (
    "SELECT count(*) FROM (SELECT * FROM tata.pencarian WHERE tenant_id = %(t)s) a FULL JOIN pg_temp.pencarian_baru b"
    " USING (tenant_id, sop_id, kunci, mulai) WHERE a IS DISTINCT FROM b"
)


def bangun_pencarian(connection: psycopg.Connection[Any], tenant_id: TenantId) -> int:
    """Replace the index; returns how many rows it has. Who searches goes on with the old one until the end."""
    with connection.transaction():
        ikat(connection, tenant_id)
        connection.execute(_TAHAN)
        sampai = _satu(connection, _SAMPAI, tenant_id)
        connection.execute("DELETE FROM tata.pencarian WHERE tenant_id = %s", (tenant_id,))
        connection.execute("DELETE FROM tata.pencarian_kata WHERE tenant_id = %s", (tenant_id,))
        banyak = 0
        for baris in _rombongan(connection, tenant_id, sampai):
            tulis(connection, tenant_id, baris)
            banyak += len(baris)
        maju(connection, KONSUMEN, sampai, None)
    return banyak


def periksa_pencarian(connection: psycopg.Connection[Any], tenant_id: TenantId) -> int:
    """How many rows differ from what the log says up to where the worker has come. Nothing changes."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        ikat(connection, tenant_id)
        connection.execute("CREATE TEMP TABLE pencarian_baru (LIKE tata.pencarian) ON COMMIT DROP")
        for baris in _rombongan(connection, tenant_id, _satu(connection, _KURSOR, KONSUMEN, tenant_id)):
            connection.execute("INSERT INTO pg_temp.pencarian_baru " + JADI, parameter(tenant_id, baris))
        return _satu(connection, _BEDA, t=tenant_id)


def _rombongan(connection: psycopg.Connection[Any], tenant_id: TenantId, sampai: int) -> Iterator[list[Baris]]:
    """The rows of all SOPs, some thousand at a time, one SOP in memory at a time."""
    kumpul: list[Baris] = []
    for sop_id, aliran in groupby(_log(connection, tenant_id, sampai), lambda e: e.aliran):
        kumpul += baris_sop(sop_id, list(aliran))
        if len(kumpul) >= SEKALI_TULIS:
            yield kumpul
            kumpul = []
    if kumpul:
        yield kumpul


def _log(connection: psycopg.Connection[Any], tenant_id: TenantId, sampai: int) -> Iterator[Catatan[Any]]:
    return baca_log(connection, _SEMUA, (tenant_id, sampai, AWALAN))


def _satu(connection: psycopg.Connection[Any], query: Any, *nilai: Any, **bernama: Any) -> int:
    (angka,) = connection.execute(query, bernama or nilai).fetchone() or (0,)
    return int(angka)
