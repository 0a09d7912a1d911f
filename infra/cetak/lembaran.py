"""What is printed, in words: everything a page says, nothing of how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.sop.alur import BarisAlur
from domain.sop.cetak import TataCetak

Rinci = tuple[str, str]
Kotak = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BarisCetak:
    """One row of the procedure. `alur` says in words what its part of the chart shows."""

    nomor: str
    kegiatan: str = ""
    pertanyaan: str = ""
    kelengkapan: str = ""
    waktu: str = ""
    output: str = ""
    keterangan: str = ""
    alur: str = ""
    waktu_lanjutan: bool = False
    """Its waktu is that of the row above: one cell for both."""


@dataclass(frozen=True, slots=True)
class Pengesah:
    """Who signs. Names are printed, and never part of an event (decision D14)."""

    jabatan: str = ""
    nama: str = ""
    pangkat: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Lembaran:
    """One SOP. Dates and labels come as they are printed."""

    instansi: str
    perangkat: str
    unit: str
    judul: str
    rinci: tuple[Rinci, ...]
    pengesah: Pengesah
    kotak: tuple[Kotak, ...]
    pelaksana: tuple[Rinci, ...]
    """Unit and jabatan of each column."""
    baris: tuple[BarisCetak, ...]
    alur: tuple[BarisAlur, ...]
    kaki: str
    """What every page says at its foot about the document's standing."""
    tata: TataCetak = field(default_factory=TataCetak)
    lambang: bytes = b""
    """The government's emblem as PNG."""
    tanggal: int = 946_684_800
    """The document's date in its metadata (seconds since 1970), so that the same content gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Buku:
    """The SOPs of one agency as a book: cover, decrees, list, explanation, the SOPs themselves."""

    instansi: str
    perangkat: str
    tahun: str
    """The year on the cover."""
    keputusan: tuple[tuple[str, str, str, str], ...]
    """Number, date, issuer of each decree, and what it approves."""
    isi: tuple[Lembaran, ...]
    kaki: str = ""
    tanggal: int = 946_684_800
