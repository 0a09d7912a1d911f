"""What the table adds up to. Units stay apart: a working day is not turned into hours, nor into calendar days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.sop.langkah import Langkah, LangkahId, PelaksanaId, Satuan, Simbol
from domain.sop.naskah import Naskah
from domain.sop.perhitungan.graf import Graf, graf
from domain.sop.perhitungan.jalur import PERCOBAAN, terpanjang
from domain.sop.perhitungan.lama import Sel, Selang, sel_waktu

JumlahSatuan = tuple[tuple[Satuan, Selang], ...]


@dataclass(frozen=True, slots=True)
class Total:
    """The longest way through, counted in one unit. Each unit has its own; they need not be the same.

    `tepat` False: too many ways to try out; no way takes longer than this, and `langkah` is empty.
    """

    satuan: Satuan
    lama: Selang
    langkah: tuple[LangkahId, ...]
    tepat: bool = True


@dataclass(frozen=True, slots=True)
class Beban:
    """What one pelaksana does in one pass through all of the steps."""

    pelaksana_id: PelaksanaId
    langkah: int
    lama: JumlahSatuan


@dataclass(frozen=True, slots=True)
class Perhitungan:
    """`laju` are steps whose time is a rate, `tanpa_waktu` those with none that can be measured."""

    total: tuple[Total, ...]
    laju: tuple[LangkahId, ...]
    tanpa_waktu: tuple[LangkahId, ...]
    alih: int
    keputusan: int
    beban: tuple[Beban, ...]


def hitung(naskah: Naskah, percobaan: int = PERCOBAAN) -> Perhitungan:
    langkah, bentuk = naskah.langkah, graf(naskah.langkah)
    sel = sel_waktu(langkah)
    terukur = {n for s in sel if s.satuan for n in s.baris}
    laju = tuple(x.id for n, x in enumerate(langkah) if x.waktu.per and x.waktu.satuan and n not in terukur)
    return Perhitungan(
        _total(langkah, bentuk, sel, percobaan),
        laju,
        tuple(x.id for n, x in enumerate(langkah) if n not in terukur and x.id not in laju),
        _alih(langkah, bentuk),
        sum(_memutuskan(x) for x in langkah),
        tuple(_beban(langkah, sel, p.id) for p in naskah.pelaksana),
    )


def _total(langkah: tuple[Langkah, ...], bentuk: Graf, sel: tuple[Sel, ...], percobaan: int) -> tuple[Total, ...]:
    ada = [s for s in Satuan if any(x.satuan is s for x in sel)]
    hasil = []
    for satuan in ada:
        jalur = terpanjang(bentuk, tuple(x for x in sel if x.satuan is satuan), percobaan // len(ada))
        if jalur.lama.maks:  # else no way from start to end passes a step with this unit
            hasil.append(Total(satuan, jalur.lama, tuple(langkah[n].id for n in jalur.baris), jalur.tepat))
    return tuple(hasil)


def _alih(langkah: tuple[Langkah, ...], bentuk: Graf) -> int:
    """Arrows on which the work passes into other hands. Where somebody of the first step goes on, it does not."""
    return sum(
        bool(langkah[dari].pelaksana and langkah[ke].pelaksana)
        and set(langkah[dari].pelaksana).isdisjoint(langkah[ke].pelaksana)
        for dari, semua in enumerate(bentuk.keluar)
        for ke in semua
    )


def _memutuskan(langkah: Langkah) -> bool:
    return Simbol.KEPUTUSAN in (langkah.simbol, *(s for _, s in langkah.simbol_per_pelaksana))


def _beban(langkah: tuple[Langkah, ...], sel: tuple[Sel, ...], pelaksana_id: PelaksanaId) -> Beban:
    """A step done together takes the time of each of them."""
    milik = {n for n, x in enumerate(langkah) if pelaksana_id in x.pelaksana}
    return Beban(pelaksana_id, len(milik), jumlah(s for s in sel if milik.intersection(s.baris)))


def jumlah(sel: Iterable[Sel]) -> JumlahSatuan:
    """The times of these cells, unit by unit."""
    hasil: dict[Satuan, Selang] = {}
    for s in sel:
        if s.satuan:
            hasil[s.satuan] = hasil.get(s.satuan, Selang()) + s.selang
    return tuple((s, hasil[s]) for s in Satuan if s in hasil)
