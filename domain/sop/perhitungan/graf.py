"""The procedure as a graph of rows, by place: arrows, where it begins and ends, and its loops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.sop.langkah import Langkah, Simbol, panah_keluar

Tetangga = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Graf:
    """Arrows to rows that are gone are left out; a row without any is an end, whatever its symbol."""

    keluar: Tetangga
    awal: tuple[int, ...]
    akhir: frozenset[int]


def graf(langkah: tuple[Langkah, ...]) -> Graf:
    letak = {x.id: n for n, x in enumerate(langkah)}
    keluar = tuple(
        tuple(dict.fromkeys(letak[p.ke] for p in panah_keluar(langkah, n) if p.ke in letak))
        for n in range(len(langkah))
    )
    akhir = frozenset(n for n, x in enumerate(langkah) if x.simbol is Simbol.SELESAI or not keluar[n])
    return Graf(keluar, _awal(langkah, keluar), akhir)


def _awal(langkah: tuple[Langkah, ...], keluar: Tetangga) -> tuple[int, ...]:
    """The rows with a start symbol; without one those that no arrow leads to; in a mere circle the first row."""
    mulai = tuple(n for n, x in enumerate(langkah) if x.simbol is Simbol.MULAI)
    dituju = {ke for semua in keluar for ke in semua}
    return mulai or tuple(n for n in range(len(langkah)) if n not in dituju) or tuple(range(len(langkah)))[:1]


def putaran(keluar: Tetangga, serempak: Iterable[tuple[int, ...]] = ()) -> tuple[tuple[int, ...], ...]:
    """Strongly connected rows, in an order in which arrows between them lead forward only (Kosaraju).

    Rows named together in `serempak` count as connected: those that share a waktu cell must be looked at together.
    """
    maju = [set(x) for x in keluar]
    for kelompok in serempak:
        for n, satu in enumerate(kelompok):
            maju[satu].add(kelompok[n - 1])
    mundur: list[set[int]] = [set() for _ in maju]
    for dari, semua in enumerate(maju):
        for ke in semua:
            mundur[ke].add(dari)
    urutan = [n for pohon in _jelajah(maju, range(len(maju))) for n in pohon]
    return tuple(tuple(sorted(pohon)) for pohon in _jelajah(mundur, reversed(urutan)))


def _jelajah(tetangga: list[set[int]], mulai: Iterable[int]) -> list[list[int]]:
    """What each start reaches that none before it did, in the order in which rows are finished with."""
    dilihat: set[int] = set()
    hasil = []
    for akar in mulai:
        if akar in dilihat:
            continue
        dilihat.add(akar)
        pohon, tumpukan = [], [(akar, iter(sorted(tetangga[akar])))]
        while tumpukan:
            sisa = tumpukan[-1][1]
            berikut = next((x for x in sisa if x not in dilihat), None)
            if berikut is None:
                pohon.append(tumpukan.pop()[0])
                continue
            dilihat.add(berikut)
            tumpukan.append((berikut, iter(sorted(tetangga[berikut]))))
        hasil.append(pohon)
    return hasil
