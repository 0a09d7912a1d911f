"""How an operator signs in: at the provider of the installation, by the same code and checks as everybody else.

Each sign-in is a fresh one, with what is asked of a binding act: no session of the provider's own is enough.
"""

from __future__ import annotations

from typing import cast

import structlog
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from app.keamanan import hapus_kuki, pasang_kuki, periksa_origin, untuk_umum
from app.masuk.identitas import Identitas
from app.masuk.oidc import mulai, selesaikan, url_keluar
from app.masuk.penolakan import MasukDitolakError
from app.masuk.transaksi import buka, kemas
from app.operator.penjaga import JALUR, kuki, pengaturan, untuk_operator
from app.permintaan import permintaan
from app.rumah import rumah
from infra.clock import now
from infra.operator import Pelaksana
from infra.sesi import MUTLAK, UMUR_TRANSAKSI
from tenants.oidc import PengaturanOidc

bp = Blueprint("operator_masuk", __name__, url_prefix="/operator")
log = structlog.get_logger()
JALUR_MASUK = f"{JALUR}masuk/"
BUKTI = "operator"
BUKAN_OPERATOR = "Akun ini bukan operator pemasangan ini. Pengenalnya (sub): {}"
GAGAL = "Penyedia identitas pemasangan ini tidak dapat dihubungi, atau jawabannya tidak dapat dipercaya. Kode: {}"


def _kuki_masuk() -> str:
    return f"{kuki()}-masuk"


def _oidc() -> PengaturanOidc:
    sso = pengaturan()
    return PengaturanOidc(sso.issuer, sso.client_id, sso.client_secret, acr=sso.acr, amr=sso.amr)


def _alamat(akhir: str) -> str:
    return rumah().settings.alamat + url_for(akhir)


@bp.get("/masuk/")
@untuk_umum
def halaman() -> str:
    pengaturan()
    return render_template("operator/masuk.html", galat="")


@bp.post("/masuk/")
@untuk_umum
def mulai_masuk() -> Response:
    oidc = _oidc()
    periksa_origin()
    try:
        permulaan = mulai(oidc, _alamat("operator_masuk.kembali"), rumah().penyedia, sekarang=now(), pembuktian=BUKTI)
    except MasukDitolakError as error:
        return _tolak(error.kode)
    token = rumah().sesi_operator.mulai_masuk(kemas(permulaan.transaksi), now())
    respons = cast("Response", redirect(permulaan.url, 303))
    pasang_kuki(respons, token, nama=_kuki_masuk(), jalur=JALUR_MASUK, umur=int(UMUR_TRANSAKSI.total_seconds()))
    return respons


@bp.get("/masuk/kembali")
@untuk_umum
def kembali() -> Response:
    """The attempt is used up whatever comes of it."""
    oidc, token = _oidc(), request.cookies.get(_kuki_masuk(), "")
    isi = rumah().sesi_operator.pakai_masuk(token) if token else None
    if isi is None:
        return _tolak("transaksi-hilang")
    try:
        identitas = selesaikan(oidc, buka(isi), request.args, rumah().penyedia, sekarang=now())
    except MasukDitolakError as error:
        return _tolak(error.kode)
    if identitas.sub not in pengaturan().orang:
        return _tolak("bukan-operator", BUKAN_OPERATOR.format(identitas.sub))
    return _masukkan(identitas)


def _masukkan(identitas: Identitas) -> Response:
    """On record first, then the session."""
    oleh = Pelaksana(identitas.sub, identitas.nama or identitas.sub)
    rumah().operator.catat_masuk(oleh)
    token = rumah().sesi_operator.buka(oleh, identitas.id_token, now())
    respons = cast("Response", redirect(url_for("operator.daftar"), 303))
    hapus_kuki(respons, nama=_kuki_masuk(), jalur=JALUR_MASUK)
    pasang_kuki(respons, token, nama=kuki(), jalur=JALUR, umur=int(MUTLAK.total_seconds()))
    return respons


@bp.post("/keluar")
@untuk_operator
def keluar() -> Response:
    """End our session, then the provider's where it offers that."""
    sesi, pulang = permintaan().operator, _alamat("operator.daftar")
    rumah().sesi_operator.tutup(request.cookies.get(kuki(), ""))
    tujuan = url_keluar(_oidc(), rumah().penyedia, sesi.id_token, pulang, sekarang=now()) if sesi else None
    respons = cast("Response", redirect(tujuan or pulang, 303))
    hapus_kuki(respons, nama=kuki(), jalur=JALUR)
    respons.headers["Clear-Site-Data"] = '"cache", "storage"'
    return respons


def _tolak(kode: str, kalimat: str = "") -> Response:
    log.warning("operator-sign-in-refused", code=kode)
    return make_response(render_template("operator/masuk.html", galat=kalimat or GAGAL.format(kode)), 403)
