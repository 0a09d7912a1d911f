"""The installation's start page with its governments, and each government's SOPs in force."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Blueprint, Response, render_template, request

from app.htmx import respond
from app.keamanan import periksa_origin, untuk_umum
from app.masuk.daerah import daerah_terakhir, menurut_surel
from app.pemda import cetakan
from app.permintaan import hari_ini
from app.rumah import rumah
from app.sop.bagan import bagan
from domain.sop.state import Pengesahan, Sop
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.projections.baris import SOP
from infra.queries.publik import berlaku, daftar_berlaku
from tenants.context import TenantMissingError, current_tenant
from tenants.model import Keadaan, Tenant

bp = Blueprint("publik", __name__)


def _dalam_pemda() -> bool:
    try:
        current_tenant()
    except TenantMissingError:
        return False
    return True


def _terdaftar() -> list[Tenant]:
    """All but those that have left."""
    return [t for t in rumah().registry.semua() if t.keadaan is not Keadaan.DITUTUP]


@bp.get("/")
@untuk_umum
def awal() -> Response | str:
    """Outside any government the list of governments; inside one its SOPs in force."""
    cari = request.args.get("q", "").strip()[:100]
    if not _dalam_pemda():
        pemda = [p for p in _terdaftar() if cari.casefold() in p.nama.casefold()]
        return respond("publik/pemda.html", "hasil", pemda=pemda, cari=cari, terakhir=daerah_terakhir())
    hasil = daftar_berlaku(rumah().basis, hari_ini(), cari)
    return respond("publik/daftar.html", "hasil", hasil=hasil, cari=cari)


@bp.post("/")
@untuk_umum
def dari_surel() -> Response:
    """Which governments use the domain of an e-mail address: sent, so that the address stands in no URL and no log."""
    if _dalam_pemda():
        raise TidakAdaError("only outside any government")
    periksa_origin()
    pemda = menurut_surel(request.form.get("surel", ""))
    semua = pemda or _terdaftar()
    return respond("publik/pemda.html", "hasil", pemda=semua, cari="", terakhir=None, menurut_surel=bool(pemda))


def _sah(sop: Sop, versi: int) -> Pengesahan:
    return next(p for p in reversed(sop.pengesahan) if p.fakta.versi == versi)


def _halaman(basis: Basis, sop_id: UUID, hari: date, *, pada: bool) -> str:
    yang = berlaku(basis, sop_id, hari)
    if yang is None:
        raise TidakAdaError(str(sop_id))
    sop = rumah().buku.muat(SOP, sop_id)
    sah = _sah(sop, yang.versi)
    kini = berlaku(basis, sop_id, hari_ini())
    return render_template(
        "publik/sop.html",
        sop=sop,
        sah=sah,
        hari=hari,
        pada=pada,
        kini=kini,
        yang=yang,
        cetakan=cetakan(sop),
        bagan=bagan(sah.naskah),
    )


@bp.get("/sop/<uuid:sop_id>")
@untuk_umum
def sop(sop_id: UUID) -> str:
    """The version in force today."""
    pastikan_dalam_pemda()
    return _halaman(rumah().basis, sop_id, hari_ini(), pada=False)


@bp.get("/sop/<uuid:sop_id>/pada/<tanggal>")
@untuk_umum
def sop_pada(sop_id: UUID, tanggal: str) -> str:
    """The version that was in force on a day."""
    pastikan_dalam_pemda()
    try:
        hari = date.fromisoformat(tanggal)
    except ValueError:
        raise TidakAdaError(tanggal) from None
    return _halaman(rumah().basis, sop_id, hari, pada=True)


def pastikan_dalam_pemda() -> None:
    if not _dalam_pemda():
        raise TidakAdaError("no government")
