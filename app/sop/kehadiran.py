"""Several people on one form: who else has it open, and word of what they saved, asked for every few seconds."""

from __future__ import annotations

from hashlib import blake2b
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden

from app.htmx import potongan
from app.isian import bilangan
from app.keamanan import izin
from app.permintaan import pelaku
from app.rumah import rumah
from app.sop.berikut import nama_sel
from app.sop.kabar import Tanya, bagian_kabar
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError
from infra.queries.kehadiran import Hadir, Keadaan, catat, lihat

bp = Blueprint("kehadiran", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/penyuntingan")

KABAR_DETIK = 4


@bp.get("/kabar")
@izin(Tindakan.SOP_SUNTING)
def kabar_terbaru(sop_id: UUID) -> Response:
    """204 while nobody moved, which costs one question; else the changed rows, and who is here.

    `sejak` is the version of the stream that the form shows, `sudah` the one that its reader has been told of (more
    than `sejak` while a cell is open that a bigger change would take away), `hadir` who was here, `sel` the open cell.
    """
    keadaan = _keadaan(sop_id)
    sel = nama_sel(request.args.get("sel", ""))
    _tandai(sop_id, keadaan, sel)
    lain = tuple(h for h in keadaan.hadir if h.orang_id != pelaku().orang_id)
    tanya = Tanya(_angka("sejak"), _angka("sudah"), sel if "sel" in request.args else None)
    tampak = tanya.sejak if tanya.sel == "" else tanya.sudah
    if min(tampak, tanya.sudah) >= keadaan.versi_aliran and request.args.get("hadir", "") == jejak(lain):
        return Response(status=204)
    return potongan(bagian_kabar(sop_id, tanya, lain, jejak(lain)))


def _keadaan(sop_id: UUID) -> Keadaan:
    keadaan = lihat(rumah().basis, sop_id)
    if keadaan is None:
        raise TidakAdaError(str(sop_id))
    jangkauan = pelaku().opd(Tindakan.SOP_SUNTING)
    if jangkauan is not None and keadaan.opd_id not in jangkauan:
        raise Forbidden
    return keadaan


def _tandai(sop_id: UUID, keadaan: Keadaan, sel: str) -> None:
    """A sign of life, where the last one is getting old or was given at another cell."""
    saya = next((h for h in keadaan.hadir if h.orang_id == pelaku().orang_id), None)
    if saya is None or not saya.segar or saya.sel != sel:
        catat(rumah().basis, sop_id, pelaku().orang_id, pelaku().jabatan, sel, baru=saya is None)


def jejak(hadir: tuple[Hadir, ...]) -> str:
    """Who is here and where, in a few letters; empty for nobody."""
    siapa = [(str(h.orang_id), h.sel) for h in hadir]
    return blake2b(repr(siapa).encode(), digest_size=6).hexdigest() if siapa else ""


def _angka(nama: str) -> int:
    return bilangan(request.args.get(nama, ""), angka=18) or 0
