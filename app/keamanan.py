"""Sessions, rights and headers: what stands between a request and a view."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request, url_for
from werkzeug.exceptions import Forbidden

from app.akses.pembuka import TERBUKA_BAGI_AUDITOR, akses_hari_ini
from app.darurat import mandat_sesi
from app.htmx import Bagian, potongan
from app.pelaku import Pelaku
from app.permintaan import kini, pelaku, permintaan
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.queries.mandat import mandat
from tenants.context import TenantMissingError, current_tenant

KUKI = "__Secure-riwayat"
KUKI_LOOPBACK = "riwayat"
CARA_AMAN = frozenset({"GET", "HEAD", "OPTIONS"})
AREA_KERJA = "/kerja/"
AREA_OPERATOR = "/operator/"
BERTANYA_SENDIRI = frozenset({"kehadiran.kabar_terbaru"})
SESI_BERAKHIR = (
    "Sesi Anda berakhir. Salin dahulu tulisan yang belum tersimpan, lalu muat ulang halaman ini untuk masuk."
)

P = ParamSpec("P")
R = TypeVar("R")


class CsrfError(Forbidden):
    description = "Formulir ini tidak berasal dari halaman Anda sendiri, jadi tidak dijalankan. Muat ulang halaman."


def _aman() -> bool:
    return rumah().settings.alamat.startswith("https://")


def nama_kuki() -> str:
    """`__Secure-` needs https; a loopback demonstration has none (decision D8)."""
    return KUKI if _aman() else KUKI_LOOPBACK


def pasang_kuki(respons: Any, token: str, *, nama: str, jalur: str, umur: int | None = None) -> None:
    respons.set_cookie(nama, token, max_age=umur, path=jalur, httponly=True, secure=_aman(), samesite="Lax")


def hapus_kuki(respons: Any, *, nama: str, jalur: str) -> None:
    respons.delete_cookie(nama, path=jalur, httponly=True, secure=_aman(), samesite="Lax")


def jalur_kerja() -> str:
    return f"/{current_tenant().kode}{AREA_KERJA}"


def izin(tindakan: Tindakan) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets in whoever has this right somewhere; the view asks again for the very SOP or agency."""

    def bungkus(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def dijaga(*args: P.args, **kwargs: P.kwargs) -> R:
            if not pelaku().punya(tindakan) or _tertutup_bagi_auditor(tindakan):
                raise Forbidden
            return view(*args, **kwargs)

        cast("Any", dijaga).izin = tindakan
        return dijaga

    return bungkus


def _tertutup_bagi_auditor(tindakan: Tindakan) -> bool:
    """What needs no right beyond being signed in is no part of any grant."""
    return tindakan is Tindakan.KERJA and pelaku().hanya_auditor and request.endpoint not in TERBUKA_BAGI_AUDITOR


def untuk_umum(view: Callable[P, R]) -> Callable[P, R]:
    """Marks a view that needs no sign-in; every other view must carry @izin (a test walks all routes)."""
    cast("Any", view).izin = None
    return view


def _kenali() -> Response | None:
    """Find out who is asking, on pages behind sign-in only; others see no session at all."""
    if not request.path.startswith(AREA_KERJA):
        return None
    try:
        current_tenant()
    except TenantMissingError:
        return None
    token = request.cookies.get(nama_kuki(), "")
    sesi = rumah().sesi.ambil(token, kini(), sentuh=not _bertanya_sendiri()) if token else None
    orang = rumah().direktori.satu(sesi.orang_id) if sesi else None
    if sesi is None or orang is None or not orang.aktif:
        return _minta_masuk()
    berlaku = mandat_sesi(sesi, mandat(rumah().basis, orang=orang.id))
    if berlaku is None:
        return _minta_masuk()
    permintaan().sesi = sesi
    akses = akses_hari_ini(orang.id, berlaku, current_tenant().tanggal(kini()))
    permintaan().pelaku = Pelaku(orang.id, orang.nama, berlaku, akses)
    if request.method not in CARA_AMAN:
        periksa_asal(sesi.csrf)
    return None


def _bertanya_sendiri() -> bool:
    """A page that asks every few seconds is no sign of a person: it keeps no session alive."""
    return request.endpoint in BERTANYA_SENDIRI


def _minta_masuk() -> Response:
    if _bertanya_sendiri():  # led away, the page would lose what is being typed into it
        return potongan([Bagian("#berita", SESI_BERAKHIR, "innerHTML")], status=401)
    tujuan = request.full_path.rstrip("?") if request.method in CARA_AMAN else AREA_KERJA
    alamat = url_for("masuk.masuk", tujuan=tujuan)
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": alamat})
    return cast("Response", redirect(alamat, 303))


def periksa_asal(csrf: str) -> None:
    """A change must come from our own page: the session's token, and an origin that is ours."""
    if not hmac.compare_digest(request.form.get("csrf", "").encode(), csrf.encode()):  # it takes no text beyond ASCII
        raise CsrfError
    periksa_origin()


def periksa_origin() -> None:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise CsrfError
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise CsrfError


def _kepala(respons: Response) -> Response:
    nonce = permintaan().nonce
    aset_beku = request.path.startswith("/aset/") and respons.status_code == 200  # noqa: PLR2004
    respons.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self' " + _penyedia() + "; base-uri 'none'; frame-ancestors 'none'",
    )
    respons.headers["X-Request-ID"] = permintaan().id
    if not aset_beku and not respons.cache_control.public:
        respons.headers.setdefault("Cache-Control", "no-store")
        respons.headers.add("Vary", "Cookie, HX-Request")
    return respons


def _penyedia() -> str:
    """Where the forms for signing in and out may lead: browsers apply form-action to the redirect that follows.

    The one for signing out stands on every page of the working area, and on those of the platform's operators.
    """
    if request.path.startswith(AREA_OPERATOR):
        sso = rumah().settings.operator
        return "{0.scheme}://{0.netloc}".format(urlsplit(sso.issuer)) if sso else ""
    if not request.path.startswith(("/masuk", AREA_KERJA)):
        return ""
    try:
        return rumah().sso.asal()
    except TenantMissingError:
        return ""


def pasang(app: Flask) -> None:
    app.before_request(_kenali)
    app.after_request(_kepala)
