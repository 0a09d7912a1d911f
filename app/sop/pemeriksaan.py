"""The check of one SOP: a page, the same as a panel beside the form, and what the acts ask before they are done."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from flask import Blueprint, Response

from app.htmx import is_fragment, respond
from app.keamanan import izin
from app.permintaan import pelaku
from app.sop.akses import sop_terbaca
from app.sop.perbaikan import Kiriman, kiriman
from app.sop.temuan import temuan_sop
from domain.sop.pemeriksaan.katalog import KATALOG
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Temuan
from domain.sop.state import Sop
from domain.wewenang import Tindakan

bp = Blueprint("pemeriksaan", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/pemeriksaan")
ATURAN: dict[str, Aturan] = {aturan.kode: aturan for aturan in KATALOG}


@dataclass(frozen=True, slots=True)
class Baris:
    """A finding as it is shown: with its rule, and its certain corrections as small forms."""

    temuan: Temuan
    aturan: Aturan
    perbaikan: tuple[Kiriman, ...]


def kelompok(sop: Sop, temuan: tuple[Temuan, ...]) -> list[tuple[Keparahan, list[Baris]]]:
    """By severity, gravest first. Corrections only for those who may edit now."""
    dapat = pelaku().dapat(Tindakan.SOP_SUNTING, sop)
    baris = [Baris(t, ATURAN[t.aturan], kiriman(sop, t) if dapat else ()) for t in temuan]
    return [(keparahan, list(isi)) for keparahan, isi in groupby(baris, key=lambda b: b.temuan.keparahan)]


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    sop = sop_terbaca(sop_id)
    temuan = temuan_sop(sop)
    return respond(
        "sop/pemeriksaan.html",
        "panel",
        sop=sop,
        kelompok=kelompok(sop, temuan),
        jumlah=len(temuan),
        dapat_disunting=pelaku().dapat(Tindakan.SOP_SUNTING, sop),
        sasaran="#lembar" if is_fragment() else "",
    )
