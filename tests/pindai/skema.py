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
from app.rumah import Rumah
from infra.settings import Settings
from tests.pindai.produk import Masuk

TIDAK_DIPINDAI = ("/aset/", "/kerja/keluar", "/kerja/jam-peragaan", "/operator/keluar")
"""Files by their hash; the end of a session; the clock, which would end all sessions."""
BERNAMA = ("orang_id", "grup_id", "kode")
"""Texts in a path that mean something that exists."""
TERTUTUP = ("/kerja", "/operator")
_TEKS, _SUMBER_SCIM = {"type": "string"}, "urn:ietf:params:scim:"
SUMBER = {
    "type": "object",
    "properties": {
        "schemas": {
            "type": "array",
            "items": {
                "enum": [
                    *(f"{_SUMBER_SCIM}schemas:core:2.0:{jenis}" for jenis in ("User", "Group")),
                    *(f"{_SUMBER_SCIM}api:messages:2.0:{jenis}" for jenis in ("PatchOp", "SearchRequest")),
                ]
            },
            "minItems": 1,
        },
        "userName": _TEKS,
        "displayName": _TEKS,
        "externalId": _TEKS,
        "filter": _TEKS,
        "active": {"type": "boolean"},
        "members": {"type": "array", "items": {"type": "object", "properties": {"value": _TEKS}}},
        "Operations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"op": {"enum": ["add", "replace", "remove"]}, "path": _TEKS, "value": {}},
                "required": ["op"],
            },
        },
    },
    "required": ["schemas"],
}
"""Users, groups, patches and searches in one: what fits the route is met often enough, and the rest as well."""

_ARGUMEN = re.compile(r'request\.args\.(?:get|getlist)\(\s*"(\w+)"')
_ISIAN = re.compile(r'(?:form|isi|formulir)\.(?:get|getlist)\(\s*"(\w+)"')


def aplikasi() -> Flask:
    """For its URL map alone; nobody connects to a database."""
    with patch.object(Rumah, "sapa"):
        return app.create_app(Settings("postgresql://127.0.0.1/tiada", jatah=0))


def openapi(flask: Flask, orang: Masuk) -> dict[str, Any]:
    jalur: dict[str, Any] = {}
    for rute in flask.url_map.iter_rules():
        if rute.rule.startswith(TIDAK_DIPINDAI) or not _milik(rute, orang):
            continue
        alamat = re.sub(r"<(?:[^>]+:)?([^>]+)>", r"{\1}", rute.rule)
        for cara in sorted((rute.methods or set()) - {"HEAD", "OPTIONS"}):
            jalur.setdefault(alamat, {})[cara.lower()] = _operasi(flask, rute, cara, orang)
    return {"openapi": "3.0.2", "info": {"title": "Riwayat", "version": "0"}, "paths": jalur}


def _milik(rute: Rule, orang: Masuk) -> bool:
    """The public is given all that is not behind a session of somebody's: also what asks for a token."""
    return rute.rule.startswith(orang.wilayah) if orang.wilayah else not rute.rule.startswith(TERTUTUP)


def _operasi(flask: Flask, rute: Rule, cara: str, orang: Masuk) -> dict[str, Any]:
    argumen, isian = nama_isian(sumber(flask.view_functions[rute.endpoint]))
    parameter = [
        {"name": nama, "in": "path", "required": True, "schema": _jalur(rute, nama, orang)} for nama in rute.arguments
    ]
    parameter += [{"name": nama, "in": "query", "schema": {"type": "string"}} for nama in argumen]
    parameter.append({"name": "HX-Request", "in": "header", "schema": {"type": "string", "enum": ["true"]}})
    operasi: dict[str, Any] = {"parameters": parameter, "responses": {"default": {"description": "any"}}}
    if rute.rule.startswith("/scim"):
        operasi["requestBody"] = {"content": {"application/scim+json": {"schema": SUMBER}}}
    elif cara == "POST":
        sifat = {nama: {"type": "string"} for nama in isian} | {
            "csrf": {"type": "string", "enum": [orang.csrf or "-"]},
            "perintah": {"type": "string", "format": "uuid"},
        }
        skema = {"type": "object", "properties": sifat, "required": ["csrf", "perintah"]}
        operasi["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": skema}}}
    return operasi


def _jalur(rute: Rule, nama: str, orang: Masuk) -> dict[str, Any]:
    jenis = type(rute._converters[nama]).__name__
    if pilihan := getattr(rute._converters[nama], "items", ()):
        return {"type": "string", "enum": sorted(pilihan)}
    if jenis == "UUIDConverter":
        return {"type": "string", "enum": [*orang.ids, "00000000-0000-4000-8000-000000000000"]}
    if nama in BERNAMA and orang.ids:
        return {"type": "string", "enum": [*orang.ids, "bukan-itu"]}
    return {"type": "integer"} if jenis == "IntegerConverter" else {"type": "string", "minLength": 1}


def sumber(view: Any) -> str:
    """The file in which a view stands."""
    return inspect.getsourcefile(inspect.unwrap(view)) or ""


@cache
def nama_isian(berkas: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of query and form fields in the package of a view."""
    teks = "\n".join(p.read_text() for p in sorted(Path(berkas).parent.glob("*.py")))
    return tuple(sorted(set(_ARGUMEN.findall(teks)))), tuple(sorted(set(_ISIAN.findall(teks))))
