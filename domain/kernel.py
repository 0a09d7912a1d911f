"""What every part of the domain shares: who acts, what was recorded, and how an act is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Generic, NewType, TypeVar
from uuid import UUID

SopId = NewType("SopId", UUID)
OpdId = NewType("OpdId", UUID)
JabatanId = NewType("JabatanId", UUID)
MandatId = NewType("MandatId", UUID)
OrangId = NewType("OrangId", UUID)
"""A random pseudonym. Names live in an erasable directory, never in an event (UU 27/2022; decision D14)."""

P = TypeVar("P", covariant=True)
T = TypeVar("T")


def dengan(asal: T, **ubahan: Any) -> T:
    """`dataclasses.replace` in half the time, for what is copied at every event; every field is one of __init__."""
    kelas: Any = type(asal)
    nama, ambil = _bidang(kelas)
    hasil: T = kelas(**(dict(zip(nama, ambil(asal), strict=True)) | ubahan))
    return hasil


@cache
def _bidang(kelas: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    nama = tuple(bidang.name for bidang in fields(kelas))
    return nama, attrgetter(*nama)


@dataclass(frozen=True, slots=True)
class Aktor:
    """Who acts, in which capacity: the person's pseudonym, and the post and mandate held at that moment."""

    orang: OrangId
    jabatan: str
    unit: str = ""
    mandat: str = ""
    jabatan_id: JabatanId | None = None


@dataclass(frozen=True, slots=True)
class Tercatat(Generic[P]):
    """One recorded event with its envelope.

    `versi` counts within the stream from 1, `pos` within the tenant's log from 1, without gaps.
    `pada` is the recording time (aware); legal dates are part of the event itself.
    """

    aliran: UUID
    versi: int
    pos: int
    pada: datetime
    aktor: Aktor
    perintah: UUID
    peristiwa: P


@dataclass(frozen=True, slots=True)
class Keputusan:
    """The decree (SK) that an act rests on: kind, number, date, and the office that issued it."""

    nomor: str
    tanggal: date
    penerbit: str = ""
    jenis: str = ""


class RuleViolation(Exception):  # noqa: N818 - the base of all refusals; each of them ends in Error
    """An act that the rules do not allow. `kalimat` is what the official reads; `bidang` the form field."""

    kode: ClassVar[str] = "aturan"
    kalimat: str = "Tindakan ini tidak dapat dilakukan."
    bidang: str = ""

    def __init__(self, kalimat: str = "", bidang: str = "") -> None:
        self.kalimat = kalimat or type(self).kalimat
        self.bidang = bidang or type(self).bidang
        super().__init__(self.kalimat)


class Bentrok(Exception):  # noqa: N818 - not a broken rule: somebody else was faster
    """The cell or the content moved since the form was drawn. Both values are kept for the person to see."""

    def __init__(self, apa: str, kini: str = "", milik_anda: str = "") -> None:
        self.apa = apa
        self.kini = kini
        self.milik_anda = milik_anda
        super().__init__(apa)


class IsianKosongError(RuleViolation):
    kode = "isian.kosong"
    kalimat = "Isian ini wajib diisi."


class PilihanTidakAdaError(RuleViolation):
    kode = "isian.pilihan_hilang"
    kalimat = "Pilihan itu tidak ada, atau tidak ada lagi. Muat ulang halaman, lalu pilih kembali."


class IsianTerlaluPanjangError(RuleViolation):
    kode = "isian.terlalu_panjang"


class NomorPribadiError(RuleViolation):
    """Free text must not carry a NIK (16 digits) or a NIP (18 digits): UU 27/2022 and decision D14."""

    kode = "isian.nomor_pribadi"
    kalimat = "Tulisan ini memuat nomor 16 atau 18 angka seperti NIK atau NIP. Hapus nomor itu."


_SELA = r"(?:[^\S\n]|\.)?"
_NOMOR_PRIBADI = re.compile(rf"(?<!\d)(?:\d{_SELA}){{15}}(?:\d|\d{_SELA}\d{_SELA}\d)(?!\d)")
_TAK_TAMPAK = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
PANJANG_TEKS = 2_000


def teks_rapi(teks: str) -> str:
    """Trimmed, with unix line ends and no control characters: what a form's text is compared as."""
    return _TAK_TAMPAK.sub("", teks.replace("\r\n", "\n").replace("\r", "\n")).strip()


def teks_bersih(teks: str, bidang: str = "", *, wajib: bool = False, panjang: int = PANJANG_TEKS) -> str:
    """The text as it may be stored: neat, not too long, no NIK or NIP in it."""
    bersih = teks_rapi(teks)
    if wajib and not bersih:
        raise IsianKosongError(bidang=bidang)
    if len(bersih) > panjang:
        raise IsianTerlaluPanjangError(f"Paling banyak {panjang} huruf; sekarang {len(bersih)}.", bidang)
    if _NOMOR_PRIBADI.search(bersih):
        raise NomorPribadiError(bidang=bidang)
    return bersih
