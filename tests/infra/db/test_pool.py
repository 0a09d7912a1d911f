"""The pool: the tenant is bound in one place, inside a transaction, and trouble arrives in words of ours."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

import infra
from infra.db.pool import Basis, ikat
from infra.errors import TersibukError
from tenants.context import TenantMissingError, tenant_scope

AKAR = Path(infra.__file__).parents[1]
HITUNG = "SELECT count(*) AS n FROM tata.orang WHERE tenant_id = %s"


def sumber() -> dict[str, str]:
    """The application's Python, by path."""
    paket = ("app", "domain", "tenants", "infra")
    return {str(path.relative_to(AKAR)): path.read_text() for p in paket for path in (AKAR / p).rglob("*.py")}


def memuat(teks: str) -> set[str]:
    return {path for path, isi in sumber().items() if teks in isi and not path.startswith("infra/db/periksa/")}


def test_penyewa_diikat_di_satu_tempat():
    assert memuat("app.tenant_id") == {"infra/db/pool.py"}
    assert memuat("set_config") == set()
    assert memuat("SELECT es.simpan(") == {"infra/db/simpan.py"}


def test_mengikat_di_luar_transaksi_ditolak(basis, pemda):
    with basis.sambungan() as connection:
        with pytest.raises(RuntimeError, match="inside a transaction"):
            ikat(connection, pemda.id)
        with connection.transaction():
            ikat(connection, pemda.id)
            assert connection.execute("SELECT current_setting('app.tenant_id')").fetchone() == (str(pemda.id),)
        assert connection.execute("SELECT current_setting('app.tenant_id')").fetchone() == ("",)


def test_tanpa_pemda_tidak_sampai_ke_basis_data(basis):
    for kerja in (
        lambda: basis.baris("SELECT 1"),
        lambda: basis.satu("SELECT 1"),
        lambda: basis.jalankan("SELECT 1"),
        lambda: basis.transaksi().__enter__(),
    ):
        with pytest.raises(TenantMissingError):
            kerja()


def test_kesalahan_di_dalam_transaksi_tidak_terbawa_peminjam_berikutnya(basis_data, pemda, pemda_lain):
    satu = Basis(basis_data.app, kolam=1)
    try:
        with pytest.raises(psycopg.errors.DivisionByZero):
            satu.baris("SELECT 1/0")
        with pytest.raises(psycopg.errors.UndefinedTable), satu.transaksi() as connection:
            connection.execute("SELECT * FROM tata.tidak_ada")
        with tenant_scope(pemda_lain):
            assert satu.satu(HITUNG, (pemda_lain.id,)) == {"n": 1}
            assert satu.satu(HITUNG, (pemda.id,)) == {"n": 0}
        assert satu.satu(HITUNG, (pemda_lain.id,)) == {"n": 0}
        assert satu.satu("SELECT 1 AS n WHERE false") is None
    finally:
        satu.tutup()


def test_kolam_penuh_dan_basis_data_tak_terjangkau_adalah_tersibuk(basis_data, pemda):
    satu = Basis(basis_data.app, kolam=1, tunggu=0.1)
    try:
        with satu.sambungan(), pytest.raises(TersibukError):
            satu.baris("SELECT 1")
        assert satu.satu("SELECT 1 AS n") == {"n": 1}
    finally:
        satu.tutup()
    jauh = Basis("postgresql://riwayat_app:x@/tidak_ada?host=/tidak/ada", kolam=1, tunggu=0.1)
    try:
        with pytest.raises(TersibukError):
            jauh.baris("SELECT 1")
    finally:
        jauh.tutup()


def test_sambungan_yang_diputus_diganti(basis_data, pemda, superuser):
    satu = Basis(basis_data.app, kolam=1)

    def putus_di_tengah() -> None:
        with satu.transaksi() as connection:
            superuser.execute("SELECT pg_terminate_backend(%s, 5000)", (connection.info.backend_pid,))
            connection.execute("SELECT 1")

    try:
        with pytest.raises(TersibukError):
            putus_di_tengah()
        assert satu.satu("SELECT 1 AS n") == {"n": 1}
    finally:
        satu.tutup()


def test_kolam_dibuka_pada_pemakaian_pertama_dan_dapat_dibuka_lagi(basis_data, pemda):
    satu = Basis(basis_data.app, kolam=1)
    satu.tutup()
    assert satu.satu("SELECT 1 AS n") == {"n": 1}
    satu.tutup()
    assert satu.satu("SELECT 1 AS n") == {"n": 1}
    satu.tutup()


def test_tulisan_ke_data_yang_dapat_dihapus_menghitung_barisnya(basis, pemda):
    tambah = "INSERT INTO tata.jam (tenant_id, selisih) VALUES (%s, '1 day') ON CONFLICT DO NOTHING"
    assert [basis.jalankan(tambah, (pemda.id,)) for _ in range(2)] == [1, 0]
