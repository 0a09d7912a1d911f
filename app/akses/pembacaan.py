"""Siapa membaca apa: the access trail of the government, and which SOPs are sensitive."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Forbidden

from app.akses.jejak import sebutan_jenis
from app.akses.pembuka import daftar_akses
from app.htmx import respond, selesai
from app.isian import id_atau_tiada
from app.keamanan import izin
from app.permintaan import hari_ini, pelaku, perintah
from app.rumah import rumah
from domain.akses import decisions
from domain.akses.state import DaftarAkses
from domain.kernel import RuleViolation, SopId
from domain.wewenang import Tindakan
from infra.akses import ubah_akses
from infra.projections.baris import SOP
from infra.queries.jejak import TanyaJejak, daftar_jejak, pembaca_tercatat
from infra.queries.sop import Pertanyaan, daftar_sop
from tenants.context import current_tenant

bp = Blueprint("pembacaan", __name__, url_prefix="/kerja/jejak-baca")
SOP_TERBANYAK = 10_000


def _awal_hari(nama: str, geser: int = 0) -> datetime | None:
    try:
        hari = date.fromisoformat(request.args.get(nama, ""))
        return datetime.combine(hari + timedelta(days=geser), time(), current_tenant().zona.tzinfo)
    except (ValueError, OverflowError):
        return None


def _setelah() -> tuple[datetime, UUID] | None:
    """The last row of the page before, as the link names it; anything else is the first page."""
    pada, _, jejak_id = request.args.get("setelah", "")[:80].partition("_")
    try:
        kapan = datetime.fromisoformat(pada)
    except ValueError:
        return None
    baris = id_atau_tiada(jejak_id)
    return (kapan, baris) if baris and kapan.tzinfo else None


def _tanya() -> TanyaJejak:
    return TanyaJejak(
        pelaku().opd(Tindakan.JEJAK_BACA),
        id_atau_tiada(request.args.get("orang", "")),
        id_atau_tiada(request.args.get("sop", "")),
        _awal_hari("sejak"),
        _awal_hari("sampai", 1),
        _setelah(),
    )


def _konteks(*, buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    tanya, basis = _tanya(), rumah().basis
    jejak, masih = daftar_jejak(basis, tanya)
    sop = sorted(
        daftar_sop(basis, Pertanyaan(hari_ini(), opd=tanya.opd, batas=SOP_TERBANYAK)), key=lambda s: s.nama.casefold()
    )
    daftar = daftar_akses()
    orang = {j.orang_id for j in jejak if j.orang_id} | set(pembaca_tercatat(basis, tanya.opd))
    saring = {k: v for k in ("orang", "sop", "sejak", "sampai") if (v := request.args.get(k, ""))}
    return {
        "jejak": jejak,
        "lanjut": f"{jejak[-1].pada.isoformat()}_{jejak[-1].jejak_id}" if masih else "",
        "saring": saring,
        "sop": sop,
        "nama": rumah().direktori.nama(orang),
        "dosir": daftar.dosir,
        "dipantau": [(s, daftar.dipantau[SopId(s.sop_id)]) for s in sop if s.sop_id in daftar.dipantau],
        "pantau": pelaku().punya(Tindakan.JEJAK_PANTAU),
        "sebutan": sebutan_jenis,
        "buka": buka,
        "galat": galat or {},
        "nilai": request.form if buka else {},
    }


@bp.get("")
@izin(Tindakan.JEJAK_BACA)
def halaman() -> Response:
    return respond("akses/jejak.html", "isi", **_konteks())


def _ubah(buka: str, sop_id: UUID | None, putusan: Any) -> Response:
    """Of an SOP that this person may decide about."""
    try:
        if sop_id is None:
            raise decisions.PilihanKosongError("Pilih SOP dari daftar.", "sop")
        aktor = pelaku().aktor(Tindakan.JEJAK_PANTAU, rumah().buku.muat(SOP, sop_id))
        if aktor is None:
            raise Forbidden
        alasan = request.form.get("alasan", "")

        def putuskan(daftar: DaftarAkses) -> Any:
            return putusan(daftar, SopId(sop_id), alasan=alasan)

        ubah_akses(rumah().buku, perintah(aktor), putuskan)
    except RuleViolation as error:
        isi = _konteks(buka=buka, galat={error.bidang: error.kalimat})
        return respond("akses/jejak.html", "isi", status=422, **isi)
    return selesai(url_for("pembacaan.halaman"), "akses/jejak.html", "isi", **_konteks())


@bp.post("/pemantauan")
@izin(Tindakan.JEJAK_PANTAU)
def pantau() -> Response:
    return _ubah("pantau", id_atau_tiada(request.form.get("sop", "")), decisions.pantau)


@bp.post("/pemantauan/<uuid:sop_id>/penghentian")
@izin(Tindakan.JEJAK_PANTAU)
def hentikan(sop_id: UUID) -> Response:
    return _ubah(str(sop_id), sop_id, decisions.hentikan_pantau)
