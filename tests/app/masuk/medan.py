"""Where attacks take place: the real application, two governments A and B, and providers that may lie.

Two kinds of agreement: each government has a provider of its own, or both are clients of one that they share.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.masuk.penyedia import DaftarPenyedia
from app.rumah import Rumah
from domain.kernel import OrangId
from infra.jaringan.pengambil import PengambilAman
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.app.masuk.palsu import KUNCI, Jaringan, Penyedia

SENDIRI, BERSAMA = "sendiri", "bersama"
JENIS = (SENDIRI, BERSAMA)


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

    def tamu(self) -> Tamu:
        return Tamu(self.aplikasi.test_client())

    def klien_id(self, tenant: Tenant) -> str:
        return "riwayat-a" if tenant == self.a else "riwayat-b"

    def penyedia(self, tenant: Tenant) -> Penyedia:
        return self.penyedia_a if tenant == self.a else self.penyedia_b

    def masuk(self, tenant: Tenant | None = None, tamu: Tamu | None = None, **klaim: Any) -> Tamu:
        """The whole way through; whether it ended inside is for the caller to look at."""
        tamu, tenant = tamu or self.tamu(), tenant or self.a
        if url := tamu.mulai(tenant):
            tamu.kembali(tenant, self.penyedia(tenant).setujui(url, **({"sub": self.sub} | klaim)))
        return tamu

    def setel(self, tenant: Tenant, penyedia: Penyedia) -> None:
        with tenant_scope(tenant):
            self.rumah.sso.pasang(penyedia.issuer, self.klien_id(tenant), "rahasia")

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
        """Somebody in the directory, known at that government's provider under `sub`."""
        with tenant_scope(tenant):
            orang_id = self.rumah.direktori.tambah(nama, surel=surel)
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
