"""Front-end files under names that carry their content's hash, so that browsers may keep them for ever."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, current_app
from werkzeug.exceptions import NotFound

from app.keamanan import untuk_umum

FOLDER = Path(__file__).parent
JENIS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
HURUF_SIDIK = 12

bp = Blueprint("aset", __name__)


@dataclass(frozen=True, slots=True)
class Aset:
    isi: bytes
    jenis: str


class DaftarAset:
    """All files, read once. The style sheet is one file made of the parts in css/, in order of their names."""

    def __init__(self) -> None:
        font = (FOLDER / "dist" / "inter-latin-wght-normal.woff2").read_bytes()
        self._nama: dict[str, str] = {}
        self._isi: dict[str, Aset] = {}
        self._tambah("inter.woff2", font)
        css = "\n".join(p.read_text() for p in sorted((FOLDER / "css").glob("*.css")))
        self._tambah("riwayat.css", css.replace("inter.woff2", self._nama["inter.woff2"]).encode())
        for path in (*(FOLDER / "dist").glob("*.min.js"), *FOLDER.glob("*.js"), FOLDER / "lambang.svg"):
            self._tambah(path.name, path.read_bytes())

    def _tambah(self, nama: str, isi: bytes) -> None:
        pangkal, _, akhir = nama.rpartition(".")
        tersidik = f"{pangkal}.{sha256(isi).hexdigest()[:HURUF_SIDIK]}.{akhir}"
        self._nama[nama] = tersidik
        self._isi[tersidik] = Aset(isi, JENIS[f".{akhir}"])

    def nama(self, nama: str) -> str:
        return self._nama[nama]

    def isi(self, tersidik: str) -> Aset | None:
        return self._isi.get(tersidik)


def aset(nama: str) -> str:
    """The address of a front-end file; the same for all tenants."""
    daftar: DaftarAset = current_app.extensions["aset"]
    return f"/aset/{daftar.nama(nama)}"


@bp.get("/aset/<nama>")
@untuk_umum
def berkas(nama: str) -> Response:
    daftar: DaftarAset = current_app.extensions["aset"]
    ditemukan = daftar.isi(nama)
    if ditemukan is None:
        raise NotFound
    respons = Response(ditemukan.isi, content_type=ditemukan.jenis)
    respons.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return respons
