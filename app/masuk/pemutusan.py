"""Back-channel logout: the provider tells us, from server to server, that somebody has left."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

import structlog
from flask import Blueprint, Response, jsonify, request

from app.keamanan import untuk_umum
from app.masuk.id_token import penerbit_tersebut
from app.masuk.penolakan import MasukDitolakError
from app.masuk.token_keluar import periksa_token_keluar
from app.rumah import rumah
from infra.clock import now
from infra.daftar_sesi import PerintahKeluar

bp = Blueprint("pemutusan", __name__)
log = structlog.get_logger()


@bp.post("/masuk/pemutusan")
@untuk_umum
def pemutusan() -> Response:
    """No session and no token of a form protect this address: the logout token does, which only the provider can sign.

    200 also for somebody whom we do not know: he has no session here, which is what was asked.
    """
    try:
        perintah = _perintah(request.form.get("logout_token", ""))
    except MasukDitolakError as error:
        return _tolak(error.kode)
    if not rumah().daftar_sesi.akhiri_menurut_penyedia(perintah, now()):
        return _tolak("jti-terpakai")
    log.info("logged-out-by-provider")
    return Response(status=HTTPStatus.OK)


def _tolak(kode: str) -> Response:
    log.warning("logout-token-refused", code=kode)
    respons = jsonify(error="invalid_request", error_description=kode)
    respons.status_code = HTTPStatus.BAD_REQUEST
    return respons


def _perintah(token: str) -> PerintahKeluar:
    pengaturan = rumah().sso.menurut_issuer(penerbit_tersebut(token)) or rumah().sso.pengaturan()
    if pengaturan is None:
        raise MasukDitolakError("tanpa-penyedia")
    penyedia, sekarang = rumah().penyedia.untuk(pengaturan.issuer), now()
    return periksa_token_keluar(token, pengaturan, partial(penyedia.kunci, sekarang=sekarang), sekarang)
