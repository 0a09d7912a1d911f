"""Which version counts: switching one on, going back to an old one, switching a provider off."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from werkzeug.exceptions import Forbidden

from app.htmx import respond, selesai
from app.keamanan import izin
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from app.sso.views import konteks_utama, versi_milik
from domain.kernel import RuleViolation
from domain.pemda.masuk import Calon, aktifkan, hentikan
from domain.wewenang import Tindakan
from infra.pemda import Putusan, ubah_pemda
from infra.sso_versi import VersiSso

bp = Blueprint("sso_pengaktifan", __name__, url_prefix="/kerja/admin/sso")


@bp.post("/versi/<int:nomor>/pengaktifan")
@izin(Tindakan.PEMDA_KELOLA)
def pengaktifan(nomor: int) -> Response:
    versi = rumah().sso.arsip.satu(nomor)
    lain = _issuer_lain(versi)
    galat = _putuskan(lambda _: aktifkan(_calon(versi), issuer_lain=lain))
    if not galat:
        rumah().sso.arsip.aktifkan(nomor)
    return _jawab(galat)


@bp.post("/penyedia/<int:nomor>/penghentian")
@izin(Tindakan.PEMDA_KELOLA)
def penghentian(nomor: int) -> Response:
    versi = next((v for v in versi_milik(nomor) if v.aktif), None)
    if versi is None:
        return _jawab("")
    lain = _issuer_lain(versi)
    galat = _putuskan(lambda _: hentikan(_calon(versi), issuer_lain=lain))
    if not galat:
        rumah().sso.arsip.hentikan(nomor)
    return _jawab(galat)


def _calon(v: VersiSso) -> Calon:
    p = v.pengaturan
    return Calon(p.penyedia, p.versi, p.issuer, p.bersama, aktif=v.aktif, teruji=v.teruji)


def _issuer_lain(versi: VersiSso) -> set[str]:
    return {v.pengaturan.issuer for v in rumah().sso.arsip.aktif() if v.penyedia != versi.penyedia}


def _putuskan(putusan: Putusan) -> str:
    """The event first: an interruption leaves a log that says more than is true yet, and the same click mends it."""
    aktor = pelaku().aktor(Tindakan.PEMDA_KELOLA)
    if aktor is None:
        raise Forbidden
    try:
        ubah_pemda(rumah().buku, perintah(aktor), putusan)
    except RuleViolation as error:
        return error.kalimat
    return ""


def _jawab(galat: str) -> Response:
    rumah().sso.lupakan()
    if galat:
        return respond("sso/daftar.html", "isi", status=422, **konteks_utama(galat={"": galat}))
    return selesai(url_for("sso.halaman"), "sso/daftar.html", "isi", **konteks_utama())
