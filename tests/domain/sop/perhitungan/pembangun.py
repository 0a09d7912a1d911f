"""Procedures in a few words: rows by name, with a time, arrows and who does them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from domain.sop.langkah import Langkah, LangkahId, Panah, Satuan, Simbol, Waktu
from domain.sop.naskah import Naskah
from domain.sop.perhitungan import Perhitungan, hitung
from domain.sop.perhitungan.lama import Selang
from tests.domain.pembangun import id_dari


def nomor(nama: str) -> LangkahId:
    return LangkahId(id_dari(f"langkah {nama}"))


def waktu(lama: int | tuple[int, int] = 0, satuan: Satuan = Satuan.MENIT, **lain: Any) -> Waktu:
    """A number or a range; 0 for none."""
    if not lama:
        return Waktu(**lain)
    if isinstance(lama, tuple):
        return Waktu("x", None, Decimal(lama[0]), Decimal(lama[1]), satuan, **lain)
    return Waktu("x", Decimal(lama), satuan=satuan, **lain)


def baris(nama: str, lama: Any = 0, ke: str = "", **kolom: Any) -> Langkah:
    """`ke` names the rows that arrows lead to, by single letters; "." is an end."""
    isi = lama if isinstance(lama, Waktu) else waktu(lama)
    simbol = Simbol.SELESAI if ke == "." else Simbol.KEPUTUSAN if len(ke) > 1 else Simbol.PROSES
    panah = tuple(Panah(nomor(x), f"ke {x}") for x in ke.replace(".", ""))
    return replace(Langkah(nomor(nama), nama, simbol, waktu=isi, panah=panah), **kolom)


def hasil(*langkah: Langkah, **lain: Any) -> Perhitungan:
    return hitung(Naskah(langkah=langkah), **lain)


def menit(*langkah: Langkah, **lain: Any) -> tuple[int, int, str]:
    """The longest way in minutes: shortest, longest, and the names of its rows."""
    (total,) = (t for t in hasil(*langkah, **lain).total if t.satuan is Satuan.MENIT)
    nama = {x.id: x.kegiatan for x in langkah}
    return int(total.lama.min), int(total.lama.maks), "".join(nama[x] for x in total.langkah)


def selang(terpendek: int, terpanjang: int) -> Selang:
    return Selang(Decimal(terpanjang), Decimal(terpendek))
