"""Figures for the province: which a city agrees to show, and the province's page of what it was shown."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Forbidden

from app.akses.pembuka import daftar_akses
from app.htmx import respond, selesai
from app.keamanan import izin
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from domain.akses import decisions
from domain.kernel import RuleViolation
from domain.wewenang import Tindakan
from infra.akses import Putusan, ubah_akses
from infra.queries.angka import angka_daerah
from tenants.context import current_tenant
from tenants.model import Tenant

bp = Blueprint("angka", __name__, url_prefix="/kerja")
HURUF_PROVINSI = 2
"""A province has a code of two digits; what lies in it begins with them."""


def _provinsi() -> list[Tenant]:
    """The provinces of this installation; a city's own first."""
    saya = current_tenant()
    semua = [p for p in rumah().registry.semua() if len(p.kode_wilayah) == HURUF_PROVINSI and p.id != saya.id]
    return sorted(semua, key=lambda p: (not saya.kode_wilayah.startswith(p.kode_wilayah), p.nama))


def _konteks(*, buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    dibagi, semua = daftar_akses().provinsi, _provinsi()
    return {
        "dibagi": [(p, dibagi[p.kode]) for p in semua if p.kode in dibagi],
        "pilihan": [p for p in semua if p.kode not in dibagi],
        "buka": buka,
        "galat": galat or {},
        "nilai": request.form if buka else {},
    }


@bp.get("/berbagi-angka")
@izin(Tindakan.ANGKA_BAGIKAN)
def berbagi() -> Response:
    return respond("akses/berbagi.html", "isi", **_konteks())


def _jalankan(buka: str, putuskan: Putusan) -> Response:
    aktor = pelaku().aktor(Tindakan.ANGKA_BAGIKAN)
    if aktor is None:
        raise Forbidden
    try:
        ubah_akses(rumah().buku, perintah(aktor), putuskan)
    except RuleViolation as error:
        isi = _konteks(buka=buka, galat={error.bidang: error.kalimat})
        return respond("akses/berbagi.html", "isi", status=422, **isi)
    return selesai(url_for("angka.berbagi"), "akses/berbagi.html", "isi", **_konteks())


@bp.post("/berbagi-angka")
@izin(Tindakan.ANGKA_BAGIKAN)
def setuju() -> Response:
    kode, dasar = request.form.get("provinsi", ""), request.form.get("dasar", "")

    def putuskan(daftar: Any) -> Any:
        if kode not in {p.kode for p in _provinsi()}:
            raise decisions.PilihanKosongError("Pilih provinsi dari daftar.", "provinsi")
        return decisions.bagikan_angka(daftar, kode, dasar=dasar)

    return _jalankan("baru", putuskan)


@bp.post("/berbagi-angka/penghentian")
@izin(Tindakan.ANGKA_BAGIKAN)
def hentikan() -> Response:
    kode, alasan = request.form.get("provinsi", "")[:80], request.form.get("alasan", "")
    return _jalankan(kode, lambda daftar: decisions.hentikan_angka(daftar, kode, alasan=alasan))


@bp.get("/angka-kabupaten-kota")
@izin(Tindakan.ANGKA_BACA)
def provinsi() -> Response:
    return respond("akses/provinsi.html", "isi", angka=angka_daerah(rumah().basis))
