"""What the rules look at beside the SOP itself: all of it in one query."""

from __future__ import annotations

from app.permintaan import hari_ini
from app.rumah import rumah
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.state import Sop
from infra.queries.bahan_pemeriksaan import bahan_pemeriksaan
from tenants.context import current_tenant


def bahan(sop: Sop) -> Bahan:
    sekitar = bahan_pemeriksaan(rumah().basis, sop.id)
    return Bahan(
        naskah=sop.naskah,
        hari_ini=hari_ini(),
        versi=sop.versi,
        daerah=current_tenant().nama,
        opd=sekitar.opd.get(str(sop.opd_id), ""),
        unit=tuple(sorted(sekitar.opd.values())),
        jabatan=sekitar.jabatan,
        peraturan=sekitar.peraturan,
        sop_lain=sekitar.sop_lain,
    )
