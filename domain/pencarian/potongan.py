"""What of an SOP can be found: its fields, entries, columns and steps as texts, each from one event to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.kernel import Aktor, Tercatat
from domain.peraturan.sebutan import sebutan
from domain.sop.events import PeristiwaSop
from domain.sop.kalimat import Kalimat, kalimat
from domain.sop.langkah import Langkah, Pelaksana
from domain.sop.naskah import SEBUTAN_ISIAN, Butir, Daftar, Naskah
from domain.sop.state import Sop, evolve

LANGKAH, PELAKSANA = "langkah", "pelaksana"
Sumber = dict[str, tuple[Any, ...]]
"""By key: the parts of the content that a piece is made of. The same parts, the same piece."""


@dataclass(frozen=True, slots=True)
class Potongan:
    """`tambahan` is found but not shown: the short name of a law. `jabatan` are those who perform a step."""

    jenis: str
    teks: str
    jabatan: str = ""
    tambahan: str = ""


@dataclass(frozen=True, slots=True)
class Saat:
    """An event as the beginning or the end of something."""

    peristiwa: int
    pos: int
    pada: datetime
    versi: int


@dataclass(frozen=True, slots=True)
class Masa:
    """A piece and how long it held: `akhir` is the event that changed or removed it."""

    kunci: str
    potongan: Potongan
    mulai: Saat
    akhir: Saat | None = None


Terbuka = dict[str, tuple[tuple[Any, ...], Potongan, Saat]]
"""By key: what holds now, made of what, since when."""


@dataclass(frozen=True, slots=True)
class Ucapan:
    """One event as it can be found: who in which capacity, and its sentence."""

    saat: Saat
    jenis: type[Any]
    aktor: Aktor
    kalimat: Kalimat


def sumber(naskah: Naskah) -> Sumber:
    isian = {f"isian:{i.value}": (i, nilai) for i, nilai in naskah.isian if nilai}
    butir = {f"{d.value}:{b.id}": (d, b) for d, semua in naskah.daftar for b in semua}
    kolom = {f"{PELAKSANA}:{p.id}": (p,) for p in naskah.pelaksana}
    jabatan = {p.id: p.jabatan for p in naskah.pelaksana}
    langkah = {
        f"{LANGKAH}:{x.id}": (x, tuple([jabatan[p] for p in x.pelaksana if p in jabatan])) for x in naskah.langkah
    }
    return isian | butir | kolom | langkah


def potongan(bagian: tuple[Any, ...]) -> Potongan:
    match bagian:
        case (Langkah() as langkah, tuple() as jabatan):
            return Potongan(LANGKAH, _tulisan(langkah), ", ".join(jabatan))
        case (Pelaksana() as pelaksana,):
            return Potongan(PELAKSANA, _gabung((pelaksana.jabatan, pelaksana.unit)), pelaksana.jabatan)
        case (Daftar() as daftar, Butir() as butir):
            pendek = sebutan(butir.teks) if daftar is Daftar.DASAR_HUKUM else ""
            return Potongan(daftar.sebutan, butir.teks, tambahan=pendek)
        case _:
            isian, nilai = bagian
            return Potongan(SEBUTAN_ISIAN[isian], nilai)


def _tulisan(x: Langkah) -> str:
    return _gabung((x.kegiatan, x.pertanyaan, *x.kelengkapan, x.waktu.teks, x.output, x.keterangan))


def _gabung(teks: Iterable[str]) -> str:
    return " · ".join(satu for satu in teks if satu)


def telusuri(catatan: Iterable[Tercatat[PeristiwaSop]], sejak: int = 1) -> tuple[list[Masa], list[Ucapan]]:
    """All that one SOP's events leave to be found: every piece that began or ended, and every event, from event
    `sejak` on. The events come from the first one, in order.
    """
    terbuka, masa, ucapan, sop = Terbuka(), list[Masa](), list[Ucapan](), Sop()
    for c in catatan:
        sebelum, sop = sop, evolve(sop, c)
        saat = Saat(c.versi, c.pos, c.pada, sop.versi)
        if c.versi >= sejak:
            ucapan.append(Ucapan(saat, type(c.peristiwa), c.aktor, kalimat(sebelum, c.peristiwa)))
        if sop.naskah is not sebelum.naskah:
            berakhir = _berubah(terbuka, sumber(sop.naskah), saat)
            masa += berakhir if c.versi >= sejak else []
    masa += (Masa(k, p, mulai) for k, (_, p, mulai) in terbuka.items() if mulai.peristiwa >= sejak)
    return masa, ucapan


def _berubah(terbuka: Terbuka, kini: Sumber, saat: Saat) -> list[Masa]:
    """What this event ended; what it brought begins. A part that reads as before goes on."""
    berakhir = [Masa(k, terbuka[k][1], terbuka[k][2], saat) for k in terbuka if k not in kini]
    for kunci, bagian in kini.items():
        lama = terbuka.get(kunci)
        if lama and lama[0] == bagian:
            continue
        baru = potongan(bagian)
        if lama and lama[1] != baru:
            berakhir.append(Masa(kunci, lama[1], lama[2], saat))
        terbuka[kunci] = (bagian, baru, lama[2] if lama and lama[1] == baru else saat)
    for kunci in [k for k in terbuka if k not in kini]:
        del terbuka[kunci]
    return berakhir
