"""The annex that tells what differs between two moments of an SOP, in words; how it looks is the template's."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from domain.sop.cetak import TataCetak
from infra.cetak.muatan import kertas

Potongan = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BarisBeda:
    """One row that differs: kind, number, and its six texts as pieces (what became of it, text)."""

    macam: str
    nomor: str
    sel: tuple[Potongan, ...]


@dataclass(frozen=True, slots=True)
class LampiranBeda:
    judul: str
    instansi: str
    perangkat: str
    saat: tuple[tuple[str, str, str], ...]
    """Title, time and event of each of the two moments."""
    ringkas: str
    ucapan: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    isian: tuple[tuple[str, str, str], ...]
    baris: tuple[BarisBeda, ...]
    angka: tuple[tuple[str, str, str], ...]
    kaki: str
    tata: TataCetak
    tanggal: int

    def data(self) -> str:
        isi = asdict(self)
        luar = {"judul": self.judul, "penerbit": self.instansi, "kertas": kertas(self.tata.kertas)}
        lepas = {"judul", "instansi", "tata", "tanggal"}
        return json.dumps(luar | {"beda": {k: v for k, v in isi.items() if k not in lepas}}, ensure_ascii=False)
