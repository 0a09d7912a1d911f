"""The chart of a procedure: from its rows to the router's input, drawn once per structure and remembered."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from domain.sop.alur import Bagan, BarisAlur, Jenis, susun, warnai
from domain.sop.langkah import nomor_langkah, panah_keluar
from domain.sop.naskah import Naskah
from domain.sop.perbandingan import Warna

BAGAN_DIINGAT = 512


def baris_alur(naskah: Naskah) -> tuple[BarisAlur, ...]:
    """Rows as the router knows them; arrows to rows that are not there are left to the findings."""
    nomor = nomor_langkah(naskah.langkah)
    letak = {x.id: n for n, x in enumerate(naskah.langkah)}
    kolom = {p.id: n for n, p in enumerate(naskah.pelaksana)}
    hasil = []
    for n, langkah in enumerate(naskah.langkah):
        simbol = dict(langkah.simbol_per_pelaksana)
        kotak = tuple((kolom[p], Jenis(simbol.get(p, langkah.simbol).value)) for p in langkah.pelaksana if p in kolom)
        keluar = tuple((letak[p.ke], p.label) for p in panah_keluar(naskah.langkah, n) if p.ke in letak)
        # a branch named like one of the symbols leaves from it: two ways to begin, one in each column
        berlabel = {label: kolom[p] for p, label in langkah.label_simbol if label and p in kolom}
        asal = tuple(berlabel.get(label, -1) for _, label in keluar) if berlabel else ()
        hasil.append(BarisAlur(nomor[langkah.id], kotak, keluar, kolom_keluar=asal))
    return tuple(hasil)


@lru_cache(maxsize=BAGAN_DIINGAT)
def _susun(baris: tuple[BarisAlur, ...], kolom: int) -> Bagan:
    return susun(baris, kolom)


def bagan(naskah: Naskah) -> Bagan:
    return _susun(baris_alur(naskah), len(naskah.pelaksana))


def bagan_berwarna(naskah: Naskah, warna: Warna) -> Bagan:
    """The same drawing with what differs marked; nothing is laid out for it again."""
    berwarna = [
        replace(
            b,
            kelas=warna.langkah.get(x.id, ""),
            kelas_keluar=tuple(warna.panah.get((x.id, naskah.langkah[ke].id, label), "") for ke, label in b.keluar),
        )
        for x, b in zip(naskah.langkah, baris_alur(naskah), strict=True)
    ]
    return _warnai(tuple(berwarna), bagan(naskah))


@lru_cache(maxsize=BAGAN_DIINGAT)
def _warnai(baris: tuple[BarisAlur, ...], gambar: Bagan) -> Bagan:
    return warnai(gambar, baris)
