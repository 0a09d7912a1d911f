"""An OpenAPI document of all routes, made from the URL map and from the names that the views ask for."""

from __future__ import annotations

import inspect
import re
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask
from werkzeug.routing import Rule

import app
from infra.settings import Settings
from tests.pindai.produk import Masuk

TIDAK_DIPINDAI = ("/aset/", "/kerja/keluar", "/kerja/jam-peragaan")
"""Files by their hash; the end of the session; the clock, which would end all sessions."""

_ARGUMEN = re.compile(r'request\.args\.(?:get|getlist)\(\s*"(\w+)"')
_ISIAN = re.compile(r'(?:form|isi|formulir)\.(?:get|getlist)\(\s*"(\w+)"')


def aplikasi() -> Flask:
    """For its URL map alone; nobody connects to a database."""
    with patch("app.demonstrasi", return_value=False):
        return app.create_app(Settings("postgresql://127.0.0.1/tiada", jatah=0))


def openapi(flask: Flask, orang: Masuk) -> dict[str, Any]:
    jalur: dict[str, Any] = {}
    for rute in flask.url_map.iter_rules():
        if rute.rule.startswith(TIDAK_DIPINDAI) or ("/kerja" in rute.rule) != bool(orang.kuki):
            continue
        alamat = re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rute.rule)
        for cara in sorted((rute.methods or set()) - {"HEAD", "OPTIONS"}):
            jalur.setdefault(alamat, {})[cara.lower()] = _operasi(flask, rute, cara, orang)
    return {"openapi": "3.0.2", "info": {"title": "Riwayat", "version": "0"}, "paths": jalur}


def _operasi(flask: Flask, rute: Rule, cara: str, orang: Masuk) -> dict[str, Any]:
    argumen, isian = nama_isian(sumber(flask.view_functions[rute.endpoint]))
    parameter = [
        {"name": nama, "in": "path", "required": True, "schema": _jalur(rute, nama, orang)} for nama in rute.arguments
    ]
    parameter += [{"name": nama, "in": "query", "schema": {"type": "string"}} for nama in argumen]
    parameter.append({"name": "HX-Request", "in": "header", "schema": {"type": "string", "enum": ["true"]}})
    operasi: dict[str, Any] = {"parameters": parameter, "responses": {"default": {"description": "any"}}}
    if cara == "POST":
        sifat = {nama: {"type": "string"} for nama in isian} | {
            "csrf": {"type": "string", "enum": [orang.csrf or "-"]},
            "perintah": {"type": "string", "format": "uuid"},
        }
        skema = {"type": "object", "properties": sifat, "required": ["csrf", "perintah"]}
        operasi["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": skema}}}
    return operasi


def _jalur(rute: Rule, nama: str, orang: Masuk) -> dict[str, Any]:
    jenis = type(rute._converters[nama]).__name__
    if jenis == "UUIDConverter":
        return {"type": "string", "enum": [*orang.ids, "00000000-0000-4000-8000-000000000000"]}
    return {"type": "integer"} if jenis == "IntegerConverter" else {"type": "string", "minLength": 1}


def sumber(view: Any) -> str:
    """The file in which a view stands."""
    return inspect.getsourcefile(inspect.unwrap(view)) or ""


@cache
def nama_isian(berkas: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of query and form fields in the package of a view."""
    teks = "\n".join(p.read_text() for p in sorted(Path(berkas).parent.glob("*.py")))
    return tuple(sorted(set(_ARGUMEN.findall(teks)))), tuple(sorted(set(_ISIAN.findall(teks))))
