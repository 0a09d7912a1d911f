"""How a rule is written: a function over the SOP that says what it found, and a head that says what the rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Perbaikan, Tempat, Temuan


@dataclass(frozen=True, slots=True)
class Catatan:
    """What a rule found; its code and severity are the rule's own.

    A correction names only the fields of the cell that change; all others are posted as they are.
    """

    tempat: Tempat
    kalimat: str
    saran: str = ""
    perbaikan: tuple[Perbaikan, ...] = ()


Pemeriksa = Callable[[Bahan], Iterable[Catatan]]


def aturan(kode: str, judul: str, keparahan: Keparahan, sumber: str) -> Callable[[Pemeriksa], Aturan]:
    """Make a rule of the function below it."""

    def jadikan(cari: Pemeriksa) -> Aturan:
        def periksa(bahan: Bahan) -> Iterator[Temuan]:
            for c in cari(bahan):
                yield Temuan(kode, c.tempat, c.kalimat, c.saran, c.perbaikan, keparahan)

        return Aturan(kode, judul, keparahan, sumber, periksa)

    return jadikan
