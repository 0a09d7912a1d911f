"""Screens: one application on this worker's database; each test is its own government with its own people."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import structlog
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from app.rumah import Rumah
from domain.akses import decisions as akses
from domain.akses.events import AksesDiberikan, AksesId
from domain.jabatan import decisions as jabatan
from domain.kernel import Aktor, JabatanId, Keputusan, MandatId, OpdId, OrangId
from domain.opd import decisions as opd
from domain.wewenang import Peran
from infra.akses import ubah_akses
from infra.clock import now
from infra.event_store.buku import Perintah
from infra.log import pasang_log
from infra.projections.baris import JABATAN, OPD
from infra.sesi import CaraMasuk
from infra.settings import Settings
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant
from tests.app.halaman import formulir_ke, isi_formulir, periksa_halaman
from tests.app.kepala import periksa_kepala
from tests.basis_data import BasisData

HX = {"HX-Request": "true"}
KUNCI = ("kunci-uji-" * 4,)


class Peramban(FlaskClient):
    """Calls the application as a server would: in a context of its own, where no tenant is bound yet."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        respons = Context().run(super().open, *args, **kwargs)
        for satu in (*respons.history, respons):
            periksa_kepala(satu)
        return respons


@pytest.fixture(scope="session")
def aplikasi(basis_data: BasisData) -> Iterator[Flask]:
    app = create_app(Settings(basis_data.app, alamat="http://localhost", kolam=8, kunci=KUNCI, jatah=0))
    app.testing = True
    app.test_client_class = Peramban
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    app.extensions["riwayat"].tutup()


@pytest.fixture
def rumah(aplikasi: Flask) -> Rumah:
    return aplikasi.extensions["riwayat"]


@pytest.fixture
def catatan() -> Iterator[io.StringIO]:
    """The log of this process, exactly as the product writes it."""
    akar, semula = logging.getLogger(), structlog.get_config()
    penangan, tingkat = akar.handlers, akar.level
    isi = io.StringIO()
    pasang_log(isi)
    logging.getLogger().setLevel(logging.DEBUG)
    yield isi
    structlog.configure(**semula)
    structlog.contextvars.clear_contextvars()
    akar.handlers = penangan
    akar.setLevel(tingkat)


@pytest.fixture
def penyedia_semula(rumah: Rumah) -> Iterator[None]:
    """For tests that put another network behind the application: the next one finds the old."""
    semula = rumah.penyedia
    yield
    rumah.penyedia = semula


@dataclass
class Orang:
    """A person who holds one post and is signed in: opens pages and sends forms as a browser would."""

    id: OrangId
    jabatan_id: JabatanId
    mandat_id: MandatId
    aktor: Aktor
    csrf: str
    klien: FlaskClient
    tenant: Tenant

    def _alamat(self, jalur: str) -> str:
        return jalur if jalur.startswith(f"/{self.tenant.kode}/") else f"/{self.tenant.kode}{jalur}"

    def buka(self, jalur: str, *, htmx: bool = False, status: int = 200) -> BeautifulSoup:
        respons = self.klien.get(self._alamat(jalur), headers=HX if htmx else {})
        assert respons.status_code == status, respons.get_data(as_text=True)[:2000]
        return periksa_halaman(respons)

    def kirim(self, jalur: str, isi: dict[str, Any] | None = None, *, htmx: bool = False) -> TestResponse:
        """POST with this session's token and a fresh command id, unless the caller brings its own."""
        data = {"csrf": self.csrf, "perintah": str(uuid4())} | (isi or {})
        return self.klien.post(self._alamat(jalur), data=data, headers=HX if htmx else {})

    def isi_dan_kirim(self, halaman: str, akhir: str, **ubahan: Any) -> TestResponse:
        """Open a page, fill in the form whose action ends so, and send it."""
        form = formulir_ke(self.buka(halaman), akhir)
        return self.kirim(str(form["action"]), isi_formulir(form) | ubahan)


@dataclass
class Panggung:
    """A government with two agencies and one person for every role."""

    tenant: Tenant
    opd: OpdId
    opd_lain: OpdId
    orang: dict[str, Orang] = field(default_factory=dict)

    def __getattr__(self, nama: str) -> Orang:
        try:
            return self.orang[nama]
        except KeyError:
            raise AttributeError(nama) from None


BuatPanggung = Callable[[Tenant], Panggung]
ORANG = {
    "sari": ("Sari Wulandari", "Pengadministrasi Persidangan", Peran.PENYUSUN, True),
    "hendra": ("Hendra Wijaya", "Kasubag Umum dan Kepegawaian", Peran.KASUBAG, True),
    "ratna": ("Ratna Dewi", "Sekretaris DPRD", Peran.KEPALA_OPD, True),
    "budi": ("Budi Santoso", "Analis Tata Laksana", Peran.ORTALA, False),
    "ahmad": ("Ahmad Fauzi", "Wali Kota", Peran.PIMPINAN, False),
    "tri": ("Tri Hartono", "Auditor", Peran.AUDITOR, False),
    "dwi": ("Dwi Astuti", "Admin", Peran.ADMIN, False),
}


