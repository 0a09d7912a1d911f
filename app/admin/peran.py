"""Giving a post to a person and ending it, and the posts themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from app.admin.orang import jawab
from app.admin.susunan import aktor_untuk, opd_hidup, orang_tercatat, peran_diberikan
from app.htmx import respond, selesai
from app.isian import id_atau_tiada, keputusan, tanggal_wajib
from app.keamanan import izin
from app.masuk.pembuktian import mengikat
from app.permintaan import hari_ini, perintah
from app.rumah import rumah
from domain.jabatan import decisions
from domain.jabatan.events import JenisMandat
from domain.jabatan.pemberian import hentikan, periksa_masa, periksa_penerima
from domain.jabatan.state import Jabatan
from domain.kernel import IsianKosongError, JabatanId, MandatId, OpdId, OrangId, PilihanTidakAdaError, RuleViolation
from domain.wewenang import Peran, Tindakan
from infra.errors import TidakAdaError
from infra.ids import new_id
from infra.projections.baris import JABATAN
from infra.queries.mandat import MandatPejabat, jabatan, mandat
from infra.queries.opd import opd

bp = Blueprint("admin_peran", __name__, url_prefix="/kerja/admin")


def _jenis(nilai: str) -> JenisMandat:
    if nilai not in tuple(JenisMandat):
        raise PilihanTidakAdaError(bidang="jenis")
    return JenisMandat(nilai)


@bp.post("/orang/<uuid:orang_id>/peran")
@izin(Tindakan.ORANG_KELOLA)
@mengikat("peran")
def beri(orang_id: UUID) -> Response:
    """A post, on a decree, for a time."""
    siapa, mandat_id = OrangId(orang_tercatat(orang_id).id), MandatId(new_id())

    def ubah() -> None:
        if not request.form.get("jabatan"):
            raise IsianKosongError("Pilih jabatannya.", "jabatan")
        jabatan_id = id_atau_tiada(request.form["jabatan"])
        pilihan = next((j for j in jabatan(rumah().basis) if j.jabatan_id == jabatan_id), None)
        if pilihan is None:
            raise PilihanTidakAdaError(bidang="jabatan")
        aktor = aktor_untuk(Tindakan.ORANG_KELOLA, pilihan.peran)
        masa = _masa(pilihan.peran)
        lain = [m.peran for m in _beririsan(siapa, masa)]
        isi = {"mandat_id": mandat_id, "orang": siapa, "keputusan": keputusan(request.form), **masa}

        def putuskan(j: Jabatan) -> Any:
            periksa_penerima(j.peran, pemberi=aktor.orang, penerima=siapa, dipegang=lain)
            return decisions.tetapkan(j, **isi)

        rumah().buku.ubah(JABATAN, pilihan.jabatan_id, perintah(aktor), putuskan)

    return jawab(orang_id, "peran", ubah)


def _masa(peran: Peran) -> dict[str, Any]:
    akhir = tanggal_wajib(request.form, "akhir") if request.form.get("akhir", "").strip() else None
    periksa_masa(peran, akhir)
    return {
        "mulai": tanggal_wajib(request.form, "mulai"),
        "akhir": akhir,
        "jenis": _jenis(request.form.get("jenis", JenisMandat.DEFINITIF)),
    }


def _beririsan(orang_id: OrangId, masa: dict[str, Any]) -> list[MandatPejabat]:
    """What this person holds in the same time."""
    mulai, akhir = masa["mulai"], masa["akhir"]
    return [
        m
        for m in mandat(rumah().basis, orang=orang_id)
        if (m.akhir is None or m.akhir >= mulai) and (akhir is None or m.mulai <= akhir)
    ]


@bp.post("/orang/<uuid:orang_id>/peran/<uuid:mandat_id>/penghentian")
@izin(Tindakan.ORANG_KELOLA)
def penghentian(orang_id: UUID, mandat_id: UUID) -> Response:
    """The end of a post: at once where no last day is given."""
    ada = next((m for m in mandat(rumah().basis, orang=orang_id) if m.mandat_id == mandat_id), None)
    if ada is None:
        raise TidakAdaError(str(mandat_id))
    aktor, alasan = aktor_untuk(Tindakan.ORANG_KELOLA, ada.peran), request.form.get("alasan", "")

    def putuskan(j: Jabatan) -> Any:
        if not request.form.get("akhir", "").strip():
            return hentikan(j, MandatId(mandat_id), hari=hari_ini(), alasan=alasan)
        return decisions.akhiri(j, MandatId(mandat_id), akhir=tanggal_wajib(request.form, "akhir"), alasan=alasan)

    nama = f"penghentian.{mandat_id}"
    return jawab(orang_id, nama, lambda: rumah().buku.ubah(JABATAN, ada.jabatan_id, perintah(aktor), putuskan))


def _konteks(galat: dict[str, str] | None = None) -> dict[str, Any]:
    hari, kini = hari_ini(), dict[UUID, list[MandatPejabat]]()
    for m in mandat(rumah().basis):
        if m.berlaku(hari):
            kini.setdefault(m.jabatan_id, []).append(m)
    return {
        "jabatan": jabatan(rumah().basis),
        "opd": {o.opd_id: o.nama for o in opd(rumah().basis)},
        "opd_hidup": opd_hidup(),
        "peran": peran_diberikan(),
        "kini": kini,
        "nama": rumah().direktori.nama(m.orang_id for milik in kini.values() for m in milik),
        "galat": galat or {},
        "nilai": request.form if galat else {},
    }


@bp.get("/jabatan")
@izin(Tindakan.ORANG_KELOLA)
def daftar_jabatan() -> Response:
    return respond("admin/jabatan.html", "isi", **_konteks())


@bp.post("/jabatan")
@izin(Tindakan.ORANG_KELOLA)
def bentuk_jabatan() -> Response:
    """A new post, still vacant."""
    try:
        peran = _peran()
        aktor, opd_id = aktor_untuk(Tindakan.ORANG_KELOLA, peran), _opd(peran)
        nama = request.form.get("nama", "")
        rumah().buku.mulai(
            JABATAN,
            JabatanId(new_id()),
            perintah(aktor),
            lambda _: decisions.bentuk(nama=nama, peran=peran, opd_id=opd_id),
        )
    except RuleViolation as error:
        return respond("admin/jabatan.html", "isi", status=422, **_konteks({error.bidang: error.kalimat}))
    return selesai(url_for("admin_peran.daftar_jabatan"), "admin/jabatan.html", "isi", **_konteks())


def _peran() -> Peran:
    nilai = request.form.get("peran", "")
    if not nilai:
        raise IsianKosongError("Pilih perannya.", "peran")
    if nilai not in peran_diberikan():
        raise PilihanTidakAdaError(bidang="peran")
    return Peran(nilai)


def _opd(peran: Peran) -> OpdId | None:
    """A role that reaches its own agency alone is nothing without one."""
    pilih = id_atau_tiada(request.form.get("opd", ""))
    if pilih is not None and pilih not in {o.opd_id for o in opd_hidup()}:
        raise PilihanTidakAdaError(bidang="opd")
    if pilih is None and peran in (Peran.PENYUSUN, Peran.KASUBAG, Peran.KEPALA_OPD):
        raise decisions.OpdJabatanError
    return OpdId(pilih) if pilih else None
