"""No tenant ever sees or touches another's rows: asked of every table that the catalogue knows, then at random.

For a long run: RIWAYAT_UJI_FUZZ=20000 .venv/bin/python -m pytest tests/infra/db/test_penyewa.py
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import sql

from infra.db import pool
from infra.db.migrate import berkas_migrasi
from infra.db.periksa.aturan import MASUK
from tests import basis_data as bd
from tests.infra.db.katalog import Tabel, baris, sisipkan, tabel_penyewa, tanam_baris
from tests.infra.db.tenant_fuzz import Bocor, TenantFuzz

TINDAKAN = int(os.environ.get("RIWAYAT_UJI_FUZZ", "500"))
SAMPAI_KETEMU = 5_000
SAH = "tenant_id = current_setting('app.tenant_id')::int"


@dataclass(frozen=True)
class Dua:
    """Two tenants with a row in every table."""

    tabel: list[Tabel]
    a: int
    b: int


@pytest.fixture(scope="module")
def dua(basis_data, buat_pemda) -> Dua:
    with psycopg.connect(basis_data.superuser, autocommit=True) as superuser:
        tabel = tabel_penyewa(superuser)
        a, b = buat_pemda().id, buat_pemda().id
        for tenant_id in (a, b):
            tanam_baris(superuser, tabel, tenant_id)
    return Dua(tabel, a, b)


@pytest.fixture(params=MASUK)
def peran(request, basis_data) -> Iterator[tuple[str, psycopg.Connection[Any]]]:
    with psycopg.connect(basis_data.sebagai(request.param), autocommit=True) as connection:
        yield request.param, connection


def terbaca(dua: Dua, nama: str) -> list[Tabel]:
    return [t for t in dua.tabel if "SELECT" in t.hak[nama]]


def sql_untuk(bentuk: str, tabel: Tabel) -> sql.Composed:
    return sql.SQL(bentuk).format(tabel.sql)


def ikat(connection: psycopg.Connection[Any], tenant_id: int) -> None:
    connection.execute(f"SET LOCAL app.tenant_id = {tenant_id}")


def tolak(connection: psycopg.Connection[Any], perintah: sql.Composed, nilai: tuple[Any, ...]) -> bool:
    """Whether the statement is refused for want of a right, or touches nothing."""
    try:
        with connection.transaction(force_rollback=True):
            return connection.execute(perintah, nilai).rowcount == 0
    except psycopg.errors.InsufficientPrivilege:
        return True


def test_katalog_dan_hak_tidak_kosong(dua):
    assert len(dua.tabel) >= 20
    assert [len(terbaca(dua, nama)) for nama in MASUK] >= [17, 12, 3]


def test_setiap_tabel_dari_migrasi_ikut_diuji(dua):
    """Also the newest: what a migration creates in a tenant's schema is walked and fuzzed without being named here."""
    dibuat = {
        nama
        for path in berkas_migrasi()
        for nama in re.findall(r"CREATE (?:UNLOGGED )?TABLE ((?:es|baca|tata)\.\w+)", path.read_text())
    }
    pindah = {"es.tenant_head"}  # moved to schema sistem, whose tables are a closed list
    assert dibuat - pindah == {t.nama for t in dua.tabel if t.jenis == "r"}
    assert {"tata.berkas", "tata.jatah", "baca.masukan", "baca.peraturan"} <= dibuat


def test_tanpa_penyewa_membaca_adalah_galat(dua, peran):
    nama, connection = peran
    terbuka = []
    for pernah_terikat in (False, True):
        for tabel in terbaca(dua, nama):
            try:
                connection.execute(sql_untuk("SELECT * FROM {}", tabel))
            except (psycopg.errors.UndefinedObject, psycopg.errors.InvalidTextRepresentation):
                continue
            terbuka.append((tabel.nama, pernah_terikat))
        with connection.transaction():
            ikat(connection, dua.a)
    assert terbuka == []


def test_tanpa_penyewa_tabel_kosong_pun_galat(basis_data, kluster_uji):
    kosong = bd.tiru(kluster_uji)
    try:
        with psycopg.connect(kosong.superuser, autocommit=True) as superuser:
            tabel = [t for t in tabel_penyewa(superuser) if "SELECT" in t.hak["riwayat_app"]]
        with psycopg.connect(kosong.app, autocommit=True) as connection:
            for satu in tabel:
                with pytest.raises(psycopg.errors.UndefinedObject):
                    connection.execute(sql_untuk("SELECT * FROM {}", satu))
    finally:
        bd.buang(kosong)


def test_terikat_pada_a_hanya_baris_a_terlihat(dua, peran):
    nama, connection = peran
    for tabel in terbaca(dua, nama):
        with connection.transaction():
            ikat(connection, dua.a)
            semua = connection.execute(sql_untuk("SELECT tenant_id, count(*) FROM {} GROUP BY 1", tabel)).fetchall()
            lain = connection.execute(sql_untuk("SELECT FROM {} WHERE tenant_id = %s", tabel), (dua.b,)).fetchall()
        assert ([t for t, _ in semua], lain) == ([dua.a], []), tabel.nama


