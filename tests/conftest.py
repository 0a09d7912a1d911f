"""Fixtures for every test that needs a database. One cluster serves the whole run, each xdist worker has a
database of its own in it, and each test is a tenant of its own:

    def test_sesuatu(buku, pemda): ...                 # `pemda` is new, empty, and the tenant being served
    @pytest.mark.demonstrasi                           # ... and a demonstration, which accepts a caller's time
    def test_dua(buku, pemda, pemda_lain, isi_lain):   # a second tenant with data; `isi_lain` has its ids
    def test_banyak(buat_pemda, isi_pemda):            # as many as needed, filled or empty

The tenant is bound in a context variable, which threads do not inherit: use `tenant_scope` in each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest

from infra.db.pool import Basis
from infra.event_store.buku import Buku
from infra.lokal import kluster
from infra.lokal.kluster import Kluster
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests import basis_data as bd
from tests.basis_data import BasisData, IsiPemda

BuatPemda = Callable[..., Tenant]

_MILIK_PENGENDALI = pytest.StashKey[ExitStack]()
_KLUSTER = pytest.StashKey[Kluster]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "demonstrasi: the test's tenant is a demonstration")
    config.stash[_MILIK_PENGENDALI] = ExitStack()


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_MILIK_PENGENDALI].close()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist: the controller outlives its workers, so it starts the cluster and tells each worker where."""
    node.workerinput["kluster"] = str(_nyalakan(node.config).folder.path)


def _nyalakan(config: pytest.Config) -> Kluster:
    if _KLUSTER not in config.stash:
        berjalan = config.stash[_MILIK_PENGENDALI].enter_context(bd.kluster_sementara(bd.TANPA_FSYNC))
        bd.buat_induk(berjalan)
        config.stash[_KLUSTER] = berjalan
    return config.stash[_KLUSTER]


@pytest.fixture(scope="session")
def kluster_uji(pytestconfig: pytest.Config) -> Kluster:
    """The cluster of this run, with the migrated template in it."""
    masukan = getattr(pytestconfig, "workerinput", None)
    if masukan is None:
        return _nyalakan(pytestconfig)
    milik_bersama = kluster.attach(masukan["kluster"], bd.folder_program())
    assert milik_bersama is not None, "the controller's cluster has ended"
    return milik_bersama


@pytest.fixture(scope="session")
def basis_data(kluster_uji: Kluster) -> BasisData:
    """The addresses of this worker's database."""
    return bd.tiru(kluster_uji)


@pytest.fixture(scope="session")
def basis(basis_data: BasisData) -> Iterator[Basis]:
    """The database as the application sees it."""
    milik_app = Basis(basis_data.app, kolam=20, tunggu=30)
    yield milik_app
    milik_app.tutup()


@pytest.fixture(scope="session")
def buku(basis: Basis) -> Buku:
    return Buku(basis)


@pytest.fixture(scope="session")
def buat_pemda(basis_data: BasisData) -> BuatPemda:
    """Makes a new tenant: `buat_pemda()`, `buat_pemda(demonstrasi=True)`."""
    return lambda demonstrasi=False: bd.pemda_baru(basis_data.superuser, demonstrasi=demonstrasi)


@pytest.fixture(scope="session")
def isi_pemda(basis: Basis, buku: Buku) -> Callable[[Tenant], IsiPemda]:
    """Fills a tenant with one of everything and returns the ids."""
    return lambda tenant: bd.isi_pemda(basis, buku, tenant)


@pytest.fixture
def pemda(request: pytest.FixtureRequest, buat_pemda: BuatPemda) -> Iterator[Tenant]:
    """A new tenant without any data; it is the one being served."""
    tenant = buat_pemda(demonstrasi=request.node.get_closest_marker("demonstrasi") is not None)
    with tenant_scope(tenant):
        yield tenant


@pytest.fixture
def isi_lain(buat_pemda: BuatPemda, isi_pemda: Callable[[Tenant], IsiPemda]) -> IsiPemda:
    """The ids of what the other tenant has."""
    return isi_pemda(buat_pemda())


@pytest.fixture
def pemda_lain(isi_lain: IsiPemda) -> Tenant:
    """Another tenant, with one of everything in it, so that a leak has something to show."""
    return isi_lain.tenant


@pytest.fixture
def superuser(basis_data: BasisData) -> Iterator[psycopg.Connection[Any]]:
    """The administrator of this worker's database, in autocommit: for planting and for looking behind the wall."""
    with psycopg.connect(basis_data.superuser, autocommit=True) as connection:
        yield connection
