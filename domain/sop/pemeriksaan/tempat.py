"""The places of the identity sheet as findings name them, and a few words that several groups of rules need."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from domain.sop.naskah import SEBUTAN_ISIAN, Butir, Daftar, Isian, Naskah
from domain.sop.pemeriksaan.temuan import Tempat

PANJANG_PETIKAN = 80
_BUKAN_NAMA = re.compile(r"(?i)\b(?:standar|standard)\s+operasional\s+prosedur\b|\bsop(?:[- ]?ap)?\b|[^\w\s]")


def besar(sebutan: str) -> str:
    """At the head of a sentence or a line; the rest keeps its capitals (SOP)."""
    return sebutan[:1].upper() + sebutan[1:]


def petik(teks: str, panjang: int = PANJANG_PETIKAN) -> str:
    """A text as a sentence quotes it: on one line, without marks that cannot be seen or that would turn the sentence
    around it the other way, and not all of a long one."""
    tampak = "".join(" " if h.isspace() else h for h in teks[: 4 * panjang] if _tampak(h))
    rapi = " ".join(tampak.split())
    return rapi if len(rapi) <= panjang else f"{rapi[: panjang - 1].rstrip()}…"


def _tampak(huruf: str) -> bool:
    return huruf.isascii() or unicodedata.category(huruf)[0] != "C"


def pada_isian(isian: Isian) -> Tempat:
    return Tempat(besar(SEBUTAN_ISIAN[isian]), f"isian.{isian}")


def pada_daftar(daftar: Daftar) -> Tempat:
    """The box as a whole: where its next entry is typed."""
    return Tempat(besar(daftar.sebutan), f"butir.{daftar}.baru")


def pada_butir(naskah: Naskah, daftar: Daftar, butir: Butir) -> Tempat:
    nomor = naskah.isi_daftar(daftar).index(butir) + 1
    return Tempat(f"{besar(daftar.sebutan)} butir {nomor}", f"butir.{daftar}.{butir.id}")


@lru_cache(maxsize=2_048)  # asked for every other SOP of the government at each save
def normal_nama(nama: str) -> str:
    """The form under which two names of SOPs count as the same: without the word SOP, signs, and case."""
    return " ".join(_BUKAN_NAMA.sub(" ", nama).casefold().split())
