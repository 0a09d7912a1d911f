"""Keeping what was read: always of an auditor, and of everybody where the SOP is marked as sensitive."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from flask import request

from app.permintaan import kini, pelaku, permintaan
from app.rumah import rumah
from domain.sop.state import Sop
from infra.queries.jejak import Bacaan, catat_bacaan, catat_semua

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


def catat_bundel(bundel_id: UUID, sop: Iterable[tuple[UUID, UUID]]) -> None:
    """A row for each SOP of each bundle, whoever makes it: it leaves the house. If none can be kept, none is made."""
    pembaca = sha256(f"bundel {bundel_id}".encode()).digest()
    jabatan, orang = pelaku().jabatan, pelaku().orang_id
    catat_semua(rumah().basis, (Bacaan(pembaca, s, o, "bundel", jabatan, kini(), orang) for s, o in sop))
