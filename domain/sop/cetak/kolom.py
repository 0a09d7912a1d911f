"""Widths of the procedure table's columns on paper."""

from __future__ import annotations

from dataclasses import dataclass

from domain.sop.alur import Gaya

NO = 22.0
PT_PER_PX = 0.75
"""Points to one px of the chart at its usual size."""
BAGAN_TERLEBAR = 0.58
"""Part of the page that the chart may take; beyond it the chart is drawn smaller."""
KOLOM_TERLEBAR, KOLOM_TERSEMPIT, PENYEMPITAN = 84, 58, 4
"""Width of a pelaksana column (px): with three or fewer, at least, and less for every further one."""
BAGIAN = (0.33, 0.22, 0.11, 0.20, 0.14)
"""How kegiatan, kelengkapan, waktu, output and keterangan share what the chart leaves."""
UKURAN, UKURAN_RAPAT, UKURAN_TERKECIL = 8.0, 7.5, 7.0
"""Sizes of the letters: usual, from nine and from eleven pelaksana."""
MULAI_RAPAT, MULAI_TERKECIL = 9, 11


@dataclass(frozen=True, slots=True)
class Kolom:
    """Columns in the order of the form: no, kegiatan, each pelaksana, kelengkapan, waktu, output, keterangan."""

    jumlah: int
    """Number of pelaksana."""
    lebar: tuple[float, ...]
    gaya: Gaya
    ukuran: float

    @property
    def pelaksana(self) -> float:
        """Width of one pelaksana column."""
        return self.lebar[2]


def kolom(lebar: float, jumlah: int) -> Kolom:
    """Share a width among the columns of a table with that many pelaksana."""
    px = max(KOLOM_TERSEMPIT, min(KOLOM_TERLEBAR, KOLOM_TERLEBAR - PENYEMPITAN * (jumlah - 3)))
    satu = min(px * PT_PER_PX, BAGAN_TERLEBAR * lebar / max(jumlah, 1))
    sisa = lebar - NO - jumlah * satu
    kegiatan, *mutu = (round(sisa * b, 2) for b in BAGIAN)
    ukuran = UKURAN_TERKECIL if jumlah >= MULAI_TERKECIL else UKURAN_RAPAT if jumlah >= MULAI_RAPAT else UKURAN
    return Kolom(jumlah, (NO, kegiatan, *[round(satu, 2)] * jumlah, *mutu), Gaya(kolom=px), ukuran)
