"""What the signer remembers of each log, in its own folder: the last tree that it signed.

A log is named by its origin; an accepted recovery begins another, and the file of the one before stays as evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from domain.log.merkle import Tree
from infra.errors import OperatorError
from infra.rahasia import FolderRahasia


class KeadaanRusakError(OperatorError):
    """A file in the signer's folder cannot be read."""


@dataclass(frozen=True, slots=True)
class Keadaan:
    """`tepi` are the tree's peaks (domain.log.merkle.Tree). `curiga` says why the log was refused, if it was: then
    a full verification comes before the next signature."""

    asal: str
    ukuran: int
    akar: bytes
    tepi: bytes
    nota: str
    curiga: str = ""

    @property
    def pohon(self) -> Tree:
        return Tree(self.ukuran, self.tepi)


class Ingatan:
    def __init__(self, folder: FolderRahasia) -> None:
        self._folder = folder.cabang("log")

    @classmethod
    def di(cls, jalur: Path) -> Ingatan:
        return cls(FolderRahasia.buka(jalur))

    def baca(self, asal: str) -> Keadaan | None:
        isi = self._folder.baca(_berkas(asal))
        if isi is None:
            return None
        try:
            keadaan = msgspec.json.decode(isi, type=Keadaan)
            utuh = keadaan.asal == asal and keadaan.pohon.root == keadaan.akar
        except ValueError:
            utuh = False
        if not utuh:
            raise KeadaanRusakError(f"keadaan penanda {_berkas(asal)} rusak; pulihkan dari cadangan folder penanda")
        return keadaan

    def tulis(self, keadaan: Keadaan) -> None:
        self._folder.tulis(_berkas(keadaan.asal), msgspec.json.encode(keadaan))

    def tandai(self, asal: str, curiga: str) -> None:
        keadaan = self.baca(asal)
        if keadaan is not None and keadaan.curiga != curiga:
            self.tulis(replace(keadaan, curiga=curiga))

    def pemulihan_terbaru(self, asal_awal: str) -> int:
        """The number of the newest recovery of this log that the signer has signed after."""
        awal = f"{asal_awal}/pulih-".replace("/", "_")
        nomor = [nama.removeprefix(awal).removesuffix(".json") for nama in self._folder.semua(f"{awal}*.json")]
        return max((int(satu) for satu in nomor if satu.isdecimal()), default=0)


def _berkas(asal: str) -> str:
    return f"{asal.replace('/', '_')}.json"
