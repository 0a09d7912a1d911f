"""The longest path from a start to an end on which no row is passed twice, for one unit of time (rule MB-07).

In general that is NP-hard. Loops are condensed: a path that has left one never comes back into it, so that between
loops the best so far is all that counts, and only the ways within a loop have to be tried out. That is exact as long
as the tries do not run out; then the sum of all cells of the loop takes their place. No path takes longer than that,
and the answer says that it is a bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.sop.perhitungan.graf import Graf, putaran
from domain.sop.perhitungan.lama import NIHIL, Sel, Selang

PERCOBAAN = 60_000
"""Arrows that the search follows in all loops together: some 50 ms."""


@dataclass(frozen=True, slots=True, order=True)
class Jalur:
    """A path and its time. Without `tepat` it is no path but a bound, and names no rows."""

    lama: Selang = NIHIL
    tepat: bool = True
    baris: tuple[int, ...] = ()


class _HabisError(Exception):
    """The tries have run out."""


def terpanjang(graf: Graf, sel: tuple[Sel, ...], percobaan: int = PERCOBAAN) -> Jalur:
    """The longest path; `sel` are the cells of one unit, and rows in none of them take no time."""
    pencari = _Pencari(graf, sel, percobaan)
    masuk: dict[int, Jalur] = dict.fromkeys(graf.awal, Jalur())
    sampai: dict[int, Jalur] = {}
    for simpul in putaran(graf.keluar, (s.baris for s in sel)):
        capai = pencari.lalui(simpul, {n: masuk[n] for n in simpul if n in masuk})
        sampai |= capai
        for dari, jalur in capai.items():
            for ke in graf.keluar[dari]:
                if ke not in simpul:
                    masuk[ke] = max(masuk.get(ke, jalur), jalur)
    tamat = [sampai[n] for n in sampai if n in graf.akhir]
    return max(tamat or sampai.values(), default=Jalur())


class _Pencari:
    def __init__(self, graf: Graf, sel: tuple[Sel, ...], percobaan: int) -> None:
        self._keluar = graf.keluar
        self._lama = {n: s.selang for s in sel for n in s.baris}
        self._bersama = {n: s.baris for s in sel if len(s.baris) > 1 for n in s.baris}
        self._sisa = percobaan

    def lalui(self, simpul: tuple[int, ...], masuk: Mapping[int, Jalur]) -> dict[int, Jalur]:
        """The best path up to and including each row of a loop, given those that lead into it."""
        capai: dict[int, Jalur] = {}
        if len(simpul) == 1:
            return {
                n: Jalur(j.lama + self._seluruh(simpul), j.tepat, (*j.baris, n) if j.tepat else ())
                for n, j in masuk.items()
            }
        try:
            for n, jalur in masuk.items():
                self._coba(n, jalur, frozenset(simpul), capai)
        except _HabisError:
            batas = max(j.lama for j in masuk.values()) + self._seluruh(simpul)
            return dict.fromkeys(simpul, Jalur(batas, tepat=False))
        return capai

    def _seluruh(self, simpul: tuple[int, ...]) -> Selang:
        """The time of all cells of these rows, each once."""
        sel = {self._bersama.get(n, (n,)): self._lama[n] for n in simpul if n in self._lama}
        return sum(sel.values(), NIHIL)

    def _coba(self, mulai: int, jalur: Jalur, simpul: frozenset[int], capai: dict[int, Jalur]) -> None:
        """Every way without repeats from one row, depth first; `capai` takes the best to each row."""
        dilalui: dict[int, None] = {}  # in order, and quick to ask
        tumpukan = [(jalur.lama, iter((mulai,)))]
        while tumpukan:
            lama, pilihan = tumpukan[-1]
            n = self._berikut(pilihan, simpul, dilalui)
            if n is None:
                tumpukan.pop()
                if dilalui:
                    dilalui.popitem()
                continue
            sampai = self._tambah(lama, n, dilalui)
            dilalui[n] = None
            if n not in capai or sampai > capai[n].lama:
                capai[n] = Jalur(sampai, jalur.tepat, (*jalur.baris, *dilalui) if jalur.tepat else ())
            tumpukan.append((sampai, iter(self._keluar[n])))

    def _berikut(self, pilihan: Iterator[int], simpul: frozenset[int], dilalui: Mapping[int, None]) -> int | None:
        """The next row of the loop that this way has not passed yet."""
        for n in pilihan:
            self._sisa -= 1
            if self._sisa < 0:
                raise _HabisError
            if n in simpul and n not in dilalui:
                return n
        return None

    def _tambah(self, lama: Selang, n: int, dilalui: Mapping[int, None]) -> Selang:
        """With the row's time, unless a row of the same cell has brought it already."""
        sudah = n not in self._lama or any(x in dilalui for x in self._bersama.get(n, ()))
        return lama if sudah else lama + self._lama[n]
