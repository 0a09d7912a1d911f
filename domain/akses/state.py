"""What is open to whom, as the events left it: one stream for the whole government, as grants must not overlap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from domain.akses.events import (
    AksesDiberikan,
    AksesDicabut,
    AksesId,
    AngkaDibagikan,
    DosirDibagikan,
    DosirDicabut,
    DosirId,
    PemantauanDihentikan,
    PembacaanDipantau,
    PembagianAngkaDihentikan,
    PeristiwaAkses,
)
from domain.kernel import Aktor, OrangId, SopId, Tercatat
from domain.wewenang import Tindakan

K = TypeVar("K")
T = TypeVar("T", "Akses", "Dosir")

ALIRAN = UUID("7e6d6461-0000-4000-8000-000000000003")
"""The one stream of each tenant's decisions about reading."""


@dataclass(frozen=True, slots=True)
class Akses:
    """An auditor's grant. `dicabut` is when and why it was ended early."""

    isi: AksesDiberikan
    oleh: Aktor
    pada: datetime
    dicabut: datetime | None = None
    alasan: str = ""

    def berlaku(self, hari: date) -> bool:
        return self.dicabut is None and self.isi.mulai <= hari <= self.isi.akhir

    def berakhir(self, hari: date) -> bool:
        return self.dicabut is not None or self.isi.akhir < hari

    def membuka(self, opd_id: UUID | None) -> bool:
        """Whether the SOPs of an agency are in its scope; asked of no agency, whether there is any scope at all."""
        return opd_id is None or not self.isi.opd or opd_id in self.isi.opd

    @property
    def semua_opd(self) -> bool:
        """All agencies: only then the acts of administration are in scope, which concern posts and people of any."""
        return not self.isi.opd

    @property
    def seluruhnya(self) -> bool:
        """All agencies, all of the history: only then the raw log is in scope, which holds everything."""
        return self.semua_opd and not (self.isi.sejak or self.isi.sampai)

    def seluas(self, tindakan: Tindakan) -> bool:
        """Whether it is wide enough for an act that does not stop at an agency, or at a day."""
        if tindakan is Tindakan.LOG_ISI:
            return self.seluruhnya
        return tindakan is not Tindakan.ADMINISTRASI_BACA or self.semua_opd


@dataclass(frozen=True, slots=True)
class Dosir:
    """A link to one SOP or to one agency's SOPs."""

    isi: DosirDibagikan
    oleh: Aktor
    pada: datetime
    dicabut: datetime | None = None
    alasan: str = ""

    def terbuka(self, hari: date) -> bool:
        return self.dicabut is None and hari <= self.isi.sampai

    def membuka(self, sop_id: UUID | None, opd_id: UUID | None) -> bool:
        return sop_id == self.isi.sop_id if self.isi.sop_id else opd_id == self.isi.opd_id


@dataclass(frozen=True, slots=True)
class DaftarAkses:
    akses: Mapping[AksesId, Akses] = field(default_factory=dict)
    dosir: Mapping[DosirId, Dosir] = field(default_factory=dict)
    dipantau: Mapping[SopId, str] = field(default_factory=dict)
    provinsi: Mapping[str, str] = field(default_factory=dict)
    versi_aliran: int = 0

    def milik(self, orang: OrangId, hari: date) -> Akses | None:
        """The grant that a person has today; there is never more than one."""
        return next((a for a in self.akses.values() if a.isi.orang == orang and a.berlaku(hari)), None)


def evolve(daftar: DaftarAkses, tercatat: Tercatat[PeristiwaAkses]) -> DaftarAkses:
    """The list after one more event."""
    daftar = replace(daftar, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case AksesDiberikan(akses_id) as isi:
            return replace(daftar, akses={**daftar.akses, akses_id: Akses(isi, tercatat.aktor, tercatat.pada)})
        case AksesDicabut(akses_id, alasan):
            return replace(daftar, akses=_tutup(daftar.akses, akses_id, tercatat.pada, alasan))
        case DosirDibagikan(dosir_id) as isi_dosir:
            dosir = Dosir(isi_dosir, tercatat.aktor, tercatat.pada)
            return replace(daftar, dosir={**daftar.dosir, dosir_id: dosir})
        case DosirDicabut(dosir_id, alasan):
            return replace(daftar, dosir=_tutup(daftar.dosir, dosir_id, tercatat.pada, alasan))
        case PembacaanDipantau(sop_id, alasan):
            return replace(daftar, dipantau={**daftar.dipantau, sop_id: alasan})
        case PemantauanDihentikan(sop_id):
            return replace(daftar, dipantau={s: a for s, a in daftar.dipantau.items() if s != sop_id})
        case AngkaDibagikan(provinsi, dasar):
            return replace(daftar, provinsi={**daftar.provinsi, provinsi: dasar})
        case PembagianAngkaDihentikan(provinsi):  # pragma: no branch - mypy knows that it is the last
            return replace(daftar, provinsi={p: d for p, d in daftar.provinsi.items() if p != provinsi})


def _tutup(semua: Mapping[K, T], kunci: K, pada: datetime, alasan: str) -> dict[K, T]:
    """All of them, the one ended early; one that was never opened has nothing to end."""
    return {k: replace(satu, dicabut=pada, alasan=alasan) if k == kunci else satu for k, satu in semua.items()}
