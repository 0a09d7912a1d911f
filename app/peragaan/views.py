"""The demonstration's clock. A real government has no such page: it answers 404 there."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from flask import Blueprint, Response, redirect, request

from app.keamanan import izin
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError
from tenants.context import current_tenant

bp = Blueprint("peragaan", __name__)
LANGKAH = {"hari": timedelta(days=1), "bulan": timedelta(days=30), "tahun": timedelta(days=366)}


@bp.post("/kerja/jam-peragaan")
@izin(Tindakan.KERJA)
def jam() -> Response:
    selama = LANGKAH.get(request.form.get("selama", ""))
    if selama is None or not current_tenant().demonstrasi:
        raise TidakAdaError("clock")
    rumah().jam.majukan(selama)
    return cast("Response", redirect(f"{request.script_root}/kerja/", 303))
