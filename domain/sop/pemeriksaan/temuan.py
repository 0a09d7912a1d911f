"""A finding: which rule, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from domain.sop.pemeriksaan.bahan import Bahan


class Keparahan(StrEnum):
    """What a finding stops. Nothing is ever refused to be stored (decision D7)."""

    AJUKAN = "E"  # no handing in
    SAHKAN = "P"  # no approval
    PERINGATAN = "W"
    KETERANGAN = "I"
    MATI = "-"  # a government may switch a rule off

    @property
    def sebutan(self) -> str:
        return {
            "E": "Menahan pengajuan",
            "P": "Menahan pengesahan",
            "W": "Peringatan",
            "I": "Keterangan",
            "-": "Tidak diperiksa",
        }[self.value]


MENGHALANGI_PENGAJUAN = frozenset({Keparahan.AJUKAN})
MENGHALANGI_PENGESAHAN = frozenset({Keparahan.AJUKAN, Keparahan.SAHKAN})


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where: `sel` names the cell as the editor does ("isian.nama", "butir.peringatan.<id>", "langkah.<id>",
    "pelaksana.<id>"; empty: the SOP as a whole), `bidang` the column of a step, `sebutan` the place in words."""

    sebutan: str
    sel: str = ""
    bidang: str = ""
    langkah: UUID | None = None


@dataclass(frozen=True, slots=True)
class Perbaikan:
    """A correction that is certain: the fields to post to that cell, and the button's words ("Pakai: 1 hari kerja")."""

    tombol: str
    isi: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Temuan:
    """`kalimat` says what is wrong, `saran` how to write it right."""

    aturan: str
    tempat: Tempat
    kalimat: str
    saran: str = ""
    perbaikan: tuple[Perbaikan, ...] = ()
    keparahan: Keparahan = Keparahan.PERINGATAN


@dataclass(frozen=True, slots=True)
class Aturan:
    """A rule: `sumber` is the regulation or practice that it comes from, `periksa` finds what breaks it."""

    kode: str
    judul: str
    keparahan: Keparahan
    sumber: str
    periksa: Callable[[Bahan], Iterable[Temuan]] = field(compare=False)
