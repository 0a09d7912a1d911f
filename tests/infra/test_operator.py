"""The operator's list and acts: in a role that could not read a tenant's row if it tried."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from app.cli import main
from infra.db.pool import Basis
from infra.operator import KONSOL, MejaOperator
from tenants.model import Keadaan, Tenant
from tests.basis_data import BasisData
from tests.conftest import BuatPemda

BACA = {
    *("riwayat_migrasi", "sistem.jaga", "sistem.jejak_operator", "sistem.kursor", "sistem.pemda"),
    *("sistem.sesi_operator", "sistem.tanda", "sistem.tenant_head"),
}
TULIS = {
    ("sistem.jejak_operator", "INSERT", "alasan,jejak_id,kode,nama,sub,tindakan"),
    ("sistem.pemda", "INSERT", "kode,kode_wilayah,nama,tenant_id,zona"),
    ("sistem.pemda", "UPDATE", "keadaan"),
    ("sistem.sesi_operator", "INSERT", "dibuat,isi,jenis,sidik,terakhir"),
    ("sistem.sesi_operator", "UPDATE", "terakhir"),
    ("sistem.tenant_head", "INSERT", "log_id,tenant_id"),
}


@pytest.fixture
def meja(basis_data: BasisData) -> Any:
    basis = Basis(basis_data.operator, kolam=1)
    yield MejaOperator(basis)
    basis.tutup()


def test_daftar_menyebut_ukuran_log_dan_keadaannya(meja: MejaOperator, pemda_lain: Tenant, pemda: Tenant) -> None:
    semua = {p.kode: p for p in meja.daftar()}
    assert semua[pemda.kode].peristiwa == 0
    assert semua[pemda_lain.kode].peristiwa > 0
    assert semua[pemda_lain.kode].terakhir is not None
    assert semua[pemda_lain.kode].sehat


def test_yang_bermasalah_mengubah_kode_keluar(
    basis_data: BasisData,
    pemda_lain: Tenant,
    superuser: psycopg.Connection[Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    superuser.execute(
        "INSERT INTO sistem.jaga (tenant_id, server, sah, size) VALUES (%s, pg_postmaster_start_time(), false, 1)",
        (pemda_lain.id,),
    )
    monkeypatch.setenv("DATABASE_URL_MIGRASI", basis_data.superuser)
    assert main(["pemda", "daftar"]) == 1
    baris = next(b for b in capsys.readouterr().out.splitlines() if b.startswith(f"{pemda_lain.kode} "))
    assert "LOG BERMASALAH" in baris
    assert "Surat" not in baris
    superuser.execute("DELETE FROM sistem.jaga WHERE tenant_id = %s", (pemda_lain.id,))


def test_konsol_menangguhkan_menutup_dan_membuka(
    basis_data: BasisData, buat_pemda: BuatPemda, meja: MejaOperator, monkeypatch: pytest.MonkeyPatch
) -> None:
    kode = buat_pemda().kode
    monkeypatch.setenv("DATABASE_URL_MIGRASI", basis_data.superuser)
    for perintah, keadaan in (("tangguhkan", "ditangguhkan"), ("tutup", "ditutup"), ("buka", "aktif")):
        assert main(["pemda", perintah, kode, "--alasan", "Uji"]) == 0
        assert meja.satu(kode).keadaan == Keadaan(keadaan)
    jejak = [(j.tindakan, j.nama) for j in meja.jejak() if j.kode == kode]
    assert jejak == [(k, KONSOL.nama) for k in ("aktif", "ditutup", "ditangguhkan")]
    meja.ubah_keadaan(kode, Keadaan.AKTIF, KONSOL, alasan="Lagi")
    assert len([j for j in meja.jejak() if j.kode == kode]) == 3, "nothing changed, nothing to record"
    assert main(["pemda", "tutup", "kota-tiada", "--alasan", "Uji"]) == 1


def _hak(superuser: psycopg.Connection[Any], hak: str) -> list[tuple[str, str]]:
    """Every column of ours on which the operator has this right, in whatever way it came to him."""
    return superuser.execute(
        "SELECT c.oid::regclass::text, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname IN ('es', 'baca', 'tata', 'sistem', 'public')"
        " AND has_column_privilege('riwayat_operator', c.oid, a.attnum, %s) ORDER BY 1, 2",
        (hak,),
    ).fetchall()


def test_hak_peran_operator_satu_per_satu(superuser: psycopg.Connection[Any]) -> None:
    """All that this role may do in the database: nothing on events, read models or directories, no function at all."""
    assert {tabel for tabel, _ in _hak(superuser, "SELECT")} == BACA
    tulis = set()
    for hak in ("INSERT", "UPDATE"):
        semua = _hak(superuser, hak)
        tulis |= {(t, hak, ",".join(k for u, k in semua if u == t)) for t, _ in semua}
    assert tulis == TULIS
    hapus = superuser.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('es', 'baca', 'tata', 'sistem', 'public')"
        " AND has_table_privilege('riwayat_operator', c.oid, 'DELETE, TRUNCATE, REFERENCES, TRIGGER')"
    ).fetchall()
    assert hapus == [("sistem.sesi_operator",)]
    fungsi = superuser.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname IN ('es', 'baca', 'tata', 'sistem')"
        " AND has_function_privilege('riwayat_operator', p.oid, 'EXECUTE')"
    ).fetchall()
    assert fungsi == []
    skema = superuser.execute(
        "SELECT nspname FROM pg_namespace WHERE nspname IN ('es', 'baca', 'tata', 'sistem')"
        " AND has_schema_privilege('riwayat_operator', nspname, 'USAGE')"
    ).fetchall()
    assert skema == [("sistem",)]


def test_isi_tidak_terbaca_walau_pemda_diikat(meja: MejaOperator, pemda_lain: Tenant) -> None:
    for tabel in ("es.event", "baca.sop", "tata.orang"):
        tanya = f"SET LOCAL app.tenant_id = {pemda_lain.id}; SELECT count(*) FROM {tabel}"
        with pytest.raises(psycopg.errors.InsufficientPrivilege), meja.transaksi() as connection:
            connection.execute(tanya)  # type: ignore[call-overload]


def test_tanda_peragaan_tidak_dapat_diberikan_operator(meja: MejaOperator) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), meja.transaksi() as connection:
        connection.execute("UPDATE sistem.pemda SET demonstrasi = true")
