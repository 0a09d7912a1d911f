"""What a government decides about reading. Stored names are in infra/event_store/catalog.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType
from uuid import UUID

from domain.kernel import Keputusan, OpdId, OrangId, SopId

AksesId = NewType("AksesId", UUID)
DosirId = NewType("DosirId", UUID)


@dataclass(frozen=True, slots=True)
class AksesDiberikan:
    """Seorang auditor diberi akses baca untuk perangkat daerah, periode riwayat, dan waktu tertentu."""

    akses_id: AksesId
    orang: OrangId
    opd: tuple[OpdId, ...]  # none: all of them
    sejak: date | None
    sampai: date | None
    tujuan: str
    keputusan: Keputusan
    mulai: date
    akhir: date


@dataclass(frozen=True, slots=True)
class AksesDicabut:
    """Akses seorang auditor diakhiri sebelum waktunya."""

    akses_id: AksesId
    alasan: str


@dataclass(frozen=True, slots=True)
class DosirDibagikan:
    """Tautan dosir satu SOP atau satu perangkat daerah dibagikan sampai tanggal tertentu."""

    dosir_id: DosirId
    sop_id: SopId | None
    opd_id: OpdId | None
    tujuan: str
    sampai: date


@dataclass(frozen=True, slots=True)
class DosirDicabut:
    """Tautan sebuah dosir ditutup sebelum waktunya."""

    dosir_id: DosirId
    alasan: str


@dataclass(frozen=True, slots=True)
class PembacaanDipantau:
    """Sebuah SOP ditandai peka, sehingga setiap pembacaannya dicatat dalam jejak baca."""

    sop_id: SopId
    alasan: str


@dataclass(frozen=True, slots=True)
class PemantauanDihentikan:
    """Sebuah SOP tidak lagi ditandai peka."""

    sop_id: SopId
    alasan: str


@dataclass(frozen=True, slots=True)
class AngkaDibagikan:
    """Pemerintah daerah setuju membagikan angka rekap SOP kepada sebuah provinsi."""

    provinsi: str  # its kode in the registry
    dasar: str


@dataclass(frozen=True, slots=True)
class PembagianAngkaDihentikan:
    """Angka rekap SOP tidak lagi dibagikan kepada sebuah provinsi."""

    provinsi: str
    alasan: str


PeristiwaAkses = (
    AksesDiberikan
    | AksesDicabut
    | DosirDibagikan
    | DosirDicabut
    | PembacaanDipantau
    | PemantauanDihentikan
    | AngkaDibagikan
    | PembagianAngkaDihentikan
)
