"""The demonstration's identity providers as one Flask application, and the server that runs it."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, render_template
from typing_extensions import override
from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, make_server

from infra.clock import now
from infra.demo.sso.catatan import Jam, Klien
from infra.demo.sso.halaman import halaman
from infra.demo.sso.kunci import muat_kunci
from infra.demo.sso.orang import PemdaPeragaan
from infra.demo.sso.penerbit import Penerbit
from infra.demo.sso.pernyataan import AmbilKunci
from infra.demo.sso.pintu import Pintu, mesin
from infra.demo.sso.protokol import ParameterIss, buat_peladen
from infra.jaringan.pengambil import PengambilAman

TUAN_RUMAH = "127.0.0.1"


def jam_dunia() -> float:
    """Seconds since 1970."""
    return now().timestamp()


def buat_aplikasi(
    alamat: str,
    pemda: Sequence[PemdaPeragaan],
    alamat_aplikasi: str,
    folder_kunci: Path,
    *,
    jam: Jam = jam_dunia,
    ambil_kunci: AmbilKunci | None = None,
) -> Flask:
    """`alamat` is where these providers are found; the issuers are `<alamat>/<kode>`."""
    aplikasi = Flask(__name__, static_url_path="/aset")
    aplikasi.config |= {
        "TRUSTED_HOSTS": [urlsplit(alamat).netloc],
        "OAUTH2_TOKEN_EXPIRES_IN": {"authorization_code": 600},
    }
    aplikasi.extensions["sso"] = {
        satu.kode: _buat_pintu(
            aplikasi,
            Penerbit(
                pemda=satu,
                issuer=f"{alamat}/{satu.kode}",
                klien=Klien(satu, alamat_aplikasi),
                # Every other one signs with an elliptic curve, so that both kinds are always in use.
                kunci=muat_kunci(folder_kunci, satu.kode, eliptik=nomor % 2 == 1),
                jam=jam,
            ),
            alamat,
            ambil_kunci or PengambilAman(boleh_loopback=True).ambil,
        )
        for nomor, satu in enumerate(pemda)
    }
    aplikasi.register_blueprint(halaman)
    aplikasi.register_blueprint(mesin)
    aplikasi.register_error_handler(HTTPException, _halaman_galat)
    aplikasi.after_request(_pengaman(alamat_aplikasi))
    return aplikasi


def jalankan(port: int, pemda: Sequence[PemdaPeragaan], alamat_aplikasi: str, folder_kunci: Path) -> None:
    """Serve until interrupted, on this machine only and without a word."""
    aplikasi = buat_aplikasi(f"http://{TUAN_RUMAH}:{port}", pemda, alamat_aplikasi, folder_kunci)
    peladen = make_server(TUAN_RUMAH, port, aplikasi, threaded=True, request_handler=Senyap)
    with peladen, suppress(KeyboardInterrupt):
        peladen.serve_forever()


class Senyap(WSGIRequestHandler):
    """Says nothing of requests: they would stand between the lines that the launcher prints for people."""

    @override
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


def _buat_pintu(aplikasi: Flask, penerbit: Penerbit, alamat: str, ambil_kunci: AmbilKunci) -> Pintu:
    return Pintu(penerbit, buat_peladen(aplikasi, penerbit, ambil_kunci), ParameterIss(penerbit), alamat)


def _halaman_galat(galat: HTTPException) -> tuple[str, int]:
    isi = "Permintaan ini tidak dapat dilayani. Silakan mulai kembali dari halaman Riwayat."
    return render_template("pesan.html", judul="Permintaan tidak dikenali", isi=isi), galat.code or 500


def _pengaman(alamat_aplikasi: str) -> Any:
    # Chromium applies form-action to the redirect that follows a form as well: the way back must be named.
    kebijakan = (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {alamat_aplikasi}"
    )

    def pasang(respons: Response) -> Response:
        respons.headers["Content-Security-Policy"] = kebijakan
        respons.headers["X-Content-Type-Options"] = "nosniff"
        # Not no-referrer: that would blank the Origin of our own form as well.
        respons.headers["Referrer-Policy"] = "same-origin"
        if not respons.cache_control.max_age:
            respons.headers["Cache-Control"] = "no-store"
        return respons

    return pasang
