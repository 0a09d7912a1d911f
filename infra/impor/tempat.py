"""Where something stands in an imported file, and how a mistake there is told: file, line, field, one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from infra.errors import OperatorError

PANJANG_CUPLIKAN = 40


class ImporError(OperatorError):
    """The file cannot be taken over as it is. Nothing of it was stored."""

    def __init__(self, berkas: str, baris: int, bidang: str, kalimat: str) -> None:
        self.berkas, self.baris, self.bidang, self.kalimat = berkas, baris, bidang, kalimat
        di_bidang = f", {bidang}" if bidang else ""
        super().__init__(f"{cuplik(berkas, 200)} baris {baris}{di_bidang}: {kalimat}")


def cuplik(nilai: object, panjang: int = PANJANG_CUPLIKAN) -> str:
    """A value as it is quoted in a sentence: on one line, and not all of a long text."""
    satu_baris = " ".join("".join(c if c.isprintable() else " " for c in str(nilai)).split())
    return satu_baris if len(satu_baris) <= panjang else satu_baris[: panjang - 1] + "…"


@dataclass(frozen=True, slots=True)
class Tempat:
    """A field of a file. `bidang` is its path; entries of lists are counted from 1, as people do."""

    berkas: str
    baris: int = 1
    bidang: str = ""

    def kunci(self, nama: str, baris: int) -> Tempat:
        jalan = f"{self.bidang}.{cuplik(nama)}" if self.bidang else cuplik(nama)
        return Tempat(self.berkas, baris, jalan)

    def unsur(self, nomor: int, baris: int) -> Tempat:
        return Tempat(self.berkas, baris, f"{self.bidang}[{nomor}]")

    def salah(self, kalimat: str) -> ImporError:
        return ImporError(self.berkas, self.baris, self.bidang, kalimat)


Skalar = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Simpul:
    """One node of the file with its place. `mentah` is a scalar as it was typed, before YAML gave it a type."""

    tempat: Tempat
    nilai: Skalar | tuple[Simpul, ...] | dict[str, Simpul]
    mentah: str = ""

    @property
    def peta(self) -> dict[str, Simpul]:
        return self.nilai if isinstance(self.nilai, dict) else {}

    @property
    def deret(self) -> tuple[Simpul, ...]:
        return self.nilai if isinstance(self.nilai, tuple) else ()

    @property
    def polos(self) -> object:
        """The value as YAML loaders give it."""
        if isinstance(self.nilai, dict):
            return {kunci: anak.polos for kunci, anak in self.nilai.items()}
        if isinstance(self.nilai, tuple):
            return [anak.polos for anak in self.nilai]
        return self.nilai

    def anak(self, kunci: str) -> Simpul:
        """The node under a key; an absent key reads like an empty one."""
        return self.peta.get(kunci) or Simpul(self.tempat.kunci(kunci, self.tempat.baris), None)

    def semua(self) -> Iterator[Simpul]:
        """This node and everything below it."""
        yield self
        for anak in (*self.peta.values(), *self.deret):
            yield from anak.semua()
