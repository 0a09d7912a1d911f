"""Events of an SOP as changes of its form: which cells they touched, and whether these can be shown one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.kernel import Tercatat
from domain.sop.events import (
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
    PeristiwaSop,
)
from domain.sop.langkah import KOLOM_LANGKAH
from domain.sop.naskah import Isian

_TEKS = frozenset({"kegiatan", "pertanyaan", "kelengkapan", "output", "keterangan"})
"""Columns of a step that leave every other row as it is drawn."""
_DI_SATU_TEMPAT = frozenset(Isian) - {Isian.NAMA, Isian.UNIT, Isian.LABEL_NOMOR, Isian.LABEL_TANGGAL_EFEKTIF}
"""Fields that the page shows in one cell alone."""


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One event: the cell it touched, as the form names it (empty: the whole), and whether that cell is all of it."""

    versi: int
    oleh: UUID
    sel: str
    satu_sel: bool


def perubahan(catatan: Iterable[Tercatat[PeristiwaSop]]) -> list[Perubahan]:
    return [Perubahan(c.versi, c.aktor.orang, *_sel(c.peristiwa)) for c in catatan]


def _sel(peristiwa: PeristiwaSop) -> tuple[str, bool]:
    match peristiwa:
        case IsianDiubah(isian):
            return f"isian.{isian.value}", isian in _DI_SATU_TEMPAT
        case ButirDiubah(daftar, butir):
            return f"butir.{daftar.value}.{butir.id}", True
        case ButirDitambahkan(daftar, butir):
            return f"butir.{daftar.value}.{butir.id}", False
        case ButirDipindah(daftar, butir_id) | ButirDihapus(daftar, butir_id):
            return f"butir.{daftar.value}.{butir_id}", False
        case LangkahDiubah(langkah_id, ubahan):
            diubah = {k for k in KOLOM_LANGKAH if getattr(ubahan, k) is not None}
            gabung = ubahan.waktu is not None and ubahan.waktu.gabung_dengan is not None
            return f"langkah.{langkah_id}", diubah <= _TEKS | {"waktu"} and not gabung
        case _:
            return _sel_struktur(peristiwa), False


def _sel_struktur(peristiwa: PeristiwaSop) -> str:
    match peristiwa:
        case LangkahDitambahkan(langkah):
            return f"langkah.{langkah.id}"
        case LangkahDipindah(langkah_id) | LangkahDihapus(langkah_id):
            return f"langkah.{langkah_id}"
        case PelaksanaDitambahkan(pelaksana) | PelaksanaDiubah(pelaksana):
            return f"pelaksana.{pelaksana.id}"
        case PelaksanaDipindah(pelaksana_id) | PelaksanaDihapus(pelaksana_id):
            return f"pelaksana.{pelaksana_id}"
        case _:
            return ""
