"""API tokens: shown once, then only what they may do, until when, and when they were last used."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from app.admin.susunan import aktor_untuk
from app.htmx import respond, selesai
from app.isian import tanggal_wajib
from app.keamanan import izin
from app.masuk.pembuktian import isian, terbukti, tertunda, tunda
from app.permintaan import hari_ini, perintah
from app.rumah import rumah
from domain.kernel import RuleViolation
from domain.token.decisions import cabut, terbitkan
from domain.token.events import Cakupan
from domain.wewenang import Tindakan
from infra.projections.baris_orang import TOKEN
from infra.token import daftar_token, rahasia_baru
from tenants.context import current_tenant

HALAMAN = "/kerja/admin/token"
bp = Blueprint("admin_token", __name__, url_prefix=HALAMAN)
SETENGAH_TAHUN = timedelta(days=180)


def _konteks(buka: str = "", galat: dict[str, str] | None = None, rahasia: str | None = None) -> dict[str, Any]:
    hari, lalu = hari_ini(), None if buka else tertunda(HALAMAN)
    buka, nilai = ("baru", isian(lalu)) if lalu else (buka, request.form)
    return {
        "token": daftar_token(rumah().basis),
        "Cakupan": Cakupan,
        "penyedia": {v.penyedia: v.pengaturan.nama or f"Penyedia {v.penyedia}" for v in rumah().sso.arsip.aktif()},
        "hari": hari,
        "rahasia": rahasia,
        "alamat_scim": f"{rumah().settings.alamat}/{current_tenant().kode}/scim/v2",
        "buka": buka,
        "galat": galat or {},
        "dipilih": nilai.getlist("cakupan") if buka else [],
        "nilai": nilai if buka else {"akhir": (hari + SETENGAH_TAHUN).isoformat()},
    }


@bp.get("")
@izin(Tindakan.KUNCI_API_KELOLA)
def daftar() -> Response:
    return respond("admin/token.html", "isi", **_konteks())


@bp.post("")
@izin(Tindakan.KUNCI_API_KELOLA)
def penerbitan() -> Response:
    """The answer itself shows the secret: an address to be led to could only show it again. Sent twice, the command
    is one token, and its secret was in the first answer alone.
    """
    if not terbukti():
        return tunda("token", HALAMAN)
    satu = perintah(aktor_untuk(Tindakan.KUNCI_API_KELOLA))
    nama, cakupan = request.form.get("nama", ""), request.form.getlist("cakupan")
    try:
        akhir = tanggal_wajib(request.form, "akhir")
        terbit = terbitkan(
            nama=nama,
            cakupan=cakupan,
            akhir=akhir,
            hari=hari_ini(),
            penyedia=request.form.get("penyedia", 0, int),
            penyedia_aktif={v.penyedia for v in rumah().sso.arsip.aktif()},
        )
        rumah().buku.mulai(TOKEN, satu.id, satu, lambda _: terbit)
    except RuleViolation as error:
        return respond("admin/token.html", "isi", status=422, **_konteks("baru", {error.bidang: error.kalimat}))
    return respond(
        "admin/token.html", "isi", status=201, **_konteks(rahasia=rahasia_baru(rumah().basis, satu.id) or "")
    )


@bp.post("/<uuid:token_id>/pencabutan")
@izin(Tindakan.KUNCI_API_KELOLA)
def pencabutan(token_id: UUID) -> Response:
    aktor, alasan = aktor_untuk(Tindakan.KUNCI_API_KELOLA), request.form.get("alasan", "")
    try:
        rumah().buku.ubah(TOKEN, token_id, perintah(aktor), lambda t: cabut(t, alasan=alasan))
    except RuleViolation as error:
        isi = _konteks(f"cabut.{token_id}", {error.bidang: error.kalimat})
        return respond("admin/token.html", "isi", status=422, **isi)
    return selesai(url_for("admin_token.daftar"), "admin/token.html", "isi", **_konteks())
