"""Sign-in at the government's own provider, and sign-out."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.exceptions import NotFound

from app.isian import bilangan
from app.keamanan import (
    AREA_KERJA,
    hapus_kuki,
    izin,
    jalur_kerja,
    nama_kuki,
    pasang_kuki,
    periksa_origin,
    untuk_umum,
)
from app.masuk.daerah import ingat_daerah
from app.masuk.identitas import Identitas
from app.masuk.oidc import mulai, selesaikan, url_keluar
from app.masuk.pengenalan import kenali
from app.masuk.penolakan import ORANG_LAIN, MasukDitolakError
from app.masuk.peramban import sebut_peramban
from app.masuk.percobaan import tutup_percobaan
from app.masuk.syarat import minta_acr, periksa_syarat
from app.masuk.titipan import Titipan
from app.masuk.transaksi import TransaksiMasuk, buka, kemas
from app.permintaan import permintaan
from app.publik.views import pastikan_dalam_pemda
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.clock import now
from infra.direktori import Orang
from infra.sesi import MUTLAK, UMUR_TRANSAKSI, CaraMasuk
from infra.undangan import sidik
from tenants.context import current_tenant
from tenants.oidc import PengaturanOidc

bp = Blueprint("masuk", __name__)
log = structlog.get_logger()


def _jalur() -> str:
    return f"/{current_tenant().kode}/masuk/"


def _kuki() -> str:
    return f"{nama_kuki()}-masuk"


def _pengaturan(penyedia: int) -> PengaturanOidc:
    """What is active at this provider; at the tenant's first one for 0."""
    pengaturan = rumah().sso.pengaturan(penyedia or None)
    if pengaturan is None:
        raise NotFound
    return pengaturan


def _pilihan() -> int:
    return bilangan(request.form.get("penyedia", "")) or 0


def halaman_masuk(tujuan: str, galat: str = "") -> str:
    """One button for each provider."""
    penyedia = [v.pengaturan for v in rumah().sso.arsip.aktif()]
    return render_template("masuk.html", tujuan=tujuan, galat=galat, penyedia=penyedia)


def _tujuan(alamat: str) -> str:
    """Only a path of our own working area; anything else leads to the start of it."""
    bagian = urlsplit(alamat)
    di_sini = not bagian.scheme and not bagian.netloc and bagian.path.startswith(AREA_KERJA)
    return alamat if di_sini and alamat.isprintable() and "\\" not in alamat else AREA_KERJA


def _di_sini(tujuan: str) -> str:
    """Always within this government: whatever `tujuan` is, it stands behind our own first segment."""
    return f"/{current_tenant().kode}{tujuan}"


@bp.get("/masuk/")
@untuk_umum
def masuk() -> str:
    pastikan_dalam_pemda()
    return halaman_masuk(_tujuan(request.args.get("tujuan", "")))


@bp.post("/masuk/")
@untuk_umum
def mulai_masuk() -> Response:
    """Start one attempt: remembered on our side, named by a cookie of its own."""
    pastikan_dalam_pemda()
    periksa_origin()
    tujuan = _tujuan(request.form.get("tujuan", ""))
    titipan = Titipan(_pilihan(), sidik(request.form.get("undangan", "")))
    try:
        return berangkat(tujuan, titipan)
    except MasukDitolakError as error:
        return _tolak(error, tujuan)


def berangkat(tujuan: str, titipan: Titipan, pembuktian: str = "") -> Response:
    """Send the browser to the provider; `pembuktian` names the session whose owner must prove himself once more."""
    pengaturan = _pengaturan(titipan.penyedia)
    permulaan = mulai(pengaturan, alamat_kembali(), rumah().penyedia, sekarang=now(), pembuktian=pembuktian)
    tambahan = pengaturan.wajib_selalu and not pembuktian  # a proof asks for it by itself
    url = minta_acr(permulaan.url, pengaturan) if tambahan else permulaan.url
    return ingat(cast("Response", redirect(url, 303)), permulaan.transaksi, tujuan, titipan)


def alamat_kembali() -> str:
    """The one address to which providers send people of this government back."""
    return f"{rumah().settings.alamat}/{current_tenant().kode}/masuk/kembali"


def ingat(respons: Response, transaksi: TransaksiMasuk, tujuan: str, titipan: Titipan) -> Response:
    """Keep the attempt on our side; the browser gets its name."""
    rumah().percobaan.bersihkan(rumah().jam.kini())
    token = rumah().sesi.mulai_masuk(kemas(transaksi) | titipan.kemas(), tujuan, now())
    pasang_kuki(respons, token, nama=_kuki(), jalur=_jalur(), umur=int(UMUR_TRANSAKSI.total_seconds()))
    return respons


