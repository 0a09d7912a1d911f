"""Four eyes: what one admin does not do alone while there is another."""

from __future__ import annotations

from app.admin.susunan import pegawai
from app.masuk.pembuktian import darurat
from app.permintaan import pelaku
from domain.wewenang import Peran


def sendirian() -> bool:
    """Whether nobody else could agree, or it is an emergency."""
    lain = (p for p in pegawai() if p.orang.aktif and p.orang.id != pelaku().orang_id)
    return darurat() or not any(m.peran is Peran.ADMIN for p in lain for m in p.mandat)
