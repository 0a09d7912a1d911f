"""What the chart is drawn from: the rows of the procedure, independent of the classes of an SOP.

Drafts arrive here unfinished: a row without pelaksana, a branch to a row that was deleted, the same
column named twice. Nothing of that is an error; the functions below say what of it can be drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Jenis(StrEnum):
    """The five symbols of the official form; there are no others."""

    MULAI = "mulai"
    PROSES = "proses"
    KEPUTUSAN = "keputusan"
    SELESAI = "selesai"
    SEGILIMA = "segilima"


@dataclass(frozen=True, slots=True)
class BarisAlur:
    """One row of the procedure table.

    `kotak` holds (column, symbol); several are done together and the first carries the flow.
    `keluar` holds (index of the target row, label). `kelas` (b-tambah, b-ubah, ...) colours the
    symbols in a comparison of versions; `kelas_keluar` does the same for the arrows, in the order of `keluar`.
    `kolom_keluar`, in the same order, names the column whose symbol an arrow leaves from where it is not the
    first. A row that uses it holds alternatives (two ways to begin), which are not joined by a line.
    """

    nomor: str
    kotak: tuple[tuple[int, Jenis], ...]
    keluar: tuple[tuple[int, str], ...]
    kelas: str = ""
    kelas_keluar: tuple[str, ...] = ()
    kolom_keluar: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sambungan:
    """An arrow that can be drawn: both rows exist and both have a symbol."""

    dari: int
    ke: int
    label: str
    kelas: str
    kolom: int
    """Column of the symbol it leaves from."""


def kotak_sah(baris: BarisAlur, jumlah_kolom: int) -> tuple[tuple[int, Jenis], ...]:
    """The symbols of a row that have a column, each column once, in the order given."""
    out: dict[int, Jenis] = {}
    for kolom, jenis in baris.kotak:
        if 0 <= kolom < jumlah_kolom:
            out.setdefault(kolom, jenis)
    return tuple(out.items())


def terpisah(baris: BarisAlur, jumlah_kolom: int) -> bool:
    """Whether the symbols of a row are alternatives: an arrow leaves from another than the first."""
    kolom = [k for k, _ in kotak_sah(baris, jumlah_kolom)]
    return any(k in kolom[1:] for k in baris.kolom_keluar)


def tujuan_sah(baris: Sequence[BarisAlur], asal: int) -> tuple[tuple[int, str, str, int], ...]:
    """The branches (target, label, class, column) of one row that lead to another existing row, each once.

    The column is -1 for an arrow that leaves from the first symbol.
    """
    satu = baris[asal]
    out: dict[tuple[int, str], tuple[str, int]] = {}
    for n, (ke, label) in enumerate(satu.keluar):
        if 0 <= ke < len(baris) and ke != asal:
            kelas = satu.kelas_keluar[n] if n < len(satu.kelas_keluar) else ""
            out.setdefault((ke, label), (kelas, satu.kolom_keluar[n] if n < len(satu.kolom_keluar) else -1))
    return tuple((ke, label, *sisa) for (ke, label), sisa in out.items())


def sambungan(baris: Sequence[BarisAlur], jumlah_kolom: int) -> tuple[Sambungan, ...]:
    """Every arrow of the chart, in the order of the rows and of their branches."""
    ada = [[k for k, _ in kotak_sah(b, jumlah_kolom)] for b in baris]
    return tuple(
        Sambungan(asal, ke, label, kelas, kolom if kolom in ada[asal] else ada[asal][0])
        for asal in range(len(baris))
        for ke, label, kelas, kolom in tujuan_sah(baris, asal)
        if ada[asal] and ada[ke]
    )
