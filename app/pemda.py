"""The government being served as its SOPs see it: policies, labels, and what a sheet prints of it."""

from __future__ import annotations

from app.rumah import rumah
from domain import pemda
from domain.sop.isi import Cetakan
from domain.sop.pengesahan import Kebijakan
from domain.sop.state import Sop
from infra.errors import TidakAdaError
from infra.projections.baris import OPD, PEMDA
from tenants.context import current_tenant


def keadaan_pemda() -> pemda.Pemda:
    try:
        return rumah().buku.muat(PEMDA, pemda.ALIRAN)
    except TidakAdaError:
        tenant = current_tenant()
        return pemda.Pemda(tenant.nama, tenant.kode_wilayah, tenant.zona.value)


def kebijakan() -> Kebijakan:
    return keadaan_pemda().kebijakan


def cetakan(sop: Sop) -> Cetakan:
    setelan = keadaan_pemda()
    opd = rumah().buku.muat(OPD, sop.opd_id) if sop.opd_id else None
    return Cetakan(
        setelan.nama or current_tenant().nama,
        opd.nama if opd else "",
        setelan.label_nomor,
        setelan.label_tanggal_efektif,
    )
