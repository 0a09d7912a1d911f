"""The SOPs in force on a day as known at a moment, agency by agency, as a page and as a table to take away."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from app.akses.batas import batas_baca
from app.cetakan.resmi import pdf_sah
from app.cetakan.views import kirim_pdf
from app.htmx import respond
from app.keadaan.csv import tabel_csv
from app.keadaan.saat import Saat, SaatTidakDikenalError, saat_ditanya
from app.keamanan import izin
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from app.sop.akses import sop_terbaca
from domain.wewenang import Tindakan
from infra.queries.keadaan import SopBerlaku, nama_opd, sop_berlaku
from infra.queries.keterjagaan import keterjagaan

bp = Blueprint("keadaan", __name__, url_prefix="/kerja")

KEPALA_CSV = (
    "Perangkat daerah", "Nama SOP", "Nomor SOP", "Versi", "Tanggal efektif", "Nomor SK", "Tanggal SK",
    "Posisi dalam riwayat",
)  # fmt: skip

PerOpd = list[tuple[str, list[SopBerlaku]]]


def _per_opd(saat: Saat) -> PerOpd:
    """Of the agencies that this person may read."""
    diketahui = min(saat.diketahui, batas_baca() or saat.diketahui)
    semua = sop_berlaku(rumah().basis, saat.berlaku, diketahui, pelaku().opd(Tindakan.SOP_BACA))
    nama = nama_opd(rumah().buku.sejarah_beberapa(list({s.opd_id for s in semua})), diketahui)
    urut = sorted(semua, key=lambda s: (nama[s.opd_id], str(s.opd_id)))
    return [(nama[opd_id], list(isi)) for opd_id, isi in groupby(urut, key=lambda s: s.opd_id)]


@bp.get("/keadaan")
@izin(Tindakan.SOP_BACA)
def halaman() -> Response:
    galat: dict[str, str] = {}
    try:
        saat = saat_ditanya(request.args)
    except SaatTidakDikenalError as error:
        saat, galat = Saat(hari_ini(), None), {error.bidang: error.kalimat}
    konteks: dict[str, Any] = {"per_opd": [] if galat else _per_opd(saat), "saat": saat}
    konteks["terjaga"] = keterjagaan(rumah().basis)
    nilai = {"berlaku": request.args.get("berlaku", "") or saat.berlaku, "diketahui": request.args.get("diketahui", "")}
    return respond("keadaan.html", "isi", status=422 if galat else 200, galat=galat, nilai=nilai, **konteks)


@bp.get("/keadaan.csv")
@izin(Tindakan.SOP_BACA)
def tabel() -> Response:
    """The same list; a bad date is answered by the page of refusals, since there is no form to return to."""
    saat = saat_ditanya(request.args)
    baris = [
        (opd, s.nama, s.nomor, str(s.versi), str(s.tanggal), s.sk_nomor, str(s.sk_tanggal), str(s.pos))
        for opd, isi in _per_opd(saat)
        for s in isi
    ]
    respons = Response(tabel_csv(KEPALA_CSV, baris), content_type="text/csv; charset=utf-8")
    tahu = f"-diketahui-{saat.tahu}" if saat.tahu else ""
    respons.headers["Content-Disposition"] = f'attachment; filename="sop-berlaku-{saat.berlaku}{tahu}.csv"'
    return respons


@bp.get("/sop/<uuid:sop_id>/pengesahan/<int:nomor>.pdf")
@izin(Tindakan.SOP_BACA)
def dokumen(sop_id: UUID, nomor: int) -> Response:
    """The document of one approval, named by its position in the log: the bytes that were kept then, unchanged."""
    sop = sop_terbaca(sop_id)
    sah = next((p for p in sop.pengesahan if p.pos == nomor), None)
    if sah is None:
        raise NotFound
    return kirim_pdf(pdf_sah(sop, sah), f"{sop.nama} versi {sah.fakta.versi}")
