"""Serah terima: a post passes to its next holder, and its open drafts and tasks with it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.admin.susunan import aktor_untuk, jabatan_tercatat
from app.htmx import respond, selesai
from app.isian import id_atau_tiada, keputusan, tanggal_wajib
from app.keamanan import izin
from app.permintaan import hari_ini, perintah
from app.rumah import rumah
from domain.jabatan import decisions
from domain.jabatan.pemberian import periksa_penerima
from domain.jabatan.state import Jabatan
from domain.kernel import MandatId, OrangId, RuleViolation
from domain.sop.errors import UnsurTidakAdaError
from domain.wewenang import Tindakan
from infra.ids import new_id
from infra.projections.baris import JABATAN
from infra.queries.mandat import MandatPejabat, mandat
from infra.queries.mandat import jabatan as daftar_jabatan
from infra.queries.opd import opd as daftar_opd
from infra.queries.sop import Pertanyaan, Saringan, daftar_sop

bp = Blueprint("jabatan", __name__, url_prefix="/kerja/jabatan")


@bp.get("")
@izin(Tindakan.JABATAN_SERAH_TERIMA)
def daftar() -> Response:
    semua = mandat(rumah().basis)
    kini: dict[UUID, list[MandatPejabat]] = {}
    for m in semua:
        if m.berlaku(hari_ini()):
            kini.setdefault(m.jabatan_id, []).append(m)
    return respond(
        "jabatan/daftar.html",
        "isi",
        jabatan=daftar_jabatan(rumah().basis),
        opd={o.opd_id: o.nama for o in daftar_opd(rumah().basis)},
        kini={
            j: [m for m in semua if m.jabatan_id == j and m.berlaku(hari_ini())] for j in {m.jabatan_id for m in semua}
        },
        nama=rumah().direktori.nama(m.orang_id for m in semua),
    )


def _konteks(jabatan_id: UUID, galat: dict[str, str], nilai: Any) -> dict[str, Any]:
    jabatan = jabatan_tercatat(jabatan_id)
    riwayat = mandat(rumah().basis, jabatan=jabatan_id)
    orang = rumah().direktori.semua()
    dibawa = [s for s in _terbuka(jabatan.opd_id) if s.penyusun in (None, jabatan_id)]
    return {
        "jabatan": jabatan,
        "riwayat": riwayat,
        "kini": [m for m in riwayat if m.berlaku(hari_ini())],
        "orang": [o for o in orang if o.aktif],
        "nama": {o.id: o.nama for o in orang},
        "dibawa": dibawa,
        "galat": galat,
        "nilai": nilai,
    }


def _terbuka(opd_id: UUID | None) -> list[Any]:
    """Drafts that move with the post."""
    if opd_id is None:
        return []
    return daftar_sop(rumah().basis, Pertanyaan(hari_ini(), opd=(opd_id,), saringan=Saringan.DRAF))


@bp.get("/<uuid:jabatan_id>/serah-terima")
@izin(Tindakan.JABATAN_SERAH_TERIMA)
def formulir(jabatan_id: UUID) -> Response:
    nilai = {"tanggal": hari_ini().isoformat(), "sk_tanggal": hari_ini().isoformat()}
    return respond("jabatan/serah_terima.html", "isi", **_konteks(jabatan_id, {}, nilai))


def _periksa(jabatan: Jabatan, pemberi: OrangId, kepada: OrangId, tanggal: date) -> None:
    """Nobody hands a post to himself, nor a post that works on content to an admin."""
    lain = [m.peran for m in mandat(rumah().basis, orang=kepada) if m.akhir is None or m.akhir >= tanggal]
    periksa_penerima(jabatan.peran, pemberi=pemberi, penerima=kepada, dipegang=lain, bidang="kepada")


@bp.post("/<uuid:jabatan_id>/serah-terima")
@izin(Tindakan.JABATAN_SERAH_TERIMA)
def serah_terima(jabatan_id: UUID) -> Response:
    aktor = aktor_untuk(Tindakan.JABATAN_SERAH_TERIMA, jabatan_tercatat(jabatan_id).peran)
    mandat_id = MandatId(new_id())

    def putuskan(jabatan: Jabatan) -> Any:
        dari, kepada = (id_atau_tiada(request.form.get(n, "")) for n in ("dari", "kepada"))
        if dari is None or kepada is None or rumah().direktori.satu(kepada) is None:
            raise UnsurTidakAdaError("Pejabat")
        tanggal = tanggal_wajib(request.form, "tanggal")
        _periksa(jabatan, aktor.orang, OrangId(kepada), tanggal)
        return decisions.serah_terima(
            jabatan,
            dari=MandatId(dari),
            kepada=OrangId(kepada),
            mandat_id=mandat_id,
            keputusan=keputusan(request.form),
            tanggal=tanggal,
        )

    try:
        rumah().buku.ubah(JABATAN, jabatan_id, perintah(aktor), putuskan)
    except RuleViolation as error:
        segar = _konteks(jabatan_id, {error.bidang: error.kalimat}, request.form)
        return respond("jabatan/serah_terima.html", "isi", status=422, **segar)
    return selesai(f"{request.script_root}/kerja/jabatan/{jabatan_id}/serah-terima")
