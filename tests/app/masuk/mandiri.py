"""An independent provider for each of three governments, run by Node, and a browser that walks between it and us.

At the third one Riwayat has no secret: it signs (private_key_jwt).
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from app.masuk.penyedia import DaftarPenyedia
from app.rumah import Rumah
from infra.jaringan.pengambil import PengambilAman
from infra.lokal.aset import collect_for_tests
from tenants.context import tenant_scope
from tenants.model import Tenant
from tenants.oidc import CaraKlien, PengaturanOidc
from tests.app.masuk.medan import Tamu
from tests.app.masuk.panggung import layani
from tests.conftest import BuatPemda

TANDA_TANGAN = 2
RAHASIA = "rahasia-untuk-uji-%41:/+&"
SKRIP = __file__.replace("mandiri.py", "penyedia_mandiri.mjs")


@dataclass
class Mandiri:
    """Three governments, `issuer` and `tenant` in the same order; `perintah` speaks to the running program."""

    aplikasi: Flask
    rumah: Rumah
    proses: subprocess.Popen[str]
    issuer: list[str]
    tenant: list[Tenant]

    def perintah(self, **isi: Any) -> None:
        assert self.proses.stdin is not None
        assert self.proses.stdout is not None
        self.proses.stdin.write(json.dumps(isi) + "\n")
        self.proses.stdin.flush()
        assert self.proses.stdout.readline().strip() == "true"

    def peramban(self) -> Peramban:
        return Peramban(self, Tamu(self.aplikasi.test_client()))

    def lupakan(self) -> None:
        """As if the copies of metadata and keys had grown old."""
        self.rumah.penyedia = DaftarPenyedia(PengambilAman(boleh_loopback=True))


@dataclass
class Peramban:
    """One browser: our pages through the test client, the provider's over the network."""

    mandiri: Mandiri
    tamu: Tamu
    web: requests.Session = field(default_factory=requests.Session)

    def masuk(self, nomor: int = 0, akun: str = "ratna") -> TestResponse:
        return self.lalui(nomor, self.tamu.mulai(self.mandiri.tenant[nomor]), akun)

    def lalui(self, nomor: int, url: str, akun: str = "ratna") -> TestResponse:
        """From the provider's first page, past its sign-in if it asks, back to us."""
        while not url.startswith("http://localhost/"):
            respons = self.web.get(url, allow_redirects=False, timeout=20)
            if respons.status_code == 200:  # its sign-in page
                url = f"{respons.url}?akun={akun}"
                continue
            assert respons.is_redirect, respons.text
            url = urljoin(url, respons.headers["Location"])
        tanya = urlsplit(url)
        assert tanya.path == f"/{self.mandiri.tenant[nomor].kode}/masuk/kembali"
        return self.tamu.klien.get(f"{tanya.path}?{tanya.query}")

    def keluar(self, nomor: int = 0) -> str:
        """Sign out here, then there; returns where the provider leaves us in the end."""
        m = self.mandiri
        return self.keluar_di_penyedia(self.tamu.kirim(m.tenant[nomor], m.rumah, "/kerja/keluar").location)

    def keluar_di_penyedia(self, url: str) -> str:
        halaman = self.web.get(url, timeout=20)
        form = BeautifulSoup(halaman.text, "html.parser").find("form")
        assert form is not None, halaman.text
        isi = {str(i["name"]): str(i.get("value", "")) for i in form.find_all("input")} | {"logout": "yes"}
        respons = self.web.post(urljoin(url, str(form["action"])), data=isi, allow_redirects=False, timeout=20)
        return respons.headers["Location"]

    def di_dalam(self, nomor: int = 0) -> bool:
        return self.tamu.di_dalam(self.mandiri.tenant[nomor])


@contextmanager
def mandiri_baru(aplikasi: Flask, buat_pemda: BuatPemda) -> Iterator[Mandiri]:
    rumah: Rumah = aplikasi.extensions["riwayat"]
    node, modul = collect_for_tests()
    tenant = [buat_pemda(), buat_pemda(), buat_pemda()]
    with layani(lambda _: aplikasi.wsgi_app) as (alamat, _):
        klien = [_klien(satu, alamat) for satu in tenant]
        klien[TANDA_TANGAN] = _bertanda_tangan(klien[TANDA_TANGAN], f"{alamat}/{tenant[TANDA_TANGAN].kode}/masuk/kunci")
        proses = subprocess.Popen(
            [node, SKRIP, str(modul), json.dumps(klien)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with proses:
            assert proses.stdout is not None
            mandiri = Mandiri(aplikasi, rumah, proses, json.loads(proses.stdout.readline()), tenant)
            for nomor, (satu, issuer) in enumerate(zip(tenant, mandiri.issuer, strict=True)):
                with tenant_scope(satu):
                    if nomor == TANDA_TANGAN:
                        _pasang_kunci(rumah, PengaturanOidc(issuer, f"riwayat-{satu.kode}", cara=CaraKlien.ES256))
                    else:
                        rumah.sso.pasang(issuer, f"riwayat-{satu.kode}", RAHASIA)
            yield mandiri
            proses.terminate()


def _pasang_kunci(rumah: Rumah, pengaturan: PengaturanOidc) -> None:
    rumah.sso.kunci.pastikan(pengaturan.cara.value)
    rumah.sso.arsip.aktifkan(rumah.sso.arsip.simpan(pengaturan, oleh=None))


def _bertanda_tangan(klien: dict[str, Any], alamat_kunci: str) -> dict[str, Any]:
    """The same client without a secret: the provider finds our public keys at our address."""
    tanpa = {nama: nilai for nama, nilai in klien.items() if nama != "client_secret"}
    cara = {"token_endpoint_auth_method": "private_key_jwt", "token_endpoint_auth_signing_alg": "ES256"}
    return tanpa | cara | {"jwks_uri": alamat_kunci}


def _klien(tenant: Tenant, alamat: str) -> dict[str, Any]:
    """Riwayat as that provider has it registered. Its servers reach ours at `alamat`, browsers at localhost."""
    return {
        "client_id": f"riwayat-{tenant.kode}",
        "client_secret": RAHASIA,
        "redirect_uris": [f"http://localhost/{tenant.kode}/masuk/kembali"],
        "post_logout_redirect_uris": [f"http://localhost/{tenant.kode}/"],
        "backchannel_logout_uri": f"{alamat}/{tenant.kode}/masuk/pemutusan",
        "backchannel_logout_session_required": True,
        "id_token_signed_response_alg": "RS256",
    }
