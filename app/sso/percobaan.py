"""Trying settings before they count: the way to the provider, and what came back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response

from app.htmx import respond
from app.keamanan import izin
from app.masuk.penolakan import MasukDitolakError
from app.masuk.percobaan import mulai_percobaan
from app.masuk.titipan import Titipan
from app.masuk.views import alamat_kembali, ingat
from app.permintaan import pelaku
from app.rumah import rumah
from app.sso.penjelasan import jelaskan, kode_tampil
from domain.wewenang import Peran, Tindakan
from infra.brankas import BrankasError
from infra.jaringan.alamat import tuju
from infra.sso_versi import VersiSso

bp = Blueprint("sso_percobaan", __name__, url_prefix="/kerja/admin/sso")


@bp.post("/versi/<int:nomor>/percobaan")
@izin(Tindakan.PEMDA_KELOLA)
def coba(nomor: int) -> Response:
    """Ends in a link and not in a redirect: the page's policy lets forms lead to active providers only."""
    versi = rumah().sso.arsip.satu(nomor)
    try:
        url, permulaan = mulai_percobaan(rumah().sso.arsip.lengkap(versi), alamat_kembali())
    except MasukDitolakError as error:
        return _gagal(versi, error.kode)
    except BrankasError:
        return _gagal(versi, "kunci-server")
    tuan = tuju(url).netloc
    respons = respond("sso/berangkat.html", "isi", versi=versi, url=url, tuan=tuan)
    return ingat(respons, permulaan.transaksi, "", Titipan(versi=nomor, oleh=str(pelaku().orang_id)))


@bp.get("/percobaan/<uuid:percobaan_id>")
@izin(Tindakan.PEMDA_KELOLA)
def hasil(percobaan_id: UUID) -> Response:
    nomor, isi = rumah().percobaan.ambil(percobaan_id, pelaku().orang_id, rumah().jam.kini())
    isi["peran"] = [Peran(satu).sebutan for satu in isi.get("peran", [])]
    kode = isi.get("kode", "")
    versi, jelas = rumah().sso.arsip.satu(nomor), jelaskan(kode)
    isi["kode"] = kode_tampil(kode)
    return respond("sso/percobaan.html", "isi", versi=versi, hasil=isi, jelas=jelas)


def _gagal(versi: VersiSso, kode: str) -> Response:
    """It could not even begin."""
    return respond(
        "sso/percobaan.html", "isi", status=422, versi=versi, hasil={"kode": kode_tampil(kode)}, jelas=jelaskan(kode)
    )
