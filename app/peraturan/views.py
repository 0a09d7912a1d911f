"""The register of laws: its page, the choices for a dasar hukum, and what may be entered into it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden

from app.htmx import is_fragment, respond, selesai
from app.isian import Form, tanggal_wajib
from app.keamanan import izin
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from domain.kernel import RuleViolation
from domain.peraturan import decisions
from domain.peraturan.daftar_awal import DAFTAR_AWAL
from domain.peraturan.events import PeraturanId
from domain.peraturan.state import Register
from domain.sop.pemeriksaan.bahan import StatusPeraturan
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError
from infra.ids import new_id
from infra.peraturan import Putusan, ubah_register
from infra.queries.peraturan import cari_peraturan

bp = Blueprint("peraturan", __name__, url_prefix="/kerja/peraturan")
PILIHAN_TERBANYAK = 12


def _konteks(*, buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    cari = request.args.get("q", "").strip()[:100]
    status = request.args.get("status", "")
    pilihan = StatusPeraturan(status) if status in tuple(StatusPeraturan) else None
    return {
        "peraturan": cari_peraturan(rumah().basis, cari, status=pilihan),
        "cari": cari,
        "keadaan": pilihan,
        "Status": StatusPeraturan,
        "kelola": pelaku().dapat(Tindakan.PERATURAN_KELOLA),
        "daftar_awal": len(DAFTAR_AWAL),
        "buka": buka,
        "galat": galat or {},
        "nilai": request.form if buka else {},
    }


@bp.get("")
@izin(Tindakan.KERJA)
def daftar() -> Response:
    """The page; asked by a field (htmx), the choices for what is typed in it."""
    if not is_fragment():
        return respond("peraturan/daftar.html", "isi", **_konteks())
    cari = (request.args.get("q") or request.args.get("nilai", "")).strip()[:100]
    return respond("peraturan/pilihan.html", "pilihan", peraturan=_pilihan(cari))


def _pilihan(cari: str) -> list[Any]:
    """What still holds comes first; what does not is offered too, with the word beside it."""
    hasil = cari_peraturan(rumah().basis, cari, batas=PILIHAN_TERBANYAK * 2)
    hasil.sort(key=lambda p: p.isi.status is StatusPeraturan.DICABUT)
    return hasil[:PILIHAN_TERBANYAK]


def _jalankan(buka: str, putuskan: Putusan) -> Response:
    aktor = pelaku().aktor(Tindakan.PERATURAN_KELOLA)
    if aktor is None:
        raise Forbidden
    try:
        ubah_register(rumah().buku, perintah(aktor), putuskan)
    except RuleViolation as error:
        galat = {error.bidang: error.kalimat}
        return respond("peraturan/daftar.html", "isi", status=422, **_konteks(buka=buka, galat=galat))
    return selesai(f"{request.script_root}/kerja/peraturan", "peraturan/daftar.html", "isi", **_konteks())


def _tanggal(form: Form) -> date | None:
    return tanggal_wajib(form, "tanggal") if form.get("tanggal", "").strip() else None


def _status(form: Form) -> dict[str, Any]:
    """Status and the laws that amend or replace, one a line or apart by commas and semicolons."""
    nilai = form.get("status", "")
    status = StatusPeraturan(nilai) if nilai in tuple(StatusPeraturan) else StatusPeraturan.BERLAKU
    return {"status": status, "pengganti": form.get("pengganti", "").replace(";", "\n").replace(",", "\n").splitlines()}


def _keterangan(form: Form) -> dict[str, Any]:
    return {"sebutan": form.get("sebutan", ""), "tentang": form.get("tentang", ""), "tanggal": _tanggal(form)}


@bp.post("")
@izin(Tindakan.PERATURAN_KELOLA)
def catat() -> Response:
    peraturan_id = PeraturanId(new_id())

    def putuskan(register: Register) -> Any:
        isi = _keterangan(request.form) | _status(request.form)
        return decisions.catat(register, peraturan_id=peraturan_id, **isi)

    return _jalankan("baru", putuskan)


@bp.post("/daftar-awal")
@izin(Tindakan.PERATURAN_KELOLA)
def daftar_awal() -> Response:
    """Take over the starter list, as an act of this person."""
    return _jalankan("awal", lambda register: decisions.isi_daftar_awal(register, new_id))


def _ada(register: Register, peraturan_id: UUID) -> PeraturanId:
    if peraturan_id not in register.peraturan:
        raise TidakAdaError(str(peraturan_id))
    return PeraturanId(peraturan_id)


@bp.post("/<uuid:peraturan_id>")
@izin(Tindakan.PERATURAN_KELOLA)
def perbaiki(peraturan_id: UUID) -> Response:
    def putuskan(register: Register) -> Any:
        return decisions.perbaiki(register, _ada(register, peraturan_id), **_keterangan(request.form))

    return _jalankan(f"keterangan.{peraturan_id}", putuskan)


@bp.post("/<uuid:peraturan_id>/status")
@izin(Tindakan.PERATURAN_KELOLA)
def ubah_status(peraturan_id: UUID) -> Response:
    def putuskan(register: Register) -> Any:
        return decisions.ubah_status(register, _ada(register, peraturan_id), **_status(request.form))

    return _jalankan(f"status.{peraturan_id}", putuskan)
