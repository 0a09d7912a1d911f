"""What is remembered of a thread. Its stream is its own; the place it stands on goes by a stable id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

from domain.kernel import OrangId, SopId

MasukanId = NewType("MasukanId", UUID)


@dataclass(frozen=True, slots=True)
class MasukanDibuka:
    """Masukan ditulis atas satu langkah atau satu isian SOP, dan dapat menyebut orang yang perlu membacanya."""

    sop_id: SopId
    tempat: str
    teks: str
    versi: int
    kutipan: str = ""
    disebut: tuple[OrangId, ...] = ()


@dataclass(frozen=True, slots=True)
class MasukanDibalas:
    """Masukan dibalas, dan balasannya dapat menyebut orang yang perlu membacanya."""

    teks: str
    disebut: tuple[OrangId, ...] = ()


@dataclass(frozen=True, slots=True)
class MasukanDiselesaikan:
    """Masukan dinyatakan selesai."""

    catatan: str = ""


@dataclass(frozen=True, slots=True)
class MasukanKembaliDibuka:
    """Masukan yang sudah selesai dibuka kembali karena masih ada yang perlu dibicarakan."""

    alasan: str


PeristiwaMasukan = MasukanDibuka | MasukanDibalas | MasukanDiselesaikan | MasukanKembaliDibuka
