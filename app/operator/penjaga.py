"""Who may open an operator's page: nobody without a session of the installation's own, never inside a government."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Jawaban

from app.keamanan import AREA_OPERATOR, CARA_AMAN, nama_kuki, periksa_asal
from app.permintaan import permintaan
from app.rumah import rumah
from infra.clock import now
from infra.operator import Pelaksana
from infra.settings import SsoOperator
from tenants.context import TenantMissingError, current_tenant

JALUR = AREA_OPERATOR

P = ParamSpec("P")
R = TypeVar("R")


def kuki() -> str:
    return f"{nama_kuki()}-operator"


def pengaturan() -> SsoOperator:
    """Where operators sign in. Without it, and inside a government, there are no such pages."""
    try:
        current_tenant()
    except TenantMissingError:
        if sso := rumah().settings.operator:
            return sso
    raise NotFound


def untuk_operator(view: Callable[P, R]) -> Callable[P, R | Jawaban]:
    """Marks a view of the operator's (a test walks all routes): it needs his session, a change his page's token."""

    @wraps(view)
    def dijaga(*args: P.args, **kwargs: P.kwargs) -> R | Jawaban:
        sso, token = pengaturan(), request.cookies.get(kuki(), "")
        sesi = rumah().sesi_operator.ambil(token, now()) if token else None
        if sesi is None or sesi.oleh.sub not in sso.orang:  # who is taken off the list is out with his next click
            return redirect(url_for("operator_masuk.halaman"), 303)
        permintaan().operator = sesi
        if request.method not in CARA_AMAN:
            periksa_asal(sesi.csrf)
        return view(*args, **kwargs)

    cast("Any", dijaga).izin = None
    cast("Any", dijaga).operator = True
    return dijaga


def pelaksana() -> Pelaksana:
    sesi = permintaan().operator
    if sesi is None:
        raise NotFound
    return sesi.oleh
