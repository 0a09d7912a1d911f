"""The signer's role: it adds checkpoints, cosignatures and its word, and can do nothing else."""

from __future__ import annotations

import psycopg
import pytest

from infra.db.pool import ikat
from tests.infra.db.katalog import tabel_penyewa
from tests.infra.penanda.panggung import Panggung

DITOLAK = psycopg.errors.InsufficientPrivilege
MENAMBAH = {"es.checkpoint", "es.cosignature"}


def test_it_writes_its_own_tables_alone(panggung: Panggung) -> None:
    panggung.tulis(2)
    panggung.putar()
    tabel = tabel_penyewa(panggung.superuser)
    assert len(tabel) > 15
    for satu in tabel:
        bentuk = [f"UPDATE {satu.nama} SET tenant_id = tenant_id", f"DELETE FROM {satu.nama}", f"TRUNCATE {satu.nama}"]
        bentuk += [] if satu.nama in MENAMBAH else [f"INSERT INTO {satu.nama} DEFAULT VALUES"]
        for satu_bentuk in bentuk:
            with pytest.raises(DITOLAK), panggung.basis_penanda.transaksi() as connection:
                connection.execute(satu_bentuk)


@pytest.mark.parametrize(
    "perintah",
    [
        "DELETE FROM sistem.jaga",
        "DELETE FROM sistem.kunci_penanda",
        "UPDATE sistem.pemda SET nama = 'x'",
        "SELECT * FROM sistem.kursor",
        "SELECT * FROM tata.orang",
        "SELECT * FROM es.command",
        "SELECT * FROM baca.sop",
        "SELECT es.simpan(1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
        "SELECT es.ubin(1, 1, 2)",
        "CREATE TABLE public.x ()",
        "CREATE TEMPORARY TABLE x ()",
        "SET ROLE riwayat_pemilik",
    ],
)
def test_nothing_else(panggung: Panggung, perintah: str) -> None:
    with pytest.raises(DITOLAK), panggung.basis_penanda.transaksi() as connection:
        connection.execute(perintah)


def test_no_other_role_adds_a_checkpoint(panggung: Panggung) -> None:
    for url in (panggung.db.app, panggung.db.pekerja):
        with psycopg.connect(url) as connection:
            ikat(connection, panggung.tenant.id)
            with pytest.raises(DITOLAK):
                connection.execute(
                    "INSERT INTO es.checkpoint (tenant_id, nomor, pemulihan, size, root, note)"
                    " VALUES (%s, 1, 0, 0, %s, '')",
                    (panggung.tenant.id, bytes(32)),
                )
