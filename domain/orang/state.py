"""Whether a person may come in, folded from events. Who never was the subject of an act is active."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from domain.kernel import OrangId, Tercatat
from domain.orang.events import (
    AksesDaruratDibuka,
    AksesDaruratDipakai,
    OrangDiaktifkan,
    OrangDinonaktifkan,
    PeristiwaOrang,
)
from domain.orang.undangan import AkunDikaitkan, OrangDiundang, UndanganDitolak, UndanganDiusulkan, UsulanUndangan


@dataclass(frozen=True, slots=True)
class Orang:
    """`darurat` says whether an emergency access was opened and not used yet; `ditutup_oleh` who closed the way in."""

    id: UUID | None = None
    aktif: bool = True
    darurat: bool = False
    ditutup_oleh: OrangId | None = None
    undangan: UsulanUndangan | None = None  # waits for a second admin
    versi_aliran: int = 0


def evolve(orang: Orang, tercatat: Tercatat[PeristiwaOrang]) -> Orang:
    """The person after one more event."""
    orang = replace(orang, id=tercatat.aliran, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case OrangDinonaktifkan():
            return replace(orang, aktif=False, darurat=False, ditutup_oleh=tercatat.aktor.orang, undangan=None)
        case OrangDiaktifkan():
            return replace(orang, aktif=True, ditutup_oleh=None)
        case AksesDaruratDibuka():
            return replace(orang, darurat=True)
        case AksesDaruratDipakai():
            return replace(orang, darurat=False)
        case UndanganDiusulkan():
            return replace(orang, undangan=UsulanUndangan(tercatat.aktor.orang, tercatat.pada))
        case UndanganDitolak() | OrangDiundang():
            return replace(orang, undangan=None)
        case AkunDikaitkan():  # pragma: no branch - mypy knows that it is the last
            return orang
