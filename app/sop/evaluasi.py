"""The yearly evaluation: seven statements, a conclusion, and what follows from it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.htmx import respond, selesai
from app.keamanan import izin
from app.permintaan import hari_ini
from app.sop.akses import lakukan, sop_untuk
from app.sop.forms import jawaban
from domain.kernel import RuleViolation
from domain.sop.errors import SimpulanTidakDikenalError
from domain.sop.evaluasi import PERNYATAAN, Simpulan
from domain.sop.evaluasi import evaluasi as nilai_evaluasi
from domain.sop.state import Sop
from domain.wewenang import Tindakan

bp = Blueprint("evaluasi", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/evaluasi")


def _konteks(sop: Sop, galat: dict[str, str], nilai: Any) -> dict[str, Any]:
    return {
        "sop": sop,
        "tahun": hari_ini().year,
        "pernyataan": PERNYATAAN,
        "dulu": sop.evaluasi[-3:],
        "Simpulan": Simpulan,
        "galat": galat,
        "nilai": nilai,
    }


@bp.get("")
@izin(Tindakan.SOP_EVALUASI)
def halaman(sop_id: UUID) -> Response:
    sop, _ = sop_untuk(Tindakan.SOP_EVALUASI, sop_id)
    return respond("sop/evaluasi.html", "isi", **_konteks(sop, {}, {}))


def _putuskan(sop: Sop, _: object) -> Any:
    simpulan = request.form.get("simpulan", "")
    jawab = jawaban(request.form)
    if len(jawab) == len(PERNYATAAN) and simpulan not in tuple(Simpulan):
        raise SimpulanTidakDikenalError
    tujuan = Simpulan(simpulan) if simpulan in tuple(Simpulan) else Simpulan.TETAP
    catatan = request.form.get("catatan", "")
    return nilai_evaluasi(sop, tahun=hari_ini().year, jawaban=jawab, simpulan=tujuan, catatan=catatan)


@bp.post("")
@izin(Tindakan.SOP_EVALUASI)
def kirim(sop_id: UUID) -> Response:
    try:
        lakukan(Tindakan.SOP_EVALUASI, sop_id, _putuskan)
    except RuleViolation as error:
        sop, _ = sop_untuk(Tindakan.SOP_EVALUASI, sop_id)
        galat = {error.bidang: error.kalimat}
        return respond("sop/evaluasi.html", "isi", status=422, **_konteks(sop, galat, request.form))
    return selesai(f"{request.script_root}/kerja/sop/{sop_id}")
