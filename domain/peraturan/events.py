"""What happens to the register of laws. Stored names are in infra/event_store/catalog.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType
from uuid import UUID

from domain.sop.pemeriksaan.bahan import StatusPeraturan

PeraturanId = NewType("PeraturanId", UUID)


@dataclass(frozen=True, slots=True)
class PeraturanDicatat:
    """Sebuah peraturan masuk daftar peraturan pemerintah daerah."""

    peraturan_id: PeraturanId
    sebutan: str
    tentang: str
    tanggal: date | None = None
    status: StatusPeraturan = StatusPeraturan.BERLAKU
    pengganti: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeraturanDiperbaiki:
    """Sebutan, judul, atau tanggal sebuah peraturan dalam daftar diperbaiki."""

    peraturan_id: PeraturanId
    sebutan: str
    tentang: str
    tanggal: date | None


@dataclass(frozen=True, slots=True)
class StatusPeraturanDiubah:
    """Sebuah peraturan dinyatakan berlaku, diubah, atau dicabut, dengan yang mengubah atau menggantikannya."""

    peraturan_id: PeraturanId
    status: StatusPeraturan
    pengganti: tuple[str, ...]


PeristiwaPeraturan = PeraturanDicatat | PeraturanDiperbaiki | StatusPeraturanDiubah
