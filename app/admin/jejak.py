"""The audit of administration: who gave whom which right and when, told from the events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.akses.batas import awal_baca, batas_baca
from app.htmx import respond
from app.isian import bilangan
from app.keamanan import izin
from app.rumah import rumah
from domain.administrasi.kalimat import kalimat
from domain.kernel import Aktor
from domain.pemda import ALIRAN
from domain.sop.kalimat import Kalimat
from domain.wewenang import Tindakan
from infra.db.simpan import TANPA_PELAKU
from infra.direktori import TANPA_NAMA
from infra.queries.administrasi import jejak
from infra.queries.mandat import jabatan
from infra.queries.opd import opd
from infra.token import daftar_token
from tenants.context import current_tenant

bp = Blueprint("admin_jejak", __name__, url_prefix="/kerja/admin/jejak")
SEHALAMAN = 60
TERBARU = 2**62


@dataclass(frozen=True, slots=True)
class Tindak:
    """One act: what, by whom in which capacity, when."""

    pos: int
    pada: datetime
    hari: date
    oleh: str
    aktor: Aktor
    kalimat: Kalimat


def _sebutan() -> dict[UUID, str]:
    """What posts, agencies, people and tokens are called now."""
    nama: dict[UUID, str] = {ALIRAN: ""}  # a sentence about the government itself needs no name
    nama |= {j.jabatan_id: j.nama for j in jabatan(rumah().basis)} | {o.opd_id: o.nama for o in opd(rumah().basis)}
    nama |= {t.token_id: t.nama for t in daftar_token(rumah().basis)}
    return nama | {o.id: o.nama for o in rumah().direktori.semua()}


@bp.get("")
@izin(Tindakan.ADMINISTRASI_BACA)
def halaman() -> Response:
    """An auditor sees the acts of his period, and none at all if only some agencies are open to him."""
    diminta = bilangan(request.args.get("sebelum", ""), angka=18)
    sebelum = TERBARU if diminta is None else diminta
    masa = {"sejak": awal_baca(), "sampai": batas_baca()}
    catatan, nama = jejak(rumah().basis, sebelum=sebelum, batas=SEHALAMAN + 1, **masa), _sebutan()
    tindak = [_tindak(c, nama) for c in catatan[:SEHALAMAN]]
    lagi = tindak[-1].pos if len(catatan) > SEHALAMAN else None
    return respond("admin/jejak.html", "isi", tindak=tindak, lagi=lagi, awal=sebelum == TERBARU)


def _tindak(catatan: Any, nama: dict[UUID, str]) -> Tindak:
    def sebut(siapa: UUID) -> str:
        return nama.get(siapa, TANPA_NAMA)

    aktor = catatan.aktor
    oleh = "" if aktor.orang == TANPA_PELAKU else sebut(aktor.orang)
    isi = kalimat(catatan.peristiwa, sebut(catatan.aliran), sebut)
    return Tindak(catatan.pos, catatan.pada, current_tenant().tanggal(catatan.pada), oleh, aktor, isi)
