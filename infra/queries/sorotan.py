"""A text with the words that were searched for marked, cut to what stands around the first of them."""

from __future__ import annotations

from dataclasses import dataclass

AWAL, AKHIR = "\ue000", "\ue001"
"""From a private range of Unicode: they stand in no text of ours."""
SEKITAR, PANJANG = 90, 240

Sorotan = tuple[tuple[str, bool], ...]
"""The text in pieces, each with whether it is marked."""


@dataclass(frozen=True, slots=True)
class _Tanda:
    dari: int
    sampai: int


def sorotan(teks: str, bertanda: str) -> Sorotan:
    """`bertanda` is the text, letter for letter, with marks in it; where it is not, nothing is marked."""
    tanda = _tanda(bertanda) if len(bertanda) - bertanda.count(AWAL) - bertanda.count(AKHIR) == len(teks) else []
    awal, akhir = _jendela(teks, tanda[0].dari if tanda else 0)
    bagian, kini = [], awal
    for t in tanda:
        if t.dari >= awal and t.sampai <= akhir:
            bagian += [(teks[kini : t.dari], False), (teks[t.dari : t.sampai], True)]
            kini = t.sampai
    bagian.append((teks[kini:akhir] + ("…" if akhir < len(teks) else ""), False))
    kepala = [("…", False)] if awal else []
    return tuple((isi, disorot) for isi, disorot in (*kepala, *bagian) if isi)


def _tanda(bertanda: str) -> list[_Tanda]:
    hasil, letak, dari = list[_Tanda](), 0, 0
    for huruf in bertanda:
        if huruf == AWAL:
            dari = letak
        elif huruf == AKHIR:
            hasil.append(_Tanda(dari, letak))
        else:
            letak += 1
    return hasil


def _jendela(teks: str, pertama: int) -> tuple[int, int]:
    """From a blank before the first mark on; the whole text when it is short."""
    if len(teks) <= PANJANG:
        return 0, len(teks)
    awal = 0 if pertama < SEKITAR else teks.find(" ", pertama - SEKITAR) + 1
    awal = min(awal, pertama)
    akhir = teks.rfind(" ", awal, awal + PANJANG)
    return awal, len(teks) if awal + PANJANG >= len(teks) else max(akhir, pertama + 1)
