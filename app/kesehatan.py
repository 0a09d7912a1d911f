"""/healthz: the process lives. /readyz: it may serve (database, migrations, roles and fences, the logs)."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from werkzeug.exceptions import NotFound

from app.keamanan import untuk_umum
from app.rumah import rumah
from infra.db.siap import kesiapan
from tenants.context import TenantMissingError, current_tenant

bp = Blueprint("kesehatan", __name__)


def _di_luar_pemda() -> None:
    try:
        current_tenant()
    except TenantMissingError:
        return
    raise NotFound


@bp.get("/healthz")
@untuk_umum
def hidup() -> Response:
    _di_luar_pemda()
    return jsonify(hidup=True)


@bp.get("/readyz")
@untuk_umum
def siap() -> tuple[Response, int]:
    _di_luar_pemda()
    hasil = kesiapan(rumah().basis)
    siap = not hasil.halangan
    return jsonify(siap=siap, halangan=hasil.halangan, tetap=hasil.tetap), 200 if siap else 503
