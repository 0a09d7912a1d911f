"""Reading and writing masukan. The panel answers for itself, so that it works within any page that has loaded it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, request

from app.htmx import is_fragment, respond
from app.isian import id_atau_tiada
from app.keamanan import izin
from app.masukan.pembaca import Pembaca, pembaca
from app.masukan.utas import semua_utas, tempat_semua
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from app.sop.akses import sop_terbaca, sop_untuk
from domain.kernel import OrangId, RuleViolation, SopId
from domain.masukan import decisions
from domain.masukan.events import MasukanDibuka
from domain.masukan.state import Masukan
from domain.masukan.tempat import tempat_dari
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError
from infra.ids import new_id
from infra.projections.baris_masukan import MASUKAN

bp = Blueprint("masukan", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/masukan")

BERUBAH = "masukan-berubah"
"""The event that a page hears after a change, to bring its own counts up to date."""


@dataclass(frozen=True, slots=True)
class Bukaan:
    """Which form of the panel is open: the new thread's (`tempat`), or one thread's; with what went wrong in it."""

    tempat: str = ""
    utas: UUID | None = None
    galat: dict[str, str] = field(default_factory=dict)
    baru_saja: UUID | None = None


def _konteks(sop: Sop, bukaan: Bukaan) -> dict[str, Any]:
    utas = semua_utas(sop.id, sop.naskah) if sop.id else []
    dapat_menulis = pelaku().dapat(Tindakan.MASUKAN_TULIS, sop)
    return {
        "sop": sop,
        "terbuka": [u for u in utas if not u.masukan.selesai],
        "selesai": [u for u in utas if u.masukan.selesai],
        "bukaan": bukaan,
        "nilai": request.form if bukaan.galat else {},
        "disebut": request.form.getlist("disebut") if bukaan.galat else [],
        "dapat_menulis": dapat_menulis,
        "tempat": tempat_semua(sop.naskah) if dapat_menulis else {},
        "pembaca": [p for p in pembaca(sop) if p.orang_id != pelaku().orang_id] if dapat_menulis else [],
        "di_formulir": "/penyuntingan" in request.headers.get("HX-Current-URL", ""),
    }


def _tampilkan(sop: Sop, bukaan: Bukaan, status: int = 200) -> Response:
    return respond("masukan/masukan.html", "panel", status=status, **_konteks(sop, bukaan))


def _sesudah(sop_id: UUID, masukan_id: UUID) -> Response:
    if not is_fragment():
        alamat = f"{request.script_root}/kerja/sop/{sop_id}/masukan#utas-{masukan_id}"
        return redirect(alamat, 303)  # type: ignore[return-value]
    respons = _tampilkan(sop_terbaca(sop_id), Bukaan(baru_saja=masukan_id))
    respons.headers["HX-Trigger"] = BERUBAH
    return respons


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    """The threads; `?tempat=` opens the form for a new one on that cell, `?utas=` the one for an answer."""
    tempat = tempat_dari(request.args.get("tempat", "")[:120])
    return _tampilkan(sop_terbaca(sop_id), Bukaan(tempat, id_atau_tiada(request.args.get("utas", ""))))


@bp.post("")
@izin(Tindakan.MASUKAN_TULIS)
def tulis(sop_id: UUID) -> Response:
    sop, aktor = sop_untuk(Tindakan.MASUKAN_TULIS, sop_id)
    masukan_id, tempat = new_id(), request.form.get("tempat", "")[:120]

    def putuskan(_: Masukan) -> MasukanDibuka:
        orang = _ids(pembaca(sop))
        return decisions.buka(sop, sop_id=SopId(sop_id), tempat=tempat, teks=_teks(), disebut=_disebut(), pembaca=orang)

    try:
        masukan = rumah().buku.mulai(MASUKAN, masukan_id, perintah(aktor), putuskan)
    except RuleViolation as error:
        return _tampilkan(sop, Bukaan(tempat or "-", galat={error.bidang: error.kalimat}), 422)
    return _sesudah(sop_id, masukan.id or masukan_id)


def _jalankan(tindakan: Tindakan, sop_id: UUID, masukan_id: UUID, putuskan: Callable[[Sop, Masukan], Any]) -> Response:
    """One act on a thread of this SOP: done, or its form again with the sentence at the field (422)."""
    sop, aktor = sop_untuk(tindakan, sop_id)
    if rumah().buku.muat(MASUKAN, masukan_id).sop_id != sop_id:
        raise TidakAdaError(str(masukan_id))
    try:
        rumah().buku.ubah(MASUKAN, masukan_id, perintah(aktor), lambda masukan: putuskan(sop, masukan))
    except RuleViolation as error:
        return _tampilkan(sop, Bukaan(utas=masukan_id, galat={error.bidang: error.kalimat}), 422)
    return _sesudah(sop_id, masukan_id)


@bp.post("/<uuid:masukan_id>/balasan")
@izin(Tindakan.MASUKAN_TULIS)
def balas(sop_id: UUID, masukan_id: UUID) -> Response:
    def putuskan(sop: Sop, masukan: Masukan) -> Any:
        return decisions.balas(masukan, teks=_teks(), disebut=_disebut(), pembaca=_ids(pembaca(sop)))

    return _jalankan(Tindakan.MASUKAN_TULIS, sop_id, masukan_id, putuskan)


@bp.post("/<uuid:masukan_id>/penyelesaian")
@izin(Tindakan.MASUKAN_SELESAIKAN)
def selesaikan(sop_id: UUID, masukan_id: UUID) -> Response:
    def putuskan(_: Sop, masukan: Masukan) -> Any:
        return decisions.selesaikan(masukan, catatan=_teks())

    return _jalankan(Tindakan.MASUKAN_SELESAIKAN, sop_id, masukan_id, putuskan)


@bp.post("/<uuid:masukan_id>/pembukaan-kembali")
@izin(Tindakan.MASUKAN_SELESAIKAN)
def buka_kembali(sop_id: UUID, masukan_id: UUID) -> Response:
    def putuskan(_: Sop, masukan: Masukan) -> Any:
        return decisions.buka_kembali(masukan, alasan=_teks())

    return _jalankan(Tindakan.MASUKAN_SELESAIKAN, sop_id, masukan_id, putuskan)


def _teks() -> str:
    return request.form.get("teks", "")


def _disebut() -> list[OrangId]:
    """What is no id names nobody who could read: it stays in the list and is refused with the others."""
    return [OrangId(id_atau_tiada(i) or UUID(int=0)) for i in request.form.getlist("disebut") if i]


def _ids(semua: list[Pembaca]) -> frozenset[OrangId]:
    return frozenset(p.orang_id for p in semua)
