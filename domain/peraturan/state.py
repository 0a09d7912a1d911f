"""The register as its events left it: one stream for the whole government, so that a law stands in it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from domain.kernel import Tercatat
from domain.peraturan.events import (
    PeraturanDicatat,
    PeraturanDiperbaiki,
    PeraturanId,
    PeristiwaPeraturan,
    StatusPeraturanDiubah,
)
from domain.sop.pemeriksaan.bahan import Peraturan

ALIRAN = UUID("7e6d6461-0000-4000-8000-000000000002")
"""The one stream of each tenant's register."""


@dataclass(frozen=True, slots=True)
class Register:
    peraturan: Mapping[PeraturanId, Peraturan] = field(default_factory=dict)
    versi_aliran: int = 0


def evolve(register: Register, tercatat: Tercatat[PeristiwaPeraturan]) -> Register:
    """The register after one more event."""
    peristiwa = tercatat.peristiwa
    lama = register.peraturan.get(peristiwa.peraturan_id, Peraturan(""))
    match peristiwa:
        case PeraturanDicatat(_, sebutan, tentang, tanggal, status, pengganti):
            baru = Peraturan(sebutan, tentang, tanggal, status, pengganti)
        case PeraturanDiperbaiki(_, sebutan, tentang, tanggal):
            baru = replace(lama, sebutan=sebutan, tentang=tentang, tanggal=tanggal)
        case StatusPeraturanDiubah(_, status, pengganti):  # pragma: no branch - mypy knows that it is the last
            baru = replace(lama, status=status, pengganti=pengganti)
    return Register({**register.peraturan, peristiwa.peraturan_id: baru}, tercatat.versi)
