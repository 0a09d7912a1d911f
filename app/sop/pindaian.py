"""Scans of the paper that was signed: attached to an approved version, handed out as they came, never opened."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.isian import bilangan
from app.keamanan import izin
from app.rumah import rumah
from app.sop.akses import sop_terbaca
from app.sop.tindakan import jalankan
from app.unggahan import sajikan, seberat, terima
from domain.sop.pindaian import TERBESAR, BukanPindaianError, lampirkan_pindaian
from domain.sop.samping import PindaianDilampirkan
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.berkas import PDF
from infra.errors import TidakAdaError

bp = Blueprint("pindaian", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/pindaian")


@bp.post("")
@izin(Tindakan.SOP_PINDAIAN)
@seberat(TERBESAR)
def lampirkan(sop_id: UUID) -> Response:
    kiriman = terima("pindaian", terbesar=TERBESAR, jenis={PDF})

    def putuskan(sop: Sop, _: object) -> Any:
        """Refused before a byte is kept; the bytes are there before the event that names them."""
        if kiriman is None:
            raise BukanPindaianError
        isi, nomor = kiriman.isi, bilangan(request.form.get("versi", "")) or 0
        sidik = sha256(isi).hexdigest()
        lampiran = lampirkan_pindaian(sop, versi=nomor, nama=kiriman.nama, sha256=sidik, ukuran=len(isi))
        rumah().berkas.simpan(isi, PDF)
        return lampiran

    return jalankan("pindaian", Tindakan.SOP_PINDAIAN, sop_id, putuskan)


@bp.get("/<sidik>.pdf")
@izin(Tindakan.SOP_BACA)
def unduh(sop_id: UUID, sidik: str) -> Response:
    """One of this SOP's own, whose bytes are still those that its event names. Part of the version that it belongs to:
    an auditor has it from the moment that he may see the SOP with it, like the version's PDF.
    """
    lampiran = next((p.fakta for p in sop_terbaca(sop_id).samping.pindaian if p.fakta.sha256 == sidik), None)
    isi = rumah().berkas.ambil(lampiran.sha256) if lampiran else None
    if lampiran is None or isi is None:
        raise TidakAdaError(sidik)
    return sajikan(isi, PDF, _nama_unduhan(lampiran))


def _nama_unduhan(lampiran: PindaianDilampirkan) -> str:
    """Ends as what it is, whatever the file was called."""
    return re.sub(r"(?i)\.pdf$", "", lampiran.nama)[:90] + ".pdf"
