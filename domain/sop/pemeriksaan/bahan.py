"""What the rules look at: the SOP, and what its government's registers and other SOPs say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.sop.naskah import Naskah


class StatusPeraturan(StrEnum):
    BERLAKU = "berlaku"
    DIUBAH = "diubah"
    DICABUT = "dicabut"


@dataclass(frozen=True, slots=True)
class Peraturan:
    """A law of the register: `sebutan` is its short name ("PP 94/2021"), `pengganti` those that replace or amend it."""

    sebutan: str
    tentang: str = ""
    tanggal: date | None = None
    status: StatusPeraturan = StatusPeraturan.BERLAKU
    pengganti: tuple[str, ...] = ()


class HasilUjiCoba(StrEnum):
    """How the version being written stands: tried as it is now, tried before its content changed, or excused."""

    BELUM = "belum"
    BERUBAH = "berubah"
    SUDAH = "sudah"
    DIKECUALIKAN = "dikecualikan"


@dataclass(frozen=True, slots=True)
class SopLain:
    """Another SOP of the same government, as far as keterkaitan and overlaps need it."""

    id: str
    nama: str
    nomor: str = ""
    dicabut: bool = False


@dataclass(frozen=True, slots=True)
class Pengesahan:
    """What stands on the sheet beside the naskah: the decree and the signature block. None where nobody can say yet;
    empty where it is known that there is none. Names and NIP lie outside all events (decision D14)."""

    sk_nomor: str | None = None
    sk_tanggal: date | None = None
    nama: str | None = None
    nip: str | None = None


@dataclass(frozen=True, slots=True)
class Bahan:
    """The registers are empty when there is no database (`riwayat periksa FILE`); rules on them find nothing then.

    `versi` is the version being written, from 1; `hari_ini` the legal date of the check. `evaluasi_tenggat` is the
    day by which a version in force must be evaluated again; None where none is. `uji_coba` is None where
    no version is being written, or nobody can say.
    """

    naskah: Naskah
    hari_ini: date
    versi: int = 1
    daerah: str = ""
    opd: str = ""
    unit: tuple[str, ...] = ()
    jabatan: frozenset[str] = frozenset()
    peraturan: Mapping[str, Peraturan] = field(default_factory=dict)
    sop_lain: tuple[SopLain, ...] = ()
    pengesahan: Pengesahan = field(default_factory=Pengesahan)
    evaluasi_tenggat: date | None = None
    uji_coba: HasilUjiCoba | None = None
