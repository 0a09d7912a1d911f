"""Which steps and arrows of a chart are new, changed or gone, seen from the other state.

An arrow is its step, its target and its label: a target that was renumbered is the same target, and a silent arrow
that leads to a new row because one was put in between is another arrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.sop.langkah import LangkahId, panah_keluar
from domain.sop.naskah import Naskah
from domain.sop.perbandingan.beda import Beda

TAMBAH, HAPUS, UBAH, PINDAH = "b-tambah", "b-hapus", "b-ubah", "b-pindah"
"""Classes of the drawing; nothing for what stayed."""

Arah = tuple[LangkahId, str]
Keluar = Mapping[LangkahId, tuple[Arah, ...]]


@dataclass(frozen=True, slots=True)
class Warna:
    """The class of each step, and of each arrow (from, to, label)."""

    langkah: Mapping[LangkahId, str]
    panah: Mapping[tuple[LangkahId, LangkahId, str], str]


def keluar(naskah: Naskah) -> Keluar:
    """The arrows of each step as they are drawn: those that lead to a row."""
    ada = {x.id for x in naskah.langkah}
    return {
        x.id: tuple((p.ke, p.label) for p in panah_keluar(naskah.langkah, n) if p.ke in ada)
        for n, x in enumerate(naskah.langkah)
    }


def warna_lama(beda: Beda, lama: Naskah, baru: Naskah) -> Warna:
    """The chart before: what is gone from it."""
    langkah = _diubah(beda) | dict.fromkeys((x.id for x in beda.langkah.hilang), HAPUS)
    dulu, kini = keluar(lama), keluar(baru)
    hilang = {
        (a, ke, label): HAPUS for a, arah in dulu.items() for ke, label in arah if (ke, label) not in kini.get(a, ())
    }
    return Warna(langkah, hilang)


def warna_baru(beda: Beda, lama: Naskah, baru: Naskah) -> Warna:
    """The chart after: what is new in it. An arrow of a step that lost one of the same name was turned, not added."""
    langkah = _diubah(beda) | dict.fromkeys((x.id for x in beda.langkah.tambah), TAMBAH)
    dulu, kini = keluar(lama), keluar(baru)
    panah = {}
    for a, arah in kini.items():
        lepas = {label for ke, label in dulu.get(a, ()) if (ke, label) not in arah}
        for ke, label in arah:
            if (ke, label) not in dulu.get(a, ()):
                panah[a, ke, label] = UBAH if label in lepas else TAMBAH
    return Warna(langkah, panah)


def _diubah(beda: Beda) -> dict[LangkahId, str]:
    pindah = {LangkahId(x.id): PINDAH for x in beda.langkah.pindah}
    return pindah | {LangkahId(x.id): UBAH for x in beda.langkah.ubah}
