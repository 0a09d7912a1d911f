"""A thread, folded from its events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from domain.kernel import Aktor, OrangId, SopId, Tercatat
from domain.masukan.events import (
    MasukanDibalas,
    MasukanDibuka,
    MasukanDiselesaikan,
    MasukanKembaliDibuka,
    PeristiwaMasukan,
)


class Ragam(Enum):
    """What an utterance does besides saying something."""

    MEMBUKA = "membuka"
    MEMBALAS = "membalas"
    MENYELESAIKAN = "menyelesaikan"
    MEMBUKA_KEMBALI = "membuka kembali"


@dataclass(frozen=True, slots=True)
class Ucapan:
    """One entry of a thread; its number within the thread is its stable id."""

    nomor: int
    ragam: Ragam
    oleh: Aktor
    pada: datetime
    teks: str
    disebut: tuple[OrangId, ...] = ()


@dataclass(frozen=True, slots=True)
class Masukan:
    """`versi` is the SOP's version when the thread began, `kutipan` what its place held then."""

    id: UUID | None = None
    sop_id: SopId | None = None
    tempat: str = ""
    versi: int = 0
    kutipan: str = ""
    ucapan: tuple[Ucapan, ...] = ()
    selesai: bool = False
    versi_aliran: int = 0

    @property
    def disebut(self) -> tuple[OrangId, ...]:
        """Everybody mentioned so far, each once, in the order of mention."""
        return tuple(dict.fromkeys(orang for u in self.ucapan for orang in u.disebut))


def evolve(masukan: Masukan, tercatat: Tercatat[PeristiwaMasukan]) -> Masukan:
    """The thread after one more event."""
    masukan = replace(masukan, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case MasukanDibuka(sop_id, tempat, teks, versi, kutipan, disebut):
            lahir = replace(
                masukan, id=tercatat.aliran, sop_id=sop_id, tempat=tempat, versi=versi, kutipan=kutipan, selesai=False
            )
            return _dengan(lahir, tercatat, Ragam.MEMBUKA, teks, disebut)
        case MasukanDibalas(teks, disebut):
            return _dengan(masukan, tercatat, Ragam.MEMBALAS, teks, disebut)
        case MasukanDiselesaikan(catatan):
            return _dengan(replace(masukan, selesai=True), tercatat, Ragam.MENYELESAIKAN, catatan)
        case MasukanKembaliDibuka(alasan):  # pragma: no branch - mypy knows that it is the last
            return _dengan(replace(masukan, selesai=False), tercatat, Ragam.MEMBUKA_KEMBALI, alasan)


def _dengan(
    masukan: Masukan,
    tercatat: Tercatat[PeristiwaMasukan],
    ragam: Ragam,
    teks: str,
    disebut: tuple[OrangId, ...] = (),
) -> Masukan:
    ucapan = Ucapan(tercatat.versi, ragam, tercatat.aktor, tercatat.pada, teks, disebut)
    return replace(masukan, ucapan=(*masukan.ucapan, ucapan))
