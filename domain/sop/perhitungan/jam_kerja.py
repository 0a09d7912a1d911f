"""The one place where units become one figure: hours of work, by a convention that the page states beside it.

37.5 hours of work a week (Perpres 21/2023) over five days, or six where the government works on Saturdays. Months and
years by the calendar, holidays not counted. Totals never use this; the simulation does, for its single figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.sop.langkah import Satuan

SEMINGGU = 37.5
PILIHAN_HARI = (5, 6)
_HARI = {Satuan.HARI: 1.0, Satuan.MINGGU: 7.0, Satuan.BULAN: 365 / 12, Satuan.TAHUN: 365.0}


@dataclass(frozen=True, slots=True)
class JamKerja:
    """How many days a week this government works."""

    hari: int = 5

    @property
    def sehari(self) -> float:
        return SEMINGGU / self.hari

    def jam(self, satuan: Satuan) -> float:
        """Hours of work in one unit."""
        if satuan in _HARI:
            return _HARI[satuan] / 7 * SEMINGGU
        return {Satuan.MENIT: 1 / 60, Satuan.JAM: 1.0, Satuan.HARI_KERJA: self.sehari}[satuan]
