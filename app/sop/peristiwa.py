"""One event of an SOP: what was done, the bytes that were stored of it, and its way into the signed whole."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from app.akses.batas import terlihat
from app.htmx import respond
from app.keamanan import izin
from app.rumah import rumah
from app.sop.akses import riwayat_terbaca
from app.sop.garis_waktu import baris
from domain.wewenang import Tindakan
from infra.queries.kejadian import satu
from infra.tlog.peristiwa import bukti_peristiwa

bp = Blueprint("peristiwa", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/riwayat")
HEKS_TERPANJANG = 4096
"""Bytes shown in hexadecimal; the text above them is always whole."""


@bp.get("/<int(max=999999999):peristiwa>")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID, peristiwa: int) -> Response:
    sop = riwayat_terbaca(sop_id)
    jejak = satu(rumah().basis, sop_id, peristiwa)
    if jejak is None or not terlihat(jejak.pada):
        raise NotFound
    (kejadian,) = baris([jejak])
    return respond(
        "sop/peristiwa.html",
        "isi",
        sop=sop,
        k=kejadian,
        bukti=bukti_peristiwa(rumah().basis, jejak.pos),
        heks_terpanjang=HEKS_TERPANJANG,
    )
