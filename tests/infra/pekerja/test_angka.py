"""Figures for a province: five numbers of those who agreed, gone when they end it, and no row seen by another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.akses.decisions import bagikan_angka, hentikan_angka
from domain.kernel import Aktor, OrangId
from infra.akses import Putusan, ubah_akses
from infra.db.pool import Basis
from infra.event_store.buku import Buku, Perintah
from infra.pekerja.angka import AngkaProvinsi
from infra.pekerja.putaran import satu_putaran
from infra.queries.angka import AngkaDaerah, angka_daerah
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.conftest import BuatPemda
from tests.infra.pekerja.panggung import KINI, Kantor

ADMIN = Aktor(OrangId(uuid4()), "Admin")
Putar = Callable[..., None]


@pytest.fixture
def putar(basis_pekerja: Basis) -> Putar:
    """Rounds of this consumer alone."""

    def jalan(kini: Any = KINI) -> None:
        while satu_putaran(basis_pekerja, [AngkaProvinsi(basis_pekerja)], kini):
            pass

    return jalan


@pytest.fixture
def provinsi(buat_pemda: BuatPemda) -> Tenant:
    return buat_pemda()


def putuskan(buku: Buku, tenant: Tenant, putusan: Putusan) -> None:
    with tenant_scope(tenant):
        ubah_akses(buku, Perintah(uuid4(), ADMIN), putusan)


def angka(basis: Basis, provinsi: Tenant) -> list[AngkaDaerah]:
    with tenant_scope(provinsi):
        return angka_daerah(basis)


def test_angka_yang_disetujui_sampai_dan_hanya_itu(
    kantor: Kantor, buku: Buku, basis: Basis, provinsi: Tenant, putar: Putar
) -> None:
    kota = kantor.tenant
    sop_id, wajib = kantor.sop(), kantor.wajibkan(KINI.date())
    kantor.wajibkan(KINI.date(), judul="Penerimaan Tamu")
    kantor.sahkan(sop_id, KINI.date() - timedelta(days=3))
    kantor.kaitkan(wajib, sop_id)
    putar()
    assert angka(basis, provinsi) == []
    putuskan(buku, kota, lambda d: bagikan_angka(d, provinsi.kode, dasar="Surat 1"))
    putar()
    hari = kota.tanggal(KINI)
    assert angka(basis, provinsi) == [AngkaDaerah(kota.kode, kota.nama, 1, 1, 2, 1, 0, hari)]
    assert angka(basis, provinsi)[0].kurang == 1


def test_angka_mengikuti_peristiwa_dan_pergantian_hari(
    kantor: Kantor, buku: Buku, basis: Basis, provinsi: Tenant, putar: Putar
) -> None:
    putuskan(buku, kantor.tenant, lambda d: bagikan_angka(d, provinsi.kode, dasar="Surat 1"))
    sop_id = kantor.sop()
    kantor.sahkan(sop_id, KINI.date() + timedelta(days=1))
    putar()
    assert angka(basis, provinsi)[0].berlaku == 0
    putar(KINI + timedelta(days=1))
    assert angka(basis, provinsi)[0].berlaku == 1


def test_dihentikan_berarti_hilang(
    kantor: Kantor, buku: Buku, basis: Basis, provinsi: Tenant, buat_pemda: BuatPemda, putar: Putar
) -> None:
    kedua = buat_pemda()
    for tujuan in (provinsi, kedua):
        putuskan(buku, kantor.tenant, lambda d, p=tujuan: bagikan_angka(d, p.kode, dasar="Surat 1"))
    putar()
    putuskan(buku, kantor.tenant, lambda d: hentikan_angka(d, provinsi.kode, alasan="Selesai"))
    putar()
    assert (len(angka(basis, provinsi)), len(angka(basis, kedua))) == (0, 1)


def test_provinsi_yang_tidak_terdaftar_tidak_menghentikan_pekerja(
    kantor: Kantor, buku: Buku, basis: Basis, provinsi: Tenant, putar: Putar
) -> None:
    for kode in ("provinsi-antah-berantah", provinsi.kode):
        putuskan(buku, kantor.tenant, lambda d, k=kode: bagikan_angka(d, k, dasar="Surat 1"))
    putar()
    assert len(angka(basis, provinsi)) == 1
