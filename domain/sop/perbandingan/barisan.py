"""Two orders of things with ids: what went, what came, which cells changed, and the fewest moves that explain the rest.

A move is told only of what really moved: the longest run of common things that kept their order stays where it is.
Ids are unique within a sequence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from domain.sop.naskah import Beridentitas, sisip

T = TypeVar("T", bound=Beridentitas)


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell: a field of a step, a column or an entry, before and after."""

    nama: str
    lama: Any
    baru: Any


@dataclass(frozen=True, slots=True)
class Ubah:
    """The changed cells of one thing that is there before and after."""

    id: UUID
    sel: tuple[Sel, ...]


@dataclass(frozen=True, slots=True)
class Sisip(Generic[T]):
    """What came, and after what it stands; None for the front."""

    unsur: T
    setelah: UUID | None

    @property
    def id(self) -> UUID:
        return self.unsur.id


@dataclass(frozen=True, slots=True)
class Pindah:
    """What stands elsewhere among those that stayed, and after what; None for the front."""

    id: UUID
    setelah: UUID | None


@dataclass(frozen=True, slots=True)
class BedaBarisan(Generic[T]):
    """`urut` holds what came and what moved, in the order of the new sequence."""

    hilang: tuple[T, ...] = ()
    ubah: tuple[Ubah, ...] = ()
    urut: tuple[Sisip[T] | Pindah, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hilang or self.ubah or self.urut)

    @property
    def tambah(self) -> tuple[T, ...]:
        return tuple(x.unsur for x in self.urut if isinstance(x, Sisip))

    @property
    def pindah(self) -> tuple[Pindah, ...]:
        return tuple(x for x in self.urut if isinstance(x, Pindah))


def banding(lama: Sequence[T], baru: Sequence[T]) -> BedaBarisan[T]:
    dulu, kini = {x.id: n for n, x in enumerate(lama)}, {x.id for x in baru}
    tetap = _yang_tetap([dulu[x.id] for x in baru if x.id in dulu])
    urut: list[Sisip[T] | Pindah] = []
    setelah: UUID | None = None
    for x in baru:
        if x.id not in dulu:
            urut.append(Sisip(x, setelah))
        elif dulu[x.id] not in tetap:
            urut.append(Pindah(x.id, setelah))
        setelah = x.id
    return BedaBarisan(
        tuple(x for x in lama if x.id not in kini),
        tuple(_ubah([(lama[dulu[x.id]], x) for x in baru if x.id in dulu])),
        tuple(urut),
    )


def terapkan_barisan(beda: BedaBarisan[T], barisan: tuple[T, ...]) -> tuple[T, ...]:
    ubah = {u.id: {s.nama: s.baru for s in u.sel} for u in beda.ubah}
    baru = {x.id: cast("T", replace(cast("Any", x), **ubah[x.id])) if x.id in ubah else x for x in barisan}
    lepas = {x.id for x in beda.hilang} | {x.id for x in beda.urut}
    hasil = tuple(x for x in baru.values() if x.id not in lepas)
    for satu in beda.urut:
        hasil = sisip(hasil, satu.unsur if isinstance(satu, Sisip) else baru[satu.id], satu.setelah)
    return hasil


def gabung(lama: Sequence[T], baru: Sequence[T]) -> list[tuple[T | None, T | None]]:
    """Both in one sequence, as pairs: the new order, and what went stands after what it stood after."""
    dulu, kini = {x.id: x for x in lama}, {x.id for x in baru}
    sesudah: dict[UUID | None, list[T]] = {}
    jangkar: UUID | None = None
    for x in lama:
        if x.id in kini:
            jangkar = x.id
        else:
            sesudah.setdefault(jangkar, []).append(x)
    hasil: list[tuple[T | None, T | None]] = [(x, None) for x in sesudah.get(None, ())]
    for b in baru:
        hasil += [(dulu.get(b.id), b), *((x, None) for x in sesudah.get(b.id, ()))]
    return hasil


def _ubah(pasangan: Iterable[tuple[T, T]]) -> Iterator[Ubah]:
    for dulu, kini in pasangan:
        if dulu != kini:
            nama = [f.name for f in fields(cast("Any", dulu))]
            sel = [Sel(k, getattr(dulu, k), getattr(kini, k)) for k in nama if getattr(dulu, k) != getattr(kini, k)]
            yield Ubah(dulu.id, tuple(sel))


def _yang_tetap(letak: Sequence[int]) -> set[int]:
    """A longest increasing subsequence: ends of runs by their length, each remembering what it follows."""
    ujung: list[int] = []
    sebelum: dict[int, int | None] = {}
    for n in letak:
        tempat = bisect_left(ujung, n)
        sebelum[n] = ujung[tempat - 1] if tempat else None
        ujung[tempat : tempat + 1] = [n]
    hasil, n_kini = set[int](), ujung[-1] if ujung else None
    while n_kini is not None:
        hasil.add(n_kini)
        n_kini = sebelum[n_kini]
    return hasil
