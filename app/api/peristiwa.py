"""The government's events for its own archive: JSON Lines, each line enough to recompute its leaf (docs/aliran.md)."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from app.isian import bilangan
from app.rumah import rumah
from app.token import TokenDitolakError, dengan_token
from domain.token.events import Cakupan
from infra.bukti.peristiwa import sebagian
from infra.tlog.pohon import Pohon

bp = Blueprint("api", __name__, url_prefix="/api")

SEKALI, TERBANYAK = 500, 2000
JSON_LINES = "application/jsonl; charset=utf-8"


def _angka(nama: str, baku: int) -> int:
    teks = request.args.get(nama, str(baku))
    angka = bilangan(teks, angka=18)
    if not angka:
        raise ValueError(nama)
    return angka


def _galat(status: int, kalimat: str) -> Response:
    respons = jsonify({"galat": kalimat})
    respons.status_code = status
    return respons


@bp.errorhandler(TokenDitolakError)
def _ditolak(error: TokenDitolakError) -> Response:
    respons = _galat(401, f"Perlu token API yang masih berlaku dengan cakupan {Cakupan.PERISTIWA_BACA}.")
    respons.headers["WWW-Authenticate"] = ", ".join(map(str, error.www_authenticate or ("Bearer",)))
    return respons


@bp.get("/peristiwa")
@dengan_token(Cakupan.PERISTIWA_BACA)
def peristiwa() -> Response:
    """From position `sejak` on; `Link` leads on while there is more. Positions have no gaps, so nothing is missed."""
    try:
        sejak, banyak = _angka("sejak", 1), min(_angka("banyak", SEKALI), TERBANYAK)
    except ValueError as error:
        return _galat(422, f"Parameter “{error}” harus bilangan bulat mulai dari 1.")
    with rumah().basis.transaksi() as connection:
        baris = [satu.line for satu in sebagian(connection, sejak, banyak)]
    kepala = Pohon(rumah().basis).head()
    respons = Response(b"".join(baris), content_type=JSON_LINES)
    respons.headers["Riwayat-Log-Id"] = kepala.log_id.hex()
    respons.headers["Riwayat-Ukuran"] = str(kepala.size)
    if baris and sejak + len(baris) <= kepala.size:
        lanjut = url_for("api.peristiwa", sejak=sejak + len(baris), banyak=banyak)
        respons.headers["Link"] = f'<{lanjut}>; rel="next"'
    return respons
