"""(e) What one append costs as the log and the number of tenants grow: processor time of the backend, pages touched."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import psycopg

from tenants.model import Tenant
from tests.bench.cara import BARIS_SOP, MUATAN, TOPIK
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan

PERISTIWA = (10_000, 100_000, 1_000_000)
PEMDA = (1, 16, 50, 552)
KALI = 2_000
_SIMPAN = (
    "SELECT es.simpan(%s, %s, %s, %s, NULL, ARRAY[%s], ARRAY[1::bigint], ARRAY[%s], ARRAY[%s], ARRAY[%s],"
    " ARRAY['sop'], ARRAY[%s]::json[], ARRAY[1])"
)
_ISI = (
    "INSERT INTO es.event SELECT %(t)s, n, gen_random_uuid(), 1, 'epoch'::timestamptz + n * interval '1 second',"
    " gen_random_uuid(), gen_random_uuid(), %(topik)s, decode(md5(n::text), 'hex'), %(muatan)s,"
    " sha256(int8send(n)) FROM generate_series(%(dari)s::bigint, %(sampai)s::bigint) n"
)
_PERINTAH = (
    "INSERT INTO es.command SELECT %(t)s, gen_random_uuid(), sha256(''), n, n"
    " FROM generate_series(%(dari)s::bigint, %(sampai)s::bigint) n"
)


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    *_, tenant = basis.pemda(max(PEMDA))
    with psycopg.connect(basis.superuser, autocommit=True) as superuser:
        per_ukuran = [_isi(superuser, tenant, n) or _ukur(basis, [tenant], n, putaran) for n in PERISTIWA]
    yield Laporan("one append, by events in the tenant", _banding(per_ukuran))
    semua = basis.pemda(max(PEMDA))
    per_pemda = [_ukur(basis, semua[:n], n, putaran) for n in PEMDA]
    yield Laporan("one append, by tenants that write in turn", _banding(per_pemda))


def _isi(superuser: psycopg.Connection[Any], tenant: Tenant, sampai: int) -> None:
    """Bring the tenant's log to that many events, with leaf hashes that mean nothing: only their number counts."""
    row = superuser.execute("SELECT last_pos FROM sistem.tenant_head WHERE tenant_id = %s", (tenant.id,)).fetchone()
    assert row is not None
    isi = {"t": tenant.id, "topik": TOPIK, "muatan": MUATAN, "dari": row[0] + 1, "sampai": sampai}
    superuser.execute(_ISI, isi)
    superuser.execute(_PERINTAH, isi)
    superuser.execute("UPDATE sistem.tenant_head SET last_pos = %(sampai)s WHERE tenant_id = %(t)s", isi)
    superuser.execute(
        "INSERT INTO baca.sop SELECT %(t)s, gen_random_uuid(), gen_random_uuid(), '', '', '', 'konsep', 1, NULL, 0,"
        " '{}', '', 1, n, now(), now() FROM generate_series(1, %(sop)s) n",
        isi | {"sop": (sampai - row[0]) // 6},
    )
    superuser.execute("VACUUM ANALYZE es.event, es.command, baca.sop")


def _ukur(basis: BasisBench, pemda: list[Tenant], banyak: int, putaran: int) -> Baris:
    with psycopg.connect(basis.app, autocommit=True, prepare_threshold=0) as connection:
        connection.execute("SET synchronous_commit = off")  # only the processor's part is looked at
        cpu = [_cpu(connection, pemda) for _ in range(putaran)]
        halaman = median(_halaman(connection, pemda[n % len(pemda)]) for n in range(200))
    return {"of": banyak, "backend CPU us": round(median(cpu), 1), "pages": halaman}


def _cpu(connection: psycopg.Connection[Any], pemda: list[Tenant]) -> float:
    """Microseconds of processor time of the backend for one append."""
    jadwal = Path(f"/proc/{connection.info.backend_pid}/schedstat")
    for n in range(200):
        connection.execute(_SIMPAN, _parameter(pemda[n % len(pemda)]))
    sebelum = int(jadwal.read_text().split()[0])
    for n in range(KALI):
        connection.execute(_SIMPAN, _parameter(pemda[n % len(pemda)]))
    return (int(jadwal.read_text().split()[0]) - sebelum) / 1000 / KALI


def _halaman(connection: psycopg.Connection[Any], tenant: Tenant) -> int:
    """Pages that one append looked at or changed."""
    with psycopg.ClientCursor(connection) as kursor:
        (rencana,) = kursor.execute(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {_SIMPAN}", _parameter(tenant)
        ).fetchone() or ("",)
    akar = (json.loads(rencana) if isinstance(rencana, str) else rencana)[0]["Plan"]
    return int(akar["Shared Hit Blocks"] + akar["Shared Read Blocks"])


def _parameter(tenant: Tenant) -> tuple[Any, ...]:
    aliran = uuid4()
    baris = json.dumps(BARIS_SOP | {"sop_id": str(aliran)})
    return (tenant.id, uuid4(), bytes(32), uuid4(), aliran, TOPIK, MUATAN, os.urandom(16), baris)


def _banding(baris: list[Baris]) -> list[Baris]:
    awal = baris[0]

    def rasio(satu: Baris, kolom: str) -> float:
        return round(float(satu[kolom]) / float(awal[kolom]), 3)

    return [b | {"x CPU": rasio(b, "backend CPU us"), "x pages": rasio(b, "pages")} for b in baris]
