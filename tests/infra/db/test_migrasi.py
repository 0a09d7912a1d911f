"""Migrations: by whom, how often, and what they refuse.

Roles belong to a cluster, not to a database, so the plain owner gets a cluster of its own in which none exist yet.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest

from domain import pemda as d_pemda
from domain.kernel import Aktor, OrangId
from infra.db import migrate
from infra.db.migrate import MigrationError, belum_diterapkan, berkas_migrasi, migrasi, pasang_sandi
from infra.db.periksa import periksa
from infra.db.pool import Basis
from infra.event_store.buku import Buku, Perintah
from infra.lokal.kluster import Kluster
from infra.projections.bangun import bangun_ulang
from infra.projections.baris import PEMDA
from tenants.context import tenant_scope
from tests import basis_data as bd
from tests.basis_data import BasisData

SEMUA = [path.name for path in berkas_migrasi()]


@pytest.fixture
def basis_kosong(kluster_uji) -> Iterator[BasisData]:
    """A database without anything in it, in the cluster of this run."""
    kosong = BasisData(kluster_uji, f"kosong_{uuid4().hex[:12]}")
    with psycopg.connect(kluster_uji.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {kosong.nama}")
    yield kosong
    bd.buang(kosong)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the migrations that a test may change."""
    salinan = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, salinan)
    monkeypatch.setattr(migrate, "FOLDER", salinan)
    return salinan


def temuan(basis_data: BasisData) -> list[str]:
    """What the lint says, fsync of the tests' cluster aside."""
    with psycopg.connect(basis_data.app, autocommit=True) as connection:
        return [str(t) for t in periksa(connection) if t.aturan != "basis.fsync"]


def satu_perintah(basis_data: BasisData, administrator: str) -> None:
    """A new tenant can be registered, an event stored, and the read models built anew."""
    tenant = bd.pemda_baru(administrator)
    basis = Basis(basis_data.app, kolam=1)
    try:
        with tenant_scope(tenant):
            perintah = Perintah(uuid4(), Aktor(OrangId(uuid4()), "Admin"))
            daftar = d_pemda.daftarkan(nama=tenant.nama, kode_wilayah="", zona="WIB")
            keadaan = Buku(basis).mulai(PEMDA, d_pemda.ALIRAN, perintah, lambda _: daftar)
    finally:
        basis.tutup()
    assert keadaan.nama == tenant.nama
    with psycopg.connect(administrator) as connection:
        assert bangun_ulang(connection, tenant.id) == 1


def test_sebagai_superuser(basis_kosong):
    assert migrasi(basis_kosong.superuser) == SEMUA
    assert temuan(basis_kosong) == []
    satu_perintah(basis_kosong, basis_kosong.superuser)


def test_sekali_saja(basis_kosong):
    migrasi(basis_kosong.superuser)
    assert migrasi(basis_kosong.superuser) == []


@pytest.fixture(scope="module")
def kluster_sendiri() -> Iterator[Kluster]:
    with bd.kluster_sementara(bd.TANPA_FSYNC) as berjalan:
        yield berjalan


@pytest.fixture
def basis_pemilik(kluster_sendiri) -> tuple[BasisData, str]:
    """A database that belongs to a login role with CREATEROLE and nothing else; and that role's address."""
    basis_data = BasisData(kluster_sendiri, "milik_pemda")
    with psycopg.connect(kluster_sendiri.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE pengelola LOGIN CREATEROLE PASSWORD '{bd.SANDI}'")
        connection.execute("CREATE DATABASE milik_pemda OWNER pengelola")
    return basis_data, basis_data.sebagai("pengelola")


def test_sebagai_pemilik_basis_data_dengan_createrole(basis_pemilik):
    basis_data, pengelola = basis_pemilik
    with psycopg.connect(pengelola, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM pg_roles WHERE rolname ~ '^riwayat'").fetchone() == (0,)
        assert connection.info.parameter_status("is_superuser") == "off"
    assert migrasi(pengelola) == SEMUA
    pasang_sandi(pengelola, basis_data.app, basis_data.pekerja)
    assert temuan(basis_data) == []
    satu_perintah(basis_data, pengelola)
    assert migrasi(pengelola) == []


def test_berkas_yang_diubah_ditolak(basis_kosong, folder):
    migrasi(basis_kosong.superuser)
    berkas = folder / SEMUA[1]
    berkas.write_text(berkas.read_text() + "\n-- edited\n")
    with pytest.raises(MigrationError, match=f"{SEMUA[1]} was edited"):
        migrasi(basis_kosong.superuser)


def test_migrasi_baru_saja_yang_diterapkan_dan_yang_gagal_tidak_meninggalkan_apa_pun(basis_kosong, folder):
    migrasi(basis_kosong.superuser)
    baru = folder / "0999_baru.sql"
    baru.write_text("CREATE TABLE public.setengah (x int); SELECT 1/0;")
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrasi(basis_kosong.superuser)
    with psycopg.connect(basis_kosong.superuser, autocommit=True) as connection:
        assert connection.execute("SELECT to_regclass('public.setengah')").fetchone() == (None,)
        assert belum_diterapkan(connection) == ["0999_baru.sql"]
    baru.write_text("SELECT 1")
    assert migrasi(basis_kosong.superuser) == ["0999_baru.sql"]


def test_tiga_sekaligus_menerapkan_sekali(basis_kosong):
    with ThreadPoolExecutor(3) as benang:
        hasil = list(benang.map(migrasi, [basis_kosong.superuser] * 3))
    assert sorted(hasil) == [[], [], SEMUA]


def test_postgresql_sebelum_15_ditolak(basis_kosong, monkeypatch):
    monkeypatch.setattr(migrate, "VERSI_TERENDAH", 990_000)
    with pytest.raises(MigrationError, match="PostgreSQL 15 or newer is needed, this is "):
        migrasi(basis_kosong.superuser)
    with psycopg.connect(basis_kosong.superuser, autocommit=True) as connection:
        assert belum_diterapkan(connection) == SEMUA


def test_sandi_terpasang_dan_tanpa_sandi_tidak_masuk(basis_data):
    with psycopg.connect(basis_data.penanda) as connection:
        assert connection.info.user == "riwayat_penanda"
    salah = basis_data.kluster.url("riwayat_penanda", "bukan ini", basis_data.nama)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(salah)
