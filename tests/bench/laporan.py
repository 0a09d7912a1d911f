"""What a benchmark found, as a table to read and as JSON to keep."""

from __future__ import annotations

from dataclasses import dataclass

Baris = dict[str, str | int | float]


@dataclass(frozen=True)
class Laporan:
    """A titled table; all rows have the same columns."""

    judul: str
    baris: list[Baris]

    def tabel(self) -> str:
        kolom = list(self.baris[0])
        isi = [kolom, *([str(satu[k]) for k in kolom] for satu in self.baris)]
        lebar = [max(len(baris[n]) for baris in isi) for n in range(len(kolom))]
        garis = ["  ".join(_rata(n, teks, lebar[n]) for n, teks in enumerate(baris)) for baris in isi]
        return "\n".join([f"\n{self.judul}", *garis])


def _rata(kolom: int, teks: str, lebar: int) -> str:
    return teks.ljust(lebar) if kolom == 0 else teks.rjust(lebar)
