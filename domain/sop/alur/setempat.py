"""The shapes of an arrow follow from its own rows alone, so arrows that are alike share them, from chart to chart.

What counts is where the two symbols stand, what stands beside them, and which columns are free between their rows.
Routes of shared lists are counted from the upper of the two rows; whoever lays one moves it down to its place.
Listing them took most of the time of a chart, and from one frame of a replay to the next most arrows stay alike.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from domain.sop.alur.biaya import DaftarCalon
from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import Gaya
from domain.sop.alur.geometri import SISI, Panah, Ruas, Rute, Simbol
from domain.sop.alur.masukan import Jenis

DIINGAT = 1024
"""Lists that a process keeps."""


class Ujung(NamedTuple):
    """One end of an arrow: the column of its symbol, all symbols of that row, and its sides taken by plain lines."""

    kolom: int
    sebaris: tuple[tuple[int, Jenis], ...]
    taut: tuple[bool, ...]


class Setempat(NamedTuple):
    """All that the shapes of an arrow depend on."""

    gaya: Gaya
    jumlah_kolom: int
    turun: int
    """Rows from its symbol down to its target; negative for a way back."""
    ada_bawah: bool
    """Whether a row follows the lower end."""
    dari: Ujung
    ke: Ujung
    terisi: frozenset[int]
    """Columns with a symbol between the two rows."""
    label: str


def setempat(denah: Denah, panah: Panah) -> Setempat:
    atas, bawah = sorted((panah.dari.baris, panah.ke.baris))
    return Setempat(
        denah.gaya,
        denah.jumlah_kolom,
        panah.ke.baris - panah.dari.baris,
        bawah + 1 < denah.jumlah_baris,
        _ujung(denah, panah.dari),
        _ujung(denah, panah.ke),
        frozenset(s.kolom for baris in denah.per_baris[atas + 1 : bawah] for s in baris),
        panah.label,
    )


def _ujung(denah: Denah, s: Simbol) -> Ujung:
    sebaris = tuple((lain.kolom, lain.jenis) for lain in denah.per_baris[s.baris])
    return Ujung(s.kolom, sebaris, tuple((s.indeks, sisi) in denah.port_taut for sisi in SISI))


@lru_cache(maxsize=DIINGAT)
def daftar_calon(milik: Setempat, tahap: int) -> DaftarCalon:
    """The shapes of one stage, in a plan that holds the arrow's rows and no others."""
    atas = min(0, milik.turun)
    denah = Denah(milik.gaya, milik.jumlah_kolom, abs(milik.turun) + 1 + milik.ada_bawah)
    dari, ke = _taruh(denah, -atas, milik.dari), _taruh(denah, milik.turun - atas, milik.ke)
    for kolom in milik.terisi:
        denah.tambah(1, kolom, Jenis.PROSES, "")
    return DaftarCalon(denah, Panah(0, dari, ke, milik.label), tahap)


def _taruh(denah: Denah, baris: int, ujung: Ujung) -> Simbol:
    semua = {kolom: denah.tambah(baris, kolom, jenis, "") for kolom, jenis in ujung.sebaris}
    s = semua[ujung.kolom]
    denah.port_taut |= {(s.indeks, sisi) for sisi, ada in zip(SISI, ujung.taut, strict=True) if ada}
    return s


def turunkan(rute: Rute, y: int) -> Rute:
    """The same route that many px further down."""
    ruas = tuple(
        Ruas(True, c, lo + y, hi + y) if tegak else Ruas(False, c + y, lo, hi) for tegak, c, lo, hi in rute.ruas
    )
    return Rute(rute.dasar, tuple((a, b + y) for a, b in rute.titik), rute.keluar, rute.masuk, ruas)


def puncak(denah: Denah, panah: Sequence[Panah]) -> list[int]:
    """Of each arrow, where its upper row begins (px)."""
    return [min(p.dari.baris, p.ke.baris) * denah.gaya.tinggi_nominal for p in panah]
