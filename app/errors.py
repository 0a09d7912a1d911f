"""What goes wrong has one place: every refusal with its status and a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import structlog
from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, TooManyRequests

from app.permintaan import permintaan
from domain.kernel import Bentrok, RuleViolation
from infra.errors import MandatBerakhirError, PerintahBerbedaError, TersibukError, TidakAdaError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger()

KALIMAT = {
    400: ("Permintaan ini tidak lengkap", "Muat ulang halaman, lalu coba lagi."),
    401: ("Anda belum masuk", "Masuk lebih dahulu untuk membuka halaman ini."),
    403: ("Anda tidak berwenang", "Jabatan Anda tidak memberi hak untuk tindakan ini."),
    404: ("Halaman tidak ditemukan", "Alamatnya mungkin salah ketik, atau isinya tidak ada di daerah ini."),
    405: ("Cara membuka halaman ini tidak tepat", "Kembali ke halaman sebelumnya, lalu gunakan tombolnya."),
    409: (
        "Isi sudah berubah",
        "Orang lain mengubahnya sejak Anda membuka halaman ini. Muat ulang untuk melihat isinya.",
    ),
    422: ("Tindakan ini tidak dapat dilakukan", "Periksa isinya, lalu coba lagi."),
    410: ("Daerah ini tidak lagi memakai Riwayat", "Riwayatnya tetap tersimpan."),
    413: ("Kiriman terlalu besar", "Kurangi isinya, lalu kirim lagi."),
    423: ("Ruang kerja ditangguhkan", "Hubungi pengelola Riwayat di daerah Anda."),
    429: ("Mohon tunggu sebentar", "Terlalu banyak permintaan dalam waktu singkat. Tunggu sebentar, lalu coba lagi."),
    500: ("Maaf, halaman ini gagal dimuat", "Bukan salah Anda, dan tidak ada data yang hilang."),
    503: ("Riwayat sedang sibuk", "Tunggu sebentar, lalu muat ulang halaman ini. Tidak ada data yang hilang."),
}

MANDAT_BERAKHIR = "Masa jabatan Anda berakhir sebelum tindakan ini sempat tercatat, jadi tidak dijalankan."


def halaman_galat(status: int, kalimat: str = "") -> Response:
    judul, baku = KALIMAT.get(status, KALIMAT[500])
    isi = render_template("errors/galat.html", status=status, judul=judul, kalimat=kalimat or baku)
    respons = make_response(isi, status)
    if status == 503:  # noqa: PLR2004
        respons.headers["Retry-After"] = "2"
    return respons


class PenjagaSibuk:
    """Answers 503 when the database is away before Flask is even asked: the registry of tenants lies there too."""

    def __init__(self, app: Flask, dalam: WSGIApplication) -> None:
        self._app, self._dalam = app, dalam

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            return self._dalam(environ, start_response)
        except TersibukError:
            with self._app.request_context(environ):
                respons = self._app.process_response(halaman_galat(503))
                return respons(environ, start_response)


def _kepala(error: HTTPException) -> dict[str, str]:
    """What a refusal has to say to machines: when to come back, how to ask instead."""
    if isinstance(error, TooManyRequests):
        log.warning("rate-limited", route=request.url_rule.rule if request.url_rule else "-")
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, MethodNotAllowed):
        return {"Allow": ", ".join(sorted(error.valid_methods or ()))}
    return {}


def pasang(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        asli = error.description if type(error).__module__.startswith("app.") else ""
        respons = halaman_galat(error.code or 500, asli or "")
        respons.headers.extend(_kepala(error))
        return respons

    @app.errorhandler(TidakAdaError)
    def tidak_ada(_: TidakAdaError) -> Response:
        return halaman_galat(404)

    @app.errorhandler(RuleViolation)
    def aturan(error: RuleViolation) -> Response:
        return halaman_galat(422, error.kalimat)

    @app.errorhandler(Bentrok)
    @app.errorhandler(PerintahBerbedaError)
    def bentrok(_: Bentrok | PerintahBerbedaError) -> Response:
        return halaman_galat(409)

    @app.errorhandler(MandatBerakhirError)
    def mandat_berakhir(_: MandatBerakhirError) -> Response:
        return halaman_galat(403, MANDAT_BERAKHIR)

    @app.errorhandler(TersibukError)
    def tersibuk(error: TersibukError) -> Response:
        log.warning("database-busy", reason=type(error).__name__)
        return halaman_galat(503)

    @app.errorhandler(Exception)
    def galat(error: Exception) -> Response:
        log.exception("unhandled", error=type(error).__name__, request_id=permintaan().id)
        return halaman_galat(500)
