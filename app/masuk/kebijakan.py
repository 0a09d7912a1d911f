"""Whether binding acts ask for a sign-in of the last minutes: the government's own decision, kept in its log."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden

from app.htmx import respond, selesai
from app.keamanan import izin
from app.masuk.pembuktian import isian, terbukti, tertunda, tunda
from app.pemda import keadaan_pemda
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from domain.pemda.pembuktian import ubah_pembuktian_ulang
from domain.wewenang import Tindakan
from infra.pemda import ubah_pemda

HALAMAN = "/kerja/pembuktian-ulang"
bp = Blueprint("pembuktian_ulang", __name__, url_prefix=HALAMAN)
PILIHAN = {"ya": True, "tidak": False}


def _konteks(galat: str = "", tersimpan: bool = False) -> dict[str, Any]:
    lalu = tertunda(HALAMAN)
    wajib = PILIHAN.get(isian(lalu).get("wajib", "")) if lalu else None
    kini = keadaan_pemda().pembuktian_ulang
    return {"wajib": kini if wajib is None else wajib, "galat": galat, "tersimpan": tersimpan}


@bp.get("")
@izin(Tindakan.PEMDA_KELOLA)
def halaman() -> Response:
    return respond("pembuktian_ulang.html", "isi", **_konteks(tersimpan="tersimpan" in request.args))


@bp.post("")
@izin(Tindakan.PEMDA_KELOLA)
def tetapkan() -> Response:
    aktor, wajib = pelaku().aktor(Tindakan.PEMDA_KELOLA), PILIHAN.get(request.form.get("wajib", ""))
    if aktor is None:
        raise Forbidden
    if wajib is None:
        return respond("pembuktian_ulang.html", "isi", status=422, **_konteks("Pilih salah satu, lalu simpan."))
    if not terbukti(selalu=True):
        return tunda("pembuktian", HALAMAN)
    ubah_pemda(rumah().buku, perintah(aktor), lambda p: ubah_pembuktian_ulang(p.pembuktian_ulang, wajib=wajib))
    return selesai(f"{request.script_root}{HALAMAN}?tersimpan")
