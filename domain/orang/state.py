"""Whether a person may come in, folded from events. Who never was the subject of an act is active."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from domain.kernel import Tercatat
from domain.orang.events import (
    AksesDaruratDibuka,
    AksesDaruratDipakai,
    OrangDiaktifkan,
    OrangDinonaktifkan,
    PeristiwaOrang,
)


@dataclass(frozen=True, slots=True)
class Orang:
    """`darurat` says whether an emergency access was opened and not used yet."""

    id: UUID | None = None
    aktif: bool = True
    darurat: bool = False
    versi_aliran: int = 0


def evolve(orang: Orang, tercatat: Tercatat[PeristiwaOrang]) -> Orang:
    """The person after one more event."""
    orang = replace(orang, id=tercatat.aliran, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case OrangDinonaktifkan():
            return replace(orang, aktif=False, darurat=False)
        case OrangDiaktifkan():
            return replace(orang, aktif=True)
        case AksesDaruratDibuka():
            return replace(orang, darurat=True)
        case AksesDaruratDipakai():  # pragma: no branch - mypy knows that it is the last
            return replace(orang, darurat=False)
