"""What the tests of the store share: plain events, commands, threads that know their tenant, the log as it lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Any, TypeVar
from uuid import UUID, uuid4

import psycopg
from eventsourcing.persistence import StoredEvent
from psycopg.rows import dict_row

from domain.kernel import Aktor
from infra.db.simpan import Baris
from infra.event_store.buku import Perintah
from tenants.model import Tenant
from tests.domain.pembangun import SARI, id_dari

T = TypeVar("T")
OPD_UJI = id_dari("opd uji")


def mentah(aliran: UUID, versi: int = 1, isi: bytes = b"{}", topik: str = "uji.terjadi.v1") -> StoredEvent:
    """An event that the store carries without knowing it."""
    return StoredEvent(aliran, versi, topik, isi)


def beberapa(aliran: UUID, banyak: int, setelah: int = 0) -> list[StoredEvent]:
    return [mentah(aliran, setelah + n, f'{{"n":{setelah + n}}}'.encode()) for n in range(1, banyak + 1)]


def perintah(aktor: Aktor = SARI) -> Perintah:
    return Perintah(uuid4(), aktor)


def baris_opd(nama: str, opd_id: UUID = OPD_UJI) -> Baris:
    """A read model row that any append may bring."""
    return Baris("opd", {"opd_id": str(opd_id), "nama": nama, "singkatan": "", "jenis": ""})


def serentak(kerja: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Run all at once, each in a thread that serves the tenant of this one; results or refusals, in order."""
    mulai = Barrier(len(kerja))

    def satu(lakukan: Callable[[], T]) -> T | Exception:
        mulai.wait(30)
        try:
            return lakukan()
        except Exception as error:  # the test looks at it
            return error

    with ThreadPoolExecutor(len(kerja)) as benang:
        tunggu = [benang.submit(copy_context().run, satu, lakukan) for lakukan in kerja]
        return [janji.result(60) for janji in tunggu]


def log(superuser: psycopg.Connection[Any], tenant: Tenant) -> list[dict[str, Any]]:
    """The tenant's events as they lie in the table."""
    with superuser.cursor(row_factory=dict_row) as cursor:
        return cursor.execute("SELECT * FROM es.event WHERE tenant_id = %s ORDER BY pos", (tenant.id,)).fetchall()


def kepala(superuser: psycopg.Connection[Any], tenant: Tenant) -> dict[str, Any]:
    with superuser.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute("SELECT * FROM sistem.tenant_head WHERE tenant_id = %s", (tenant.id,)).fetchone()
    assert row is not None
    return row


def seluruh_simpanan(superuser: psycopg.Connection[Any], tenant: Tenant) -> dict[str, list[Any]]:
    """Everything that an append touches, to compare before with after."""
    tabel = ("es.event", "es.tile", "es.command", "sistem.tenant_head", "baca.sop", "baca.opd", "baca.nomor")
    return {
        nama: superuser.execute(f"SELECT * FROM {nama} WHERE tenant_id = %s ORDER BY 1, 2", (tenant.id,)).fetchall()
        for nama in tabel
    }
