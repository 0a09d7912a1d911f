"""The entry: what there is to administer, and what waits for somebody to do it."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response

from app.admin.susunan import pegawai
from app.htmx import respond
from app.keamanan import izin
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.queries.mandat import mandat
from infra.token import daftar_token

bp = Blueprint("admin", __name__, url_prefix="/kerja/admin")
SEGERA = timedelta(days=30)


@bp.get("")
@izin(Tindakan.ORANG_KELOLA)
def awal() -> Response:
    orang, hari = pegawai(), hari_ini()
    segera = [m for m in mandat(rumah().basis) if m.berlaku(hari) and m.akhir is not None and m.akhir - hari <= SEGERA]
    token = daftar_token(rumah().basis) if pelaku().punya(Tindakan.KUNCI_API_KELOLA) else []
    return respond(
        "admin/awal.html",
        "isi",
        orang=orang,
        tanpa_peran=[p for p in orang if p.orang.aktif and not p.mandat],
        segera=segera,
        nama={p.orang.id: p.orang.nama for p in orang},
        token=[t for t in token if t.berlaku(hari)],
    )
