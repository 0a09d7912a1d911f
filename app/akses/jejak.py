"""Keeping what was read: every answer to an auditor, and of everybody where the SOP is marked as sensitive.

What an auditor is answered is kept after every view, not by the views: a page that is written tomorrow is in the trail
too. Pages of one SOP have kept it before, with the SOP's name; the rest is kept by the kind of page.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import Unauthorized

from app.errors import halaman_galat
from app.permintaan import kini, pelaku, permintaan
from app.rumah import rumah
from domain.akses.state import Akses
from domain.sop.state import Sop
from infra.errors import TersibukError
from infra.queries.jejak import TANPA_SOP, Bacaan, catat_bacaan, catat_semua

log = structlog.get_logger()

SEBUTAN = {
    "tindakan": "Halaman SOP",
    "riwayat": "Riwayat",
    "perbandingan": "Perbandingan",
    "cetakan": "Cetakan",
    "perhitungan": "Perhitungan",
    "pemeriksaan": "Pemeriksaan",
    "masukan": "Masukan",
    "penyuntingan": "Formulir",
    "evaluasi": "Evaluasi",
    "buku": "Buku SOP",
    "dosir": "Dosir",
    "bundel": "Bundel bukti",
    "bundel.unduhan": "Unduhan bundel bukti",
    "beranda": "Beranda",
    "sop": "Daftar SOP",
    "pencarian": "Pencarian",
    "keadaan": "Keadaan",
    "keadaan.tabel": "Keadaan (tabel unduhan)",
    "keadaan.dokumen": "PDF pengesahan",
    "peristiwa": "Bukti peristiwa",
    "asal_usul": "Asal-usul",
    "lampiran_beda": "PDF perbandingan",
    "pindaian": "Pindaian",
    "log": "Keutuhan riwayat",
    "log.isi": "Isi log",
    "admin_jejak": "Jejak administrasi",
}
"""What each kind of page is called: an endpoint that is a kind of its own, else its blueprint. One that is not here is
called by its blueprint."""

TANPA_JEJAK = {
    "sesi.daftar": "one's own sessions",
    "sesi.pengakhiran": "ending one of them",
    "sesi.pengakhiran_lain": "ending the others",
    "masuk.keluar": "signing out",
    "peragaan.jam": "the clock of a demonstration",
}
"""What an auditor may be answered without a row, and why: nothing in it is the tenant's. All else is kept."""

BUKAN_BACAAN = frozenset({"HEAD", "OPTIONS"})
ISI_DI_BAWAH = 300
ISI_JUGA = frozenset({304, 422})
"""Not modified since the copy that the reader has; and a question that was not understood, beside which the page is."""


def sebutan_jenis(jenis: str) -> str:
    return SEBUTAN.get(jenis, jenis.replace("_", " ").capitalize())


def catat_baca(sop: Sop) -> None:
    """One row for each session, SOP and kind of page within an hour. If it cannot be kept, the page is not shown."""
    if request.method != "GET" or sop.id is None or sop.opd_id is None or permintaan().sesi is None:
        return
    auditor = pelaku().akses is not None
    catat_bacaan(rumah().basis, _bacaan(sop.id, sop.opd_id), selalu=auditor)
    permintaan().tercatat = auditor


def _bacaan(sop_id: UUID, opd_id: UUID) -> Bacaan:
    sesi, orang = permintaan().sesi, pelaku()
    if sesi is None:
        raise Unauthorized
    pembaca = sha256(f"sesi {sesi.csrf}".encode()).digest()
    return Bacaan(pembaca, sop_id, opd_id, _jenis(), orang.jabatan, kini(), orang.orang_id)


def _jenis() -> str:
    titik = request.endpoint or ""
    return titik if titik in SEBUTAN else request.blueprint or ""


def catat_bundel(bundel_id: UUID, sop: Iterable[tuple[UUID, UUID]]) -> None:
    """A row for each SOP of each bundle, whoever makes it: it leaves the house. If none can be kept, none is made."""
    pembaca = sha256(f"bundel {bundel_id}".encode()).digest()
    jabatan, orang = pelaku().jabatan, pelaku().orang_id
    catat_semua(rumah().basis, (Bacaan(pembaca, s, o, "bundel", jabatan, kini(), orang) for s, o in sop))


def _catat_jawaban(respons: Response) -> Response:
    """Whatever an auditor is answered, and no view has kept, is kept here. If it cannot be, it is not given away."""
    p = permintaan()
    if p.pelaku is None or p.pelaku.akses is None or p.tercatat or not _berisi(respons):
        return respons
    try:
        catat_bacaan(rumah().basis, _bacaan(_disebut("sop_id"), _opd(p.pelaku.akses)), selalu=True)
    except TersibukError as error:
        log.warning("reading-not-kept", reason=type(error).__name__)
        return halaman_galat(503)
    return respons


def _berisi(respons: Response) -> bool:
    """Whether this answer may hold something of the tenant's."""
    if request.method in BUKAN_BACAAN or request.endpoint in TANPA_JEJAK:
        return False
    return respons.status_code < ISI_DI_BAWAH or respons.status_code in ISI_JUGA


def _disebut(nama: str) -> UUID:
    """The thing that the address names."""
    nilai = (request.view_args or {}).get(nama)
    return nilai if isinstance(nilai, UUID) else TANPA_SOP


def _opd(akses: Akses) -> UUID:
    """The agency whose trail it is: that of the address, or the only one that is open. Its head sees the row too."""
    return akses.isi.opd[0] if len(akses.isi.opd) == 1 else _disebut("opd_id")


def pasang(app: Flask) -> None:
    """Last of all: what is registered last sees the answer first, and headers are set on what it gives back."""
    app.after_request(_catat_jawaban)
