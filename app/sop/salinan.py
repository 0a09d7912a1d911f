"""What a new SOP begins as: a blank form, a template, or a copy; and what Ortala offers as a template."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden

from app.htmx import respond, selesai
from app.isian import id_atau_tiada
from app.keamanan import izin
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from app.sop.akses import lakukan, sop_terbaca
from app.sop.tindakan import alamat, konteks
from domain.kernel import RuleViolation
from domain.sop.penyalinan import (
    Sumber,
    VersiSalinanTidakAdaError,
    lepas_templat,
    sumber,
    tetapkan_templat,
)
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError
from infra.projections.baris import SOP
from infra.queries.salinan import PilihanSalinan, pilihan_salinan

bp = Blueprint("salinan", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/templat")


def daftar_salinan(cari: str, dipilih: str) -> list[PilihanSalinan]:
    """What this person may copy and what was searched for; what is chosen already stays in the list."""
    terbaca, basis = pelaku().opd(Tindakan.SOP_BACA), rumah().basis
    hasil = pilihan_salinan(basis, hari_ini(), terbaca, cari=cari)
    sop_id = id_atau_tiada(dipilih.partition(":")[0])
    if sop_id and not any(p.kunci == dipilih for p in hasil):
        tetap = pilihan_salinan(basis, hari_ini(), terbaca, sop_id=sop_id)
        hasil = [p for p in tetap if p.kunci == dipilih] + hasil
    return hasil


def sumber_salinan(dipilih: str) -> Sumber | None:
    """The version that was chosen, if this person may read it; None for a blank form."""
    if not dipilih:
        return None
    sop_id = id_atau_tiada(dipilih.partition(":")[0])
    boleh = sop_id and pilihan_salinan(rumah().basis, hari_ini(), pelaku().opd(Tindakan.SOP_BACA), sop_id=sop_id)
    terpilih = next((p for p in boleh or () if p.kunci == dipilih), None)
    if terpilih is None:
        raise VersiSalinanTidakAdaError
    try:
        return sumber(rumah().buku.muat(SOP, terpilih.sop_id), terpilih.versi)
    except TidakAdaError:
        raise VersiSalinanTidakAdaError from None


def _jalankan(sop_id: UUID, buka: str, putuskan: Any) -> Response:
    if not pelaku().dapat(Tindakan.SOP_TEMPLAT, sop_terbaca(sop_id)):
        raise Forbidden
    try:
        sop = lakukan(Tindakan.SOP_TEMPLAT, sop_id, lambda sop, _: putuskan(sop))
    except RuleViolation as error:
        segar = konteks(sop_terbaca(sop_id), buka=buka, galat={error.bidang: error.kalimat})
        return respond("sop/sop.html", "isi", status=422, **segar)
    return selesai(alamat(sop_id), "sop/sop.html", "isi", **konteks(sop))


@bp.post("")
@izin(Tindakan.SOP_TEMPLAT)
def tetapkan(sop_id: UUID) -> Response:
    def putuskan(sop: Sop) -> Any:
        return tetapkan_templat(sop, catatan=request.form.get("catatan", ""))

    return _jalankan(sop_id, "templat", putuskan)


@bp.post("/pelepasan")
@izin(Tindakan.SOP_TEMPLAT)
def lepas(sop_id: UUID) -> Response:
    return _jalankan(sop_id, "pelepasan", lambda sop: lepas_templat(sop, alasan=request.form.get("alasan", "")))
