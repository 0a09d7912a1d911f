"""Four eyes: what one admin does not do alone while there is another."""

from __future__ import annotations

from app.masuk.pembuktian import darurat
from app.permintaan import hari_ini, kini, pelaku
from app.rumah import rumah
from domain.pemda.masuk import TENGGANG
from infra.queries.admin import ada_admin_lain, admin_sejak


def sendirian() -> bool:
    """Whether nobody else could agree, or it is an emergency. Who was thrown out within a day still counts: a stolen
    session would throw him out first."""
    return darurat() or not ada_admin_lain(rumah().basis, pelaku().orang_id, hari_ini(), kini() - TENGGANG)


def penyetuju() -> bool:
    """Whether this admin may agree to what another one proposed: not whom that one has made admin a moment ago."""
    return admin_sejak(rumah().basis, pelaku().orang_id, hari_ini(), kini() - TENGGANG)
