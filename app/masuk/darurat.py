"""The emergency door: a code from the console, typed in once. The code is never part of an address."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, make_response, redirect, render_template, request

from app.keamanan import jalur_kerja, nama_kuki, pasang_kuki, periksa_origin, untuk_umum
from app.publik.views import pastikan_dalam_pemda
from app.rumah import rumah
from domain.kernel import RuleViolation
from domain.orang.decisions import AksesDaruratHabisError, pakai_darurat
from infra.darurat import LAMA, PENERBIT, pakai_kode
from infra.event_store.buku import Perintah
from infra.ids import new_id
from infra.pemda import ADMINISTRATOR
from infra.projections.baris_orang import ORANG
from tenants.context import current_tenant

bp = Blueprint("masuk_darurat", __name__, url_prefix="/masuk/darurat")


@bp.get("")
@untuk_umum
def formulir() -> str:
    pastikan_dalam_pemda()
    return render_template("admin/darurat.html", galat={})


@bp.post("")
@untuk_umum
def masuk() -> Response:
    """One use. The event stands in the log before the session does."""
    pastikan_dalam_pemda()
    periksa_origin()
    try:
        sesi = _buka(request.form.get("kode", ""))
    except RuleViolation as error:
        return make_response(render_template("admin/darurat.html", galat={"kode": error.kalimat}), 422)
    respons = cast("Response", redirect(f"/{current_tenant().kode}/kerja/admin", 303))
    pasang_kuki(respons, sesi, nama=nama_kuki(), jalur=jalur_kerja(), umur=int(LAMA.total_seconds()))
    return respons


def _buka(kode: str) -> str:
    saat = rumah().jam.kini()
    siapa = pakai_kode(rumah().basis, kode, saat)
    if siapa is None:
        raise AksesDaruratHabisError
    orang_id, sampai = siapa
    perintah = Perintah(new_id(), ADMINISTRATOR, pada=rumah().jam.pencatatan())
    rumah().buku.ubah(ORANG, orang_id, perintah, pakai_darurat)
    return rumah().sesi.buka(orang_id, iss=PENERBIT, sub=sampai.isoformat(), sid="", id_token="", kini=saat)
