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
    `keluar` holds (index of the target row, label). `kelas` (tambah, ubah, hapus) colours the symbols
    in a comparison of versions; `kelas_keluar` does the same for the arrows, in the order of `keluar`.
    """

    nomor: str
    kotak: tuple[tuple[int, Jenis], ...]
    keluar: tuple[tuple[int, str], ...]
    kelas: str = ""
    kelas_keluar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sambungan:
    """An arrow that can be drawn: both rows exist and both have a symbol."""

    dari: int
    ke: int
    label: str
    kelas: str


def kotak_sah(baris: BarisAlur, jumlah_kolom: int) -> tuple[tuple[int, Jenis], ...]:
    """The symbols of a row that have a column, each column once, in the order given."""
    out: dict[int, Jenis] = {}
    for kolom, jenis in baris.kotak:
        if 0 <= kolom < jumlah_kolom:
            out.setdefault(kolom, jenis)
    return tuple(out.items())


def tujuan_sah(baris: Sequence[BarisAlur], asal: int) -> tuple[tuple[int, str, str], ...]:
    """The branches (target, label, class) of one row that lead to another existing row, each once."""
    satu = baris[asal]
    out: dict[tuple[int, str], str] = {}
    for n, (ke, label) in enumerate(satu.keluar):
        if 0 <= ke < len(baris) and ke != asal:
            out.setdefault((ke, label), satu.kelas_keluar[n] if n < len(satu.kelas_keluar) else "")
    return tuple((ke, label, kelas) for (ke, label), kelas in out.items())


def sambungan(baris: Sequence[BarisAlur], jumlah_kolom: int) -> tuple[Sambungan, ...]:
    """Every arrow of the chart, in the order of the rows and of their branches."""
    ada = [bool(kotak_sah(b, jumlah_kolom)) for b in baris]
    return tuple(
        Sambungan(asal, ke, label, kelas)
        for asal in range(len(baris))
        for ke, label, kelas in tujuan_sah(baris, asal)
        if ada[asal] and ada[ke]
    )
