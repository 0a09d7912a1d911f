"""Which version counts: switching one on, going back to an old one, switching a provider off."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Forbidden

from app.htmx import respond, selesai
from app.keamanan import izin
from app.masuk.pembuktian import terbukti, tunda
from app.permintaan import kini, pelaku, perintah
from app.rumah import rumah
from app.sso.berdua import penyetuju, sendirian
from app.sso.views import konteks_penyedia, konteks_utama, versi_milik
from domain.kernel import RuleViolation
from domain.pemda import Pemda, PeristiwaPemda
from domain.pemda.masuk import Calon, Pengaju, aktifkan, hentikan, tolak
from domain.wewenang import Tindakan
from infra.pemda import Putusan, ubah_pemda
from infra.sso_versi import VersiSso

bp = Blueprint("sso_pengaktifan", __name__, url_prefix="/kerja/admin/sso")


@bp.post("/versi/<int:nomor>/pengaktifan")
@izin(Tindakan.PEMDA_KELOLA)
def pengaktifan(nomor: int) -> Response:
    """Asks for a fresh sign-in; another issuer also, where there is another admin, for his consent. Whoever came in by
    the issuer that it replaces is out: that one could not end his session any more, nor say how strong it is."""
    versi, pengaju = rumah().sso.arsip.satu(nomor), _pengaju()
    if not terbukti(selalu=True):
        return tunda("pengaktifan", f"/kerja/admin/sso/penyedia/{versi.penyedia}")

    def putusan(p: Pemda) -> tuple[PeristiwaPemda, ...]:
        if p.masuk.get(versi.penyedia) == nomor:  # an interruption came between the event and the row
            return ()
        usulan, lain = p.usulan_masuk.get(versi.penyedia), _issuer_lain(versi, p)
        return aktifkan(_calon(versi), issuer_lain=lain, pengaju=pengaju, usulan=usulan)

    pemda, galat = _putuskan(putusan)
    if pemda and pemda.masuk.get(versi.penyedia) == nomor:
        lama = {v.pengaturan.issuer for v in versi_milik(versi.penyedia) if v.aktif} - {versi.pengaturan.issuer}
        rumah().sso.arsip.aktifkan(nomor)
        for issuer in lama:
            rumah().daftar_sesi.akhiri_penerbit(issuer)
    return _jawab(galat)


@bp.post("/versi/<int:nomor>/penolakan")
@izin(Tindakan.PEMDA_KELOLA)
def penolakan(nomor: int) -> Response:
    """Needs no fresh sign-in: it changes nothing about who comes in, and the answer to a thief has to be quick."""
    versi = rumah().sso.arsip.satu(nomor)
    alasan, calon = request.form.get("alasan", ""), _calon(versi)
    _, galat = _putuskan(lambda p: tolak(calon, usulan=p.usulan_masuk.get(versi.penyedia), alasan=alasan))
    if galat:
        isi = konteks_penyedia(versi.penyedia, alasan=alasan, galat_tolak=galat)
        return respond("sso/penyedia.html", "isi", status=422, **isi)
    tujuan = url_for("sso.penyedia", nomor=versi.penyedia)
    return selesai(tujuan, "sso/penyedia.html", "isi", **konteks_penyedia(versi.penyedia))


@bp.post("/penyedia/<int:nomor>/penghentian")
@izin(Tindakan.PEMDA_KELOLA)
def penghentian(nomor: int) -> Response:
    """Whoever came in by this provider is out, as above."""
    versi = next((v for v in versi_milik(nomor) if v.aktif), None)
    if versi is None:
        return _jawab("")
    if not terbukti(selalu=True):
        return tunda("penghentian", f"/kerja/admin/sso/penyedia/{nomor}")
    _, galat = _putuskan(lambda p: hentikan(_calon(versi), issuer_lain=_issuer_lain(versi, p)))
    if not galat:
        rumah().sso.arsip.hentikan(nomor)
        rumah().daftar_sesi.akhiri_penerbit(versi.pengaturan.issuer)
    return _jawab(galat)


def _calon(v: VersiSso) -> Calon:
    p = v.pengaturan
    return Calon(p.penyedia, p.versi, p.issuer, p.bersama, aktif=v.aktif, teruji=v.teruji)


def _issuer_lain(versi: VersiSso, pemda: Pemda) -> set[str]:
    """Of the other active ones, by the log where it knows better than the rows: two that are stopped at the same moment
    must not both take the other for the one that stays."""
    lain = (v for v in rumah().sso.arsip.aktif() if v.penyedia != versi.penyedia)
    return {v.pengaturan.issuer for v in lain if v.penyedia not in pemda.penyedia_dihentikan}


def _pengaju() -> Pengaju:
    aktif = {v.pengaturan.issuer for v in rumah().sso.arsip.aktif()}
    return Pengaju(pelaku().orang_id, kini(), sendirian=sendirian(), penyetuju=penyetuju(), issuer_aktif=aktif)


def _putuskan(putusan: Putusan) -> tuple[Pemda | None, str]:
    """The event first: an interruption leaves a log that says more than is true yet, and the same click mends it."""
    aktor = pelaku().aktor(Tindakan.PEMDA_KELOLA)
    if aktor is None:
        raise Forbidden
    try:
        return ubah_pemda(rumah().buku, perintah(aktor), putusan), ""
    except RuleViolation as error:
        return None, error.kalimat


def _jawab(galat: str) -> Response:
    rumah().sso.lupakan()
    if galat:
        return respond("sso/daftar.html", "isi", status=422, **konteks_utama(galat={"": galat}))
    return selesai(url_for("sso.halaman"), "sso/daftar.html", "isi", **konteks_utama())
