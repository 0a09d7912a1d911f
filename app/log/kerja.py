"""What those may read who watch over the whole government: the entries, and the page on the log's health."""

from __future__ import annotations

from flask import Blueprint, Response

from app.htmx import is_fragment, muat_ulang, respond
from app.keamanan import izin
from app.log.keutuhan import keutuhan
from app.log.pemeriksaan import bahan_pemeriksaan, mulai_pemeriksaan
from app.log.umum import biner, petak_terbit, teks
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError
from infra.tlog.pohon import Pohon
from infra.tlog.rekaman import bundel
from infra.tlog.terbitan import Terbitan

bp = Blueprint("log", __name__, url_prefix="/kerja/log")


@bp.get("")
@izin(Tindakan.LOG_BACA)
def halaman() -> Response:
    """The whole page; htmx asks how far a check is, and gets the page anew once it is done."""
    isi = bahan_pemeriksaan()
    if is_fragment() and not (isi["p"] and isi["p"].hidup):
        return muat_ulang()
    if not is_fragment():
        isi["k"] = keutuhan(rumah().basis)
    return respond("log.html", "pemeriksaan", **isi)


@bp.post("/pemeriksaan")
@izin(Tindakan.LOG_BACA)
def pemeriksaan() -> Response:
    return mulai_pemeriksaan()


@bp.get("/tile/entries/<path:tempat>")
@izin(Tindakan.LOG_ISI)
def isi(tempat: str) -> Response:
    """An entry bundle (C2SP tlog-tiles). Private: it is nobody's but this session's."""
    basis = rumah().basis
    petak = petak_terbit("0", tempat, Terbitan(basis).titik_periksa())
    try:
        entri = bundel(basis, Pohon(basis).head().log_id, petak) if petak else b""
    except TidakAdaError:
        entri = b""
    return biner(entri, "private, max-age=31536000, immutable") if entri else teks("Tidak ada.\n", 404, "no-store")
