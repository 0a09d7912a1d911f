"""Which cells of the form an event changed, and from what to what: the content before and after it, compared.

A cell is named as the form names it: `isian.nama`, `butir.dasar_hukum.<id>`, `pelaksana.<id>.jabatan`,
`langkah.<id>.waktu`. An entry, a column or a row that comes or goes is a cell without a last part; one that moved has
the last part `urutan`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

from domain.sop.events import ButirDipindah, LangkahDipindah, PelaksanaDipindah, PeristiwaSop
from domain.sop.langkah import KOLOM_LANGKAH
from domain.sop.naskah import Beridentitas, Daftar, Isian, Naskah, sebelum

KOLOM_PELAKSANA = ("jabatan", "kode", "unit", "eksternal", "bukan_orang")
URUTAN = "urutan"
TIADA = ""
"""The digest of what is not there."""

T = TypeVar("T", bound=Beridentitas)
Nilai = dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class UbahanSel:
    """One cell, with short digests of its value before and after: enough to tell whether it came back to itself."""

    sel: str
    dari: str
    ke: str


def ubahan_sel(dulu: Naskah, peristiwa: PeristiwaSop, kini: Naskah) -> tuple[UbahanSel, ...]:
    """What an event that led from `dulu` to `kini` changed."""
    semua = sel_berubah(dulu, kini) | _urutan(dulu, peristiwa, kini)
    return tuple(UbahanSel(sel, _sidik(a), _sidik(b)) for sel, (a, b) in semua.items())


def sel_berubah(dulu: Naskah, kini: Naskah) -> Nilai:
    """Cells that differ, with both values; the order of what is in both is not looked at."""
    if dulu is kini:
        return {}
    hasil = _isian(dulu, kini)
    for daftar in Daftar if dulu.daftar is not kini.daftar else ():
        hasil |= _barisan(f"butir.{daftar.value}", dulu.isi_daftar(daftar), kini.isi_daftar(daftar), ())
    hasil |= _barisan("pelaksana", dulu.pelaksana, kini.pelaksana, KOLOM_PELAKSANA)
    return hasil | _barisan("langkah", dulu.langkah, kini.langkah, KOLOM_LANGKAH)


def _isian(dulu: Naskah, kini: Naskah) -> Nilai:
    if dulu.isian is kini.isian:
        return {}
    lama, baru = dict(dulu.isian), dict(kini.isian)
    return {f"isian.{i.value}": (lama.get(i), baru.get(i)) for i in Isian if lama.get(i) != baru.get(i)}


def _barisan(awalan: str, dulu: tuple[T, ...], kini: tuple[T, ...], kolom: tuple[str, ...]) -> Nilai:
    if dulu is kini:
        return {}
    lama, baru, hasil = {x.id: x for x in dulu}, {x.id: x for x in kini}, Nilai()
    for ident, unsur in lama.items():
        if ident not in baru:
            hasil[f"{awalan}.{ident}"] = ((unsur, sebelum(dulu, ident)), None)
        elif unsur is not baru[ident]:
            hasil |= _unsur(f"{awalan}.{ident}", unsur, baru[ident], kolom)
    tambahan = {i: x for i, x in baru.items() if i not in lama}
    return hasil | {f"{awalan}.{i}": (None, (x, sebelum(kini, i))) for i, x in tambahan.items()}


def _unsur(sel: str, lama: object, baru: object, kolom: tuple[str, ...]) -> Nilai:
    if not kolom:
        return {sel: (lama, baru)} if lama != baru else {}
    pasangan = {k: (getattr(lama, k), getattr(baru, k)) for k in kolom}
    return {f"{sel}.{k}": (a, b) for k, (a, b) in pasangan.items() if a != b}


def _urutan(dulu: Naskah, peristiwa: PeristiwaSop, kini: Naskah) -> Nilai:
    """Which one moved is told by the event: two neighbours that changed places look the same from either side."""
    match peristiwa:
        case ButirDipindah(daftar, ident):
            return _pindah(f"butir.{daftar.value}", dulu.isi_daftar(daftar), kini.isi_daftar(daftar), ident)
        case PelaksanaDipindah(ident):
            return _pindah("pelaksana", dulu.pelaksana, kini.pelaksana, ident)
        case LangkahDipindah(ident):
            return _pindah("langkah", dulu.langkah, kini.langkah, ident)
        case _:
            return {}


def _pindah(awalan: str, dulu: tuple[T, ...], kini: tuple[T, ...], ident: object) -> Nilai:
    a, b = _pendahulu(dulu, ident), _pendahulu(kini, ident)
    return {f"{awalan}.{ident}.{URUTAN}": (a, b)} if a != b else {}


def _pendahulu(barisan: tuple[T, ...], ident: object) -> str:
    """Never None, which would be a cell that is not there."""
    ids = [str(x.id) for x in barisan]
    tempat = ids.index(str(ident)) if str(ident) in ids else 0
    return ids[tempat - 1] if tempat else "awal"


def _sidik(nilai: object) -> str:
    return TIADA if nilai is None else blake2b(repr(nilai).encode(), digest_size=6).hexdigest()


def induk(sel: str) -> str:
    """The entry, column or row that a cell belongs to; a field of the identity sheet is its own."""
    bagian = sel.split(".")
    return ".".join(bagian[: 3 if bagian[0] == "butir" else 2])
