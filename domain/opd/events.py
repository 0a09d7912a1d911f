"""What is remembered of an agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType
from uuid import UUID

from domain.kernel import JabatanId, Keputusan, OpdId, SopId

WajibId = NewType("WajibId", UUID)
UnitId = NewType("UnitId", UUID)


@dataclass(frozen=True, slots=True)
class OpdDibentuk:
    """Sebuah perangkat daerah dicatat."""

    nama: str
    singkatan: str = ""
    jenis: str = ""


@dataclass(frozen=True, slots=True)
class NamaOpdDiubah:
    """Perangkat daerah berganti nama; peristiwa lama tetap memakai nama lama."""

    nama: str
    singkatan: str = ""


@dataclass(frozen=True, slots=True)
class SopDiwajibkan:
    """Sebuah SOP masuk daftar wajib perangkat daerah, dengan jabatan penanggung jawab dan tenggat."""

    wajib_id: WajibId
    judul: str
    penanggung_jawab: JabatanId | None
    tenggat: date


@dataclass(frozen=True, slots=True)
class TenggatWajibDiubah:
    """Tenggat sebuah SOP wajib diubah."""

    wajib_id: WajibId
    tenggat: date
    alasan: str


@dataclass(frozen=True, slots=True)
class SopWajibDikaitkan:
    """Sebuah SOP dicatat sebagai pemenuhan satu baris daftar wajib."""

    wajib_id: WajibId
    sop_id: SopId


@dataclass(frozen=True, slots=True)
class SopWajibTidakDiperlukan:
    """Sebuah baris daftar wajib dinyatakan tidak perlu, dengan alasan."""

    wajib_id: WajibId
    alasan: str


@dataclass(frozen=True, slots=True)
class UnitDibentuk:
    """Sebuah unit kerja dicatat di dalam perangkat daerah."""

    unit_id: UnitId
    nama: str
    induk: UnitId | None = None


@dataclass(frozen=True, slots=True)
class UnitDiubah:
    """Sebuah unit kerja berganti nama atau berpindah induk."""

    unit_id: UnitId
    nama: str
    induk: UnitId | None = None


@dataclass(frozen=True, slots=True)
class UnitDitutup:
    """Sebuah unit kerja tidak ada lagi."""

    unit_id: UnitId
    alasan: str


@dataclass(frozen=True, slots=True)
class OpdDitutup:
    """Perangkat daerah dihapus dari susunan pemerintahan berdasarkan keputusan; riwayatnya tetap ada."""

    tanggal: date
    keputusan: Keputusan


@dataclass(frozen=True, slots=True)
class OpdDigabung:
    """Perangkat daerah dilebur ke dalam perangkat daerah lain berdasarkan keputusan; riwayatnya tetap ada."""

    ke: OpdId
    tanggal: date
    keputusan: Keputusan


PeristiwaWajib = SopDiwajibkan | TenggatWajibDiubah | SopWajibDikaitkan | SopWajibTidakDiperlukan
PeristiwaUnit = UnitDibentuk | UnitDiubah | UnitDitutup
PeristiwaOpd = OpdDibentuk | NamaOpdDiubah | PeristiwaWajib | PeristiwaUnit | OpdDitutup | OpdDigabung
