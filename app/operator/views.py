"""What the operator sees and does: figures and states of governments, never a word of theirs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.dates import format_datetime
from flask import Blueprint, Response, request, url_for

from app.htmx import respond, selesai
from app.operator.penjaga import pelaksana, untuk_operator
from app.rumah import rumah
from domain.kernel import RuleViolation
from infra.tenants_pg import PemdaBaru
from tenants.model import Keadaan, Zona

bp = Blueprint("operator", __name__, url_prefix="/operator")
TINDAKAN = {"penangguhan": Keadaan.DITANGGUHKAN, "penutupan": Keadaan.DITUTUP, "pembukaan": Keadaan.AKTIF}
SEBUTAN = {
    "masuk": "Masuk",
    "tambah": "Menambahkan",
    "aktif": "Membuka kembali",
    "ditangguhkan": "Menangguhkan",
    "ditutup": "Menutup",
}


@bp.app_template_filter("wib")
def wib(nilai: datetime) -> str:
    """Operators look after governments of three zones: one clock for all of them."""
    return format_datetime(nilai.astimezone(Zona.WIB.tzinfo), "d MMM y, HH.mm", locale="id") + " WIB"


@bp.get("/")
@untuk_operator
def daftar() -> Response:
    return respond("operator/daftar.html", "isi", pemda=rumah().operator.daftar())


@bp.get("/pemda-baru")
@untuk_operator
def baru() -> Response:
    return respond("operator/baru.html", "isi", **_isian({"zona": Zona.WIB.value}))


@bp.post("/pemda-baru")
@untuk_operator
def tambah() -> Response:
    isi = request.form
    zona = Zona(isi["zona"]) if isi.get("zona") in set(Zona) else Zona.WIB
    calon = PemdaBaru(
        isi.get("kode", "").strip(), isi.get("nama", "").strip(), isi.get("kode_wilayah", "").strip(), zona
    )
    try:
        tenant = rumah().operator.tambah(calon, pelaksana())
    except RuleViolation as error:
        return respond("operator/baru.html", "isi", status=422, **_isian(isi, {error.bidang: error.kalimat}))
    return selesai(url_for("operator.pemda", kode=tenant.kode))


@bp.get("/pemda/<kode>")
@untuk_operator
def pemda(kode: str) -> Response:
    return respond("operator/pemda.html", "isi", **_konteks(kode))


@bp.post("/pemda/<kode>/<any(penangguhan, penutupan, pembukaan):tindakan>")
@untuk_operator
def keadaan(kode: str, tindakan: str) -> Response:
    try:
        rumah().operator.ubah_keadaan(kode, TINDAKAN[tindakan], pelaksana(), alasan=request.form.get("alasan", ""))
    except RuleViolation as error:
        return respond(
            "operator/pemda.html", "isi", status=422, **_konteks(kode, tindakan, {error.bidang: error.kalimat})
        )
    rumah().registry.lupakan(kode)
    return selesai(url_for("operator.pemda", kode=kode))


@bp.get("/jejak")
@untuk_operator
def jejak() -> Response:
    return respond("operator/jejak.html", "isi", jejak=rumah().operator.jejak(), sebutan=SEBUTAN)


def _isian(nilai: Any, galat: dict[str, str] | None = None) -> dict[str, Any]:
    return {"nilai": nilai, "galat": galat or {}, "Zona": Zona}


def _konteks(kode: str, buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    satu = rumah().operator.satu(kode)
    jejak = [j for j in rumah().operator.jejak() if j.kode == kode]
    return {"p": satu, "buka": buka, "galat": galat or {}, "Keadaan": Keadaan, "jejak": jejak, "sebutan": SEBUTAN}
