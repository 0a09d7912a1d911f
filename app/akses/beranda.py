"""An auditor's beranda: what is open to him, until when, and that his reading is kept."""

from __future__ import annotations

from collections import Counter

from flask import Response

from app.akses.batas import seperti_saat_itu
from app.htmx import respond
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.queries.opd import opd as daftar_opd
from infra.queries.sop import Pertanyaan, daftar_sop


def beranda_auditor() -> Response:
    orang, hari = pelaku(), hari_ini()
    jangkauan = orang.opd(Tindakan.SOP_BACA) if orang.akses else ()
    sop = seperti_saat_itu(daftar_sop(rumah().basis, Pertanyaan(hari, opd=jangkauan)))
    jumlah = Counter(s.opd_id for s in sop)
    return respond(
        "akses/beranda.html",
        "isi",
        orang=orang,
        akses=orang.akses,
        opd=[(o, jumlah[o.opd_id]) for o in daftar_opd(rumah().basis) if jangkauan is None or o.opd_id in jangkauan],
        sisa=(orang.akses.isi.akhir - hari).days if orang.akses else 0,
    )
