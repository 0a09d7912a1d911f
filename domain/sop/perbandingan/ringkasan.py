"""The difference in one sentence, and in figures: what the tables add up to before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.sop.langkah import Satuan
from domain.sop.perbandingan.barisan import BedaBarisan
from domain.sop.perbandingan.beda import Beda
from domain.sop.perhitungan import Perhitungan, Selang


@dataclass(frozen=True, slots=True)
class Angka:
    """One figure before and after, as it is read."""

    apa: str
    lama: str
    baru: str

    @property
    def berubah(self) -> bool:
        return self.lama != self.baru


def ringkas(beda: Beda) -> str:
    """Such as: 3 langkah ditambah, 1 dihapus; 2 isian identitas diubah."""
    daftar = [isi for _, isi in beda.daftar]
    bagian = (
        _hitung("langkah", [beda.langkah]),
        _hitung("kolom pelaksana", [beda.pelaksana]),
        _hitung("butir lembar identitas", daftar),
        f"{len(beda.isian)} isian identitas diubah" if beda.isian else "",
    )
    return "; ".join(filter(None, bagian)) or "Tidak ada yang berbeda"


def _hitung(apa: str, semua: Sequence[BedaBarisan[Any]]) -> str:
    banyak = (
        (sum(len(x.tambah) for x in semua), "ditambah"),
        (sum(len(x.hilang) for x in semua), "dihapus"),
        (sum(len(x.ubah) for x in semua), "diubah"),
        (sum(len(x.pindah) for x in semua), "dipindah"),
    )
    ada = [f"{n} {kata}" for n, kata in banyak if n]
    return ", ".join([ada[0].replace(" ", f" {apa} ", 1), *ada[1:]]) if ada else ""


def angka(lama: Perhitungan, baru: Perhitungan, langkah: tuple[int, int]) -> tuple[Angka, ...]:
    """Totals unit by unit, then the size of the procedure."""
    dulu, kini = ({t.satuan: t.lama for t in p.total} for p in (lama, baru))
    total = [
        Angka(f"Paling lama, dihitung dalam {s.sebutan}", _selang(dulu.get(s), s), _selang(kini.get(s), s))
        for s in Satuan
        if s in dulu or s in kini
    ]
    return (
        *total,
        Angka("Langkah", str(langkah[0]), str(langkah[1])),
        Angka("Keputusan", str(lama.keputusan), str(baru.keputusan)),
        Angka("Alih tangan", str(lama.alih), str(baru.alih)),
        Angka("Pelaksana", str(len(lama.beban)), str(len(baru.beban))),
        Angka("Langkah yang waktunya belum terukur", str(len(lama.tanpa_waktu)), str(len(baru.tanpa_waktu))),
    )


def _selang(selang: Selang | None, satuan: Satuan) -> str:
    if selang is None:
        return "–"
    dua = [f"{x.normalize():f}".replace(".", ",") for x in (selang.min, selang.maks)]
    return f"{dua[1] if dua[0] == dua[1] else '–'.join(dua)} {satuan.sebutan}"
