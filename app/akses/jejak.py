"""Keeping what was read: always of an auditor, and of everybody where the SOP is marked as sensitive."""

from __future__ import annotations

from hashlib import sha256

from flask import request

from app.permintaan import kini, pelaku, permintaan
from app.rumah import rumah
from domain.sop.state import Sop
from infra.queries.jejak import Bacaan, catat_bacaan

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
}
"""What each kind of page is called; one that is not here is called by its blueprint."""


def sebutan_jenis(jenis: str) -> str:
    return SEBUTAN.get(jenis, jenis.replace("_", " ").capitalize())


def catat_baca(sop: Sop) -> None:
    """One row for each session, SOP and kind of page within an hour. If it cannot be kept, the page is not shown."""
    sesi = permintaan().sesi
    if request.method != "GET" or sop.id is None or sop.opd_id is None or sesi is None:
        return
    bacaan = Bacaan(
        pembaca=sha256(f"sesi {sesi.csrf}".encode()).digest(),
        sop_id=sop.id,
        opd_id=sop.opd_id,
        jenis=request.blueprint or "",
        jabatan=pelaku().jabatan,
        pada=kini(),
        orang_id=pelaku().orang_id,
    )
    catat_bacaan(rumah().basis, bacaan, selalu=pelaku().akses is not None)
