"""The printed SOP: from what a sheet says to the bytes of its PDF, by Typst in a process of its own."""

from infra.cetak.lembaran import BarisCetak, Buku, Lembaran, Pengesah
from infra.cetak.pencetak import Pencetak
from infra.cetak.proses import CetakGagalError

__all__ = ["BarisCetak", "Buku", "CetakGagalError", "Lembaran", "Pencetak", "Pengesah"]
