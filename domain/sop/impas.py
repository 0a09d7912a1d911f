"""Runs of changes that took each other back: what was typed, undone, typed again and undone leaves nothing behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.sop.sel import TIADA, UbahanSel

TERPANJANG = 24
"""Events that one run is looked for in; a longer one is told as several, or as it was."""


@dataclass(slots=True)
class Neraca:
    """What each cell was at first, and which of them are something else now."""

    awal: dict[str, str] = field(default_factory=dict)
    berbeda: set[str] = field(default_factory=set)

    def impas(self, ubahan: Sequence[UbahanSel]) -> bool:
        """Take in the next event; whether all cells are now as they were before the first one."""
        for satu in ubahan:
            if satu.ke != self.awal.setdefault(satu.sel, satu.dari):
                self.berbeda.add(satu.sel)
                continue
            self.berbeda.discard(satu.sel)
            if satu.ke == TIADA:  # what came and went again took its own cells along
                self.berbeda = {sel for sel in self.berbeda if not sel.startswith(f"{satu.sel}.")}
        return not self.berbeda


def bolak_balik(urut: Sequence[Sequence[UbahanSel]]) -> list[tuple[int, int]]:
    """From and to which event (not included) changes came to nothing, oldest first, each as long as it gets."""
    hasil, n = list[tuple[int, int]](), 0
    while n < len(urut):
        akhir = _akhir(urut, n)
        if akhir:
            hasil.append((n, akhir))
        n = akhir or n + 1
    return hasil


def _akhir(urut: Sequence[Sequence[UbahanSel]], dari: int) -> int:
    neraca, akhir = Neraca(), 0
    for n in range(dari, min(dari + TERPANJANG, len(urut))):
        if not urut[n]:
            break
        if neraca.impas(urut[n]):
            akhir = n + 1
    return akhir
