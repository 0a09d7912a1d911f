"""Sign-in at the government's own provider, and sign-out."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.exceptions import NotFound

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
from app.masuk.identitas import Identitas
from app.masuk.oidc import mulai, selesaikan, url_keluar
from app.masuk.penolakan import ORANG_LAIN, MasukDitolakError
from app.masuk.peramban import sebut_peramban
from app.masuk.transaksi import TransaksiMasuk
from app.permintaan import permintaan
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.clock import now
from infra.direktori import Orang
from infra.sesi import MUTLAK, UMUR_TRANSAKSI, CaraMasuk
from tenants.context import current_tenant
from tenants.oidc import PengaturanOidc

bp = Blueprint("masuk", __name__)
log = structlog.get_logger()


def _jalur() -> str:
    return f"/{current_tenant().kode}/masuk/"


def _kuki() -> str:
    return f"{nama_kuki()}-masuk"


def _pengaturan() -> PengaturanOidc:
    pengaturan = rumah().sso.pengaturan()
    if pengaturan is None:
        raise NotFound
    return pengaturan


def _tujuan(alamat: str) -> str:
    """Only a path of our own working area; anything else leads to the start of it."""
    bagian = urlsplit(alamat)
    aman = not bagian.scheme and not bagian.netloc and bagian.path.startswith(AREA_KERJA) and "\\" not in alamat
    return alamat if aman else AREA_KERJA


def _di_sini(tujuan: str) -> str:
    """Always within this government: whatever `tujuan` is, it stands behind our own first segment."""
    return f"/{current_tenant().kode}{tujuan}"


@bp.get("/masuk/")
@untuk_umum
def masuk() -> str:
    return render_template("masuk.html", tujuan=_tujuan(request.args.get("tujuan", "")), galat="")


@bp.post("/masuk/")
@untuk_umum
def mulai_masuk() -> Response:
    """Start one attempt: remembered on our side, named by a cookie of its own."""
    periksa_origin()
    tujuan = _tujuan(request.form.get("tujuan", ""))
    try:
        return berangkat(tujuan)
    except MasukDitolakError as error:
        return _tolak(error, tujuan)


def berangkat(tujuan: str, pembuktian: str = "") -> Response:
    """Send the browser to the provider; `pembuktian` names the session whose owner must prove himself once more."""
    alamat = f"{rumah().settings.alamat}/{current_tenant().kode}/masuk/kembali"
    permulaan = mulai(_pengaturan(), alamat, rumah().penyedia, sekarang=now(), pembuktian=pembuktian)
    token = rumah().sesi.mulai_masuk(_kemas(permulaan.transaksi), tujuan, now())
    respons = redirect(permulaan.url, 303)
    pasang_kuki(respons, token, nama=_kuki(), jalur=_jalur(), umur=int(UMUR_TRANSAKSI.total_seconds()))
    return cast("Response", respons)


@bp.get("/masuk/kembali")
@untuk_umum
def kembali() -> Response:
    """The provider sends the browser back here; the attempt is used up whatever comes of it."""
    token = request.cookies.get(_kuki(), "")
    catatan = rumah().sesi.pakai_masuk(token) if token else None
    if catatan is None:
        return _tolak(MasukDitolakError("transaksi-hilang", "Waktu masuk sudah habis. Silakan mulai lagi."), AREA_KERJA)
    isi, tujuan = catatan
    transaksi = _buka(isi)
    try:
        identitas = selesaikan(_pengaturan(), transaksi, request.args, rumah().penyedia, sekarang=now())
        _periksa_orang_sama(transaksi, identitas)
    except MasukDitolakError as error:
        return _tolak_bukti(error, tujuan) if transaksi.sesi else _tolak(error, tujuan)
    return _masukkan(_kenali(identitas), identitas, transaksi, tujuan)


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
    return respons


def _kenali(identitas: Identitas) -> Orang:
    """The person behind (iss, sub) in this tenant; a stranger gets an entry without any right."""
    direktori = rumah().direktori
    orang = direktori.menurut_identitas(identitas.iss, identitas.sub)
    if orang is None:
        orang_id = direktori.tambah(
            identitas.nama or "Tanpa nama", nip=identitas.nip or "", surel=identitas.email or ""
        )
        direktori.hubungkan(identitas.iss, identitas.sub, orang_id)
        orang = Orang(orang_id, identitas.nama or "Tanpa nama")
    return orang


def _tolak(error: MasukDitolakError, tujuan: str) -> Response:
    log.warning("sign-in-refused", code=error.kode)
    return make_response(render_template("masuk.html", tujuan=tujuan, galat=error.kalimat), 403)


def _tolak_bukti(error: MasukDitolakError, tujuan: str) -> Response:
    """Whoever failed to prove himself is still signed in: back to where he was asked, with the reason."""
    log.warning("proof-refused", code=error.kode)
    return cast("Response", redirect(_di_sini(f"{tujuan}?sebab={error.kode}"), 303))


@bp.post("/kerja/keluar")
@izin(Tindakan.KERJA)
def keluar() -> Response:
    """End our session, then the provider's where it offers that."""
    rumah().sesi.tutup(request.cookies.get(nama_kuki(), ""))
    sesi, pengaturan = permintaan().sesi, rumah().sso.pengaturan()
    pulang = f"{rumah().settings.alamat}/{current_tenant().kode}/"
    tujuan = None
    if sesi and pengaturan and sesi.id_token:
        tujuan = url_keluar(pengaturan, rumah().penyedia, sesi.id_token, pulang, sekarang=now())
    respons = cast("Response", redirect(tujuan or pulang, 303))
    hapus_kuki(respons, nama=nama_kuki(), jalur=jalur_kerja())
    respons.headers["Clear-Site-Data"] = '"cache", "storage"'
    return respons


def _kemas(transaksi: TransaksiMasuk) -> dict[str, Any]:
    return asdict(transaksi) | {"dibuat": transaksi.dibuat.isoformat()}


def _buka(isi: dict[str, Any]) -> TransaksiMasuk:
    return replace(TransaksiMasuk(**isi), dibuat=datetime.fromisoformat(isi["dibuat"]))
