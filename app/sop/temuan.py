"""The findings of one SOP, by the rules and registers of its government."""

from __future__ import annotations

from app.pemda import keadaan_pemda
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from domain.sop.pemeriksaan.periksa import periksa
from domain.sop.pemeriksaan.saat_disahkan import saat_disahkan
from domain.sop.pemeriksaan.temuan import Temuan
from domain.sop.pengesahan import Pengesahan
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.queries.bahan import bahan


def temuan_sop(sop: Sop) -> tuple[Temuan, ...]:
    pemda = keadaan_pemda()
    opd = pelaku().opd(Tindakan.SOP_BACA) if pelaku().akses else None  # findings name the SOPs that they compare with
    return periksa(bahan(rumah().basis, sop, pemda, hari_ini(), opd), pemda.keparahan)


def temuan_saat_disahkan(sop: Sop, pengesahan: Pengesahan) -> tuple[Temuan, ...]:
    """With number, dates and decree of the approval on the sheet."""
    pemda = keadaan_pemda()
    dasar = bahan(rumah().basis, sop, pemda, hari_ini())
    return periksa(saat_disahkan(dasar, pengesahan), pemda.keparahan)
