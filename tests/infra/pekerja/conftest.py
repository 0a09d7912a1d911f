"""Fixtures of the worker: only the tenants of this very test have work for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from infra.db.pool import Basis
from infra.event_store.buku import Buku
from infra.pekerja.antrean import KONSUMEN
from tenants.model import Tenant
from tests.basis_data import BasisData
from tests.infra.pekerja.panggung import Kantor, KotakSurat, Pekerja, PeladenSurat


@pytest.fixture(autouse=True)
def sepi(superuser: psycopg.Connection[Any]) -> None:
    """Tenants of earlier tests are stopped for every consumer, so that a round is about this test alone."""
    superuser.execute(
        "INSERT INTO sistem.kursor SELECT k, tenant_id, last_pos, NULL, 'sepi' FROM sistem.tenant_head,"
        " unnest(%s::text[]) k ON CONFLICT (konsumen, tenant_id) DO UPDATE SET gagal = 'sepi'",
        (list(KONSUMEN),),
    )


@pytest.fixture(scope="session")
def basis_pekerja(basis_data: BasisData) -> Iterator[Basis]:
    """The database as the worker sees it."""
    milik_pekerja = Basis(basis_data.pekerja, kolam=4, tunggu=30)
    yield milik_pekerja
    milik_pekerja.tutup()


@pytest.fixture
def pekerja(basis_pekerja: Basis, superuser: psycopg.Connection[Any]) -> Pekerja:
    return Pekerja(basis_pekerja, superuser)


@pytest.fixture
def buat_kantor(basis: Basis, buku: Buku) -> Callable[[Tenant], Kantor]:
    return lambda tenant: Kantor(basis, buku, tenant)


@pytest.fixture
def kantor(buat_kantor: Callable[[Tenant], Kantor], pemda: Tenant) -> Kantor:
    return buat_kantor(pemda)


@pytest.fixture
def kotak() -> KotakSurat:
    return KotakSurat()


@pytest.fixture
def peladen(kotak: KotakSurat) -> Iterator[PeladenSurat]:
    jalan = PeladenSurat(kotak, hostname="127.0.0.1", port=0)
    jalan.start()
    yield jalan
    jalan.stop()
