"""What the worker's role may not do, whatever the worker tries."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from infra.antrean import maju, tertinggal
from infra.db.pool import Basis
from infra.pekerja.antrean import PEMBERITAHUAN
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.infra.pekerja.panggung import KINI, Kantor, Pekerja

RAHASIA = ["tata.sesi", "tata.identitas", "tata.oidc", "tata.transaksi_masuk", "tata.dokumen_resmi", "es.command"]
SISTEM = ["sistem.kursor", "sistem.tenant_head"]


@pytest.mark.parametrize("tabel", RAHASIA + SISTEM)
def test_it_cannot_read(basis_pekerja: Basis, pemda: Tenant, tabel: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), basis_pekerja.transaksi() as connection:
        connection.execute(f"SELECT FROM {tabel}".encode())


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE tata.orang SET nama = nama",
        "DELETE FROM tata.surel",
        "UPDATE tata.jam SET selisih = '1 day'",
        "INSERT INTO es.event SELECT * FROM es.event LIMIT 1",
        "UPDATE baca.sop SET nama = nama",
        "UPDATE sistem.pemda SET demonstrasi = true",
    ],
)
def test_it_cannot_change(basis_pekerja: Basis, pemda: Tenant, perintah: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), basis_pekerja.transaksi() as connection:
        connection.execute(perintah.encode())


@pytest.mark.parametrize("tabel", ["es.event", "tata.orang", "tata.surel", "baca.sop", "baca.mandat", "baca.wajib"])
def test_it_sees_the_bound_tenant_alone(
    basis_pekerja: Basis, pemda: Tenant, pemda_lain: Tenant, tabel: str, superuser: psycopg.Connection[object]
) -> None:
    superuser.execute(
        "INSERT INTO tata.surel (tenant_id, kunci, kepada, perihal, isi) VALUES (%s, 'uji', 'a@b', 'p', 'i')",
        (pemda_lain.id,),
    )
    hitung = f"SELECT count(*) FROM {tabel}".encode()
    with basis_pekerja.transaksi() as connection:
        assert connection.execute(hitung).fetchone() == (0,)
    with tenant_scope(pemda_lain), basis_pekerja.transaksi() as connection:
        assert connection.execute(hitung).fetchone() != (0,)


def test_unbound_it_sees_nothing_and_moves_no_cursor(basis_pekerja: Basis) -> None:
    for perintah in (b"SELECT FROM es.event", b"SELECT es.maju('pemberitahuan', 1, NULL, '')"):
        with pytest.raises(psycopg.Error), basis_pekerja.sambungan() as connection:
            connection.execute(perintah)


def test_it_moves_the_bound_tenants_cursor_alone_and_never_back(
    kantor: Kantor, buat_pemda: Callable[[], Tenant], basis_pekerja: Basis, pekerja: Pekerja
) -> None:
    lain = buat_pemda()
    for pos in (2, 1):
        with basis_pekerja.transaksi() as connection:
            maju(connection, PEMBERITAHUAN, pos, None)
    assert pekerja.kursor(kantor.tenant)[0] == 2
    assert pekerja.kursor(lain)[0] == 0


def test_who_is_behind_names_only_those(
    kantor: Kantor, buat_pemda: Callable[[], Tenant], basis_pekerja: Basis, pekerja: Pekerja
) -> None:
    buat_pemda()
    assert [g.tenant for g in tertinggal(basis_pekerja, PEMBERITAHUAN, KINI)] == [kantor.tenant]
    pekerja.putar()
    assert tertinggal(basis_pekerja, PEMBERITAHUAN, KINI) == []
