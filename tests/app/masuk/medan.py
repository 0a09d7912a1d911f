"""Where attacks take place: the real application, two governments A and B, and providers that may lie.

Two kinds of agreement: each government has a provider of its own, or both are clients of one that serves others too.
At the shared one nobody is let in whom our own records do not know: whoever signs in there brings an invitation the
first time, and holds a mandate.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.masuk.penyedia import DaftarPenyedia
from app.rumah import Rumah
from domain.jabatan import decisions as jabatan
from domain.kernel import JabatanId, Keputusan, MandatId, OrangId
from domain.wewenang import Peran
from infra.jaringan.pengambil import PengambilAman
from infra.projections.baris import JABATAN
from tenants.context import tenant_scope
from tenants.model import Tenant, TenantId
from tenants.oidc import PengaturanOidc
from tests.app.conftest import perintah_uji
from tests.app.masuk.palsu import KUNCI, Jaringan, Penyedia

SENDIRI, BERSAMA = "sendiri", "bersama"
JENIS = (SENDIRI, BERSAMA)
SK = Keputusan("821/12/2024", date(2024, 1, 2))


@dataclass
class Tamu:
    """A browser."""

    klien: FlaskClient

    def mulai(self, tenant: Tenant, **isian: str) -> str:
        """Press "Masuk"; returns where the provider is, or nothing where the sign-in does not begin."""
        respons = self.klien.post(f"/{tenant.kode}/masuk/", data=isian)
        return respons.location if respons.status_code == 303 else ""

    def kembali(self, tenant: Tenant, parameter: dict[str, str]) -> TestResponse:
        return self.klien.get(f"/{tenant.kode}/masuk/kembali", query_string=parameter)

    def di_dalam(self, tenant: Tenant) -> bool:
        return self.klien.get(f"/{tenant.kode}/kerja/").status_code == 200

    def kuki(self, tenant: Tenant) -> str:
        kuki = self.klien.get_cookie("riwayat", path=f"/{tenant.kode}/kerja/")
        return kuki.value if kuki else ""

    def pakai_kuki(self, tenant: Tenant, nilai: str) -> None:
        self.klien.set_cookie("riwayat", nilai, path=f"/{tenant.kode}/kerja/")

    def kirim(self, tenant: Tenant, rumah: Rumah, jalur: str, **isian: str) -> TestResponse:
        """A form of the working area, with the token of this browser's session."""
        with tenant_scope(tenant):
            sesi = rumah.sesi.ambil(self.kuki(tenant), rumah.jam.kini())
        isi = {"csrf": sesi.csrf if sesi else "", "perintah": str(uuid4())}
        return self.klien.post(f"/{tenant.kode}{jalur}", data=isi | isian)


