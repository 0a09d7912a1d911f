"""The SOP on paper: sheets, column widths, and where pages end. Points (1/72 inch) throughout; pure."""

from domain.sop.cetak.errors import BukuKosongError, BukuTerlaluTebalError, DokumenGagalError, DokumenTidakUtuhError
from domain.sop.cetak.halaman import HalamanCetak, Ruang, bagi
from domain.sop.cetak.kertas import Kertas, TataCetak
from domain.sop.cetak.kolom import Kolom, kolom

__all__ = [
    "BukuKosongError",
    "BukuTerlaluTebalError",
    "DokumenGagalError",
    "DokumenTidakUtuhError",
    "HalamanCetak",
    "Kertas",
    "Kolom",
    "Ruang",
    "TataCetak",
    "bagi",
    "kolom",
]
