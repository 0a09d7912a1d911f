"""Akses auditor: who was let in, to what, until when; letting in, and ending it early."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Forbidden

from app.akses.pembuka import daftar_akses
from app.htmx import respond, selesai
from app.isian import id_atau_tiada, keputusan, tanggal_wajib
from app.keamanan import izin
from app.masuk.pembuktian import isian, terbukti, tertunda, tunda
from app.permintaan import hari_ini, pelaku, perintah
from app.rumah import rumah
from domain.akses import decisions
from domain.akses.events import AksesDiberikan, AksesId
from domain.akses.state import DaftarAkses
from domain.kernel import OpdId, OrangId, RuleViolation
from domain.wewenang import Peran, Tindakan
from infra.akses import Putusan, ubah_akses
from infra.errors import TidakAdaError
from infra.ids import new_id
from infra.queries.mandat import mandat
from infra.queries.opd import opd as daftar_opd

HALAMAN = "/kerja/akses-auditor"
bp = Blueprint("akses", __name__, url_prefix=HALAMAN)
USULAN_HARI = 29


def _menjabat() -> set[UUID]:
    """Those with a post in the life of SOPs today; an auditor's post is none."""
    hari = hari_ini()
    return {m.orang_id for m in mandat(rumah().basis) if m.berlaku(hari) and m.peran is not Peran.AUDITOR}


def _usulan() -> dict[str, str]:
    hari = hari_ini()
    return {
        "mulai": hari.isoformat(),
        "akhir": (hari + timedelta(days=USULAN_HARI)).isoformat(),
        "sk_tanggal": hari.isoformat(),
    }


def _konteks(*, buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    """`buka` names the form that stays open with what was typed: `baru`, or the id of a grant."""
    semua = sorted(daftar_akses().akses.values(), key=lambda a: (a.isi.akhir, a.pada), reverse=True)
    lalu = None if buka else tertunda(HALAMAN)
    buka, nilai = ("baru", isian(lalu)) if lalu else (buka, request.form)
    orang, menjabat, hari = rumah().direktori.semua(), _menjabat(), hari_ini()
    return {
        "terbuka": [a for a in semua if not a.berakhir(hari)],
        "berakhir": [a for a in semua if a.berakhir(hari)],
        "calon": [o for o in orang if o.aktif and o.id not in menjabat],
        "nama": {o.id: o.nama for o in orang},
        "opd": daftar_opd(rumah().basis),
        "dipilih": nilai.getlist("opd"),
        "buka": buka,
        "galat": galat or {},
        "nilai": nilai if buka else _usulan(),
    }


@bp.get("")
@izin(Tindakan.AKSES_BERI)
def halaman() -> Response:
    return respond("akses/auditor.html", "isi", **_konteks())


def _jalankan(buka: str, putuskan: Putusan) -> Response:
    aktor = pelaku().aktor(Tindakan.AKSES_BERI)
    if aktor is None:
        raise Forbidden
    try:
        ubah_akses(rumah().buku, perintah(aktor), putuskan)
    except RuleViolation as error:
        galat = {error.bidang: error.kalimat}
        return respond("akses/auditor.html", "isi", status=422, **_konteks(buka=buka, galat=galat))
    return selesai(url_for("akses.halaman"), "akses/auditor.html", "isi", **_konteks())


def _boleh_kosong(bidang: str) -> date | None:
    return tanggal_wajib(request.form, bidang) if request.form.get(bidang, "").strip() else None


def _opd() -> tuple[OpdId, ...]:
    """The agencies that were ticked; none means all of them, which must be said in so many words."""
    if request.form.get("lingkup") == "semua":
        return ()
    dikenal = {str(o.opd_id): OpdId(o.opd_id) for o in daftar_opd(rumah().basis)}
    pilihan = tuple(dikenal[o] for o in request.form.getlist("opd") if o in dikenal)
    if not pilihan:
        raise decisions.PilihanKosongError("Pilih paling sedikit satu perangkat daerah, atau pilih semuanya.", "opd")
    return pilihan


def _orang() -> OrangId:
    orang = rumah().direktori.satu(id_atau_tiada(request.form.get("orang", "")) or UUID(int=0))
    if orang is None or not orang.aktif:
        raise decisions.PilihanKosongError("Pilih orang yang akan diberi akses.", "orang")
    return orang.id


def _usul(akses_id: AksesId) -> AksesDiberikan:
    return AksesDiberikan(
        akses_id,
        _orang(),
        _opd(),
        _boleh_kosong("sejak"),
        _boleh_kosong("sampai"),
        request.form.get("tujuan", ""),
        keputusan(request.form),
        tanggal_wajib(request.form, "mulai"),
        tanggal_wajib(request.form, "akhir"),
    )


@bp.post("")
@izin(Tindakan.AKSES_BERI)
def beri() -> Response:
    if not terbukti():
        return tunda("akses", HALAMAN)
    akses_id = AksesId(new_id())

    def putuskan(daftar: DaftarAkses) -> AksesDiberikan:
        usul = _usul(akses_id)
        menjabat = usul.orang in _menjabat()
        return decisions.beri(daftar, usul, pemberi=pelaku().orang_id, menjabat=menjabat, hari=hari_ini())

    return _jalankan("baru", putuskan)


@bp.post("/<uuid:akses_id>/pencabutan")
@izin(Tindakan.AKSES_BERI)
def cabut(akses_id: UUID) -> Response:
    if AksesId(akses_id) not in daftar_akses().akses:
        raise TidakAdaError(str(akses_id))
    alasan = request.form.get("alasan", "")
    return _jalankan(str(akses_id), lambda d: decisions.cabut(d, AksesId(akses_id), hari=hari_ini(), alasan=alasan))
