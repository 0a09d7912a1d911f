"""The pages of one SOP as they are printed: a preview made of pictures, and the PDF."""

from __future__ import annotations

from uuid import UUID

import structlog
from flask import Blueprint, Response
from werkzeug.exceptions import NotFound
from werkzeug.utils import secure_filename

from app.cetakan.resmi import gambar_sah, lembar_konsep, pdf_sah, tersimpan
from app.errors import halaman_galat
from app.htmx import respond
from app.keamanan import izin, untuk_umum
from app.permintaan import hari_ini
from app.rumah import rumah
from app.sop.akses import sop_terbaca
from domain.sop.state import Pengesahan, Sop, Tahap
from domain.wewenang import Tindakan
from infra.berkas import PDF, PNG
from infra.cetak import CetakGagalError
from infra.errors import TidakAdaError
from infra.projections.baris import SOP
from infra.queries.publik import berlaku
from tenants.context import current_tenant

bp = Blueprint("cetakan", __name__, url_prefix="/kerja/sop/<uuid:sop_id>")
umum = Blueprint("cetakan_umum", __name__)
log = structlog.get_logger()

TAK_TERCETAK = (
    "Cetakan belum dapat dibuat. Coba lagi sebentar; bila tetap gagal, ringkas isian yang sangat panjang. "
    "Tidak ada data yang hilang."
)


@bp.app_errorhandler(CetakGagalError)
def gagal(error: CetakGagalError) -> Response:
    log.warning("print-failed", reason=str(error)[:200])
    return halaman_galat(503, TAK_TERCETAK)


def kirim_pdf(isi: bytes, nama: str) -> Response:
    """Shown by the browser; the name is what a reader who saves it gets."""
    respons = Response(isi, content_type=PDF)
    berkas = secure_filename(nama)[:80] or "sop"
    respons.headers["Content-Disposition"] = f'inline; filename="{berkas}.pdf"'
    return respons


def _disahkan(sop: Sop) -> Pengesahan | None:
    """The approval that the page shows; None while a version is being worked on."""
    return sop.terakhir_sah if sop.tahap in (Tahap.DISAHKAN, Tahap.DICABUT) else None


def _gambar(sop: Sop) -> tuple[bytes, ...]:
    sah = _disahkan(sop)
    return gambar_sah(sop, sah) if sah else rumah().pencetak.gambar(lembar_konsep(sop))


@bp.get("/cetakan")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    sop = sop_terbaca(sop_id)
    sah = _disahkan(sop)
    resmi = sah is not None and tersimpan(sah) is not None
    return respond("cetakan/sop.html", "panel", sop=sop, sah=sah, resmi=resmi, jumlah=len(_gambar(sop)))


@bp.get("/cetakan/<int:lembar>.png")
@izin(Tindakan.SOP_BACA)
def gambar(sop_id: UUID, lembar: int) -> Response:
    """One page as a picture."""
    semua = _gambar(sop_terbaca(sop_id))
    if not 1 <= lembar <= len(semua):
        raise NotFound
    return Response(semua[lembar - 1], content_type=PNG)


@bp.get("/cetakan.pdf")
@izin(Tindakan.SOP_BACA)
def pdf(sop_id: UUID) -> Response:
    sop = sop_terbaca(sop_id)
    sah = _disahkan(sop)
    isi = pdf_sah(sop, sah) if sah else rumah().pencetak.pdf(lembar_konsep(sop))
    return kirim_pdf(isi, f"{sop.nama} versi {sop.versi}{'' if sah else ' konsep'}")


@umum.get("/sop/<uuid:sop_id>/cetakan.pdf")
@untuk_umum
def pdf_berlaku(sop_id: UUID) -> Response:
    """The PDF of the version in force today."""
    current_tenant()
    yang = berlaku(rumah().basis, sop_id, hari_ini())
    if yang is None:
        raise TidakAdaError(str(sop_id))
    sop = rumah().buku.muat(SOP, sop_id)
    sah = next(p for p in reversed(sop.pengesahan) if p.fakta.versi == yang.versi)
    return kirim_pdf(pdf_sah(sop, sah), f"{sop.nama} versi {yang.versi}")
