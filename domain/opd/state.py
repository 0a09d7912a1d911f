"""An agency and its daftar wajib, folded from events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.kernel import JabatanId, OpdId, SopId, Tercatat
from domain.opd.events import (
    NamaOpdDiubah,
    OpdDibentuk,
    OpdDigabung,
    OpdDitutup,
    PeristiwaOpd,
    SopDiwajibkan,
    SopWajibDikaitkan,
    SopWajibTidakDiperlukan,
    TenggatWajibDiubah,
    UnitDibentuk,
    UnitDitutup,
    UnitDiubah,
    UnitId,
    WajibId,
)


@dataclass(frozen=True, slots=True)
class Wajib:
    """One owed SOP. It counts as met only when its SOP is in force (or when it is not needed)."""

    id: WajibId
    judul: str
    penanggung_jawab: JabatanId | None
    tenggat: date
    sop_id: SopId | None = None
    tidak_perlu: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the agency. `induk` is the unit above it; None right below the head."""

    id: UnitId
    nama: str
    induk: UnitId | None = None


@dataclass(frozen=True, slots=True)
class Penutupan:
    """From this day on the agency is no more; `ke` took over what it did, where it was merged."""

    tanggal: date
    ke: OpdId | None = None


@dataclass(frozen=True, slots=True)
class Opd:
    id: UUID | None = None
    nama: str = ""
    singkatan: str = ""
    jenis: str = ""
    wajib: tuple[Wajib, ...] = ()
    versi_aliran: int = 0
    unit: tuple[Unit, ...] = ()
    penutupan: Penutupan | None = None

    def cari(self, wajib_id: WajibId) -> Wajib | None:
        return next((w for w in self.wajib if w.id == wajib_id), None)

    def cari_unit(self, unit_id: UnitId) -> Unit | None:
        return next((u for u in self.unit if u.id == unit_id), None)


def evolve(opd: Opd, tercatat: Tercatat[PeristiwaOpd]) -> Opd:
    """The agency after one more event."""
    opd = replace(opd, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case OpdDibentuk(nama, singkatan, jenis):
            return replace(opd, id=tercatat.aliran, nama=nama, singkatan=singkatan, jenis=jenis)
        case NamaOpdDiubah(nama, singkatan):
            return replace(opd, nama=nama, singkatan=singkatan)
        case SopDiwajibkan(wajib_id, judul, jabatan, tenggat):
            return replace(opd, wajib=(*opd.wajib, Wajib(wajib_id, judul, jabatan, tenggat)))
        case TenggatWajibDiubah(wajib_id, tenggat):
            return _ganti(opd, wajib_id, lambda w: replace(w, tenggat=tenggat))
        case SopWajibDikaitkan(wajib_id, sop_id):
            return _ganti(opd, wajib_id, lambda w: replace(w, sop_id=sop_id, tidak_perlu=""))
        case SopWajibTidakDiperlukan(wajib_id, alasan):
            return _ganti(opd, wajib_id, lambda w: replace(w, tidak_perlu=alasan))
        case UnitDibentuk(unit_id, nama, induk):
            return replace(opd, unit=(*opd.unit, Unit(unit_id, nama, induk)))
        case UnitDiubah(unit_id, nama, induk):
            return replace(opd, unit=tuple(Unit(unit_id, nama, induk) if u.id == unit_id else u for u in opd.unit))
        case UnitDitutup(unit_id):
            return replace(opd, unit=tuple(u for u in opd.unit if u.id != unit_id))
        case OpdDitutup(tanggal):
            return replace(opd, penutupan=Penutupan(tanggal))
        case OpdDigabung(ke, tanggal):  # pragma: no branch - mypy knows that it is the last
            return replace(opd, penutupan=Penutupan(tanggal, ke))


def _ganti(opd: Opd, wajib_id: WajibId, cara: Callable[[Wajib], Wajib]) -> Opd:
    return replace(opd, wajib=tuple(cara(w) if w.id == wajib_id else w for w in opd.wajib))
