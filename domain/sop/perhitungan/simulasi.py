"""How long it takes when decisions go now this way, now that: many walks through the procedure, seeded by its content.

The same procedure with the same estimates gives the same figures, on any machine and in any copy. At a decision a
branch is drawn by its probability; a time within a range is drawn evenly. A walk through a loop takes its time again
on every round, and one that does not come to an end in TERPANJANG steps is given up and counted as such.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import shake_256
from itertools import accumulate
from struct import unpack

from domain.sop.langkah import Langkah, Satuan
from domain.sop.perhitungan.graf import Graf, graf
from domain.sop.perhitungan.jam_kerja import JamKerja
from domain.sop.perhitungan.lama import sel_waktu
from domain.sop.perkiraan import peluang_cabang
from domain.sop.samping import Perkiraan

ULANGAN = 2_000
TERPANJANG = 1_000
KUNJUNGAN = 150_000
"""Steps of all walks together; walks end there, so that a long procedure has fewer of them, not more time."""
DADU = 2**32
UNDIAN = 2 * (KUNJUNGAN + TERPANJANG) + ULANGAN
"""Draws that walks can need: two a step, for the time and for the branch, and one for where it starts."""
Undi = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Sebaran:
    """Half of the walks took at most `median`, nine in ten at most `p90`."""

    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class Simulasi:
    """`jam` are hours of work of all units together; `macet` counts the walks that were given up."""

    ulangan: int
    macet: int
    satuan: tuple[tuple[Satuan, Sebaran], ...] = ()
    jam: Sebaran | None = None


@dataclass(frozen=True, slots=True)
class _Simpul:
    """A row as the walk needs it: where to, with the probabilities added up; which cell and unit, shortest, span.
    Probabilities and span are in units of a draw.
    """

    tujuan: tuple[int, ...]
    batas: tuple[int, ...]
    sel: int
    satuan: int
    min: float
    rentang: float


def simulasikan(langkah: tuple[Langkah, ...], perkiraan: Perkiraan, jam_kerja: JamKerja) -> Simulasi:
    bentuk = graf(langkah)
    satuan = tuple(s for s in Satuan if any(x.satuan is s for x in sel_waktu(langkah)))
    simpul = _simpul(langkah, perkiraan, satuan)
    if not satuan:
        return Simulasi(0, 0)
    undi = _dadu(simpul, bentuk)
    hasil: list[list[float]] = []
    kunjungan = ulangan = 0
    while ulangan < ULANGAN and kunjungan < KUNJUNGAN:
        ulangan += 1
        langkahnya, lama = _jalan(simpul, bentuk.awal, len(satuan), undi)
        kunjungan += langkahnya
        if lama is not None:
            hasil.append(lama)
    return _ringkas(hasil, ulangan, satuan, jam_kerja)


def _simpul(langkah: tuple[Langkah, ...], perkiraan: Perkiraan, satuan: tuple[Satuan, ...]) -> tuple[_Simpul, ...]:
    sel = {n: (k, s) for k, s in enumerate(sel_waktu(langkah)) for n in s.baris}
    letak = {x.id: n for n, x in enumerate(langkah)}
    hasil = []
    for n in range(len(langkah)):
        cabang = [(letak[c.ke], p) for c, p in peluang_cabang(langkah, perkiraan, n) if c.ke in letak]
        seluruh = sum(p for _, p in cabang)
        nomor, s = sel[n]
        ke = satuan.index(s.satuan) if s.satuan else -1
        hasil.append(
            _Simpul(
                tuple(tujuan for tujuan, _ in cabang) if seluruh else (),
                tuple(round(DADU * p) for p in accumulate(p / seluruh for _, p in cabang)) if seluruh else (),
                nomor,
                ke,
                float(s.selang.min),
                float(s.selang.maks - s.selang.min) / DADU,
            )
        )
    return tuple(hasil)


def _dadu(simpul: tuple[_Simpul, ...], bentuk: Graf) -> Undi:
    """Draws that follow from what the walk depends on, and nothing else: a copy with ids of its own draws alike."""
    bita = shake_256(repr((simpul, bentuk.awal)).encode()).digest(4 * UNDIAN)
    return iter(unpack(f"<{UNDIAN}I", bita)).__next__


def _jalan(
    simpul: tuple[_Simpul, ...], awal: tuple[int, ...], banyak: int, undi: Undi
) -> tuple[int, list[float] | None]:
    """One walk: how many steps, and the time in each unit if it came to an end. A cell of two rows counts once."""
    lama = [0.0] * banyak
    sel = -1
    n = awal[undi() * len(awal) // DADU]
    for langkahnya in range(1, TERPANJANG + 1):
        s = simpul[n]
        if s.satuan >= 0 and s.sel != sel:
            lama[s.satuan] += s.min + s.rentang * undi() if s.rentang else s.min
        sel = s.sel
        if not s.tujuan:
            return langkahnya, lama
        n = s.tujuan[0] if len(s.tujuan) == 1 else s.tujuan[min(bisect(s.batas, undi()), len(s.tujuan) - 1)]
    return TERPANJANG, None


def _ringkas(hasil: list[list[float]], ulangan: int, satuan: tuple[Satuan, ...], jam_kerja: JamKerja) -> Simulasi:
    if not hasil:
        return Simulasi(ulangan, ulangan)
    nilai = [jam_kerja.jam(s) for s in satuan]
    jam = [sum(x * y for x, y in zip(lama, nilai, strict=True)) for lama in hasil]
    if not any(jam):  # no walk ever met a step whose time can be measured
        return Simulasi(ulangan, ulangan - len(hasil))
    per_satuan = tuple((s, _sebaran([lama[k] for lama in hasil])) for k, s in enumerate(satuan))
    return Simulasi(ulangan, ulangan - len(hasil), per_satuan, _sebaran(jam))


def _sebaran(nilai: list[float]) -> Sebaran:
    """Nearest rank: a figure that really came out."""
    urut = sorted(nilai)
    return Sebaran(urut[(len(urut) - 1) // 2], urut[(len(urut) * 9 - 1) // 10])
