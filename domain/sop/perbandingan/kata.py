"""What changed inside one text, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_KATA = re.compile(r"\s+|[^\W_]+|[\W_]")
"""Runs of blanks, words, and every other mark alone."""
TERBANYAK = 1_200
"""Words and marks of both texts together above which the whole text counts as replaced: the search is quadratic."""
SERUPA = 0.3
"""Texts with less in common than this are two texts: words that happen to be the same would only break them up."""


class Nasib(StrEnum):
    TETAP = "tetap"
    HAPUS = "hapus"
    TAMBAH = "tambah"


@dataclass(frozen=True, slots=True)
class Potong:
    """A piece of a text, and what became of it."""

    nasib: Nasib
    teks: str


def beda_kata(lama: str, baru: str) -> tuple[Potong, ...]:
    """Pieces in reading order. Without the added ones they spell the old text, without the removed ones the new."""
    if lama == baru:
        return (Potong(Nasib.TETAP, lama),) if lama else ()
    dulu, kini = _KATA.findall(lama), _KATA.findall(baru)
    pencari = SequenceMatcher(None, dulu, kini, autojunk=False)
    if len(dulu) + len(kini) > TERBANYAK or pencari.ratio() < SERUPA:
        return _rapat([(Nasib.HAPUS, lama), (Nasib.TAMBAH, baru)])
    potong: list[tuple[Nasib, str]] = []
    for cara, a, b, c, d in pencari.get_opcodes():
        if cara == "equal":
            potong.append((Nasib.TETAP, "".join(dulu[a:b])))
        else:
            potong += [(Nasib.HAPUS, "".join(dulu[a:b])), (Nasib.TAMBAH, "".join(kini[c:d]))]
    return _rapat(_tanpa_sela(potong))


def _tanpa_sela(potong: list[tuple[Nasib, str]]) -> list[tuple[Nasib, str]]:
    """A lone blank between two changes belongs to both: words that changed together are read together."""
    hasil, hapus, tambah = list[tuple[Nasib, str]](), "", ""
    for n, (nasib, teks) in enumerate(potong):
        if nasib is Nasib.HAPUS:
            hapus += teks
        elif nasib is Nasib.TAMBAH:
            tambah += teks
        elif teks.isspace() and hapus and tambah and n + 1 < len(potong):
            hapus, tambah = hapus + teks, tambah + teks
        else:
            hasil += [(Nasib.HAPUS, hapus), (Nasib.TAMBAH, tambah), (nasib, teks)]
            hapus = tambah = ""
    return [*hasil, (Nasib.HAPUS, hapus), (Nasib.TAMBAH, tambah)]


def _rapat(potong: list[tuple[Nasib, str]]) -> tuple[Potong, ...]:
    return tuple(Potong(nasib, teks) for nasib, teks in potong if teks)
