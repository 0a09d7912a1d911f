"""A witness as a small web server of its own (C2SP tlog-witness). It knows nothing of the product's database."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from app.saksi.jawaban import KALIMAT, TERGANGGU, TIDAK_DIKENAL, TIDAK_DITANDATANGANI, TIDAK_TERBACA, TIDAK_TERLAYANI
from domain.log.note import NoteError
from domain.log.witness import Judgement, Submission
from infra.saksi.saksi import Saksi

KIRIMAN_TERBESAR = 110_000
"""Bytes: a note is at most 100,000 characters, 63 hashes are 2,835."""
JENIS_UKURAN = "text/x.tlog.size"


def create_saksi(saksi: Saksi) -> Flask:
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=KIRIMAN_TERBESAR)
    app.extensions["saksi"] = saksi
    app.add_url_rule("/add-checkpoint", view_func=terima, methods=["POST"])
    app.add_url_rule("/kunci", view_func=kunci)
    app.add_url_rule("/log/<sidik>", view_func=terbaru)
    app.register_error_handler(HTTPException, _galat)
    return app


def _galat(galat: HTTPException) -> Response:
    kode = galat.code or HTTPStatus.INTERNAL_SERVER_ERROR
    return _teks(TIDAK_TERLAYANI if kode < HTTPStatus.INTERNAL_SERVER_ERROR else TERGANGGU, kode)


def _saksi() -> Saksi:
    saksi: Saksi = current_app.extensions["saksi"]
    return saksi


def _teks(isi: str, status: int = HTTPStatus.OK, jenis: str = "text/plain") -> Response:
    jawaban = Response(isi, status, content_type=jenis if jenis == JENIS_UKURAN else f"{jenis}; charset=utf-8")
    jawaban.headers["X-Content-Type-Options"] = "nosniff"
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban


def kunci() -> Response:
    """The witness' verifier key, for a government to name it by."""
    return _teks(f"{_saksi().vkey}\n")


def terbaru(sidik: str) -> Response:
    """The newest note that was cosigned in the log with this SHA-256 of its origin."""
    nota = _saksi().ingatan.nota(sidik)
    return _teks(nota) if nota else _teks(TIDAK_DIKENAL, HTTPStatus.NOT_FOUND)


def terima() -> Response:
    """add-checkpoint: the answers, and their order, are the specification's."""
    try:
        kiriman = Submission.read(request.get_data().decode())
    except (NoteError, UnicodeDecodeError):
        return _teks(TIDAK_TERBACA, HTTPStatus.BAD_REQUEST)
    saksi = _saksi()
    if not saksi.kunci_log(kiriman.checkpoint.origin):
        return _teks(TIDAK_DIKENAL, HTTPStatus.NOT_FOUND)
    if not saksi.dipercaya(kiriman):
        return _teks(TIDAK_DITANDATANGANI, HTTPStatus.FORBIDDEN)
    hasil = saksi.saksikan(kiriman)
    if hasil.tanda is not None:
        return _teks(hasil.tanda.line)
    if hasil.putusan is Judgement.STALE:
        return _teks(f"{hasil.ukuran}\n", HTTPStatus.CONFLICT, JENIS_UKURAN)
    status, kalimat = KALIMAT[hasil.putusan]
    return _teks(kalimat, status)
