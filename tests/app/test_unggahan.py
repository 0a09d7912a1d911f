"""The gate for uploads: size by counting, kind by content, names made harmless; handed out so that nothing runs."""

from __future__ import annotations

import ast
import re
import unicodedata
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage
from werkzeug.http import parse_options_header

from app.unggahan import GAMBAR, Unggahan, nama_layak, sajikan, terima
from infra.berkas import PDF, PNG
from tests.architecture.sumber import AKAR, semua_modul

PNG_KECIL = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"
SVG_KECIL = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
NAKAL = (
    *(
        "../../etc/passwd",
        "C:\\Windows\\win.ini",
        "a\x00.png",
        "lambang.png\r\nX: y",
        'a".png',
        "a;b.png",
        "\u202egnp.exe",
    ),
    *(
        "...",
        "",
        "   ",
        "CON",
        "-rf",
        "%2e%2e%2f",
        "a" * 500,
        "lambang\u200b.png",
        "…/…",
        "<svg onload=1>.svg",
        "a|b?*",
    ),
)


def kirim(isi: bytes, nama: str = "x.png", jenis: str = PNG, *, terbesar: int = 1000) -> Unggahan | None:
    app = Flask("uji", static_folder=None)
    data = {"berkas": FileStorage(BytesIO(isi), nama, content_type=jenis)}
    with app.test_request_context("/", method="POST", data=data):
        return terima("berkas", terbesar=terbesar, jenis=GAMBAR)


def test_yang_layak_diterima_menurut_isinya() -> None:
    assert kirim(PNG_KECIL, "lambang.svg", "text/html") == Unggahan(PNG_KECIL, PNG, "lambang.svg")
    diterima = kirim(SVG_KECIL)
    assert diterima is not None
    assert diterima.jenis == "image/svg+xml"


@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"GIF89a",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"MZ",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        PNG_KECIL[:16] + b"\x00\x01\x00\x00" * 2,
        PNG_KECIL + bytes(1000),
    ],
)
def test_yang_lain_ditolak(isi: bytes) -> None:
    assert kirim(isi) is None


def test_tanpa_berkas_tidak_ada_apa_apa() -> None:
    with Flask("uji", static_folder=None).test_request_context("/", method="POST"):
        assert terima("berkas", terbesar=10, jenis=GAMBAR) is None


def periksa_nama(nama: str) -> None:
    layak = nama_layak(nama)
    assert 0 < len(layak) <= 100
    assert not re.search(r'[/\\<>:"|?*;%]', layak)
    assert not any(unicodedata.category(h)[0] == "C" for h in layak)
    assert layak[0] != "."
    assert nama_layak(layak) == layak


@pytest.mark.parametrize("nama", NAKAL)
def test_nama_nakal_menjadi_layak(nama: str) -> None:
    periksa_nama(nama)


@given(st.text(max_size=200))
def test_hukum_nama_layak(nama: str) -> None:
    periksa_nama(nama)


@pytest.mark.parametrize("nama", ["SK Wali Kota 2026.pdf", "Keputusan – “ringkas”.pdf", *NAKAL])
def test_disajikan_sebagai_lampiran(nama: str) -> None:
    respons = sajikan(b"%PDF-", PDF, nama or "x")
    cara, pilihan = parse_options_header(respons.headers["Content-Disposition"])
    assert cara == "attachment"
    assert unquote(pilihan["filename"]) == nama_layak(nama or "x")
    assert respons.headers["Content-Security-Policy"].startswith("sandbox;")
    assert "\n" not in respons.headers["Content-Disposition"]


def test_hanya_png_gambaran_kita_tampil_di_halaman() -> None:
    assert "Content-Disposition" not in sajikan(PNG_KECIL, PNG).headers
    assert "attachment" in sajikan(SVG_KECIL, "image/svg+xml").headers["Content-Disposition"]


def pembuka_kiriman(akar: Path) -> set[str]:
    """Modules that read what was uploaded."""
    return {
        m.nama
        for m in semua_modul(akar)
        for x in ast.walk(m.pohon)
        if isinstance(x, ast.Attribute) and x.attr == "files" and ast.unparse(x.value) == "request"
    }


def test_satu_gerbang_saja() -> None:
    assert pembuka_kiriman(AKAR) == {"app/unggahan.py"}


def test_kenari_gerbang_lain_ketahuan(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "lain.py").write_text("from flask import request\nx = request.files['a'].read()\n")
    assert pembuka_kiriman(tmp_path) == {"app/lain.py"}
