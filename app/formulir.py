"""What the official form's templates ask: printed numbers, text twins, column heads that break where syllables do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from app.sop.bagan import baris_alur
from domain.sop.alur import kalimat
from domain.sop.langkah import Langkah, LangkahId, Pelaksana, nomor_langkah
from domain.sop.naskah import SEBUTAN_ISIAN, Daftar, Isian, Naskah

_SEMPIT, _KECIL, _BIASA, _LEBAR = "ijl", "cksvxyz", "abdeghnopqu", "mw"
HURUF = (
    dict.fromkeys(_SEMPIT, 222)
    | dict.fromkeys(_KECIL, 500)
    | dict.fromkeys(_BIASA, 556)
    | dict.fromkeys(_LEBAR, 800)
    | {"f": 278, "t": 278, "r": 333}
)
"""Widths in thousandths of the size of a common sans face: enough to tell whether a word fits a narrow column."""
LAIN = 690
LEBAR_KOLOM = 56
_SUKU = re.compile(r"[bcdfghjklmnpqrstvwxyzNY]*[aiueo](?:[bcdfghjklmnpqrstvwxyzNY](?![aiueo]))*", re.IGNORECASE)


def nomor(naskah: Naskah) -> dict[LangkahId, str]:
    return nomor_langkah(naskah.langkah)


def alur_teks(naskah: Naskah) -> list[str]:
    """The chart of each row in words, for those who do not see it."""
    baris, jabatan = baris_alur(naskah), [p.jabatan for p in naskah.pelaksana]
    return [kalimat(baris, n, jabatan) for n in range(len(baris))]


def nama_pelaksana(naskah: Naskah, langkah: Langkah) -> list[str]:
    jabatan = {p.id: p.jabatan for p in naskah.pelaksana}
    return [jabatan[p] for p in langkah.pelaksana if p in jabatan]


def di_kolom(naskah: Naskah, pelaksana: Pelaksana) -> list[Langkah]:
    """The steps that stand in a column, and would lose it with the column."""
    return [x for x in naskah.langkah if pelaksana.id in x.pelaksana]


def sebutan_daftar(daftar: str) -> str:
    return Daftar(daftar).sebutan


def sebutan_isian(isian: Isian) -> str:
    return SEBUTAN_ISIAN[isian]


def kelompok_unit(pelaksana: Iterable[Pelaksana]) -> list[tuple[str, list[Pelaksana]]]:
    """Neighbouring columns of one unit under one head."""
    return [(unit, list(isi)) for unit, isi in groupby(pelaksana, key=lambda p: p.unit)]


def rentang_waktu(langkah: tuple[Langkah, ...]) -> list[int]:
    """How many rows the waktu cell of each row spans: 0 where a cell above covers it.

    One printed cell for neighbouring rows is marked on either of them, or on both.
    """
    rentang = [1] * len(langkah)
    pemilik = 0
    for n in range(1, len(langkah)):
        atas, ini = langkah[n - 1], langkah[n]
        if ini.waktu.gabung_dengan == atas.id or atas.waktu.gabung_dengan == ini.id:
            rentang[pemilik] += 1
            rentang[n] = 0
        else:
            pemilik = n
    return rentang


def _penggal_kata(cocok: re.Match[str]) -> str:
    kata = cocok.group(0)
    if sum(HURUF.get(h, LAIN) for h in kata) / 100 <= LEBAR_KOLOM:
        return kata
    tunggal = re.sub(r"ny(?=[aiueo])", "Y", re.sub(r"ng(?=[aiueo])", "N", kata))
    bagian = _SUKU.findall(tunggal)
    if "".join(bagian) != tunggal:
        return kata
    return "\u00ad".join(b.replace("N", "ng").replace("Y", "ny") for b in bagian)


def penggal(teks: str) -> str:
    """Soft hyphens at syllables, in words that do not fit a chart column; a slash may end a line."""
    return re.sub(r"[A-Za-z]+", _penggal_kata, teks).replace("/", "/\u200b")
