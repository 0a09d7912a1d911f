"""The middleware that takes the tenant off the path, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from wsgiref.validate import validator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

from tenants.context import TenantMissingError, current_tenant
from tenants.model import Tenant, TenantId
from tenants.wsgi import TenantMiddleware

BOGOR = Tenant(TenantId(1), "kota-bogor", "Kota Bogor")
DEMAK = Tenant(TenantId(2), "kab-demak", "Kabupaten Demak")


class Daftar:
    """A registry of two governments that counts how often it is asked."""

    def __init__(self) -> None:
        self.ditanya: list[str] = []

    def menurut_kode(self, kode: str) -> Tenant | None:
        self.ditanya.append(kode)
        return next((t for t in self.semua() if t.kode == kode), None)

    def semua(self) -> tuple[Tenant, ...]:
        return BOGOR, DEMAK


class Aplikasi:
    """Remembers what it was called with: the tenant, SCRIPT_NAME, PATH_INFO and the query."""

    def __init__(self, lalu: Callable[[], object] = lambda: None) -> None:
        self.dilihat: list[tuple[str, str, str, str]] = []
        self._lalu = lalu

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            kode = current_tenant().kode
        except TenantMissingError:
            kode = "-"
        self.dilihat.append((kode, environ["SCRIPT_NAME"], environ["PATH_INFO"], environ["QUERY_STRING"]))
        self._lalu()
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
        return [b"ya"]


def panggil(
    aplikasi: Aplikasi, jalur: str, *, awalan: str = "", tanya: str = "", cara: str = "GET"
) -> tuple[str, Any, bytes]:
    """One request to the path below `awalan`; what the application is handed is checked against PEP 3333."""
    luar: Any = TenantMiddleware(validator(aplikasi), Daftar())
    environ = create_environ("/", query_string=tanya, method=cara)
    environ |= {"SCRIPT_NAME": awalan, "PATH_INFO": jalur}
    isi, status, kepala = run_wsgi_app(luar, environ, buffered=True)
    return status, kepala, b"".join(isi)


@pytest.mark.parametrize(
    ("jalur", "sisa"),
    [
        ("/kota-bogor/", "/"),
        ("/kota-bogor/kerja/sop", "/kerja/sop"),
        ("/kota-bogor//kerja", "//kerja"),
        ("/kota-bogor/kota-bogor/", "/kota-bogor/"),
        ("/kota-bogor/kab-demak/kerja", "/kab-demak/kerja"),
    ],
)
def test_segmen_pertama_menjadi_pemda(jalur: str, sisa: str) -> None:
    aplikasi = Aplikasi()
    assert panggil(aplikasi, jalur, tanya="q=a%2Fb")[0] == "200 OK"
    assert aplikasi.dilihat == [("kota-bogor", "/kota-bogor", sisa, "q=a%2Fb")]


@pytest.mark.parametrize(
    "jalur",
    ["", "/", "//", "//kota-bogor/", "/aset/riwayat.css", "/kota-jauh/", "/kota-jauh", "/Kota-Bogor/", "/kota-bogor;/"],
)
def test_yang_bukan_pemda_lewat_tanpa_diubah(jalur: str) -> None:
    aplikasi = Aplikasi()
    awalan = "" if jalur else "/awal"
    assert panggil(aplikasi, jalur, awalan=awalan, tanya="q=1")[0] == "200 OK"
    assert aplikasi.dilihat == [("-", awalan, jalur, "q=1")]


def test_tanpa_path_info_lewat() -> None:
    """The standard lets a server leave it out; then nothing is asked of the registry."""
    daftar, aplikasi = Daftar(), Aplikasi()
    luar: Any = TenantMiddleware(lambda environ, _: [str("PATH_INFO" in environ).encode()], daftar)
    assert luar({"SCRIPT_NAME": ""}, None) == [b"False"]
    assert (daftar.ditanya, aplikasi.dilihat) == ([], [])


@pytest.mark.parametrize("cara", ["GET", "HEAD", "POST"])
def test_tanpa_garis_miring_dialihkan(cara: str) -> None:
    aplikasi = Aplikasi()
    status, kepala, isi = panggil(aplikasi, "/kota-bogor", cara=cara)
    assert status == "308 Permanent Redirect"
    assert kepala["Location"] == "/kota-bogor/"
    assert (kepala["Content-Length"], isi) == ("0", b"")
    assert aplikasi.dilihat == []


def test_pengalihan_menjaga_awalan_dan_pertanyaan() -> None:
    _, kepala, _ = panggil(Aplikasi(), "/kota-bogor", awalan="/riwayat", tanya="q=surat%20masuk")
    assert kepala["Location"] == "/riwayat/kota-bogor/?q=surat%20masuk"


def test_pemda_disambung_pada_awalan_yang_sudah_ada() -> None:
    aplikasi = Aplikasi()
    panggil(aplikasi, "/kab-demak/kerja/", awalan="/riwayat")
    assert aplikasi.dilihat == [("kab-demak", "/riwayat/kab-demak", "/kerja/", "")]


def test_sesudah_panggilan_tidak_ada_pemda() -> None:
    panggil(Aplikasi(), "/kota-bogor/")
    with pytest.raises(TenantMissingError):
        current_tenant()


def test_lingkup_ditutup_juga_bila_aplikasi_gagal() -> None:
    def gagal() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        panggil(Aplikasi(gagal), "/kota-bogor/")
    with pytest.raises(TenantMissingError):
        current_tenant()


def test_dua_permintaan_bersamaan_tidak_tertukar() -> None:
    bersamaan = Barrier(2)
    aplikasi = Aplikasi(lambda: bersamaan.wait(30))
    with ThreadPoolExecutor(2) as benang:
        tunggu = [benang.submit(panggil, aplikasi, f"/{t.kode}/") for _ in range(20) for t in (BOGOR, DEMAK)]
        assert {t.result(60)[0] for t in tunggu} == {"200 OK"}
    harapan = [(t.kode, f"/{t.kode}", "/", "") for t in (DEMAK, BOGOR) for _ in range(20)]
    assert sorted(aplikasi.dilihat) == harapan


@given(st.text(st.characters(max_codepoint=255, exclude_characters="\n\r\0")))
def test_jalur_apa_pun_utuh_kembali_bila_disambung(teks: str) -> None:
    """SCRIPT_NAME and PATH_INFO together are always the path that was asked for."""
    aplikasi = Aplikasi()
    panggil(aplikasi, f"/kota-bogor/{teks}", awalan="/a")
    panggil(aplikasi, f"/{teks}", awalan="/a")
    utuh = [script + jalur for _, script, jalur, _ in aplikasi.dilihat]
    assert utuh[0] == f"/a/kota-bogor/{teks}"
    assert utuh[1:] in ([f"/a/{teks}"], [])
