"""The government's profile: what it is called, how its SOPs are numbered, and the policies of their way."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.admin.susunan import aktor_untuk
from app.htmx import respond, selesai
from app.isian import bilangan
from app.keamanan import izin
from app.pemda import keadaan_pemda
from app.permintaan import hari_ini, perintah
from app.rumah import rumah
from domain.kernel import IsianKosongError, RuleViolation
from domain.pemda import KebijakanTidakSahError, ubah_kebijakan
from domain.pemda.profil import nomor_berikut, ubah_identitas, ubah_pola_nomor
from domain.sop.pengesahan import Kebijakan
from domain.wewenang import Tindakan
from infra.pemda import Putusan, ubah_pemda
from tenants.context import current_tenant

bp = Blueprint("admin_profil", __name__, url_prefix="/kerja/admin/profil")
BULAN_EVALUASI = (6, 12, 24, 36)


def _konteks(buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    pemda = keadaan_pemda()
    kode = pemda.kode_wilayah if pemda.versi_aliran else current_tenant().kode_wilayah
    return {
        "pemda": pemda,
        "kode_wilayah": kode,
        "contoh_nomor": nomor_berikut(pemda.pola_nomor, (), opd="DINKES", hari=hari_ini()),
        "BULAN": BULAN_EVALUASI,
        "buka": buka,
        "galat": galat or {},
        "nilai": request.form if buka else {},
    }


def _ubah(nama: str, putuskan: Putusan) -> Response:
    aktor = aktor_untuk(Tindakan.PEMDA_KELOLA)
    try:
        ubah_pemda(rumah().buku, perintah(aktor), putuskan)
    except RuleViolation as error:
        isi = _konteks(nama, {error.bidang: error.kalimat})
        return respond("admin/profil.html", "isi", status=422, **isi)
    return selesai(url_for("admin_profil.halaman"), "admin/profil.html", "isi", **_konteks())


@bp.get("")
@izin(Tindakan.PEMDA_KELOLA)
def halaman() -> Response:
    return respond("admin/profil.html", "isi", **_konteks())


@bp.post("/identitas")
@izin(Tindakan.PEMDA_KELOLA)
def identitas() -> Response:
    nama, kode = request.form.get("nama", ""), request.form.get("kode_wilayah", "")
    return _ubah("identitas", lambda p: ubah_identitas((p.nama, p.kode_wilayah), nama=nama, kode_wilayah=kode))


@bp.post("/pola-nomor")
@izin(Tindakan.PEMDA_KELOLA)
def pola_nomor() -> Response:
    pola = request.form.get("pola_nomor", "")
    return _ubah("pola", lambda p: ubah_pola_nomor(p.pola_nomor, pola=pola))


@bp.post("/kebijakan")
@izin(Tindakan.PEMDA_KELOLA)
def kebijakan() -> Response:
    def putuskan(p: Any) -> Any:
        pilihan = Kebijakan(_angka("paraf_internal"), request.form.get("verifikasi") == "sesudah")
        return ubah_kebijakan(p, kebijakan=pilihan, evaluasi_bulan=_bulan())

    return _ubah("kebijakan", putuskan)


def _angka(bidang: str) -> int:
    teks = request.form.get(bidang, "").strip()
    if not teks:
        raise IsianKosongError(bidang=bidang)
    angka = bilangan(teks, angka=3)  # the domain has the bounds
    if angka is None:
        raise KebijakanTidakSahError(bidang=bidang)
    return angka


def _bulan() -> int:
    bulan = _angka("evaluasi_bulan")
    if bulan not in BULAN_EVALUASI:
        raise KebijakanTidakSahError("Pilih salah satu jarak evaluasi yang tersedia.", "evaluasi_bulan")
    return bulan
