"""/healthz: the process lives. /readyz: it may serve (database, migrations, and the lint of roles and fences)."""

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
    halangan = kesiapan(rumah().basis)
    return jsonify(siap=not halangan, halangan=halangan), 503 if halangan else 200
