"""A post and its holders over time, folded from events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from domain.jabatan.events import (
    JabatanDibentuk,
    JabatanDiserahterimakan,
    JenisMandat,
    MandatDiakhiri,
    PejabatDitetapkan,
    PeristiwaJabatan,
)
from domain.kernel import Keputusan, MandatId, OpdId, OrangId, Tercatat
from domain.wewenang import Peran


@dataclass(frozen=True, slots=True)
class Mandat:
    """One person's time in a post. `akhir` is the last day on which it counts; None while it runs."""

    id: MandatId
    orang: OrangId
    keputusan: Keputusan
    mulai: date
    akhir: date | None
    jenis: JenisMandat

    def berlaku(self, pada: date) -> bool:
        return self.mulai <= pada and (self.akhir is None or pada <= self.akhir)

    def beririsan(self, mulai: date, akhir: date | None) -> bool:
        """Whether some day lies in both times. A mandate handed over on its first day has no day at all."""
        return max(self.mulai, mulai) <= min(self.akhir or date.max, akhir or date.max)


@dataclass(frozen=True, slots=True)
class Jabatan:
    id: UUID | None = None
    nama: str = ""
    peran: Peran = Peran.PEMBACA
    opd_id: OpdId | None = None
    mandat: tuple[Mandat, ...] = ()
    versi_aliran: int = 0

    def cari(self, mandat_id: MandatId) -> Mandat | None:
        return next((m for m in self.mandat if m.id == mandat_id), None)


def evolve(jabatan: Jabatan, tercatat: Tercatat[PeristiwaJabatan]) -> Jabatan:
    """The post after one more event."""
    jabatan = replace(jabatan, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case JabatanDibentuk(nama, peran, opd_id):
            return replace(jabatan, id=tercatat.aliran, nama=nama, peran=peran, opd_id=opd_id)
        case PejabatDitetapkan(mandat_id, orang, keputusan, mulai, akhir, jenis):
            return _tambah(jabatan, Mandat(mandat_id, orang, keputusan, mulai, akhir, jenis))
        case MandatDiakhiri(mandat_id, akhir):
            return _akhiri(jabatan, mandat_id, akhir)
        case JabatanDiserahterimakan(
            dari, mandat_id, kepada, keputusan, tanggal
        ):  # pragma: no branch - mypy knows that it is the last
            baru = Mandat(mandat_id, kepada, keputusan, tanggal, None, JenisMandat.DEFINITIF)
            return _tambah(_akhiri(jabatan, dari, tanggal - timedelta(days=1)), baru)


def _tambah(jabatan: Jabatan, mandat: Mandat) -> Jabatan:
    return replace(jabatan, mandat=(*jabatan.mandat, mandat))


def _akhiri(jabatan: Jabatan, mandat_id: MandatId, akhir: date) -> Jabatan:
    return replace(jabatan, mandat=tuple(replace(m, akhir=akhir) if m.id == mandat_id else m for m in jabatan.mandat))
