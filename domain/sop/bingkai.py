"""One moment of an SOP's riwayat, as replay shows it and as it is kept on the way."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from uuid import UUID

from domain.kernel import JabatanId, OpdId, OrangId
from domain.sop.naskah import Naskah
from domain.sop.samping import Samping
from domain.sop.state import Sop, Tahap


@dataclass(frozen=True, slots=True)
class Potret:
    """Of the state after an event only content and stage. What was decided, and by whom, is told by the events."""

    id: UUID | None = None
    opd_id: OpdId | None = None
    penyusun: JabatanId | None = None
    tahap: Tahap = Tahap.BELUM_ADA
    versi: int = 0
    naskah: Naskah = field(default_factory=Naskah)
    digest_diajukan: str = ""
    verifikator: OrangId | None = None
    alasan_revisi: str = ""
    samping: Samping = field(default_factory=Samping)
    versi_aliran: int = 0


_NAMA = tuple(bidang.name for bidang in fields(Potret))


def potret(sop: Sop) -> Potret:
    return Potret(**{nama: getattr(sop, nama) for nama in _NAMA})


def dari_potret(kecil: Potret) -> Sop:
    """`evolve` goes on from it as from the whole, and comes to the bingkai of what that comes to."""
    return Sop(**{nama: getattr(kecil, nama) for nama in _NAMA})


def bingkai(sop: Sop) -> Sop:
    return dari_potret(potret(sop))
