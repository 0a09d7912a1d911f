"""The page of evidence bundles: choose, watch it being made, fetch it within a day."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.utils import secure_filename

from app.akses.jejak import catat_bundel
from app.bundel.pilihan import SEMUA, masih_terbuka, opd_terbaca, pilihan, sop_dalam, sop_terbaca
from app.htmx import is_fragment, respond, selesai
from app.isian import id_atau_tiada
from app.keamanan import izin
from app.permintaan import pelaku
from app.rumah import rumah
from domain.kernel import RuleViolation
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError

bp = Blueprint("bundel", __name__, url_prefix="/kerja/bundel")
TUNGGU = 1.0
"""Seconds that a POST waits for its bundle: that of an SOP is mostly done by then, and nobody sees a wait."""
_SEKALI = 1 << 18


class MasihDibuatError(RuleViolation):
    kode = "bundel.masih_dibuat"
    kalimat = "Bundel Anda yang sebelumnya masih dibuat. Tunggu sampai selesai, lalu buat yang ini."


def _milik() -> dict[str, Any]:
    return {"milik": rumah().pembuat.pesanan.milik(pelaku().orang_id)}


def _konteks(galat: dict[str, str] | None = None) -> dict[str, Any]:
    return _milik() | {
        "opd": opd_terbaca(),
        "sop": sop_terbaca(),
        "seluruhnya": pelaku().dapat(Tindakan.LOG_ISI),
        "SEMUA": SEMUA,
        "galat": galat or {},
        "nilai": request.form if galat else request.args,
    }


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman() -> Response:
    """`?isi=` fills the form in beforehand; htmx gets the bundles alone."""
    return respond("bundel.html", "daftar", **_milik() if is_fragment() else _konteks())


@bp.post("")
@izin(Tindakan.SOP_BACA)
def buat() -> Response:
    """The command's id is the bundle's: sent twice it is one bundle."""
    bundel_id, pembuat = id_atau_tiada(request.form.get("perintah", "")), rumah().pembuat
    if bundel_id is None:
        raise BadRequest
    try:
        apa = pilihan(request.form)
        if any(p.berjalan and p.bundel_id != bundel_id for p in pembuat.pesanan.milik(pelaku().orang_id)):
            raise MasihDibuatError
    except RuleViolation as error:
        return respond("bundel.html", "isi", status=422, **_konteks({error.bidang: error.kalimat}))
    catat_bundel(bundel_id, sop_dalam(apa.cakupan))
    if pembuat.pesanan.catat(bundel_id, pelaku().orang_id, apa.judul, apa.cakupan):
        pembuat.buat(bundel_id, apa.cakupan, TUNGGU)
    return selesai(url_for("bundel.halaman"), "bundel.html", "isi", **_konteks())


@bp.get("/<uuid:bundel_id>/unduhan")
@izin(Tindakan.SOP_BACA)
def unduhan(bundel_id: UUID) -> Response:
    """Only for its maker, and only while all of it is still open to him."""
    pesanan = rumah().pembuat.pesanan
    milik = pesanan.satu(bundel_id, pelaku().orang_id)
    if milik is None or milik.besar is None:
        raise TidakAdaError(str(bundel_id))
    masih_terbuka(milik.cakupan)
    berkas: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the answer
    pesanan.salin(bundel_id, berkas)
    berkas.seek(0)
    nama = secure_filename(f"bundel bukti {milik.judul}")[:80]
    respons = Response(_potong(berkas), content_type="application/zip")
    respons.headers["Content-Disposition"] = f'attachment; filename="{nama}.zip"'
    respons.content_length = milik.besar
    return respons


def _potong(berkas: IO[bytes]) -> Iterator[bytes]:
    """A bundle may be larger than a process should hold in memory; the tenant is not asked any more."""
    with berkas:
        while potong := berkas.read(_SEKALI):
            yield potong
