"""The laws that the rules know: what every government starts with, under what this one has registered."""

from __future__ import annotations

from collections.abc import Mapping

from domain.peraturan.daftar_awal import DAFTAR_AWAL
from domain.sop.pemeriksaan.bahan import Peraturan
from domain.sop.pemeriksaan.kutipan import kunci

_AWAL = {kunci(p.sebutan): p for p in DAFTAR_AWAL}


def gabung(milik_pemda: Mapping[str, Peraturan]) -> dict[str, Peraturan]:
    """By the key of citations."""
    return _AWAL | {kunci(p.sebutan): p for p in milik_pemda.values()}