def test_menulis_ke_b_ditolak(dua, peran, superuser):
    _, connection = peran
    lolos = []
    for tabel in dua.tabel:
        with connection.transaction():
            ikat(connection, dua.a)
            isi = baris(tabel, dua.b)
            kolom = sql.SQL(", ").join(map(sql.Identifier, isi))
            nilai = sql.SQL(", ").join([sql.Placeholder()] * len(isi))
            perintah = {
                "insert": (
                    sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(tabel.sql, kolom, nilai),
                    (*isi.values(),),
                ),
                "move": (sql_untuk("UPDATE {} SET tenant_id = %s", tabel), (dua.b,)),
                "update": (sql_untuk("UPDATE {} SET tenant_id = tenant_id WHERE tenant_id = %s", tabel), (dua.b,)),
                "delete": (sql_untuk("DELETE FROM {} WHERE tenant_id = %s", tabel), (dua.b,)),
            }
            lolos += [(tabel.nama, apa) for apa, p in perintah.items() if not tolak(connection, *p)]
    assert lolos == []
    for tabel in dua.tabel:
        assert superuser.execute(sql_untuk("SELECT FROM {} WHERE tenant_id = %s", tabel), (dua.b,)).rowcount == 1


def test_menulis_tanpa_penyewa_ditolak(dua, peran):
    nama, connection = peran
    for tabel in dua.tabel:
        if "INSERT" in tabel.hak[nama]:
            with pytest.raises((psycopg.errors.UndefinedObject, psycopg.errors.InvalidTextRepresentation)):
                sisipkan(connection, tabel, baris(tabel, dua.a))


def test_kursor_hanya_maju_untuk_penyewa_yang_terikat(dua, basis_data, superuser):
    with psycopg.connect(basis_data.pekerja, autocommit=True) as connection:
        with pytest.raises(psycopg.errors.UndefinedObject):
            connection.execute("SELECT es.maju('uji', 7, NULL, '')")
        with connection.transaction():
            ikat(connection, dua.a)
            connection.execute("SELECT es.maju('uji', 7, NULL, '')")
    rows = superuser.execute("SELECT tenant_id, pos FROM sistem.kursor WHERE konsumen = 'uji'").fetchall()
    assert rows == [(dua.a, 7)]


# the fuzz


@pytest.fixture
def basis_sekali(kluster_uji) -> Iterator[bd.BasisData]:
    """A database that only this test uses."""
    sekali = bd.tiru(kluster_uji)
    yield sekali
    bd.buang(sekali)


@pytest.fixture
def biji() -> int:
    """A new one in every run; a leak names it."""
    return random.SystemRandom().getrandbits(32)


@pytest.mark.timeout(900)  # 20,000 operations are a minute on a busy machine
def test_tenant_fuzz_tanpa_satu_pun_baris_asing(basis_sekali, biji):
    fuzz = TenantFuzz(basis_sekali, biji)
    hitungan = fuzz.jalankan(TINDAKAN)
    assert all(hitungan[tindakan.__name__] for tindakan in fuzz.tindakan), hitungan
    assert hitungan["own rows read"] > TINDAKAN / 4, hitungan
    assert hitungan["refused"], hitungan


LUBANG = {
    "kebijakan dibuang": ("DROP POLICY penyewa ON tata.orang", "tata.orang"),
    "hanya kebijakan yang membuka": (
        f"DROP POLICY penyewa ON baca.sop; CREATE POLICY penyewa ON baca.sop USING ({SAH}) WITH CHECK ({SAH})",
        r"baca\.(sop|keadaan)",  # keadaan is a function over sop
    ),
    "kebijakan kedua untuk umum": (
        (
            "DROP POLICY akses ON tata.orang; DROP POLICY penyewa ON tata.orang;"
            f" CREATE POLICY penyewa ON tata.orang USING ({SAH});"
            " CREATE POLICY umum ON tata.orang FOR SELECT USING (NOT aktif)"
        ),
        r"tata\.orang",
    ),
    "fungsi definer": (
        (
            "CREATE FUNCTION tata.semua() RETURNS SETOF tata.orang LANGUAGE sql SECURITY DEFINER"
            " AS 'SELECT * FROM tata.orang'; ALTER FUNCTION tata.semua OWNER TO riwayat_pemilik"
        ),
        "foreign rows in tata.semua",
    ),
    "pandangan tanpa pemanggil": (
        (
            "CREATE VIEW tata.daftar AS SELECT * FROM tata.orang; ALTER VIEW tata.daftar OWNER TO riwayat_pemilik;"
            " GRANT SELECT ON tata.daftar TO riwayat_app"
        ),
        "tata.daftar",
    ),
    "kunci unik tanpa penyewa": ("CREATE UNIQUE INDEX ON tata.orang (nip)", "tata.orang tells"),
    "WITH CHECK (true)": (
        (
            "DROP POLICY penyewa ON tata.orang;"
            f" CREATE POLICY penyewa ON tata.orang AS RESTRICTIVE USING ({SAH}) WITH CHECK (true)"
        ),
        "wrote a row of the other into tata.orang|gave rows of tata.orang away",
    ),
    "rls mati": ("ALTER TABLE tata.surel DISABLE ROW LEVEL SECURITY", "tata.surel"),
}


@pytest.mark.parametrize("lubang", LUBANG)
def test_lubang_yang_ditanam_ketahuan(basis_sekali, biji, lubang):
    tanam, ketahuan = LUBANG[lubang]
    with psycopg.connect(basis_sekali.superuser, autocommit=True) as superuser:
        superuser.execute(tanam)
    with pytest.raises(Bocor, match=ketahuan):
        TenantFuzz(basis_sekali, biji).jalankan(SAMPAI_KETEMU)


def test_setelan_sepanjang_sesi_ketahuan(basis_sekali, biji, monkeypatch):
    def ikat_sesi(connection, tenant_id):
        connection.execute(f"SET app.tenant_id = {tenant_id}")

    monkeypatch.setattr(pool, "ikat", ikat_sesi)
    with pytest.raises(Bocor, match="tanpa_ikatan"):
        TenantFuzz(basis_sekali, biji).jalankan(SAMPAI_KETEMU)
