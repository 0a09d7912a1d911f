"""The working days around the day of loading: every date of the demonstration is counted from it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta, tzinfo
from hashlib import sha256

LIBUR = ((1, 1), (5, 1), (6, 1), (8, 17), (12, 25))
"""National holidays that fall on the same day each year; the others follow calendars of the moon."""

MULAI, SELESAI = 7 * 60 + 30, 16 * 60
"""Office hours, in minutes of the day."""


def acak(kunci: str, banyak: int) -> int:
    """A number below `banyak` that is always the same for a key: variety without chance."""
    return int.from_bytes(sha256(kunci.encode()).digest()[:6]) % banyak


class Kalender:
    def __init__(self, hari_ini: date, zona: tzinfo) -> None:
        self.hari_ini = hari_ini
        self._zona = zona
        self._lalu: list[date] = []
        self._depan: list[date] = []

    def hari(self, nomor: int) -> date:
        """Working day number `nomor`: -1 is the last one before today, 1 the first one after it, 0 today."""
        if nomor == 0:
            return self.hari_ini
        barisan, arah = (self._lalu, -1) if nomor < 0 else (self._depan, 1)
        while len(barisan) < abs(nomor):
            hari = (barisan[-1] if barisan else self.hari_ini) + timedelta(days=arah)
            while hari.weekday() > 4 or (hari.month, hari.day) in LIBUR:  # noqa: PLR2004 - Saturday and Sunday
                hari += timedelta(days=arah)
            barisan.append(hari)
        return barisan[abs(nomor) - 1]

    def akhir_bulan(self, bulan: int) -> date:
        """The last day of the month that is `bulan` months from this one."""
        tahun, sisa = divmod(self.hari_ini.year * 12 + self.hari_ini.month - 1 + bulan, 12)
        return date(tahun, sisa + 1, monthrange(tahun, sisa + 1)[1])

    def saat(self, nomor: int, menit: int, detik: int = 0) -> datetime:
        jam = time(menit // 60, menit % 60, detik, tzinfo=self._zona)
        return datetime.combine(self.hari(nomor), jam)
