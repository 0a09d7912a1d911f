"""The rules of the check as everybody may read them; Ortala sets how gravely each is taken."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden

from app.htmx import respond, selesai
from app.keamanan import izin
from app.pemda import keadaan_pemda
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from domain.kernel import RuleViolation
from domain.pemda.aturan import ubah_keparahan
from domain.sop.errors import NilaiTidakDikenalError
from domain.sop.pemeriksaan.katalog import KATALOG, KEPARAHAN_BAKU
from domain.sop.pemeriksaan.temuan import Keparahan
from domain.wewenang import Tindakan
from infra.pemda import ubah_pemda

bp = Blueprint("aturan", __name__, url_prefix="/kerja/aturan-pemeriksaan")


def _konteks(galat: dict[str, str] | None = None) -> dict[str, Any]:
    ditetapkan = keadaan_pemda().keparahan
    return {
        "aturan": list({a.kode: a for a in reversed(KATALOG)}.values())[::-1],
        "baku": KEPARAHAN_BAKU,
        "keparahan": {**KEPARAHAN_BAKU, **ditetapkan},
        "Keparahan": Keparahan,
        "kelola": pelaku().dapat(Tindakan.ATURAN_KELOLA),
        "galat": galat or {},
        "nilai": request.form if galat else {},
    }


@bp.get("")
@izin(Tindakan.KERJA)
def halaman() -> Response:
    return respond("aturan.html", "isi", **_konteks())


def _pilihan() -> dict[str, Keparahan]:
    """Only what this person changed: who saved in between keeps the rest."""
    hasil = {}
    for kode in KEPARAHAN_BAKU:
        nilai, dari = request.form.get(kode, ""), request.form.get(f"dari-{kode}", "")
        if nilai == dari:
            continue
        if nilai not in tuple(Keparahan):
            raise NilaiTidakDikenalError(kode, tuple(k.sebutan for k in Keparahan))
        hasil[kode] = Keparahan(nilai)
    return hasil


@bp.post("")
@izin(Tindakan.ATURAN_KELOLA)
def tetapkan() -> Response:
    aktor = pelaku().aktor(Tindakan.ATURAN_KELOLA)
    if aktor is None:
        raise Forbidden
    try:
        pilihan = _pilihan()
        ubah_pemda(
            rumah().buku,
            perintah(aktor),
            lambda pemda: ubah_keparahan(pemda.keparahan, pilihan=pilihan, baku=KEPARAHAN_BAKU),
        )
    except RuleViolation as error:
        return respond("aturan.html", "isi", status=422, **_konteks({error.bidang: error.kalimat}))
    return selesai(f"{request.script_root}/kerja/aturan-pemeriksaan", "aturan.html", "isi", **_konteks())
