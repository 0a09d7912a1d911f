"""The public parts of our own keys, where providers look for them (JWKS, RFC 7517)."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request, url_for

from app.keamanan import izin, untuk_umum
from app.publik.views import pastikan_dalam_pemda
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError
from infra.kunci_klien import KURVA

bp = Blueprint("sso_kunci", __name__)
SEBENTAR = "public, max-age=300"


@bp.get("/masuk/kunci")
@untuk_umum
def terbitan() -> Response:
    pastikan_dalam_pemda()
    isi = json.dumps({"keys": rumah().sso.kunci.terbitan()})
    return Response(isi, headers={"Cache-Control": SEBENTAR}, content_type="application/jwk-set+json")


@bp.post("/kerja/admin/sso/kunci")
@izin(Tindakan.PEMDA_KELOLA)
def ganti() -> Response:
    """A new key is published at once and signs once providers have had the time to read it."""
    alg = request.form.get("alg", "")
    if alg not in KURVA:
        raise TidakAdaError("key")
    rumah().sso.kunci.buat(alg)
    return Response(status=303, headers={"Location": url_for("sso.halaman") + "#kunci"})
