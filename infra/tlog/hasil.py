"""What a check of a log found, in words for its operator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Lapor = Callable[[int, int], None]
"""Told now and then how many events are checked, and of how many."""


class KetidakcocokanError(Exception):
    """The log is not what it was. `dari` to `sampai` are the first bad position, or the range it must lie in."""

    def __init__(self, dari: int, sampai: int, kalimat: str) -> None:
        super().__init__(kalimat)
        self.dari, self.sampai, self.kalimat = dari, max(dari, sampai), kalimat


@dataclass(frozen=True, slots=True)
class Temuan:
    dari: int
    sampai: int
    kalimat: str

    @property
    def tempat(self) -> str:
        return f"posisi {ribuan(self.dari)}" + (f"–{ribuan(self.sampai)}" if self.sampai > self.dari else "")


@dataclass(frozen=True, slots=True)
class Hasil:
    """`size` and `akar` of the log as it was when the check began; `mulai` events were checked by an earlier run."""

    size: int
    akar: bytes
    mulai: int
    titik_periksa: int
    temuan: Temuan | None = None

    @property
    def sah(self) -> bool:
        return self.temuan is None

    @property
    def kalimat(self) -> str:
        if self.temuan:
            return f"TIDAK UTUH, {self.temuan.tempat}: {self.temuan.kalimat}"
        lanjutan = f" ({ribuan(self.mulai)} di antaranya sudah diperiksa sebelumnya)" if self.mulai else ""
        titik = f"{ribuan(self.titik_periksa)} titik periksa cocok" if self.titik_periksa else "belum ada titik periksa"
        return f"Utuh: {ribuan(self.size)} peristiwa{lanjutan}, {titik}, akar {self.akar.hex()}"


def ribuan(angka: int) -> str:
    return f"{angka:,}".replace(",", ".")
