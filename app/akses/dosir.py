"""A dossier as whoever has its link reads it: without sign-in, read-only, for some days, every opening in the trail."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from app.akses.pembuka import daftar_akses
from app.cetakan.resmi import lembar_konsep, pdf_sah
from app.cetakan.views import kirim_pdf
from app.errors import halaman_galat
from app.keamanan import nama_kuki, pasang_kuki, untuk_umum
from app.pemda import cetakan
from app.permintaan import hari_ini, kini
from app.publik.views import pastikan_dalam_pemda
from app.rumah import rumah
from app.sop.bagan import bagan
from domain.akses.events import DosirId
from domain.akses.state import Dosir
from domain.sop.kalimat import kalimat
from domain.sop.state import Sop, Tahap, evolve
from infra.dosir import dosir_dari
from infra.errors import TidakAdaError
from infra.ids import new_token
from infra.projections.baris import SOP
from infra.queries.jejak import TANPA_SOP, Bacaan, catat_bacaan
from infra.queries.opd import opd as daftar_opd
from infra.queries.sop import Pertanyaan, daftar_sop
from tenants.context import current_tenant

bp = Blueprint("dosir", __name__, url_prefix="/dosir")
TERTUTUP = "Tautan dosir ini sudah ditutup atau tidak dikenal. Mintalah tautan baru kepada yang mengirimnya."
TOKEN_TERPANJANG = 100


class DosirTertutupError(HTTPException):
    """Ended, closed early, or never there: the answer is the same."""

    code = 404
    description = TERTUTUP


@dataclass(frozen=True, slots=True)
class Kunjungan:
    """A dossier in one browser: `pembaca` tells this opening of the link from the next."""

    dosir: Dosir
    pembaca: bytes

    def catat(self, jenis: str, sop_id: UUID, opd_id: UUID | None) -> None:
        asal = Bacaan(
            pembaca=self.pembaca,
            sop_id=sop_id,
            opd_id=opd_id or TANPA_SOP,
            jenis=jenis,
            jabatan="",
            pada=kini(),
            dosir_id=self.dosir.isi.dosir_id,
        )
        catat_bacaan(rumah().basis, asal, selalu=True)


def _kuki() -> str:
    return f"{nama_kuki()}-dosir"


def _terbuka(token: str) -> Dosir:
    pastikan_dalam_pemda()
    dosir_id = dosir_dari(rumah().basis, token) if 0 < len(token) <= TOKEN_TERPANJANG else None
    dosir = daftar_akses().dosir.get(DosirId(dosir_id)) if dosir_id else None
    if dosir is None or not dosir.terbuka(hari_ini()):
        raise DosirTertutupError
    return dosir


def _kunjungan() -> Kunjungan:
    nilai = request.cookies.get(_kuki(), "")
    token, _, _ = nilai.partition(".")
    return Kunjungan(_terbuka(token), sha256(f"dosir {nilai}".encode()).digest())


@bp.after_request
def tanpa_indeks(respons: Response) -> Response:
    respons.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return respons


@bp.errorhandler(DosirTertutupError)
def tertutup(_: DosirTertutupError) -> Response:
    return halaman_galat(404, TERTUTUP)


@bp.get("/<token>")
@untuk_umum
def buka(token: str) -> Response:
    """The link itself: the token moves into a cookie, so that no further address holds it."""
    dosir = _terbuka(token)
    nilai = f"{token}.{new_token()}"
    opd_id = dosir.isi.opd_id or next((s.opd_id for s in _isi(dosir)), None)
    Kunjungan(dosir, sha256(f"dosir {nilai}".encode()).digest()).catat("dosir", dosir.isi.sop_id or TANPA_SOP, opd_id)
    respons = cast("Response", redirect(f"{request.script_root}/dosir/", 303))
    pasang_kuki(respons, nilai, nama=_kuki(), jalur=f"/{current_tenant().kode}/dosir/")
    return respons


def _isi(dosir: Dosir) -> list[Any]:
    """The SOPs of a dossier, by name."""
    opd = (dosir.isi.opd_id,) if dosir.isi.opd_id else None
    semua = daftar_sop(rumah().basis, Pertanyaan(hari_ini(), opd=opd))
    return sorted((s for s in semua if dosir.membuka(s.sop_id, s.opd_id)), key=lambda s: s.nama.casefold())


@bp.get("/")
@untuk_umum
def daftar() -> Response | str:
    dosir = _kunjungan().dosir
    if dosir.isi.sop_id:
        return cast("Response", redirect(f"{request.script_root}/dosir/sop/{dosir.isi.sop_id}", 303))
    nama = {o.opd_id: o.nama for o in daftar_opd(rumah().basis)}
    return render_template(
        "akses/dosir.html", dosir=dosir, sop=_isi(dosir), opd=nama.get(dosir.isi.opd_id or UUID(int=0), "")
    )


def _sop(kunjungan: Kunjungan, sop_id: UUID, jenis: str) -> Sop:
    sop = rumah().buku.muat(SOP, sop_id)
    if not kunjungan.dosir.membuka(sop_id, sop.opd_id):
        raise TidakAdaError(str(sop_id))
    kunjungan.catat(jenis, sop_id, sop.opd_id)
    return sop


def _riwayat(sop_id: UUID) -> list[tuple[Any, Any]]:
    """The sentences, newest first, each with its event; by posts alone, names stay in the house."""
    sop, hasil = Sop(), []
    for c in rumah().buku.sejarah(sop_id):
        hasil.append((c, kalimat(sop, c.peristiwa)))
        sop = evolve(sop, c)
    return hasil[::-1]


@bp.get("/sop/<uuid:sop_id>")
@untuk_umum
def sop(sop_id: UUID) -> str:
    kunjungan = _kunjungan()
    isi = _sop(kunjungan, sop_id, "tindakan")
    return render_template(
        "akses/dosir_sop.html",
        dosir=kunjungan.dosir,
        sop=isi,
        cetakan=cetakan(isi),
        bagan=bagan(isi.naskah),
        riwayat=_riwayat(sop_id),
        sah=isi.terakhir_sah if isi.tahap is Tahap.DISAHKAN else None,
    )


@bp.get("/sop/<uuid:sop_id>/cetakan.pdf")
@untuk_umum
def pdf(sop_id: UUID) -> Response:
    isi = _sop(_kunjungan(), sop_id, "cetakan")
    sah = isi.terakhir_sah if isi.tahap in (Tahap.DISAHKAN, Tahap.DICABUT) else None
    berkas = pdf_sah(isi, sah) if sah else rumah().pencetak.pdf(lembar_konsep(isi))
    return kirim_pdf(berkas, f"{isi.nama} versi {isi.versi}{'' if sah else ' konsep'}")
