"""The page of an agency, with its daftar wajib."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden

from app.htmx import respond, selesai
from app.isian import id_atau_tiada, tanggal_wajib
from app.keamanan import izin
from app.pemda import keadaan_pemda
from app.permintaan import hari_ini, pelaku, perintah
from app.rumah import rumah
from domain.kernel import JabatanId, RuleViolation, SopId
from domain.opd import decisions
from domain.opd.events import WajibId
from domain.opd.state import Opd
from domain.sop.errors import UnsurTidakAdaError
from domain.wewenang import Tindakan
from infra.ids import new_id
from infra.projections.baris import OPD
from infra.queries.mandat import jabatan, mandat
from infra.queries.opd import daftar_wajib
from infra.queries.sop import Pertanyaan, daftar_sop

bp = Blueprint("opd", __name__, url_prefix="/kerja/perangkat-daerah/<uuid:opd_id>")


def _terbaca(opd_id: UUID) -> Opd:
    opd = rumah().buku.muat(OPD, opd_id)
    if not (pelaku().dapat(Tindakan.SOP_BACA, opd_id=opd_id) or pelaku().dapat(Tindakan.OPD_KELOLA, opd_id=opd_id)):
        raise Forbidden
    return opd


def _konteks(opd: Opd, opd_id: UUID, *, buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    basis, hari = rumah().basis, hari_ini()
    jabatan_opd = [j for j in jabatan(basis) if j.opd_id == opd_id]
    pemangku = {m.jabatan_id: m for m in mandat(basis) if m.berlaku(hari)}
    sop = daftar_sop(basis, Pertanyaan(hari, keadaan_pemda().evaluasi_bulan, opd=(opd_id,)))
    return {
        "opd": opd,
        "opd_id": opd_id,
        "wajib": daftar_wajib(basis, opd_id, hari),
        "sop": sop,
        "nama_sop": {s.sop_id: s.nama for s in sop},
        "jabatan": jabatan_opd,
        "pemangku": pemangku,
        "nama": rumah().direktori.nama(m.orang_id for m in pemangku.values()),
        "kelola": pelaku().dapat(Tindakan.WAJIB_KELOLA, opd_id=opd_id),
        "kaitkan": pelaku().dapat(Tindakan.WAJIB_KAITKAN, opd_id=opd_id),
        "buka": buka,
        "galat": galat or {},
        "nilai": request.form if buka else {},
    }


@bp.get("")
@izin(Tindakan.KERJA)
def halaman(opd_id: UUID) -> Response:
    return respond("opd.html", "isi", **_konteks(_terbaca(opd_id), opd_id))


def _jalankan(nama: str, tindakan: Tindakan, opd_id: UUID, putuskan: Callable[[Opd], Any]) -> Response:
    _terbaca(opd_id)
    aktor = pelaku().aktor(tindakan, opd_id=opd_id)
    if aktor is None:
        raise Forbidden
    try:
        opd = rumah().buku.ubah(OPD, opd_id, perintah(aktor), putuskan)
    except RuleViolation as error:
        galat = {error.bidang: error.kalimat}
        segar = _konteks(_terbaca(opd_id), opd_id, buka=nama, galat=galat)
        return respond("opd.html", "isi", status=422, **segar)
    alamat = f"{request.script_root}/kerja/perangkat-daerah/{opd_id}"
    return selesai(alamat, "opd.html", "isi", **_konteks(opd, opd_id))


@bp.post("/wajib")
@izin(Tindakan.WAJIB_KELOLA)
def wajibkan(opd_id: UUID) -> Response:
    wajib_id = WajibId(new_id())

    def putuskan(opd: Opd) -> Any:
        pj = id_atau_tiada(request.form.get("penanggung_jawab", ""))
        return decisions.wajibkan(
            opd,
            wajib_id=wajib_id,
            judul=request.form.get("judul", ""),
            penanggung_jawab=JabatanId(pj) if pj else None,
            tenggat=tanggal_wajib(request.form, "tenggat"),
        )

    return _jalankan("wajib", Tindakan.WAJIB_KELOLA, opd_id, putuskan)


@bp.post("/wajib/<uuid:wajib_id>/kaitan")
@izin(Tindakan.WAJIB_KAITKAN)
def kaitkan(opd_id: UUID, wajib_id: UUID) -> Response:
    """Link an owed SOP to one of this agency's SOPs."""
    dikenal = {s.sop_id for s in daftar_sop(rumah().basis, Pertanyaan(hari_ini(), opd=(opd_id,)))}

    def putuskan(opd: Opd) -> Any:
        sop_id = id_atau_tiada(request.form.get("sop", ""))
        if sop_id is None or sop_id not in dikenal:
            raise UnsurTidakAdaError("SOP")
        return decisions.kaitkan(opd, WajibId(wajib_id), sop_id=SopId(sop_id))

    return _jalankan(f"kaitan.{wajib_id}", Tindakan.WAJIB_KAITKAN, opd_id, putuskan)


@bp.post("/wajib/<uuid:wajib_id>/pengecualian")
@izin(Tindakan.WAJIB_KELOLA)
def kecualikan(opd_id: UUID, wajib_id: UUID) -> Response:
    """An owed SOP that is not needed after all, with the reason."""

    def putuskan(opd: Opd) -> Any:
        return decisions.nyatakan_tidak_perlu(opd, WajibId(wajib_id), alasan=request.form.get("alasan", ""))

    return _jalankan(f"pengecualian.{wajib_id}", Tindakan.WAJIB_KELOLA, opd_id, putuskan)
