"""The limits themselves, which one a route has, and what somebody reads who has used it up."""

from __future__ import annotations

import re
from math import ceil

from werkzeug.exceptions import TooManyRequests

from infra.jatah import Batas

SESI = Batas("sesi", jeda=0.1, sekaligus=60)
UMUM = Batas("umum", jeda=0.02, sekaligus=200)
MASUK = Batas("masuk", jeda=6.0, sekaligus=10)
DARURAT = Batas("darurat", jeda=180.0, sekaligus=5)
SISTEM = Batas("sistem", jeda=0.1, sekaligus=100)
DOSIR = Batas("dosir", jeda=6.0, sekaligus=20)
BERAT = Batas("berat", jeda=12.0, sekaligus=5)
KEUTUHAN = Batas("keutuhan", jeda=60.0, sekaligus=3)
"""Of one government, whoever asks: a check reads its whole log."""
SERENTAK = 2
"""Documents that one government may have made at the same moment, of the eight requests that a process serves."""

KALIMAT = {
    "sesi": "Terlalu banyak permintaan sekaligus. Yang sudah tersimpan tetap tersimpan.",
    "umum": "Terlalu banyak halaman dibuka sekaligus dari jaringan Anda.",
    "masuk": "Terlalu banyak percobaan masuk dari jaringan Anda.",
    "darurat": "Terlalu banyak percobaan kode dari jaringan Anda.",
    "sistem": "Terlalu banyak permintaan dari sistem ini.",
    "dosir": "Terlalu banyak tautan dosir dibuka dari jaringan Anda.",
    "berat": "Anda baru saja mengunduh beberapa dokumen berturut-turut.",
    "serentak": "Dokumen lain milik daerah ini masih dibuat.",
    "keutuhan": "Riwayat ini baru saja diperiksa seluruhnya beberapa kali.",
    "giliran": "Catatan daerah lain sedang diperiksa di server ini.",
}
_DOKUMEN = re.compile(r"/(kerja|dosir)/.*(\.(?!png$)[a-z0-9]+|/(ekspor|unduhan|bukti)(/.*)?)$")
_DIBUAT = frozenset({"/kerja/bundel"})
_TANPA_BATAS = ("/aset/", "/healthz")
"""Files that lie in memory, and the question whether the process lives."""
_PINTU = {
    ("POST", "/masuk/"): MASUK,
    ("POST", "/operator/masuk/"): MASUK,
    ("POST", "/masuk/darurat"): DARURAT,
    ("GET", "/dosir/<token>"): DOSIR,
}
"""Where somebody tries to come in: a sign-in begins, a code is typed, a link is opened."""


class TerlaluSeringError(TooManyRequests):
    """Carries how long to wait, for the sentence and for Retry-After."""

    def __init__(self, nama: str, tunggu: float) -> None:
        detik = max(1, ceil(tunggu))
        super().__init__(f"{KALIMAT[nama]} Tunggu {detik} detik, lalu coba lagi.", retry_after=detik)
        self.nama = nama


def batas_rute(rute: str, cara: str) -> Batas | None:
    """The limit of a route by its template, before anybody knows who is asking."""
    if rute.startswith(_TANPA_BATAS):
        return None
    if rute.startswith("/kerja"):
        return SESI
    if rute.startswith(("/scim/", "/api/")):
        return SISTEM
    return _PINTU.get((cara, rute), UMUM)


def berat(rute: str, cara: str) -> bool:
    """Whether this route makes a document: what lies behind sign-in or a link and is called like a file, no picture;
    and what is begun by a form and fetched later.
    """
    return _DOKUMEN.fullmatch(rute) is not None or (cara == "POST" and rute in _DIBUAT)
