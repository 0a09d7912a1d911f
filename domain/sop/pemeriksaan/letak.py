"""Where a finding stands, and how sentences name it: rows by number, columns by post, texts by a short quotation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.sop.langkah import Langkah, Pelaksana, nomor_langkah
from domain.sop.naskah import Naskah
from domain.sop.pemeriksaan.ingatan import ingat
from domain.sop.pemeriksaan.tempat import petik
from domain.sop.pemeriksaan.temuan import Tempat

PANJANG_CUPLIKAN = 60
TERBANYAK_DISEBUT = 8
NAMA_TERMINAL = frozenset({"mulai", "selesai", "start", "finish", "end", "akhir"})


@dataclass(frozen=True, slots=True)
class Baris:
    """A row of the procedure with its place and its printed number."""

    letak: int
    nomor: str
    langkah: Langkah

    @property
    def sebutan(self) -> str:
        return f"Langkah {cuplik(self.nomor)}"

    @property
    def terminal(self) -> bool:
        """A capsule with a row of its own ("Mulai", "Selesai"): nobody works in it, so it has no mutu baku."""
        return self.langkah.kegiatan.strip(" .").casefold() in NAMA_TERMINAL

    def tempat(self, bidang: str = "") -> Tempat:
        di_sel = f", {bidang}" if bidang else ""
        return Tempat(f"{self.sebutan}{di_sel}", f"langkah.{self.langkah.id}", bidang, self.langkah.id)


@ingat
def baris(naskah: Naskah) -> tuple[Baris, ...]:
    nomor = nomor_langkah(naskah.langkah)
    return tuple(Baris(letak, nomor[langkah.id], langkah) for letak, langkah in enumerate(naskah.langkah))


@ingat
def baris_kerja(naskah: Naskah) -> tuple[Baris, ...]:
    """The rows in which somebody works."""
    return tuple(b for b in baris(naskah) if not b.terminal)


def tempat_pelaksana(pelaksana: Pelaksana) -> Tempat:
    return Tempat(f"Kolom pelaksana “{cuplik(pelaksana.jabatan)}”", f"pelaksana.{pelaksana.id}")


def cuplik(teks: str) -> str:
    """A shorter quotation, for rows, whose sentences name several."""
    return petik(teks, PANJANG_CUPLIKAN)


def daftar_kata(kata: Iterable[str]) -> str:
    """ "1, 2, dan 3"; a long list ends in how many more there are."""
    semua = list(kata)
    if len(semua) > TERBANYAK_DISEBUT:
        lebih = len(semua) - TERBANYAK_DISEBUT
        return f"{', '.join(semua[:TERBANYAK_DISEBUT])}, dan {lebih} lainnya"
    if len(semua) > 2:  # noqa: PLR2004 - two words need no comma
        return f"{', '.join(semua[:-1])}, dan {semua[-1]}"
    return " dan ".join(semua)


def daftar_langkah(semua: Iterable[Baris]) -> str:
    return f"langkah {daftar_kata(cuplik(b.nomor) for b in semua)}"
