"""An admin, a browser, and the real demonstration providers: the government's own, and one that others share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.masuk.penyedia import DaftarPenyedia
from app.rumah import Rumah
from infra.demo.sso import OrangPeragaan, PemdaPeragaan, buat_aplikasi
from infra.demo.sso.catatan import KODE_PERAGAAN
from infra.jaringan.pengambil import PengambilAman
from tenants.context import tenant_scope
from tests.app.conftest import Panggung
from tests.app.halaman import periksa_halaman
from tests.app.masuk.panggung import Perantara, layani

RATNA = OrangPeragaan("ratna", "Ratna Dewi", "198501012010012001", "Kepala Bagian", "Setda", ("sop-penyusun", "lain"))
BAYU = OrangPeragaan("bayu", "Bayu Aji", "", "Staf", "Setda")
ADMIN = "/kerja/admin/sso"


@dataclass
class Lapangan:
    """`sendiri` and `bersama` are the issuers; the browser is nobody in particular."""

    panggung: Panggung
    rumah: Rumah
    aplikasi: Flask
    alamat: str
    perantara: Perantara
    peramban: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.peramban = self.aplikasi.test_client()

    @property
    def kode(self) -> str:
        return self.panggung.tenant.kode

    @property
    def sendiri(self) -> str:
        return f"{self.alamat}/{self.kode}"

    @property
    def bersama(self) -> str:
        return f"{self.alamat}/bersama"

    def isian(self, **ubahan: str) -> dict[str, str]:
        dasar = {"nama": "SSO Kota", "issuer": self.sendiri, "client_id": "riwayat", "client_secret": "rahasia-sekali"}
        klaim = {"klaim_nama": "name", "klaim_nip": "nip", "klaim_unit": "unit", "klaim_grup": "groups"}
        return dasar | klaim | {"cara": "client_secret", "scopes": "openid profile"} | ubahan

    def simpan(self, jalur: str = f"{ADMIN}/penyedia-baru", **ubahan: str) -> TestResponse:
        return self.panggung.dwi.kirim(jalur, self.isian(**ubahan))

    def coba(self, versi: int, sub: str = "ratna", **isian: str) -> BeautifulSoup:
        """Trial to its end, in the admin's browser: what its page says."""
        dwi = self.panggung.dwi
        halaman = periksa_halaman(dwi.kirim(f"{ADMIN}/versi/{versi}/percobaan"))
        url = str(halaman.find("a", class_="utama")["href"])
        akhir = dwi.klien.get(self.di_penyedia(url, **(isian or {"sub": sub, "kode": KODE_PERAGAAN})))
        assert akhir.status_code == 303
        return dwi.buka(akhir.location)

    def aktifkan(self, versi: int) -> TestResponse:
        return self.panggung.dwi.kirim(f"{ADMIN}/versi/{versi}/pengaktifan")

    def pasang(self, **ubahan: str) -> int:
        """A provider as its admin brings it to life: saved, tried, active."""
        assert self.simpan(**ubahan).status_code == 303
        with tenant_scope(self.panggung.tenant):
            versi = self.rumah.sso.arsip.semua()[0].versi
        assert self.coba(versi).h1.get_text() == "Percobaan berhasil"
        assert self.aktifkan(versi).status_code == 303
        return versi

    def di_penyedia(self, url: str, **isian: str) -> str:
        """What the person does there; returns the path to which the browser is sent back."""
        with requests.post(url, data=isian, allow_redirects=False, timeout=10) as respons:
            assert respons.status_code == 302, respons.text
            tujuan = urlsplit(respons.headers["Location"])
        return f"{tujuan.path}?{tujuan.query}"

    def masuk(self, sub: str = "ratna", **isian: str) -> TestResponse:
        """Sign in as somebody: what the last answer is."""
        mulai = self.peramban.post(f"/{self.kode}/masuk/", data=isian)
        if mulai.status_code != 303:
            return mulai
        return self.peramban.get(self.di_penyedia(mulai.location, sub=sub, kode=KODE_PERAGAAN))

    def diminta(self, **isian: str) -> dict[str, list[str]]:
        """The parameters with which a sign-in begins."""
        return parse_qs(urlsplit(self.peramban.post(f"/{self.kode}/masuk/", data=isian).location).query)


@pytest.fixture(scope="session")
def folder_kunci(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kunci-sso")


@pytest.fixture
def lapangan(
    panggung: Panggung, rumah: Rumah, aplikasi: Flask, folder_kunci: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Lapangan]:
    kode = panggung.tenant.kode
    penyedia = (
        PemdaPeragaan(kode, "Kota", "riwayat", "rahasia-sekali", (RATNA, BAYU)),
        PemdaPeragaan("bersama", "SSO ASN", "riwayat-asn", "rahasia-asn", (RATNA, BAYU), untuk=(kode,)),
    )

    def ambil_kunci(alamat: str) -> dict[str, Any]:
        isi: dict[str, Any] = aplikasi.test_client().get(urlsplit(alamat).path).get_json()
        return isi

    def buat(alamat: str) -> Perantara:
        return Perantara(buat_aplikasi(alamat, penyedia, "http://localhost", folder_kunci, ambil_kunci=ambil_kunci))

    monkeypatch.setattr(rumah, "boleh_loopback", True)
    monkeypatch.setattr(rumah, "penyedia", DaftarPenyedia(PengambilAman(boleh_loopback=True)))
    with layani(buat) as (alamat, perantara):
        yield Lapangan(panggung, rumah, aplikasi, alamat, perantara)
