"""Requests of other systems: `Authorization: Bearer riwayat_...`, checked for one scope.

    @bp.get("/peristiwa")
    @dengan_token(Cakupan.PERISTIWA_BACA)
    def peristiwa() -> Response: ...

Who asks is in `token_kini()`. There is no session and no cookie, hence no CSRF token either.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from app.permintaan import kini, permintaan
from app.publik.views import pastikan_dalam_pemda
from app.rumah import rumah
from domain.kernel import Aktor, OrangId
from domain.token.events import Cakupan
from infra.db.simpan import TANPA_PELAKU
from infra.token import TokenTercatat, token_sah

P = ParamSpec("P")
R = TypeVar("R")


class TokenDitolakError(Unauthorized):
    description = "Token tidak ada, tidak berlaku, atau tidak mencakup permintaan ini."


def dengan_token(cakupan: Cakupan) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets in whoever brings a token of this government with this scope; all others learn the same: nothing."""

    def bungkus(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def dijaga(*args: P.args, **kwargs: P.kwargs) -> R:
            pastikan_dalam_pemda()
            jenis, _, token = request.headers.get("Authorization", "").partition(" ")
            sah = token_sah(rumah().basis, token.strip(), cakupan, kini()) if jenis.lower() == "bearer" else None
            if sah is None:
                raise TokenDitolakError(www_authenticate=WWWAuthenticate("bearer"))
            permintaan().token = sah
            return view(*args, **kwargs)

        cast("Any", dijaga).izin = None
        cast("Any", dijaga).cakupan = cakupan
        return dijaga

    return bungkus


def token_kini() -> TokenTercatat:
    token = permintaan().token
    if token is None:
        raise TokenDitolakError
    return token


def aktor_token() -> Aktor:
    """Another system acts: nobody of the directory, under the name that its token was issued for."""
    return Aktor(OrangId(TANPA_PELAKU), f"Sistem lain, token “{token_kini().nama}”")
