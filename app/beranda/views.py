"""Beranda: the grid for Ortala, the answer for leaders, and for everybody what waits for them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response

from app.akses.beranda import beranda_auditor
from app.htmx import respond
from app.keamanan import izin
from app.pelaku import Pelaku
from app.pemda import keadaan_pemda
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from domain.wewenang import Peran, Tindakan
from infra.queries.masukan import menunggu
from infra.queries.opd import daftar_wajib, jawaban_pimpinan, kisi
from infra.queries.sop import Pertanyaan, Saringan, SopDaftar, daftar_sop

bp = Blueprint("beranda", __name__)

GILIRAN: dict[Peran, tuple[Saringan, ...]] = {
    Peran.PENYUSUN: (Saringan.DRAF,),
    Peran.KASUBAG: (Saringan.DRAF, Saringan.EVALUASI),
    Peran.KEPALA_OPD: (Saringan.PENGESAHAN,),
    Peran.ORTALA: (Saringan.REVIU,),
}
"""What waits for a post: the stage that only it can move on."""


@dataclass(frozen=True, slots=True)
class Antrean:
    saringan: Saringan
    sop: list[SopDaftar]


def antrean(orang: Pelaku, evaluasi_bulan: int) -> list[Antrean]:
    hasil: dict[Saringan, list[SopDaftar]] = {}
    for mandat in orang.mandat:
        opd = None if mandat.peran is Peran.ORTALA else (mandat.opd_id,) if mandat.opd_id else ()
        for saringan in GILIRAN.get(mandat.peran, ()):
            tanya = Pertanyaan(hari_ini(), evaluasi_bulan, opd=opd, saringan=saringan, batas=50)
            dikenal = {s.sop_id for s in hasil.get(saringan, [])}
            baru = [s for s in daftar_sop(rumah().basis, tanya) if s.sop_id not in dikenal]
            hasil.setdefault(saringan, []).extend(baru)
    return [Antrean(k, sorted(v, key=lambda s: s.tahap_sejak)) for k, v in hasil.items() if v]


@bp.get("/kerja/")
@izin(Tindakan.KERJA)
def beranda() -> Response:
    if pelaku().hanya_auditor:
        return beranda_auditor()
    orang, bulan = pelaku(), keadaan_pemda().evaluasi_bulan
    semua = kisi(rumah().basis, hari_ini(), bulan) if orang.dapat(Tindakan.BERANDA_SEMUA) else []
    milik = {m.opd_id for m in orang.mandat if m.opd_id}
    wajib = [w for o in sorted(milik, key=str) for w in daftar_wajib(rumah().basis, o, hari_ini())]
    return respond(
        "beranda.html",
        "isi",
        orang=orang,
        kisi=semua,
        jawaban=jawaban_pimpinan(semua),
        antrean=antrean(orang, bulan),
        wajib=[w for w in wajib if not w.terpenuhi and not w.tidak_perlu],
        Saringan=Saringan,
        masukan=menunggu(rumah().basis, orang.orang_id, orang.opd(Tindakan.SOP_BACA)),
    )
