"""The headers and cookies that every answer of the product must have, checked on every answer that any test gets."""

from __future__ import annotations

import re
from http.cookies import Morsel, SimpleCookie

from werkzeug.test import TestResponse

CSP = ("default-src 'none'", "frame-ancestors 'none'")
BOLEH_DISIMPAN = re.compile(r"/(aset|log|\.well-known)/|/robots\.txt$|/masuk/kunci$|/kerja/log/tile/entries/")
"""What a browser or a cache may keep: files with their hash in the name, the log's public hashes, notes to machines."""


JALUR_KUKI = re.compile(r"/[a-z0-9-]+/(kerja|masuk|dosir)/|/operator/(masuk/)?")


def periksa_kepala(respons: TestResponse) -> None:
    kepala, jalur = respons.headers, respons.request.path
    kebijakan = kepala.get("Content-Security-Policy", "")
    assert all(satu in kebijakan for satu in CSP), f"{jalur}: {kebijakan}"
    assert "unsafe" not in kebijakan, jalur
    assert kepala.get("X-Content-Type-Options") == "nosniff", jalur
    assert kepala.get("Referrer-Policy") == "same-origin", jalur
    assert kepala.get("X-Frame-Options") == "DENY", jalur
    assert kepala.get("Cross-Origin-Opener-Policy") == "same-origin", jalur
    assert "Access-Control-Allow-Origin" not in kepala, jalur
    assert "Server" not in kepala, jalur
    if respons.request.scheme == "https":
        assert "max-age=31536000" in kepala.get("Strict-Transport-Security", ""), jalur
    _jenis(respons)
    _tembolok(respons)
    for satu in kepala.getlist("Set-Cookie"):
        _kuki(satu, jalur)


def _jenis(respons: TestResponse) -> None:
    """Text says in which alphabet it is written."""
    jenis = respons.headers.get("Content-Type", "")
    if respons.data:
        assert jenis, respons.request.path
    if jenis.startswith("text/"):
        assert "charset=utf-8" in jenis, respons.request.path


def _tembolok(respons: TestResponse) -> None:
    aturan, jalur = respons.headers.get("Cache-Control", ""), respons.request.path
    if "no-store" not in aturan:
        assert BOLEH_DISIMPAN.search(jalur), f"{jalur}: {aturan}"
        assert "private" in aturan or "/kerja/" not in jalur, f"{jalur}: {aturan}"


def _kuki(teks: str, jalur: str) -> None:
    morsel: Morsel[str] = next(iter(SimpleCookie(teks).values()))
    assert morsel["httponly"], f"{jalur}: {morsel.key}"
    assert morsel["samesite"] == "Lax", f"{jalur}: {morsel.key}"
    if not morsel.key.endswith("-daerah"):  # names a government, for the start page; opens nothing
        assert JALUR_KUKI.fullmatch(morsel["path"]), f"{jalur}: {morsel['path']}"
    assert not morsel["domain"], jalur
    assert bool(morsel["secure"]) == morsel.key.startswith("__Secure-"), f"{jalur}: {morsel.key}"
