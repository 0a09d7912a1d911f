"""Marks at cells of the form: what the findings and the open threads say of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.masukan.utas import terbuka
from app.sop.temuan import temuan_sop
from domain.sop.pemeriksaan.temuan import Keparahan
from domain.sop.state import Sop

_KELAS = {Keparahan.AJUKAN: "galat", Keparahan.SAHKAN: "galat", Keparahan.PERINGATAN: "awas"}
"""What is only information stands in the panel; at every cell it would hide the form."""


@dataclass(frozen=True, slots=True)
class Tanda:
    """One mark at a cell: its look (`galat`, `awas` or `info`, as the messages have it) and what it says."""

    kelas: str
    kalimat: str


def tanda_sel(sop: Sop) -> dict[str, tuple[Tanda, ...]]:
    """By the name of the cell ("isian.nama", "butir.peringatan.<id>", "langkah.<id>")."""
    hasil: dict[str, tuple[Tanda, ...]] = {}
    for sel, tanda in (*_temuan(sop), *_masukan(sop)):
        hasil[sel] = (*hasil.get(sel, ()), tanda)
    return hasil


def _temuan(sop: Sop) -> Iterator[tuple[str, Tanda]]:
    for satu in temuan_sop(sop):
        if satu.keparahan in _KELAS:
            yield satu.tempat.sel, Tanda(_KELAS[satu.keparahan], satu.kalimat)


def _masukan(sop: Sop) -> Iterator[tuple[str, Tanda]]:
    for sel, banyak in (terbuka(sop.id) if sop.id else {}).items():
        yield sel, Tanda("info", f"{banyak} masukan terbuka")