@pytest.fixture
def buat_panggung(aplikasi: Flask, rumah: Rumah) -> BuatPanggung:
    def buat(tenant: Tenant) -> Panggung:
        with tenant_scope(tenant):
            panggung = Panggung(tenant, _opd(rumah, "Sekretariat DPRD"), _opd(rumah, "Dinas Kesehatan"))
            for nama, (lengkap, jabatan_, peran, sendiri) in ORANG.items():
                milik = panggung.opd if sendiri else None
                panggung.orang[nama] = orang_baru(aplikasi, rumah, tenant, (lengkap, jabatan_, peran, milik))
            beri_akses(rumah, panggung.orang["budi"].aktor, panggung.orang["tri"].id)
            siti = ("Siti Aminah", "Kepala Dinas Kesehatan", Peran.KEPALA_OPD, panggung.opd_lain)
            panggung.orang["siti"] = orang_baru(aplikasi, rumah, tenant, siti)
        return panggung

    return buat


@pytest.fixture
def panggung(pemda: Tenant, buat_panggung: BuatPanggung) -> Panggung:
    return buat_panggung(pemda)


def beri_akses(rumah: Rumah, oleh: Aktor, orang: OrangId, *opd: OpdId, **ubahan: Any) -> AksesId:
    """A grant of a month from today: to all agencies and all of the history, unless told otherwise."""
    akses_id, hari = AksesId(uuid4()), current_tenant().tanggal(rumah.jam.kini())
    surat = Keputusan("700/12/2026", hari, "Inspektorat")
    usul = AksesDiberikan(akses_id, orang, opd, None, None, "Audit kinerja", surat, hari, hari + timedelta(days=29))
    usul = replace(usul, **ubahan)
    perintah = Perintah(uuid4(), oleh, pada=rumah.jam.pencatatan())
    ubah_akses(rumah.buku, perintah, lambda d: akses.beri(d, usul, pemberi=oleh.orang, menjabat=False, hari=hari))
    return akses_id


def perintah_uji(aktor: Aktor | None = None) -> Perintah:
    return Perintah(uuid4(), aktor or Aktor(OrangId(uuid4()), "Pengelola"))


def _opd(rumah: Rumah, nama: str) -> OpdId:
    opd_id = OpdId(uuid4())
    rumah.buku.mulai(OPD, opd_id, perintah_uji(), lambda _: opd.bentuk(nama=nama))
    return opd_id


def orang_baru(
    aplikasi: Flask,
    rumah: Rumah,
    tenant: Tenant,
    siapa: tuple[str, str, Peran, OpdId | None],
    akhir: date | None = None,
) -> Orang:
    nama, nama_jabatan, peran, opd_id = siapa
    orang_id = rumah.direktori.tambah(nama, nip="198001012005011999", surel=f"{nama.split()[0].lower()}@contoh.test")
    jabatan_id, mandat_id = JabatanId(uuid4()), MandatId(uuid4())
    rumah.buku.mulai(
        JABATAN, jabatan_id, perintah_uji(), lambda _: jabatan.bentuk(nama=nama_jabatan, peran=peran, opd_id=opd_id)
    )
    sk = Keputusan("821/12/2024", date(2024, 1, 2))
    rumah.buku.ubah(
        JABATAN,
        jabatan_id,
        perintah_uji(),
        lambda j: jabatan.tetapkan(
            j, mandat_id=mandat_id, orang=orang_id, keputusan=sk, mulai=date(2024, 1, 2), akhir=akhir
        ),
    )
    aktor = Aktor(orang_id, nama_jabatan, "", sk.nomor, jabatan_id)
    klien, csrf = masuk(aplikasi, rumah, tenant, orang_id)
    return Orang(orang_id, jabatan_id, mandat_id, aktor, csrf, klien, tenant)


def masuk(aplikasi: Flask, rumah: Rumah, tenant: Tenant, orang_id: UUID) -> tuple[FlaskClient, str]:
    """A signed-in browser: the session that a finished sign-in would have opened."""
    kini = rumah.jam.kini()
    token = rumah.sesi.buka(
        OrangId(orang_id),
        iss="https://sso.contoh.test",
        sub="x",
        sid="",
        id_token="",
        kini=kini,
        cara=CaraMasuk(auth_time=now()),
    )
    sesi = rumah.sesi.ambil(token, kini)
    assert sesi is not None
    klien = aplikasi.test_client()
    klien.set_cookie("riwayat", token, path=f"/{tenant.kode}/kerja/")
    return klien, sesi.csrf
