"""The boot-time lint: nothing to say about the migrated database, and a planted violation for every rule.

A violation is planted inside a transaction that is rolled back; the lint runs in it as riwayat_app.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from infra.db import migrate
from infra.db.periksa import ATURAN, MIGRASI, aturan, periksa
from tests import basis_data as bd
from tests.basis_data import BasisData

APP = "SET LOCAL SESSION AUTHORIZATION riwayat_app"
KUNCI_GANDA = "ALTER TABLE tata.oidc DROP CONSTRAINT oidc_pkey, ADD"
FUNGSI = "RETURNS int LANGUAGE sql STABLE AS 'SELECT 1'"
SAH = "tenant_id = current_setting('app.tenant_id')::int"


def kebijakan(nama: str, isi: str) -> str:
    return f"DROP POLICY {nama} ON tata.orang; CREATE POLICY {nama} ON tata.orang {isi}"


@dataclass(frozen=True)
class Kenari:
    aturan: str
    tempat: str
    tanam: str


KENARI = (
    Kenari("tabel.tenant_id", "tata.baru", "CREATE TABLE tata.baru (x int PRIMARY KEY)"),
    Kenari("tabel.tenant_id", "tata.baru", "CREATE TABLE tata.baru (tenant_id bigint NOT NULL)"),
    Kenari("tabel.tenant_id", "baca.baru", "CREATE TABLE baca.baru (tenant_id int)"),
    Kenari("tabel.kunci_utama", "tata.oidc", "ALTER TABLE tata.oidc DROP CONSTRAINT oidc_pkey"),
    Kenari("tabel.kunci", "tata.oidc_pkey", f"{KUNCI_GANDA} PRIMARY KEY (versi, tenant_id)"),
    Kenari("tabel.kunci", "tata.oidc_issuer_key", "ALTER TABLE tata.oidc ADD UNIQUE (issuer)"),
    Kenari("tabel.kunci", "tata.satu", "CREATE UNIQUE INDEX satu ON tata.orang (lower(nip), tenant_id)"),
    Kenari("tabel.kunci", "tata.oidc_aktif_excl", "ALTER TABLE tata.oidc ADD EXCLUDE USING btree (aktif WITH =)"),
    Kenari(
        "tabel.kunci_asing",
        "tata.identitas.lain",
        "ALTER TABLE tata.oidc ADD UNIQUE (client_id); ALTER TABLE tata.identitas"
        " ADD CONSTRAINT lain FOREIGN KEY (sub) REFERENCES tata.oidc (client_id)",
    ),
    *(
        Kenari(
            "tabel.kunci_asing", "tata.oidc.silang", f"ALTER TABLE tata.oidc ADD CONSTRAINT silang FOREIGN KEY {kolom}"
        )
        for kolom in (
            "(versi, tenant_id) REFERENCES tata.oidc (tenant_id, versi)",
            "(tenant_id, versi) REFERENCES tata.oidc (versi, tenant_id)",
        )
    ),
    Kenari("tabel.rls", "es.event", "ALTER TABLE es.event DISABLE ROW LEVEL SECURITY"),
    Kenari("tabel.rls", "es.event", "ALTER TABLE es.event FORCE ROW LEVEL SECURITY"),
    Kenari("tabel.akses", "tata.orang", "CREATE POLICY umum ON tata.orang FOR SELECT TO riwayat_app USING (true)"),
    Kenari("tabel.akses", "tata.orang", "DROP POLICY akses ON tata.orang"),
    Kenari("tabel.akses", "tata.orang", kebijakan("akses", "TO PUBLIC USING (true) WITH CHECK (true)")),
    Kenari("tabel.akses", "tata.orang", kebijakan("akses", "FOR SELECT TO riwayat_app USING (true)")),
    Kenari("tabel.penyewa", "tata.orang", "DROP POLICY penyewa ON tata.orang"),
    Kenari("tabel.penyewa", "tata.orang", f"CREATE POLICY dua ON tata.orang AS RESTRICTIVE USING ({SAH})"),
    *(
        Kenari("tabel.penyewa", "tata.orang", kebijakan("penyewa", isi))
        for isi in (
            f"AS PERMISSIVE USING ({SAH}) WITH CHECK ({SAH})",
            f"AS RESTRICTIVE USING ({SAH})",
            f"AS RESTRICTIVE USING ({SAH}) WITH CHECK (true)",
            f"AS RESTRICTIVE USING (true) WITH CHECK ({SAH})",
            f"AS RESTRICTIVE FOR SELECT USING ({SAH})",
            f"AS RESTRICTIVE TO riwayat_app USING ({SAH}) WITH CHECK ({SAH})",
            f"AS RESTRICTIVE USING ({SAH} OR nama = '') WITH CHECK ({SAH})",
            f"AS RESTRICTIVE USING ({SAH.replace(')', ', true)')}) WITH CHECK ({SAH})",
            f"AS RESTRICTIVE USING ({SAH.replace('tenant_id =', 'tenant_id <>')}) WITH CHECK ({SAH})",
            f"AS RESTRICTIVE USING ({SAH.replace('app.tenant_id', 'app.tenant')}) WITH CHECK ({SAH})",
        )
    ),
    Kenari("tabel.pemilik", "tata.orang", "ALTER TABLE tata.orang OWNER TO riwayat_penulis"),
    Kenari("tabel.pemilik", "schema tata", "ALTER SCHEMA tata OWNER TO postgres"),
    Kenari("tabel.biasa", "tata.utama", "CREATE TABLE tata.utama (tenant_id int) PARTITION BY HASH (tenant_id)"),
    Kenari("tabel.biasa", "tata.anak", "CREATE TABLE tata.anak () INHERITS (tata.orang)"),
    Kenari("tabel.biasa", "tata.sesi", "ALTER TABLE tata.sesi SET UNLOGGED"),
    Kenari("tabel.biasa", "tata.hitungan", "CREATE UNLOGGED TABLE tata.hitungan (tenant_id int)"),
    Kenari("tabel.urutan", "es.urut", "CREATE SEQUENCE es.urut"),
    Kenari("tabel.urutan", "tata.baru_id_seq", "CREATE TABLE tata.baru (id serial)"),
    Kenari("tabel.urutan", "tata.jam", "ALTER TABLE tata.jam ADD COLUMN id int GENERATED ALWAYS AS IDENTITY"),
    Kenari(
        "tabel.pemicu",
        "es.event.ubah",
        "CREATE TRIGGER ubah BEFORE UPDATE ON es.event FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ),
    Kenari("tabel.pemicu", "tata.orang.alih", "CREATE RULE alih AS ON DELETE TO tata.orang DO INSTEAD NOTHING"),
    Kenari("tabel.lain", "sistem.statistik", "CREATE TABLE sistem.statistik (x int)"),
    Kenari("tabel.lain", "public.sementara", "CREATE TABLE public.sementara (x int)"),
    Kenari("tabel.lain", "gudang.salinan", "CREATE SCHEMA gudang; CREATE TABLE gudang.salinan AS TABLE es.event"),
    Kenari("tabel.lain", "sistem.kursor is missing", "DROP TABLE sistem.kursor"),
    Kenari("pandangan.pemanggil", "baca.daftar", "CREATE VIEW baca.daftar AS SELECT * FROM baca.sop"),
    Kenari("pandangan.pemanggil", "public.daftar", "CREATE VIEW public.daftar AS SELECT * FROM baca.sop"),
    Kenari(
        "pandangan.pemanggil",
        "baca.daftar",
        "CREATE VIEW baca.daftar WITH (security_invoker = false) AS SELECT * FROM baca.sop",
    ),
    Kenari("pandangan.terwujud", "baca.rekap", "CREATE MATERIALIZED VIEW baca.rekap AS SELECT * FROM baca.sop"),
    Kenari("fungsi.definer", "tata.intip()", f"CREATE FUNCTION tata.intip() {FUNGSI} SECURITY DEFINER"),
    Kenari("fungsi.definer", "public.intip()", f"CREATE FUNCTION public.intip() {FUNGSI} SECURITY DEFINER"),
    Kenari("fungsi.definer", "es.simpan", f"CREATE FUNCTION es.simpan() {FUNGSI} SECURITY DEFINER"),
    Kenari("fungsi.definer", "es.maju", "ALTER FUNCTION es.maju SECURITY INVOKER"),
    Kenari("fungsi.definer_pemilik", "es.simpan(", "ALTER FUNCTION es.simpan OWNER TO riwayat_pemilik"),
    Kenari("fungsi.definer_pemilik", "es.maju(", "ALTER FUNCTION es.maju OWNER TO postgres"),
    Kenari("fungsi.definer_jalur", "es.maju(", "ALTER FUNCTION es.maju RESET search_path"),
    Kenari("fungsi.definer_jalur", "es.maju(", "ALTER FUNCTION es.maju SET search_path = public"),
    Kenari("fungsi.definer_jalur", "es.maju(", "ALTER FUNCTION es.maju SET app.tenant_id = '1'"),
    Kenari("fungsi.pemilik", "baca.berlaku(", "ALTER FUNCTION baca.berlaku OWNER TO riwayat_app"),
    Kenari("fungsi.umum", "baca.berlaku(", "GRANT EXECUTE ON FUNCTION baca.berlaku TO PUBLIC"),
    Kenari("fungsi.umum", "tata.intip()", f"CREATE FUNCTION tata.intip() {FUNGSI}"),
    Kenari("fungsi.tetap", "baca.berlaku(", "ALTER FUNCTION baca.berlaku LEAKPROOF"),
    Kenari(
        "fungsi.tetap",
        "tata.penyewa()",
        "CREATE FUNCTION tata.penyewa() RETURNS text LANGUAGE sql IMMUTABLE RETURN current_setting('app.tenant_id')",
    ),
    Kenari("hak.log", "riwayat_penulis UPDATE ON es.event", "GRANT UPDATE ON es.event TO riwayat_penulis"),
    Kenari("hak.log", "riwayat_penulis UPDATE ON es.event", "GRANT UPDATE (payload) ON es.event TO riwayat_penulis"),
    Kenari("hak.log", "riwayat_pekerja DELETE ON es.tile", "GRANT DELETE ON es.tile TO riwayat_pekerja"),
    Kenari("hak.log", "PUBLIC TRUNCATE ON es.command", "GRANT TRUNCATE ON es.command TO PUBLIC"),
    *(
        Kenari("hak.tulis", f"riwayat_app ON {tabel}", f"GRANT {hak} ON {tabel} TO riwayat_app")
        for tabel, hak in (
            ("es.event", "INSERT"),
            ("es.tile", "INSERT"),
            ("es.command", "INSERT"),
            ("sistem.tenant_head", "UPDATE"),
            ("sistem.tenant_head", "UPDATE (demonstrasi)"),
            ("baca.sop", "INSERT (nama)"),
            ("baca.nomor", "DELETE"),
            ("sistem.pemda", "UPDATE (demonstrasi)"),
            ("sistem.tanda", "INSERT"),
        )
    ),
    Kenari("hak.tulis", "riwayat_pekerja ON baca.opd", "GRANT UPDATE ON baca.opd TO riwayat_pekerja"),
    Kenari("hak.kuasa", "riwayat_app TRUNCATE ON tata.sesi", "GRANT TRUNCATE ON tata.sesi TO riwayat_app"),
    Kenari("hak.kuasa", "riwayat_app TRIGGER ON tata.sesi", "GRANT TRIGGER ON tata.sesi TO riwayat_app"),
    Kenari(
        "hak.kuasa", "riwayat_app REFERENCES ON tata.sesi", "GRANT REFERENCES (orang_id) ON tata.sesi TO riwayat_app"
    ),
    Kenari("hak.umum", "PUBLIC SELECT ON sistem.tenant_head", "GRANT SELECT ON sistem.tenant_head TO PUBLIC"),
    Kenari("hak.umum", "PUBLIC USAGE ON schema tata", "GRANT USAGE ON SCHEMA tata TO PUBLIC"),
    Kenari("hak.skema", "riwayat_penulis IN es", "GRANT CREATE ON SCHEMA es TO riwayat_penulis"),
    Kenari("hak.skema", "PUBLIC IN public", "GRANT CREATE ON SCHEMA public TO PUBLIC"),
    Kenari("hak.skema", "riwayat_app IN public", "GRANT CREATE ON SCHEMA public TO riwayat_app"),
    Kenari("hak.basis", "PUBLIC TEMPORARY", "GRANT TEMPORARY ON DATABASE {basis} TO PUBLIC"),
    Kenari("hak.basis", "PUBLIC CREATE", "GRANT CREATE ON DATABASE {basis} TO PUBLIC"),
    Kenari("hak.basis", "riwayat_pekerja", "GRANT TEMPORARY ON DATABASE {basis} TO riwayat_pekerja"),
    Kenari("peran.ada", "riwayat_penanda", "ALTER ROLE riwayat_penanda RENAME TO penanda"),
    Kenari("peran.masuk", "riwayat_penulis", "ALTER ROLE riwayat_penulis LOGIN"),
    *(
        Kenari("peran.istimewa", "riwayat_app", f"ALTER ROLE riwayat_app {hak}")
        for hak in ("SUPERUSER", "BYPASSRLS", "CREATEROLE", "CREATEDB", "REPLICATION")
    ),
    Kenari("peran.istimewa", "riwayat_penulis", "ALTER ROLE riwayat_penulis BYPASSRLS"),
    Kenari("peran.milik", "riwayat_app", "ALTER TABLE tata.sesi OWNER TO riwayat_app"),
    Kenari("peran.milik", "riwayat_app", "ALTER DATABASE {basis} OWNER TO riwayat_app"),
    Kenari("peran.anggota", "riwayat_app IN riwayat_pemilik", "GRANT riwayat_pemilik TO riwayat_app"),
    Kenari("peran.anggota", "riwayat_penulis IN riwayat_pemilik", "GRANT riwayat_pemilik TO riwayat_penulis"),
    Kenari(
        "peran.anggota",
        "riwayat_app IN postgres",
        "CREATE ROLE tengah; GRANT postgres TO tengah; GRANT tengah TO riwayat_app",
    ),
    Kenari("peran.anggota", "riwayat_app IN pg_write_all_data", "GRANT pg_write_all_data TO riwayat_app"),
    Kenari("basis.commit", "off", "SET LOCAL synchronous_commit = off"),
    Kenari("basis.peran", "riwayat_app", "ALTER ROLE riwayat_app SUPERUSER"),
    Kenari("basis.peran", "riwayat_app", "GRANT riwayat_pemilik TO riwayat_app"),
    Kenari("basis.penyewa_tetap", "of riwayat_app", "ALTER ROLE riwayat_app SET app.tenant_id = '1'"),
    Kenari("basis.penyewa_tetap", "of {basis}", "ALTER DATABASE {basis} SET app.tenant_id = '1'"),
    Kenari("basis.penyewa_tetap", "this connection", "SET LOCAL app.tenant_id = '1'"),
    Kenari("basis.objek_besar", "large object 4242", "SELECT lo_create(4242)"),
    Kenari(MIGRASI, "0004_tata.sql", "DELETE FROM public.riwayat_migrasi WHERE nama = '0004_tata.sql'"),
    Kenari(MIGRASI, "0001_peran_dan_daftar.sql", "DROP TABLE public.riwayat_migrasi"),
)
# These two cannot be planted: the server's version, and fsync, which the tests' own cluster has off.
TANPA_KENARI = {"basis.versi", "basis.fsync"}


@pytest.fixture(scope="module")
def basis_data(kluster_uji) -> Iterator[BasisData]:
    """An empty database: rows of other tests would keep some violations from being planted."""
    kosong = bd.tiru(kluster_uji)
    yield kosong
    bd.buang(kosong)


@pytest.fixture
def superuser(basis_data) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(basis_data.superuser, autocommit=True) as connection:
        yield connection


def nama_kenari(kenari: Kenari) -> str:
    return f"{kenari.aturan}-{kenari.tanam}".replace(" ", "_")


@pytest.mark.parametrize("peran", aturan.MASUK)
def test_basis_yang_baru_dimigrasi_tanpa_temuan(basis_data, peran):
    with psycopg.connect(basis_data.sebagai(peran), autocommit=True) as connection:
        assert [str(t) for t in periksa(connection)] == []


@pytest.mark.parametrize("kenari", KENARI, ids=nama_kenari)
def test_pelanggaran_yang_ditanam_ditemukan(superuser, basis_data, kenari):
    with superuser.transaction(force_rollback=True):
        superuser.execute(kenari.tanam.replace("{basis}", basis_data.nama))
        superuser.execute(APP)
        temuan = {(t.aturan, t.tempat) for t in periksa(superuser)}
    tempat = kenari.tempat.replace("{basis}", basis_data.nama)
    assert any(a == kenari.aturan and t.startswith(tempat) for a, t in temuan), temuan


def test_setiap_aturan_punya_kenari():
    assert {k.aturan for k in KENARI} | TANPA_KENARI == {a.nama for a in ATURAN} | {MIGRASI}


def test_nama_aturan_unik():
    assert len({a.nama for a in ATURAN}) == len(ATURAN)


@pytest.mark.parametrize("nama", ["riwayat_pemilik", "riwayat_penulis", "riwayat_antrean"])
def test_masuk_dimaklumi_bila_citus_terpasang(superuser, nama):
    with superuser.transaction(force_rollback=True):
        superuser.execute("SET LOCAL allow_system_table_mods = on")
        superuser.execute(
            "INSERT INTO pg_catalog.pg_extension SELECT 999999, 'citus', extowner, extnamespace, extrelocatable,"
            " extversion, extconfig, extcondition FROM pg_catalog.pg_extension WHERE extname = 'plpgsql'"
        )
        superuser.execute(f"ALTER ROLE {nama} LOGIN")
        superuser.execute(APP)
        assert periksa(superuser) == []


def test_postgresql_yang_terlalu_lama_ditolak(basis_data, monkeypatch):
    with psycopg.connect(basis_data.app, autocommit=True) as connection:
        monkeypatch.setitem(aturan.DAFTAR, "terendah", [connection.info.server_version + 1])
        assert [t.aturan for t in periksa(connection)] == ["basis.versi"]


def test_fsync_mati_hanya_di_basis_peragaan(superuser):
    with superuser.transaction(force_rollback=True):
        superuser.execute("DELETE FROM sistem.tanda")
        superuser.execute(APP)
        assert [(t.aturan, t.tempat) for t in periksa(superuser)] == [
            ("basis.fsync", "fsync"),
            ("basis.fsync", "full_page_writes"),
        ]


def test_superuser_ditolak_juga_di_balik_set_role(superuser):
    with superuser.transaction(force_rollback=True):
        superuser.execute("SET LOCAL ROLE riwayat_app")
        assert ("basis.peran", "postgres") in {(t.aturan, t.tempat) for t in periksa(superuser)}


def test_migrasi_yang_tertinggal_dilaporkan_sendiri(basis_data, monkeypatch, tmp_path):
    monkeypatch.setattr(migrate, "berkas_migrasi", lambda: [tmp_path / "9999_nanti.sql"])
    with psycopg.connect(basis_data.app, autocommit=True) as connection:
        temuan = periksa(connection)
    assert [(t.aturan, t.tempat) for t in temuan] == [(MIGRASI, "9999_nanti.sql")]
    assert "9999_nanti.sql" in str(temuan[0])
