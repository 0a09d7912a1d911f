"""Where somebody is signed in, and ending it there: a lost phone, a machine at the counter."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound, Unauthorized

from app.htmx import respond, selesai
from app.keamanan import izin
from app.permintaan import kini, pelaku, permintaan
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.sesi import Sesi

bp = Blueprint("sesi", __name__, url_prefix="/kerja/sesi")


def _sesi() -> Sesi:
    sesi = permintaan().sesi
    if sesi is None:
        raise Unauthorized
    return sesi


@bp.get("")
@izin(Tindakan.KERJA)
def daftar() -> Response:
    milik = rumah().daftar_sesi.milik(pelaku().orang_id, kini())
    ini = _sesi().sesi_id
    return respond("sesi.html", "isi", sesi=sorted(milik, key=lambda s: s.id != ini), ini=ini)


@bp.post("/<uuid:sesi_id>/pengakhiran")
@izin(Tindakan.KERJA)
def pengakhiran(sesi_id: UUID) -> Response:
    """One's own only: anybody else's is as unknown as any."""
    if not rumah().daftar_sesi.akhiri(pelaku().orang_id, sesi_id):
        raise NotFound
    return selesai(f"{request.script_root}/kerja/sesi")


@bp.post("/pengakhiran")
@izin(Tindakan.KERJA)
def pengakhiran_lain() -> Response:
    rumah().daftar_sesi.akhiri_lain(pelaku().orang_id, _sesi().sesi_id)
    return selesai(f"{request.script_root}/kerja/sesi")
