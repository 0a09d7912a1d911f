"""Each request leaves one line in the log and one count in the metrics: route, status, time; no names, no query.

A form that asks whether anything moved, and hears that nothing has (204), is counted and leaves no line.
"""

from __future__ import annotations

import time

import structlog
from flask import Flask, Response, request

from app.permintaan import permintaan
from infra.metrik import catat_permintaan
from tenants.context import TenantMissingError, current_tenant

log = structlog.get_logger()
NIHIL = 204


def _mulai() -> None:
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=permintaan().id, tenant=_kode())
    request.environ["riwayat.mulai"] = time.perf_counter()


def _kode() -> str:
    try:
        return current_tenant().kode
    except TenantMissingError:
        return "-"


def _selesai(respons: Response) -> Response:
    detik = time.perf_counter() - request.environ.get("riwayat.mulai", time.perf_counter())
    rute = request.url_rule.rule if request.url_rule else "-"
    catat_permintaan(rute, request.method, respons.status_code, detik)
    if respons.status_code != NIHIL:
        log.info("request", route=rute, method=request.method, status=respons.status_code, ms=round(detik * 1000, 1))
    return respons


def pasang(app: Flask) -> None:
    app.before_request(_mulai)
    app.after_request(_selesai)
