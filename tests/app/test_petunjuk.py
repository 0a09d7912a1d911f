"""What machines ask for first, what remains after signing out, and answers that no view gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from infra.clock import now
from infra.settings import Settings
from tests.app.conftest import Panggung, Peramban, masuk
from tests.app.kepala import periksa_kepala
from tests.basis_data import BasisData

KONTAK = "mailto:keamanan@contoh.test, https://contoh.test/lapor"


@pytest.fixture
def aman(basis_data: BasisData) -> Iterator[Flask]:
    """The product as it is served in earnest: over https, with a contact."""
    pengaturan = Settings(basis_data.app, alamat="https://sop.contoh.test", kolam=2, jatah=0, kontak_keamanan=KONTAK)
    app = create_app(pengaturan)
    app.testing, app.test_client_class = True, Peramban
    app.config["PREFERRED_URL_SCHEME"] = "https"
    yield app
    app.extensions["riwayat"].tutup()


def _buka(klien: FlaskClient, jalur: str) -> str:
    respons = klien.get(jalur)
    assert respons.status_code == 200
    assert respons.content_type == "text/plain; charset=utf-8"
    return respons.get_data(as_text=True)


def test_security_txt_menurut_rfc_9116(aman: Flask) -> None:
    teks = _buka(aman.test_client(), "/.well-known/security.txt")
    bidang = [tuple(baris.split(": ", 1)) for baris in teks.splitlines()]
    assert [isi for nama, isi in bidang if nama == "Contact"] == KONTAK.split(", ")
    [sampai] = [datetime.strptime(isi, "%Y-%m-%dT%H:%M:%SZ") for nama, isi in bidang if nama == "Expires"]
    assert timedelta(days=30) < sampai.replace(tzinfo=UTC) - now() < timedelta(days=365)
    assert ("Canonical", "https://sop.contoh.test/.well-known/security.txt") in bidang


def test_robots_menutup_area_kerja(aman: Flask) -> None:
    teks = _buka(aman.test_client(), "/robots.txt")
    assert "Disallow: /*/kerja/" in teks


def test_tanpa_kontak_tidak_ada_dan_bukan_milik_pemda(aplikasi: Flask, aman: Flask, panggung: Panggung) -> None:
    assert aplikasi.test_client().get("/.well-known/security.txt").status_code == 404
    for jalur in ("/.well-known/security.txt", "/robots.txt"):
        assert aman.test_client().get(f"/{panggung.tenant.kode}{jalur}").status_code == 404


def test_https_membawa_hsts_dan_kuki_aman(aman: Flask, panggung: Panggung) -> None:
    klien = aman.test_client()
    for jalur in ("/", "/tidak-ada", f"/{panggung.tenant.kode}", f"/{panggung.tenant.kode}/kerja/"):
        respons = klien.get(jalur, base_url="https://sop.contoh.test")
        assert respons.headers["Strict-Transport-Security"] == "max-age=31536000", jalur


def test_keluar_menghapus_yang_disimpan_peramban(aplikasi: Flask, panggung: Panggung) -> None:
    respons = panggung.sari.kirim("/kerja/keluar")
    assert respons.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert any("Max-Age=0" in kuki for kuki in respons.headers.getlist("Set-Cookie"))
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/kerja/").status_code == 303


def test_cara_yang_salah_menyebut_yang_benar(aplikasi: Flask, panggung: Panggung) -> None:
    respons = aplikasi.test_client().delete(f"/{panggung.tenant.kode}/masuk/kunci")
    assert respons.status_code == 405
    assert respons.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_kenari_jawaban_tanpa_kepala_ketahuan(aplikasi: Flask, panggung: Panggung) -> None:
    """Each header taken away from a real answer is missed."""
    klien, _ = masuk(aplikasi, aplikasi.extensions["riwayat"], panggung.tenant, panggung.sari.id)
    respons = klien.get(f"/{panggung.tenant.kode}/kerja/")
    wajib = (
        *("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"),
        *("Cross-Origin-Opener-Policy", "Cache-Control", "Content-Type"),
    )
    for nama in wajib:
        semula = respons.headers.pop(nama)
        with pytest.raises(AssertionError):
            periksa_kepala(respons)
        respons.headers[nama] = semula
    for kuki in (
        "riwayat=x; Path=/",
        "riwayat=x; HttpOnly; Path=/a/kerja/",
        "riwayat=x; HttpOnly; SameSite=Lax; Path=/",
    ):
        respons.headers["Set-Cookie"] = kuki
        with pytest.raises(AssertionError):
            periksa_kepala(respons)
    assert re.search("no-store", respons.headers["Cache-Control"])


@pytest.mark.parametrize("jalur", ["/?q=%00", "/?q=a&q=b%00", "/kerja/sop?q=a%00b", "/sop/%00", "/log/tile/%00/1"])
def test_nol_dalam_alamat_bukan_galat_kita(aplikasi: Flask, panggung: Panggung, jalur: str) -> None:
    """wapiti's: a NUL in the search of the public page reached PostgreSQL, which takes none, and answered 500."""
    klien, _ = masuk(aplikasi, aplikasi.extensions["riwayat"], panggung.tenant, panggung.sari.id)
    respons = klien.get(f"/{panggung.tenant.kode}{jalur}")
    assert respons.status_code == 400
    assert "Muat ulang halaman" in respons.get_data(as_text=True)