@dataclass
class Medan:
    aplikasi: Flask
    rumah: Rumah
    jenis: str
    a: Tenant
    b: Tenant
    penyedia_a: Penyedia
    penyedia_b: Penyedia
    asing: Penyedia
    jaringan: Jaringan
    sub: str = field(default_factory=lambda: f"sub-{uuid4()}")
    undangan: dict[TenantId, str] = field(default_factory=dict)

    def tamu(self) -> Tamu:
        return Tamu(self.aplikasi.test_client())

    def klien_id(self, tenant: Tenant) -> str:
        return "riwayat-a" if tenant == self.a else "riwayat-b"

    def penyedia(self, tenant: Tenant) -> Penyedia:
        return self.penyedia_a if tenant == self.a else self.penyedia_b

    def mulai(self, tamu: Tamu, tenant: Tenant, **isian: str) -> str:
        """Press "Masuk" as somebody who belongs there: at a shared provider with what that government has sent him."""
        return tamu.mulai(tenant, **self._undangan(tenant), **isian)

    def setujui(self, tenant: Tenant, url: str, **klaim: Any) -> dict[str, str]:
        """The one person of this field signs in at that government's provider."""
        return self.penyedia(tenant).setujui(url, **({"sub": self.sub} | klaim))

    def masuk(self, tenant: Tenant | None = None, tamu: Tamu | None = None, **klaim: Any) -> Tamu:
        """The whole way through; whether it ended inside is for the caller to look at."""
        tamu, tenant = tamu or self.tamu(), tenant or self.a
        if url := self.mulai(tamu, tenant):
            tamu.kembali(tenant, self.setujui(tenant, url, **klaim))
        return tamu

    def setel(self, tenant: Tenant, penyedia: Penyedia) -> None:
        bersama = self.jenis == BERSAMA
        pengaturan = PengaturanOidc(penyedia.issuer, self.klien_id(tenant), "rahasia", bersama=bersama)
        with tenant_scope(tenant):
            self.rumah.sso.arsip.aktifkan(self.rumah.sso.arsip.simpan(pengaturan, oleh=None))
            self.rumah.sso.lupakan()

    def _undangan(self, tenant: Tenant) -> dict[str, str]:
        """The invitation of one employee: his first sign-in makes (iss, sub) of it, later ones do not look."""
        if self.jenis == SENDIRI:
            return {}
        if tenant.id not in self.undangan:
            with tenant_scope(tenant):
                pegawai = self._dengan_jabatan(self.rumah.direktori.tambah("Pegawai"))
                self.undangan[tenant.id] = self.rumah.undangan.buat(pegawai, self.rumah.jam.kini())
        return {"undangan": self.undangan[tenant.id]}

    def _dengan_jabatan(self, orang_id: OrangId) -> OrangId:
        """In the tenant being served; without a mandate nobody comes in by a shared provider."""
        buku, jabatan_id = self.rumah.buku, JabatanId(uuid4())
        buku.mulai(
            JABATAN,
            jabatan_id,
            perintah_uji(),
            lambda j: [
                jabatan.bentuk(nama="Arsiparis", peran=Peran.PENYUSUN, opd_id=None),
                jabatan.tetapkan(j, mandat_id=MandatId(uuid4()), orang=orang_id, keputusan=SK, mulai=SK.tanggal),
            ],
        )
        return orang_id

    @contextmanager
    def faktor_kedua(self, tenant: Tenant) -> Iterator[None]:
        """Meanwhile the government asks its provider for a second factor."""
        with tenant_scope(tenant):
            arsip, lama = self.rumah.sso.arsip, self.rumah.sso.pengaturan()
            assert lama is not None
            arsip.aktifkan(arsip.simpan(replace(lama, amr=("mfa",)), oleh=None))
        try:
            yield
        finally:
            with tenant_scope(tenant):
                arsip.aktifkan(lama.versi)

    def orang(self, tenant: Tenant, nama: str, *, surel: str = "", sub: str = "") -> OrangId:
        """Somebody in the directory with a mandate, known at that government's provider under `sub`."""
        with tenant_scope(tenant):
            orang_id = self._dengan_jabatan(self.rumah.direktori.tambah(nama, surel=surel))
            self.rumah.direktori.hubungkan(self.penyedia(tenant).issuer, sub or self.sub, orang_id)
        return orang_id

    def milik(self, tenant: Tenant, tamu: Tamu) -> OrangId | None:
        """Whose session that browser holds."""
        with tenant_scope(tenant):
            sesi = self.rumah.sesi.ambil(tamu.kuki(tenant), self.rumah.jam.kini())
        return sesi.orang_id if sesi else None

    def bocor_ke(self, penyedia: Penyedia, kode: str) -> bool:
        """Whether we sent that code to that provider."""
        tuan = urlsplit(penyedia.issuer).netloc
        return any(urlsplit(url).netloc == tuan and kode in isi for url, isi in self.jaringan.terkirim)


def medan_baru(aplikasi: Flask, rumah: Rumah, jenis: str, a: Tenant, b: Tenant) -> Medan:
    """Nothing is remembered of an earlier one: new providers, and a register of providers that has met nobody."""
    satu = Penyedia("https://sso.kota-a.example", KUNCI["satu"])
    dua = satu if jenis == BERSAMA else Penyedia("https://sso.kab-b.example", KUNCI["dua"])
    asing = Penyedia("https://sso.asing.example", KUNCI["tiga"])
    jaringan = Jaringan([satu, dua, asing], PengambilAman())
    rumah.penyedia = DaftarPenyedia(jaringan)  # type: ignore[arg-type]
    medan = Medan(aplikasi, rumah, jenis, a, b, satu, dua, asing, jaringan)
    for tenant in (a, b):
        medan.setel(tenant, medan.penyedia(tenant))
    return medan