@bp.get("/masuk/kembali")
@untuk_umum
def kembali() -> Response:
    """The provider sends the browser back here; the attempt is used up whatever comes of it."""
    pastikan_dalam_pemda()
    token = request.cookies.get(_kuki(), "")
    catatan = rumah().sesi.pakai_masuk(token) if token else None
    if catatan is None:
        return _tolak(MasukDitolakError("transaksi-hilang", "Waktu masuk sudah habis. Silakan mulai lagi."), AREA_KERJA)
    isi, tujuan = catatan
    titipan = Titipan.ambil(isi)
    transaksi = buka(isi)
    if titipan.versi:
        return tutup_percobaan(titipan, transaksi)
    try:
        pengaturan = _pengaturan(titipan.penyedia)
        identitas = selesaikan(pengaturan, transaksi, request.args, rumah().penyedia, sekarang=now())
        periksa_syarat(identitas, pengaturan)
        _periksa_orang_sama(transaksi, identitas)
        orang = kenali(identitas, pengaturan, titipan.undangan)
    except MasukDitolakError as error:
        return _tolak_bukti(error, tujuan) if transaksi.sesi else _tolak(error, tujuan)
    return _masukkan(orang, identitas, transaksi, tujuan)


def _periksa_orang_sama(transaksi: TransaksiMasuk, identitas: Identitas) -> None:
    """Who proves himself is who was asked to; a colleague at the same machine does not do for him."""
    if transaksi.sesi:
        daftar = rumah().daftar_sesi
        if not daftar.milik_identitas(UUID(transaksi.sesi), identitas.iss, identitas.sub):
            raise MasukDitolakError("orang-lain", ORANG_LAIN)


def _masukkan(orang: Orang, identitas: Identitas, transaksi: TransaksiMasuk, tujuan: str) -> Response:
    """A session under a new token at each sign-in; the one that asked for a proof ends with it."""
    cara = CaraMasuk(
        identitas.auth_time, identitas.acr or "", identitas.amr, sebut_peramban(request.headers.get("User-Agent", ""))
    )
    token = rumah().sesi.buka(
        orang.id,
        iss=identitas.iss,
        sub=identitas.sub,
        sid=identitas.sid or "",
        id_token=identitas.id_token,
        kini=rumah().jam.kini(),
        cara=cara,
    )
    if transaksi.sesi:
        rumah().daftar_sesi.akhiri(orang.id, UUID(transaksi.sesi))
    respons = cast("Response", redirect(_di_sini(tujuan), 303))
    hapus_kuki(respons, nama=_kuki(), jalur=_jalur())
    pasang_kuki(respons, token, nama=nama_kuki(), jalur=jalur_kerja(), umur=int(MUTLAK.total_seconds()))
    ingat_daerah(respons)
    return respons


def _tolak(error: MasukDitolakError, tujuan: str) -> Response:
    log.warning("sign-in-refused", code=error.kode)
    return make_response(halaman_masuk(tujuan, error.kalimat), 403)


def _tolak_bukti(error: MasukDitolakError, tujuan: str) -> Response:
    """Whoever failed to prove himself is still signed in: back to where he was asked, with the reason."""
    log.warning("proof-refused", code=error.kode)
    return cast("Response", redirect(_di_sini(f"{tujuan}?sebab={error.kode}"), 303))


@bp.post("/kerja/keluar")
@izin(Tindakan.KERJA)
def keluar() -> Response:
    """End our session, then the provider's where it offers that."""
    rumah().sesi.tutup(request.cookies.get(nama_kuki(), ""))
    sesi = permintaan().sesi
    pengaturan = rumah().sso.menurut_issuer(sesi.iss) if sesi else None
    pulang = f"{rumah().settings.alamat}/{current_tenant().kode}/"
    tujuan = None
    if sesi and pengaturan and sesi.id_token:
        tujuan = url_keluar(pengaturan, rumah().penyedia, sesi.id_token, pulang, sekarang=now())
    respons = cast("Response", redirect(tujuan or pulang, 303))
    hapus_kuki(respons, nama=nama_kuki(), jalur=jalur_kerja())
    respons.headers["Clear-Site-Data"] = '"cache", "storage"'
    return respons
