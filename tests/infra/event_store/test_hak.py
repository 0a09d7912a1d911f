"""The application reads the log and calls the append; it writes to none of the log's tables itself."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from infra.event_store.recorder import TenantRecorder
from tenants.context import tenant_scope
from tests.infra.db.katalog import Tabel, baris, sisipkan, tabel_penyewa
from tests.infra.event_store.alat import mentah, seluruh_simpanan

DITOLAK = psycopg.errors.InsufficientPrivilege


@pytest.fixture
def tabel_es(superuser) -> list[Tabel]:
    return [t for t in tabel_penyewa(superuser) if t.nama.startswith("es.")]


def test_tabel_log_tidak_dapat_ditulis_langsung(basis, pemda, superuser, tabel_es):
    TenantRecorder(basis).insert_events([mentah(uuid4())])
    sebelum = seluruh_simpanan(superuser, pemda)
    assert len(tabel_es) == 5
    for tabel in tabel_es:
        with pytest.raises(DITOLAK), basis.transaksi() as connection:
            sisipkan(connection, tabel, baris(tabel, pemda.id))
        for bentuk in (
            "UPDATE {} SET tenant_id = tenant_id",
            "DELETE FROM {}",
            "TRUNCATE {}",
            "LOCK TABLE {} IN EXCLUSIVE MODE",
            "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
        ):
            with pytest.raises(DITOLAK), basis.transaksi() as connection:
                connection.execute(sql.SQL(bentuk).format(tabel.sql))
    assert seluruh_simpanan(superuser, pemda) == sebelum


@pytest.mark.parametrize(
    "panggilan",
    [
        "baca.tulis(1, 1, now(), NULL, NULL, NULL)",
        "es.tertinggal('uji', now(), 10)",
        "es.maju('uji', 1, NULL, '')",
    ],
)
def test_bagian_dalam_tidak_dapat_dipanggil(basis, pemda, panggilan):
    with pytest.raises(DITOLAK), basis.transaksi() as connection:
        connection.execute(f"SELECT * FROM {panggilan}")


def test_peran_penulis_pun_di_balik_dinding(basis, superuser, pemda, pemda_lain):
    """The append's own role sees and writes the bound tenant alone."""
    TenantRecorder(basis).insert_events([mentah(uuid4())])
    with tenant_scope(pemda_lain):
        TenantRecorder(basis).insert_events([mentah(uuid4())])
    with superuser.transaction(force_rollback=True):
        superuser.execute("SET LOCAL ROLE riwayat_penulis")
        with pytest.raises(psycopg.errors.UndefinedObject), superuser.transaction():
            superuser.execute("SELECT * FROM es.event")
        superuser.execute(f"SET LOCAL app.tenant_id = {pemda.id}")
        assert superuser.execute("SELECT DISTINCT tenant_id FROM es.command").fetchall() == [(pemda.id,)]
        with pytest.raises(DITOLAK), superuser.transaction():
            superuser.execute("INSERT INTO es.tile VALUES (%s, 1, 0, %s)", (pemda_lain.id, bytes(32)))


def test_pekerja_tahu_siapa_yang_tertinggal_dan_maju_sendiri(basis, basis_data, pemda, superuser):
    TenantRecorder(basis).insert_events([mentah(uuid4())])
    konsumen = f"uji-{pemda.id}"
    with psycopg.connect(basis_data.pekerja, autocommit=True) as connection:

        def tertinggal() -> list[tuple[int, int, int]]:
            rows = connection.execute("SELECT * FROM es.tertinggal(%s, now(), 100000)", (konsumen,)).fetchall()
            return [row[:3] for row in rows if row[0] == pemda.id]

        assert tertinggal() == [(pemda.id, 1, 0)]
        with connection.transaction():
            connection.execute(f"SET LOCAL app.tenant_id = {pemda.id}")
            connection.execute("SELECT es.maju(%s, 1, NULL, '')", (konsumen,))
        assert tertinggal() == []
        with connection.transaction():
            connection.execute(f"SET LOCAL app.tenant_id = {pemda.id}")
            connection.execute("SELECT es.maju(%s, 0, now() - interval '1 second', '')", (konsumen,))
        assert tertinggal() == [(pemda.id, 1, 1)]
