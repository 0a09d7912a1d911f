"""The rows of a comparison: both states in one table, each cell as pieces of text that stayed, went or came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from domain.sop.langkah import KOLOM_LANGKAH
from domain.sop.naskah import Beridentitas, Daftar, Naskah
from domain.sop.perbandingan import Beda, BedaBarisan, Kamus, Nasib, Potong, beda_kata, gabung, kamus

T = TypeVar("T", bound=Beridentitas)
Sel = dict[str, tuple[Potong, ...]]


@dataclass(frozen=True, slots=True)
class Baris:
    """`macam` is tambah, hapus, ubah, pindah or nothing; `dahulu` the place before, where that is another."""

    id: UUID
    macam: str
    nomor: str
    dahulu: str
    sel: Sel
    berubah: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lipatan:
    """Rows in which nothing differs, told by their numbers."""

    dari: str
    sampai: str
    banyak: int


def baris_langkah(beda: Beda, lama: Naskah, baru: Naskah) -> list[Baris]:
    dulu, kini = kamus(lama), kamus(baru)
    pasangan = gabung(lama.langkah, baru.langkah)
    return [_baris(beda.langkah, x, y, (dulu, kini), KOLOM_LANGKAH, (dulu.nomor, kini.nomor)) for x, y in pasangan]


def baris_pelaksana(beda: Beda, lama: Naskah, baru: Naskah) -> list[Baris]:
    return _bernomor(beda.pelaksana, lama, baru, lambda n: n.pelaksana)


def kotak_berbeda(beda: Beda, lama: Naskah, baru: Naskah) -> list[tuple[Daftar, list[Baris]]]:
    """The boxes in which something differs, each with all its entries."""

    def isi(daftar: Daftar) -> Callable[[Naskah], tuple[Any, ...]]:
        return lambda naskah: naskah.isi_daftar(daftar)

    return [(daftar, _bernomor(satu, lama, baru, isi(daftar))) for daftar, satu in beda.daftar]


def terlipat(baris: Iterable[Baris]) -> list[Baris | Lipatan]:
    """Runs of more than one row in which nothing differs, folded."""
    hasil: list[Baris | Lipatan] = []
    for berbeda, kelompok in groupby(baris, key=lambda b: bool(b.macam)):
        isi = list(kelompok)
        if berbeda or len(isi) == 1:
            hasil += isi
        else:
            hasil.append(Lipatan(isi[0].nomor, isi[-1].nomor, len(isi)))
    return hasil


def _bernomor(
    beda: BedaBarisan[Any], lama: Naskah, baru: Naskah, ambil: Callable[[Naskah], tuple[Any, ...]]
) -> list[Baris]:
    """Columns and entries, counted from one."""
    x_semua, y_semua = ambil(lama), ambil(baru)
    nomor = tuple({x.id: str(n) for n, x in enumerate(semua, 1)} for semua in (x_semua, y_semua))
    kata = kamus(lama), kamus(baru)
    kolom = tuple(f.name for f in fields((*x_semua, *y_semua)[0]) if f.name != "id") if x_semua or y_semua else ()
    return [_baris(beda, x, y, kata, kolom, (nomor[0], nomor[1])) for x, y in gabung(x_semua, y_semua)]


def _baris(
    beda: BedaBarisan[Any],
    x: Any,
    y: Any,
    kata: tuple[Kamus, Kamus],
    kolom: tuple[str, ...],
    nomor: tuple[Any, Any],
) -> Baris:
    if y is None:
        return Baris(x.id, "hapus", "", nomor[0][x.id], dict(_utuh(x, kolom, kata[0], Nasib.HAPUS)), frozenset())
    if x is None:
        return Baris(y.id, "tambah", nomor[1][y.id], "", dict(_utuh(y, kolom, kata[1], Nasib.TAMBAH)), frozenset())
    sel = {k: _sel(k, getattr(x, k), getattr(y, k), kata) for k in kolom}
    berubah = frozenset(k for k in kolom if getattr(x, k) != getattr(y, k))
    pindah = any(p.id == y.id for p in beda.pindah)
    dahulu = nomor[0][x.id] if pindah or nomor[0][x.id] != nomor[1][y.id] else ""
    return Baris(y.id, "ubah" if berubah else "pindah" if pindah else "", nomor[1][y.id], dahulu, sel, berubah)


def _utuh(unsur: Any, kolom: Iterable[str], kata: Kamus, nasib: Nasib) -> Iterator[tuple[str, tuple[Potong, ...]]]:
    for k in kolom:
        teks = kata.sel(k, getattr(unsur, k))
        yield k, (Potong(nasib, teks),) if teks else ()


def _sel(nama: str, lama: Any, baru: Any, kata: tuple[Kamus, Kamus]) -> tuple[Potong, ...]:
    """What was not changed is shown as it reads now: a name or a number in it may be another for other reasons."""
    kini = kata[1].sel(nama, baru)
    if lama == baru:
        return beda_kata(kini, kini)
    dulu = kata[0].sel(nama, lama)
    if dulu == kini:
        dulu, kini = kata[0].sel(nama, lama, rinci=True), kata[1].sel(nama, baru, rinci=True)
    return beda_kata(dulu, kini)
