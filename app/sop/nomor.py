"""The number that the government's pattern would give an SOP; whoever approves may write another."""

from __future__ import annotations

from app.pemda import keadaan_pemda
from app.permintaan import hari_ini
from app.rumah import rumah
from domain.pemda.profil import nomor_berikut
from domain.sop.state import Sop
from infra.projections.baris import OPD
from infra.queries.nomor import nomor_terpakai


def usulan_nomor(sop: Sop) -> str:
    pola = keadaan_pemda().pola_nomor
    if not pola or sop.opd_id is None:
        return ""
    opd = rumah().buku.muat(OPD, sop.opd_id)
    return nomor_berikut(pola, nomor_terpakai(rumah().basis), opd=opd.singkatan or opd.nama, hari=hari_ini())
