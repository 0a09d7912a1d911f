"""An API token, folded from events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.kernel import Tercatat
from domain.token.events import Cakupan, PeristiwaToken, TokenDicabut, TokenDiterbitkan


@dataclass(frozen=True, slots=True)
class Token:
    """`akhir` is the last day on which it opens anything."""

    id: UUID | None = None
    nama: str = ""
    cakupan: tuple[Cakupan, ...] = ()
    akhir: date = date.min
    dicabut: bool = False
    penyedia: int = 0
    versi_aliran: int = 0


def evolve(token: Token, tercatat: Tercatat[PeristiwaToken]) -> Token:
    """The token after one more event."""
    token = replace(token, id=tercatat.aliran, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case TokenDiterbitkan(nama, cakupan, akhir, penyedia):
            return replace(token, nama=nama, cakupan=cakupan, akhir=akhir, penyedia=penyedia)
        case TokenDicabut():  # pragma: no branch - mypy knows that it is the last
            return replace(token, dicabut=True)
