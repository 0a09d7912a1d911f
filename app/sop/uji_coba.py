"""Trials of the version being written: recorded, or said not to be needed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.isian import tanggal_wajib
from app.keamanan import izin
from app.permintaan import hari_ini
from app.sop.akses import isi
from app.sop.tindakan import jalankan
from domain.sop.state import Sop
from domain.sop.uji_coba import catat_uji_coba, kecualikan_uji_coba
from domain.wewenang import Tindakan

bp = Blueprint("uji_coba", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/uji-coba")


@bp.post("")
@izin(Tindakan.SOP_UJI_COBA)
def catat(sop_id: UUID) -> Response:
    def putuskan(sop: Sop, _: object) -> Any:
        return catat_uji_coba(
            sop,
            isi=isi(sop, request.form.get("digest", "")),
            tanggal=tanggal_wajib(request.form, "tanggal"),
            peserta=request.form.get("peserta", ""),
            hasil=request.form.get("hasil", ""),
            hari_ini=hari_ini(),
        )

    return jalankan("uji-coba", Tindakan.SOP_UJI_COBA, sop_id, putuskan)


@bp.post("/pengecualian")
@izin(Tindakan.SOP_UJI_COBA)
def kecualikan(sop_id: UUID) -> Response:
    def putuskan(sop: Sop, _: object) -> Any:
        return kecualikan_uji_coba(sop, alasan=request.form.get("alasan", ""))

    return jalankan("pengecualian", Tindakan.SOP_UJI_COBA, sop_id, putuskan)
