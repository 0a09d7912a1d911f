"""Tautan dosir: links that let one outsider read an SOP or an agency's SOPs for some days."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Forbidden

from app.akses.pembuka import daftar_akses
from app.htmx import respond, selesai
from app.isian import bilangan, id_atau_tiada
from app.keamanan import izin
from app.permintaan import hari_ini, pelaku, perintah
from app.rumah import rumah
from domain.akses import decisions
from domain.akses.events import DosirDibagikan, DosirId
from domain.akses.state import DaftarAkses, Dosir
from domain.kernel import Aktor, OpdId, RuleViolation, SopId
from domain.wewenang import Tindakan
from infra.akses import ubah_akses
from infra.dosir import simpan_token
from infra.errors import TidakAdaError
from infra.ids import new_token
from infra.projections.baris import OPD, SOP
from infra.queries.opd import opd as daftar_opd
from infra.queries.sop import Pertanyaan, daftar_sop
from tenants.context import current_tenant

bp = Blueprint("tautan", __name__, url_prefix="/kerja/dosir")
USULAN_HARI = 7
SOP_TERBANYAK = 10_000


def _milik() -> list[Dosir]:
    """The dossiers of agencies that this person shares for, newest first."""
    jangkauan = pelaku().opd(Tindakan.DOSIR_BAGIKAN)
    sop = {
        s.sop_id: s.opd_id
        for s in daftar_sop(rumah().basis, Pertanyaan(hari_ini(), opd=jangkauan, batas=SOP_TERBANYAK))
    }
    semua = sorted(daftar_akses().dosir.values(), key=lambda d: d.pada, reverse=True)
    return [d for d in semua if jangkauan is None or d.isi.opd_id in jangkauan or d.isi.sop_id in sop]


def _konteks(*, buka: str = "", galat: dict[str, str] | None = None, tautan_baru: str = "") -> dict[str, Any]:
    """`tautan_baru` is the new link: it is shown this once, as nobody keeps it."""
    jangkauan, basis, hari = pelaku().opd(Tindakan.DOSIR_BAGIKAN), rumah().basis, hari_ini()
    sop = sorted(
        daftar_sop(basis, Pertanyaan(hari, opd=jangkauan, batas=SOP_TERBANYAK)), key=lambda s: s.nama.casefold()
    )
    opd = [o for o in daftar_opd(basis) if jangkauan is None or o.opd_id in jangkauan]
    milik = _milik()
    return {
        "terbuka": [d for d in milik if d.terbuka(hari)],
        "ditutup": [d for d in milik if not d.terbuka(hari)],
        "sop": sop,
        "opd": opd,
        "nama_sop": {s.sop_id: s.nama for s in sop},
        "nama_opd": {o.opd_id: o.nama for o in opd},
        "nama": rumah().direktori.nama(d.oleh.orang for d in milik),
        "tautan_baru": tautan_baru,
        "buka": buka,
        "galat": galat or {},
        "nilai": request.form if buka else {"hari": str(USULAN_HARI), "isi": request.args.get("isi", "")},
    }


@bp.get("")
@izin(Tindakan.DOSIR_BAGIKAN)
def halaman() -> Response:
    return respond("akses/tautan.html", "isi", **_konteks())


def _aktor(sop_id: UUID | None, opd_id: UUID | None) -> Aktor:
    """For an agency that this person shares for; of an SOP, the agency it belongs to."""
    if sop_id is not None:
        opd_id = rumah().buku.muat(SOP, sop_id).opd_id
    jangkauan = pelaku().opd(Tindakan.DOSIR_BAGIKAN)
    aktor = pelaku().aktor(Tindakan.DOSIR_BAGIKAN, opd_id=opd_id)
    if aktor is None or (jangkauan is not None and opd_id not in jangkauan):
        raise Forbidden
    return aktor


def _isi() -> tuple[SopId | None, OpdId | None]:
    jenis, _, nilai = request.form.get("isi", "").partition(":")
    satu = id_atau_tiada(nilai)
    try:
        if satu and jenis == "sop":
            rumah().buku.muat(SOP, satu)
            return SopId(satu), None
        if satu and jenis == "opd":
            rumah().buku.muat(OPD, satu)
            return None, OpdId(satu)
    except TidakAdaError:
        pass
    raise decisions.DosirTanpaIsiError


@bp.post("")
@izin(Tindakan.DOSIR_BAGIKAN)
def bagikan() -> Response:
    """The command's id is the dossier's: sent twice it is one dossier, with a second link to it."""
    try:
        sop_id, opd_id = _isi()
        minta = perintah(_aktor(sop_id, opd_id))
        usul: DosirDibagikan = decisions.bagikan(
            DosirId(minta.id),
            sop_id=sop_id,
            opd_id=opd_id,
            tujuan=request.form.get("tujuan", ""),
            lama=bilangan(request.form.get("hari", ""), angka=3) or 0,
            hari=hari_ini(),
        )
        ubah_akses(rumah().buku, minta, lambda _: usul)
    except RuleViolation as error:
        isi = _konteks(buka="baru", galat={error.bidang: error.kalimat})
        return respond("akses/tautan.html", "isi", status=422, **isi)
    return respond("akses/tautan.html", "isi", **_konteks(tautan_baru=_alamat_baru(usul.dosir_id)))


def _alamat_baru(dosir_id: DosirId) -> str:
    token = new_token()
    simpan_token(rumah().basis, token, dosir_id)
    return f"{rumah().settings.alamat}/{current_tenant().kode}/dosir/{token}"


@bp.post("/<uuid:dosir_id>/pencabutan")
@izin(Tindakan.DOSIR_BAGIKAN)
def tutup(dosir_id: UUID) -> Response:
    dosir = next((d for d in _milik() if d.isi.dosir_id == dosir_id), None)
    if dosir is None:
        raise TidakAdaError(str(dosir_id))
    aktor, alasan = _aktor(dosir.isi.sop_id, dosir.isi.opd_id), request.form.get("alasan", "")

    def putuskan(daftar: DaftarAkses) -> Any:
        return decisions.tutup_dosir(daftar, DosirId(dosir_id), hari=hari_ini(), alasan=alasan)

    try:
        ubah_akses(rumah().buku, perintah(aktor), putuskan)
    except RuleViolation as error:
        isi = _konteks(buka=str(dosir_id), galat={error.bidang: error.kalimat})
        return respond("akses/tautan.html", "isi", status=422, **isi)
    return selesai(url_for("tautan.halaman"), "akses/tautan.html", "isi", **_konteks())
