"""The procedure as a graph: rows are points, arrows that lead to a row are edges. Cycles are as welcome as gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.sop.langkah import Panah, Simbol, panah_keluar
from domain.sop.naskah import Naskah
from domain.sop.pemeriksaan.ingatan import ingat


@dataclass(frozen=True, slots=True)
class Graf:
    """`keluar` holds the arrows of each row as drawn, `tujuan` the places of those that lead to a row.

    `terjangkau` are the rows that can be reached from the start; without one it is the first row.
    """

    keluar: tuple[tuple[Panah, ...], ...]
    tujuan: tuple[tuple[int, ...], ...]
    terjangkau: frozenset[int]


@ingat
def graf(naskah: Naskah) -> Graf:
    langkah = naskah.langkah
    letak = {x.id: n for n, x in enumerate(langkah)}
    keluar = tuple(panah_keluar(langkah, n) for n in range(len(langkah)))
    tujuan = tuple(tuple(letak[p.ke] for p in semua if p.ke in letak) for semua in keluar)
    mulai = [n for n, x in enumerate(langkah) if x.simbol is Simbol.MULAI] or range(min(1, len(langkah)))
    return Graf(keluar, tujuan, jangkau(tujuan, mulai))


def jangkau(tujuan: Sequence[Iterable[int]], dari: Iterable[int]) -> frozenset[int]:
    """Every point that can be reached, those one comes from included."""
    dicapai = set(dari)
    antre = list(dicapai)
    while antre:
        for ke in tujuan[antre.pop()]:
            if ke not in dicapai:
                dicapai.add(ke)
                antre.append(ke)
    return frozenset(dicapai)


@ingat
def komponen(tujuan: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Strongly connected components, those that lead on before those they lead to (Kosaraju).

    Without recursion: 500 steps may be one long chain.
    """
    asal: list[list[int]] = [[] for _ in tujuan]
    for dari, semua in enumerate(tujuan):
        for ke in semua:
            asal[ke].append(dari)
    terpakai: set[int] = set()
    hasil = []
    for titik in reversed(_urutan_selesai(tujuan)):
        if titik not in terpakai:
            anggota = _kumpulkan(asal, titik, terpakai)
            hasil.append(tuple(sorted(anggota)))
    return tuple(hasil)


def _urutan_selesai(tujuan: Sequence[Sequence[int]]) -> list[int]:
    """The points in the order in which a depth-first walk leaves them."""
    dilihat: set[int] = set()
    hasil: list[int] = []
    for akar in range(len(tujuan)):
        jalan = [] if akar in dilihat else [(akar, iter(tujuan[akar]))]
        dilihat.add(akar)
        while jalan:
            titik, sisa = jalan[-1]
            ke = next((x for x in sisa if x not in dilihat), None)
            if ke is None:
                hasil.append(titik)
                jalan.pop()
            else:
                dilihat.add(ke)
                jalan.append((ke, iter(tujuan[ke])))
    return hasil


def _kumpulkan(asal: Sequence[Sequence[int]], titik: int, terpakai: set[int]) -> list[int]:
    anggota = [titik]
    terpakai.add(titik)
    for satu in anggota:  # grows while it is read
        baru = [x for x in dict.fromkeys(asal[satu]) if x not in terpakai]
        terpakai.update(baru)
        anggota += baru
    return anggota


@ingat
def capaian(tujuan: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """For each point the points it leads to by one arrow or more, as bits of a number."""
    hasil = [0] * len(tujuan)
    for anggota in reversed(komponen(tujuan)):
        bit = 0
        for dari in anggota:
            for ke in tujuan[dari]:
                bit |= hasil[ke] | 1 << ke
        for dari in anggota:
            hasil[dari] = bit
    return tuple(hasil)
