"""Marks at cells of the form: what the findings and the open threads say of each. The one seam for whoever has some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.sop.state import Sop


@dataclass(frozen=True, slots=True)
class Tanda:
    """One mark at a cell: its look (`galat`, `awas` or `info`, as the messages have it) and what it says."""

    kelas: str
    kalimat: str


Pencari = Callable[[Sop], Mapping[str, tuple[Tanda, ...]]]
PENCARI: list[Pencari] = []
"""Each gives marks by the name of the cell ("isian.nama", "butir.peringatan.<id>", "langkah.<id>")."""


def tanda_sel(sop: Sop) -> dict[str, tuple[Tanda, ...]]:
    hasil: dict[str, tuple[Tanda, ...]] = {}
    for cari in PENCARI:
        for sel, tanda in cari(sop).items():
            hasil[sel] = (*hasil.get(sel, ()), *tanda)
    return hasil
