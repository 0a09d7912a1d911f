"""The gate for files that people send: the only place that opens one, and how such a file is handed out again.

All governments share one origin (decision D8), so a file that somebody sent must never run as a page of ours. What it
is, its bytes say; the name and the type that came with it are hearsay. How large, counted while reading. Routes take
little unless they say otherwise (`seberat`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from urllib.parse import quote

from flask import Flask, Response, current_app, request
from werkzeug.http import dump_options_header

from domain.kernel import RuleViolation
from infra.berkas import PDF, PNG
from infra.cetak.lambang import jenis_gambar

SVG = "image/svg+xml"
GAMBAR = frozenset({PNG, SVG})
NAMA_TERPANJANG = 100
KEBIJAKAN = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""For a file that somebody sent: even opened as a page, it is nobody's origin and may load nothing."""

SAMPUL = 64 * 1024
"""What a form may hold beside its file."""

_MENURUT_ISI = {"png": PNG, "svg": SVG}
_TAK_LAYAK = re.compile(r'[<>:"|?*%;]')

V = TypeVar("V", bound=Callable[..., Any])


class KirimanTerlaluBesarError(RuleViolation):
    kode = "unggahan.terlalu_besar"

    def __init__(self, terbesar: int) -> None:
        mb = terbesar // 1024 // 1024
        super().__init__(f"Berkasnya lebih besar dari {mb} MB. Perkecil, misalnya dengan memindai hitam putih 300 dpi.")


def seberat(terbesar: int) -> Callable[[V], V]:
    """Marks a view whose form brings a file of up to so many bytes."""

    def tandai(view: V) -> V:
        cast("Any", view).kiriman_terbesar = terbesar
        return view

    return tandai


def _batasi() -> None:
    """Before anything of the body is read: the length that it announces is refused in words."""
    terbesar = getattr(current_app.view_functions.get(request.endpoint or ""), "kiriman_terbesar", 0)
    if not terbesar:
        return
    request.max_content_length = terbesar + SAMPUL
    if (request.content_length or 0) > request.max_content_length:
        raise KirimanTerlaluBesarError(terbesar)


def pasang(app: Flask) -> None:
    app.before_request(_batasi)


@dataclass(frozen=True, slots=True)
class Unggahan:
    isi: bytes
    jenis: str
    nama: str


def terima(bidang: str, *, terbesar: int, jenis: Collection[str]) -> Unggahan | None:
    """The file of this field; None when there is none, when it is larger, or when its bytes are none of these kinds."""
    berkas = request.files.get(bidang)
    if berkas is None:
        return None
    with closing(berkas.stream) as aliran:  # a large one lies in a file that has to be closed
        isi = aliran.read(terbesar + 1)
    dikenali = jenis_menurut_isi(isi)
    if len(isi) > terbesar or dikenali not in jenis:
        return None
    return Unggahan(isi, dikenali, nama_layak(berkas.filename or ""))


def jenis_menurut_isi(isi: bytes) -> str:
    """Media type by the first bytes; empty for everything that nothing here takes."""
    return PDF if isi.startswith(b"%PDF-") else _MENURUT_ISI.get(jenis_gambar(isi), "")


def nama_layak(nama: str) -> str:
    """A name to show and to save under: no path, nothing invisible, nothing that a header takes as a sign."""
    pangkal = re.split(r"[/\\]", unicodedata.normalize("NFC", nama))[-1]
    terlihat = "".join(h if unicodedata.category(h)[0] != "C" else " " for h in pangkal)
    bersih = " ".join(_TAK_LAYAK.sub(" ", terlihat).split()).strip(". ")
    return bersih[:NAMA_TERPANJANG].strip(". ") or "berkas"


def sajikan(isi: bytes, jenis: str, nama: str = "") -> Response:
    """A kept file: a PNG of our own drawing may be shown in a page, everything else is saved, never opened."""
    respons = Response(isi, content_type=jenis)
    respons.headers["Content-Security-Policy"] = KEBIJAKAN
    if jenis != PNG or nama:
        layak = nama_layak(nama)
        polos = unicodedata.normalize("NFKD", layak).encode("ascii", "ignore").decode() or "berkas"
        pilihan = {"filename": polos} | ({"filename*": f"UTF-8''{quote(layak, safe='')}"} if layak != polos else {})
        respons.headers["Content-Disposition"] = dump_options_header("attachment", pilihan)
    return respons
