"""Members of a group in a request: taken out before the library sees it, and turned into sets.

The library compares each member that is named with each that there is, several times over: for a hundred of twenty
thousand that is half a minute, under a lock of the group's row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from scim2_models import InvalidFilterException, InvalidPathException, InvalidValueException

from app.isian import id_atau_tiada
from app.scim.batas import OPERASI_ANGGOTA_TERBANYAK, batasi_operasi
from app.scim.operasi import Operasi, akar, ambil, jalur_baku
from infra.grup import BukanAnggotaError, UbahanAnggota

_SATU = r'value\s+eq\s+"([^"\\]*)"'
_SARINGAN = re.compile(rf"members\s*\[\s*{_SATU}(?:\s+or\s+{_SATU})*\s*\]", re.IGNORECASE)


@dataclass
class _Susunan:
    """What the operations so far make of the members, whoever they are."""

    kosongkan: bool = False
    masuk: set[UUID] = field(default_factory=set)
    keluar: set[UUID] = field(default_factory=set)

    def tambah(self, semua: set[UUID]) -> None:
        self.masuk |= semua
        self.keluar -= semua

    def kurangi(self, semua: set[UUID]) -> None:
        self.masuk -= semua
        self.keluar |= semua

    def ganti(self, semua: set[UUID]) -> None:
        self.kosongkan, self.masuk, self.keluar = True, set(semua), set()


def anggota_utuh(isi: dict[str, Any]) -> UbahanAnggota:
    """Of a whole group: these, and no others."""
    nilai = ambil(isi, "members")
    return UbahanAnggota(kosongkan=True, masuk=frozenset(_wajib(nilai) if nilai is not None else ()))


def pisahkan(semua: list[Operasi]) -> tuple[UbahanAnggota, list[Operasi]]:
    """The changes of members in a PATCH, and what else is in it."""
    batasi_operasi(len(semua), OPERASI_ANGGOTA_TERBANYAK)
    susunan, lain = _Susunan(), list[Operasi]()
    for o in semua:
        jalur = o.get("path")
        if akar(jalur_baku(jalur)) == "members":
            _terapkan(susunan, o)
        elif jalur is None and isinstance(o.get("value"), dict) and o["op"] in ("add", "replace"):
            lain.append(_pisahkan_nilai(susunan, o))
        else:
            lain.append(o)
    return UbahanAnggota(susunan.kosongkan, frozenset(susunan.masuk), frozenset(susunan.keluar)), lain


def _pisahkan_nilai(susunan: _Susunan, o: Operasi) -> Operasi:
    for kunci, nilai in o["value"].items():
        if akar(kunci) == "members":
            _terapkan(susunan, {"op": o["op"], "path": kunci, "value": nilai})
    return o | {"value": {k: v for k, v in o["value"].items() if akar(k) != "members"}}


def _terapkan(susunan: _Susunan, o: Operasi) -> None:
    nilai, polos = o.get("value"), jalur_baku(o["path"]) == "members"
    match o["op"]:
        case "remove" if not polos:
            susunan.kurangi(_tersaring(o["path"]))
        case "remove" if nilai is None:
            susunan.ganti(set())
        case "remove":
            susunan.kurangi({a for a in _disebut(nilai) if a})
        case "add" | "replace" if not polos:
            raise InvalidPathException(detail="members are added by their value, without a filter")
        case "add" if nilai is not None:
            susunan.tambah(_wajib(nilai))
        case "replace" if "value" in o:
            susunan.ganti(_wajib(nilai) if nilai is not None else set())
        case _:
            raise InvalidValueException(detail="an operation is add, replace or remove, and the first two need a value")


def _tersaring(jalur: str) -> set[UUID]:
    if not _SARINGAN.fullmatch(jalur):
        raise InvalidFilterException(detail='members are chosen by [value eq "..."]')
    return {a for teks in re.findall(_SATU, jalur, re.IGNORECASE) if (a := id_atau_tiada(teks))}


def _wajib(nilai: Any) -> set[UUID]:
    """Who is to be a member must be somebody; that he is one of ours is found out where it is written."""
    semua = _disebut(nilai)
    if None in semua:
        raise BukanAnggotaError
    return {a for a in semua if a}


def _disebut(nilai: Any) -> set[UUID | None]:
    """The ids in a list of members, or in one that stands alone. What else is said of them is not kept."""
    semua = nilai if isinstance(nilai, list) else [nilai]
    if not all(isinstance(satu, dict) for satu in semua):
        raise InvalidValueException(detail="a member is an object with its value")
    disebut = [ambil(satu, "value") for satu in semua]
    return {id_atau_tiada(d) if isinstance(d, str) else None for d in disebut}
