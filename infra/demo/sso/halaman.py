"""What people see of a provider, under /<kode>/: choosing whom to be, and leaving."""

from typing import Any

from authlib.oauth2 import OAuth2Error
from flask import Blueprint, Response, abort, make_response, render_template, request
from werkzeug.wrappers import Response as ResponsWerkzeug

from infra.demo.sso.catatan import ACR_DUA, KODE_PERAGAAN, Sesi
from infra.demo.sso.orang import OrangPeragaan
from infra.demo.sso.pintu import Pintu, pintu

halaman = Blueprint("halaman", __name__)


@halaman.route("/<kode>/otorisasi", methods=["GET", "POST"])
def otorisasi(kode: str) -> ResponsWerkzeug:
    tempat = pintu(kode)
    kuki = request.cookies.get(tempat.penerbit.nama_kuki)
    sesi = tempat.penerbit.sesi_segar(kuki, request.values.get("max_age"), request.values.get("acr_values", ""))
    try:
        hibah = tempat.peladen.get_consent_grant(end_user=sesi)
    except OAuth2Error as galat:
        return _tolak(tempat, galat)
    except ValueError:  # Authlib cannot quote what was sent in its own error sentence
        abort(400)
    if request.method == "POST":
        return _putuskan(tempat, hibah)
    if sesi is None or hibah.prompt:
        return _pilihan(tempat)
    return _setujui(tempat, hibah, sesi)


@halaman.route("/<kode>/keluar", methods=["GET", "POST"])
def keluar(kode: str) -> ResponsWerkzeug:
    tempat = pintu(kode)
    try:
        permintaan = tempat.peladen.validate_endpoint_request("end_session")
    except OAuth2Error:
        abort(400)
    # Without a token of ours anybody's link could sign people out: ask first.
    if permintaan.needs_confirmation and request.method == "GET":
        return make_response(render_template("keluar.html", pemda=tempat.penerbit.pemda))
    jawaban: Response | None = tempat.peladen.create_endpoint_response("end_session", permintaan)
    respons = jawaban or make_response(
        render_template("pesan.html", judul="Anda sudah keluar", isi="Halaman ini boleh ditutup.")
    )
    tempat.penerbit.sesi.pop(request.cookies.get(tempat.penerbit.nama_kuki, ""), None)
    respons.delete_cookie(tempat.penerbit.nama_kuki, path=f"/{kode}/")
    return respons


def _pilihan(tempat: Pintu, *, salah: bool = False) -> ResponsWerkzeug:
    """Whom to be; with the field for the second factor where the client asks for one."""
    kode = KODE_PERAGAAN if ACR_DUA in request.values.get("acr_values", "").split() else ""
    isi = render_template("pilih.html", pemda=tempat.penerbit.pemda, unit=_per_unit(tempat), kode=kode, salah=salah)
    return make_response(isi, 422 if salah else 200)


def _putuskan(tempat: Pintu, hibah: Any) -> ResponsWerkzeug:
    # A page elsewhere must not sign this browser in as somebody of its choice.
    if request.headers.get("Origin", tempat.asal) != tempat.asal:
        abort(403)
    if "batal" in request.form:
        return _setujui(tempat, hibah, None)
    orang, kode = tempat.penerbit.cari_orang(request.form.get("sub")), request.form.get("kode", "").strip()
    if orang is None:
        abort(400)
    if kode not in ("", KODE_PERAGAAN):
        return _pilihan(tempat, salah=True)
    rahasia, sesi = tempat.penerbit.buka_sesi(orang, dua_faktor=kode == KODE_PERAGAAN)
    respons = _setujui(tempat, hibah, sesi)
    # Not Secure: this server speaks http on the loopback address and nowhere else.
    respons.set_cookie(
        tempat.penerbit.nama_kuki,
        rahasia,
        path=f"/{tempat.penerbit.pemda.kode}/",
        httponly=True,
        samesite="Lax",
    )
    return respons


def _setujui(tempat: Pintu, hibah: Any, sesi: Sesi | None) -> Response:
    respons: Response = tempat.peladen.create_authorization_response(grant=hibah, grant_user=sesi)
    return respons


def _tolak(tempat: Pintu, galat: OAuth2Error) -> Response:
    if not galat.redirect_uri:
        abort(400)  # an address that we do not know is never followed
    respons: Response = tempat.peladen.handle_error_response(None, galat)
    tempat.parameter_iss.add_issuer_parameter(tempat.peladen, respons)
    return respons


def _per_unit(tempat: Pintu) -> dict[str, list[OrangPeragaan]]:
    unit: dict[str, list[OrangPeragaan]] = {}
    for orang in tempat.penerbit.pemda.orang:
        unit.setdefault(orang.unit, []).append(orang)
    return unit
