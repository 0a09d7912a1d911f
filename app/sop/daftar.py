"""The list of SOPs, with search and filters, and the start of a new one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden

from app.akses.batas import seperti_saat_itu
from app.htmx import respond, selesai
from app.isian import id_atau_tiada
from app.keamanan import izin
from app.pemda import keadaan_pemda
from app.permintaan import hari_ini, pelaku, perintah
from app.rumah import rumah
from app.sop.salinan import daftar_salinan, sumber_salinan
from domain.kernel import JabatanId, OpdId, RuleViolation
from domain.sop import penyuntingan
from domain.sop.penyalinan import salin
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.ids import new_id
from infra.projections.baris import SOP
from infra.queries.opd import OpdTercatat, opd
from infra.queries.sop import Pertanyaan, Saringan, daftar_sop

bp = Blueprint("sop", __name__, url_prefix="/kerja/sop")


def _opd_terbaca() -> list[OpdTercatat]:
    jangkauan = pelaku().opd(Tindakan.SOP_BACA)
    return [o for o in opd(rumah().basis) if jangkauan is None or o.opd_id in jangkauan]


def _pertanyaan() -> Pertanyaan:
    terbaca = pelaku().opd(Tindakan.SOP_BACA)
    pilihan = id_atau_tiada(request.args.get("opd", ""))
    dalam = (pilihan,) if pilihan and (terbaca is None or pilihan in terbaca) else terbaca
    tahap = request.args.get("tahap", "")
    return Pertanyaan(
        hari_ini(),
        keadaan_pemda().evaluasi_bulan,
        cari=request.args.get("q", "").strip()[:100],
        opd=dalam,
        saringan=Saringan(tahap) if tahap in tuple(Saringan) else None,
    )


@bp.get("")
@izin(Tindakan.SOP_BACA)
def daftar() -> Response:
    tanya = _pertanyaan()
    sop = seperti_saat_itu(daftar_sop(rumah().basis, tanya), tanya.cari)
    opd_dipilih = request.args.get("opd", "")
    return respond(
        "sop/daftar.html", "hasil", sop=sop, tanya=tanya, opd=_opd_terbaca(), opd_dipilih=opd_dipilih, Saringan=Saringan
    )


def _opd_penyusun() -> list[OpdTercatat]:
    jangkauan = pelaku().opd(Tindakan.SOP_BUAT) or ()
    return [o for o in opd(rumah().basis) if o.opd_id in jangkauan]


def _formulir(nilai: Any, galat: dict[str, str], status: int = 200) -> Response:
    cari, dipilih = request.args.get("q", "").strip()[:100], nilai.get("salinan", "")[:80]
    salinan = daftar_salinan(cari, dipilih)
    isi = {"opd": _opd_penyusun(), "salinan": salinan, "cari": cari, "nilai": nilai, "galat": galat}
    return respond("sop/baru.html", "isi", status=status, **isi)


@bp.get("/baru")
@izin(Tindakan.SOP_BUAT)
def baru() -> Response:
    """`?nama=` and `?salinan=` fill the form in beforehand; `?q=` searches what could be copied."""
    return _formulir(request.args, {})


@bp.post("")
@izin(Tindakan.SOP_BUAT)
def buat() -> Response:
    opd_id = id_atau_tiada(request.form.get("opd", ""))
    aktor = pelaku().aktor(Tindakan.SOP_BUAT, opd_id=opd_id) if opd_id else None
    if aktor is None or opd_id is None:
        raise Forbidden
    sop_id = new_id()
    nama, penyusun = request.form.get("nama", ""), JabatanId(aktor.jabatan_id) if aktor.jabatan_id else None

    def putuskan(_: Sop) -> Any:
        if dari := sumber_salinan(request.form.get("salinan", "")[:80]):
            return salin(dari, nama=nama, opd_id=OpdId(opd_id), penyusun=penyusun, id_baru=new_id)
        return penyuntingan.buat(nama=nama, opd_id=OpdId(opd_id), penyusun=penyusun)

    try:
        sop = rumah().buku.mulai(SOP, sop_id, perintah(aktor), putuskan)
    except RuleViolation as error:
        return _formulir(request.form, {error.bidang: error.kalimat}, 422)
    return selesai(f"{request.script_root}/kerja/sop/{sop.id or sop_id}/penyuntingan")
