"""How long a step takes, as far as it is measurable, and which rows share one printed waktu cell (rule MB-09)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from domain.sop.langkah import Langkah, LangkahId, Satuan, Waktu

NOL = Decimal(0)


@dataclass(frozen=True, slots=True, order=True)
class Selang:
    """From the shortest to the longest that is allowed; `maks` first, so that the longer of two compares as greater."""

    maks: Decimal = NOL
    min: Decimal = NOL

    def __add__(self, lain: Selang) -> Selang:
        return Selang(self.maks + lain.maks, self.min + lain.min)


NIHIL = Selang()


def selang(waktu: Waktu) -> Selang | None:
    """The time of a cell; None where there is none, or where it is a rate ("2 menit/berkas"), which no total holds."""
    angka = [x for x in (waktu.nilai, waktu.min, waktu.maks) if x is not None]
    return Selang(max(angka), min(angka)) if angka and waktu.satuan and not waktu.per else None


@dataclass(frozen=True, slots=True)
class Sel:
    """One printed waktu cell: the rows that it spans, by place, and the time in it, if that is measurable."""

    baris: tuple[int, ...]
    satuan: Satuan | None = None
    selang: Selang = NIHIL


def sel_waktu(langkah: tuple[Langkah, ...]) -> tuple[Sel, ...]:
    """Every cell once, however many rows it spans."""
    letak = {x.id: n for n, x in enumerate(langkah)}
    milik: dict[int, list[int]] = {}
    for n in range(len(langkah)):
        milik.setdefault(_kepala(langkah, letak, n), []).append(n)
    return tuple(_sel(langkah, kepala, tuple(baris)) for kepala, baris in milik.items())


def _kepala(langkah: tuple[Langkah, ...], letak: dict[LangkahId, int], n: int) -> int:
    """The row whose cell this one shares in the end. Rows that share in a circle share that of the least id."""
    dilalui = [n]
    while (tuju := langkah[dilalui[-1]].waktu.gabung_dengan) in letak:
        berikut = letak[tuju]
        if berikut in dilalui:
            return min(dilalui[dilalui.index(berikut) :], key=lambda x: langkah[x].id)
        dilalui.append(berikut)
    return dilalui[-1]


def _sel(langkah: tuple[Langkah, ...], kepala: int, baris: tuple[int, ...]) -> Sel:
    """The time of the row that the cell belongs to; if it has none, the longest that one of the others carries."""
    for calon in ((kepala,), baris):
        waktu = [langkah[n].waktu for n in calon]
        terukur = [(w.satuan, s) for w in waktu if (s := selang(w)) and w.satuan]
        if terukur:
            satuan, lama = max(terukur)
            return Sel(baris, satuan, lama)
    return Sel(baris)
