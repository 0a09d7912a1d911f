"""An installation that has operators: its own application, and a provider of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import requests
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from app.rumah import Rumah
from infra.demo.sso import OrangPeragaan, PemdaPeragaan, buat_aplikasi
from infra.demo.sso.catatan import ACR_DUA, KODE_PERAGAAN
from infra.settings import Settings, SsoOperator
from tests.app.conftest import KUNCI, Peramban
from tests.app.halaman import formulir_ke, isi_formulir, periksa_halaman
from tests.app.masuk.panggung import layani
from tests.basis_data import BasisData

OPI = OrangPeragaan("opi", "Opi Operator", "", "Operator", "Diskominfo Provinsi")
LAIN = OrangPeragaan("lain", "Lain Orang", "", "Staf", "Diskominfo Provinsi")
PENYEDIA = PemdaPeragaan("operator", "Platform", "riwayat-operator", "rahasia-operator", (OPI, LAIN))


@dataclass
class Meja:
    """A browser before the operator's pages."""

    aplikasi: Flask
    klien: FlaskClient

    @property
    def rumah(self) -> Rumah:
        rumah: Rumah = self.aplikasi.extensions["riwayat"]
        return rumah

    def masuk(self, sub: str = "opi", **isian: str) -> TestResponse:
        """Sign in as somebody: what the last answer is."""
        mulai = self.klien.post("/operator/masuk/")
        if mulai.status_code != 303:
            return mulai
        return self.klien.get(di_penyedia(mulai.location, **(isian or {"sub": sub, "kode": KODE_PERAGAAN})))

    def buka(self, jalur: str, status: int = 200) -> BeautifulSoup:
        respons = self.klien.get(jalur)
        assert respons.status_code == status, respons.get_data(as_text=True)[:2000]
        return periksa_halaman(respons)

    def isi_dan_kirim(self, halaman: str, akhir: str, **ubahan: Any) -> TestResponse:
        form = formulir_ke(self.buka(halaman), akhir)
        return self.klien.post(str(form["action"]), data=isi_formulir(form) | ubahan)

    def tambah(self, **ubahan: str) -> TestResponse:
        isi = {"nama": "Kota Layar", "kode": f"kota-{uuid4().hex[:8]}", "kode_wilayah": "33.98", "zona": "WIT"}
        return self.isi_dan_kirim("/operator/pemda-baru", "/pemda-baru", **(isi | ubahan))


def di_penyedia(url: str, **isian: str) -> str:
    """What the person does there; returns the path to which the browser is sent back."""
    with requests.post(url, data=isian, allow_redirects=False, timeout=10) as respons:
        assert respons.status_code == 302, respons.text
        tujuan = urlsplit(respons.headers["Location"])
    return f"{tujuan.path}?{tujuan.query}"


@pytest.fixture(scope="module")
def pemasangan(basis_data: BasisData, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("kunci-operator")
    with layani(lambda alamat: buat_aplikasi(alamat, (PENYEDIA,), "http://localhost", folder)) as (alamat, _):
        klien = f"{alamat}/operator", PENYEDIA.client_id, PENYEDIA.client_secret
        app = create_app(
            Settings(
                basis_data.app,
                database_url_operator=basis_data.operator,
                alamat="http://localhost",
                kolam=4,
                kunci=KUNCI,
                jatah=0,
                operator=SsoOperator(*klien, orang=("opi",), acr=(ACR_DUA,), amr=("otp",)),
            )
        )
        app.testing, app.test_client_class = True, Peramban
        app.config["PROPAGATE_EXCEPTIONS"] = False
        yield app
        app.extensions["riwayat"].tutup()


@pytest.fixture
def tamu(pemasangan: Flask) -> Meja:
    """Nobody in particular."""
    return Meja(pemasangan, pemasangan.test_client())


@pytest.fixture
def meja(tamu: Meja) -> Meja:
    """Opi, signed in through the provider."""
    respons = tamu.masuk()
    assert (respons.status_code, respons.location) == (303, "/operator/")
    return tamu
