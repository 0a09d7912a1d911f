"""The procedure table: pelaksana columns and steps (PermenPAN-RB 35/2012, bagian flowchart)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NewType
from uuid import UUID

LangkahId = NewType("LangkahId", UUID)
PelaksanaId = NewType("PelaksanaId", UUID)


class Simbol(StrEnum):
    """Four of the five symbols of 35/2012; the fifth, the off-page connector, belongs to a page, not a step."""

    MULAI = "mulai"
    PROSES = "proses"
    KEPUTUSAN = "keputusan"
    SELESAI = "selesai"


class Satuan(StrEnum):
    """Units of waktu. A working day is not a calendar day, and neither is converted into the other."""

    MENIT = "menit"
    JAM = "jam"
    HARI = "hari"
    HARI_KERJA = "hari_kerja"
    MINGGU = "minggu"
    BULAN = "bulan"
    TAHUN = "tahun"

    @property
    def sebutan(self) -> str:
        return {"hari_kerja": "hari kerja"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Waktu:
    """Time allowed for a step: as printed (`teks`), and as far as it is measurable a number or range and a unit.

    `per` makes it a rate ("2 menit/berkas"); `gabung_dengan` marks one printed cell that spans two rows.
    """

    teks: str = ""
    nilai: Decimal | None = None
    min: Decimal | None = None
    maks: Decimal | None = None
    satuan: Satuan | None = None
    per: str = ""
    gabung_dengan: LangkahId | None = None


@dataclass(frozen=True, slots=True)
class Panah:
    """An arrow out of a step. A target that is no row of this SOP stays as it was written (`tertulis`). With
    neither, an arrow with a label leads to the next row ("Ya", and nothing more); one without ends there.
    """

    ke: LangkahId | None
    label: str = ""
    tertulis: str = ""


@dataclass(frozen=True, slots=True)
class Pelaksana:
    """One column of the chart: a post or role, never a person. `unit` groups columns under a common head."""

    id: PelaksanaId
    jabatan: str
    kode: str = ""
    unit: str = ""
    eksternal: bool = False
    bukan_orang: bool = False


@dataclass(frozen=True, slots=True)
class Langkah:
    """One row. Without an arrow of its own a step leads to the next row, unless it is an end."""

    id: LangkahId
    kegiatan: str = ""
    simbol: Simbol = Simbol.PROSES
    pelaksana: tuple[PelaksanaId, ...] = ()
    simbol_per_pelaksana: tuple[tuple[PelaksanaId, Simbol], ...] = ()
    label_simbol: tuple[tuple[PelaksanaId, str], ...] = ()
    pertanyaan: str = ""
    kelengkapan: tuple[str, ...] = ()
    waktu: Waktu = field(default_factory=Waktu)
    output: str = ""
    keterangan: str = ""
    panah: tuple[Panah, ...] = ()
    nomor: str = ""
    """A printed number that differs from the automatic one, such as 5a; empty for automatic."""


@dataclass(frozen=True, slots=True)
class UbahanLangkah:
    """What one saved cell or row changes in a step; None leaves a column as it is."""

    kegiatan: str | None = None
    simbol: Simbol | None = None
    pelaksana: tuple[PelaksanaId, ...] | None = None
    simbol_per_pelaksana: tuple[tuple[PelaksanaId, Simbol], ...] | None = None
    label_simbol: tuple[tuple[PelaksanaId, str], ...] | None = None
    pertanyaan: str | None = None
    kelengkapan: tuple[str, ...] | None = None
    waktu: Waktu | None = None
    output: str | None = None
    keterangan: str | None = None
    panah: tuple[Panah, ...] | None = None
    nomor: str | None = None


KOLOM_LANGKAH = tuple(UbahanLangkah.__dataclass_fields__)


def nomor_langkah(langkah: tuple[Langkah, ...]) -> dict[LangkahId, str]:
    """The printed number of each row: its own where it has one, else counted over the automatic rows."""
    nomor: dict[LangkahId, str] = {}
    urut = 0
    for baris in langkah:
        if not baris.nomor:
            urut += 1
        nomor[baris.id] = baris.nomor or str(urut)
    return nomor


def panah_keluar(langkah: tuple[Langkah, ...], indeks: int) -> tuple[Panah, ...]:
    """The arrows that leave a row as drawn: its own, or the silent one to the next row. A labelled arrow that names no
    target leads to the next row too, whichever that is.
    """
    baris = langkah[indeks]
    berikut = langkah[indeks + 1].id if indeks + 1 < len(langkah) else None
    if baris.panah:
        return tuple(p if p.ke or p.tertulis or not p.label else Panah(berikut, p.label) for p in baris.panah)
    return () if baris.simbol is Simbol.SELESAI or berikut is None else (Panah(berikut),)
