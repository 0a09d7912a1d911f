"""What is remembered of a post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.kernel import Keputusan, MandatId, OpdId, OrangId
from domain.wewenang import Peran


class JenisMandat(StrEnum):
    """How a post is held: in full, as acting official (Plt.), as daily acting official (Plh.)."""

    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"

    def sebutan(self, jabatan: str) -> str:
        return {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}[self.value] + jabatan


@dataclass(frozen=True, slots=True)
class JabatanDibentuk:
    """Sebuah jabatan dicatat dengan perannya dalam urusan SOP."""

    nama: str
    peran: Peran
    opd_id: OpdId | None = None


@dataclass(frozen=True, slots=True)
class PejabatDitetapkan:
    """Seseorang memangku jabatan ini berdasarkan keputusan, sejak dan sampai tanggal tertentu."""

    mandat_id: MandatId
    orang: OrangId
    keputusan: Keputusan
    mulai: date
    akhir: date | None = None
    jenis: JenisMandat = JenisMandat.DEFINITIF


@dataclass(frozen=True, slots=True)
class MandatDiakhiri:
    """Masa memangku jabatan berakhir."""

    mandat_id: MandatId
    akhir: date
    alasan: str


@dataclass(frozen=True, slots=True)
class JabatanDiserahterimakan:
    """Jabatan berpindah dari pejabat lama kepada penggantinya; pekerjaan yang terbuka ikut jabatannya."""

    dari: MandatId
    mandat_id: MandatId
    kepada: OrangId
    keputusan: Keputusan
    tanggal: date


PeristiwaJabatan = JabatanDibentuk | PejabatDitetapkan | MandatDiakhiri | JabatanDiserahterimakan
