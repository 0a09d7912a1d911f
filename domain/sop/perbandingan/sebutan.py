"""A cell's value in words, as a reader of one state of the SOP knows it: numbers and names instead of ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.sop.kalimat_sel import SEBUTAN_KOLOM
from domain.sop.langkah import Langkah, LangkahId, Panah, PelaksanaId, Waktu, nomor_langkah
from domain.sop.naskah import Naskah

SEBUTAN_SEL = SEBUTAN_KOLOM | {
    "jabatan": "jabatan",
    "kode": "kode",
    "unit": "kelompok",
    "eksternal": "pihak luar",
    "bukan_orang": "bukan orang",
    "teks": "bunyi",
    "rujukan": "rujukan",
}
_PANJANG_KEGIATAN = 48


@dataclass(frozen=True, slots=True)
class Kamus:
    """The numbers of the steps and the names of the columns of one state."""

    nomor: Mapping[LangkahId, str]
    langkah: Mapping[LangkahId, Langkah]
    jabatan: Mapping[PelaksanaId, str]

    def sel(self, nama: str, nilai: Any, *, rinci: bool = False) -> str:
        """`rinci` adds what is not printed, for two values that would read the same."""
        match nilai:
            case bool():
                return "ya" if nilai else "tidak"
            case Waktu():
                return self._waktu(nilai, rinci=rinci)
            case tuple():
                return self._daftar(nama, nilai, rinci=rinci)
            case _:
                return str(nilai)

    def _daftar(self, nama: str, nilai: tuple[Any, ...], *, rinci: bool) -> str:
        match nama:
            case "pelaksana":
                return ", ".join(self._pelaksana(p, rinci=rinci) for p in nilai)
            case "panah":
                return "; ".join(map(self._panah, nilai))
            case "simbol_per_pelaksana" | "label_simbol":
                return ", ".join(f"{self._pelaksana(p, rinci=rinci)}: {x}" for p, x in nilai)
            case _:
                return ("; " if not rinci else " | ").join(nilai)

    def _pelaksana(self, pelaksana_id: PelaksanaId, *, rinci: bool) -> str:
        jabatan = self.jabatan.get(pelaksana_id, "kolom yang tidak ada")
        urutan = list(self.jabatan).index(pelaksana_id) + 1 if rinci and pelaksana_id in self.jabatan else 0
        return f"{jabatan} (kolom ke-{urutan})" if urutan else jabatan

    def _panah(self, panah: Panah) -> str:
        return f"{panah.label}: {self._tujuan(panah)}" if panah.label else self._tujuan(panah)

    def _tujuan(self, panah: Panah) -> str:
        tujuan = self.langkah.get(panah.ke) if panah.ke else None
        if tujuan:
            return f"ke langkah {self.nomor[tujuan.id]}{_dalam_kurung(tujuan.kegiatan)}"
        if panah.ke or panah.tertulis:
            return f"ke langkah {panah.tertulis or '?'} yang tidak ada di tabel"
        return "ke langkah berikutnya" if panah.label else "berhenti"

    def _waktu(self, waktu: Waktu, *, rinci: bool) -> str:
        if waktu.teks and not rinci:
            return waktu.teks
        terukur = _terukur(waktu)
        if not rinci:
            return terukur
        gabung = self.nomor.get(waktu.gabung_dengan, "?") if waktu.gabung_dengan else ""
        bagian = [
            f"terukur {terukur}" if terukur else "tidak terukur",
            f"satu sel dengan langkah {gabung}" if gabung else "",
        ]
        return f"{waktu.teks} ({', '.join(filter(None, bagian))})".strip()


def kamus(naskah: Naskah) -> Kamus:
    return Kamus(
        nomor_langkah(naskah.langkah),
        {x.id: x for x in naskah.langkah},
        {p.id: p.jabatan for p in naskah.pelaksana},
    )


def _terukur(waktu: Waktu) -> str:
    angka = f"{waktu.min:f}-{waktu.maks:f}" if waktu.min is not None and waktu.maks is not None else ""
    if not angka and waktu.nilai is not None:
        angka = f"{waktu.nilai:f}"
    kata = [
        angka.replace(".", ","),
        waktu.satuan.sebutan if waktu.satuan else "",
        f"per {waktu.per}" if waktu.per else "",
    ]
    return " ".join(filter(None, kata))


def _dalam_kurung(kegiatan: str) -> str:
    kegiatan = " ".join(kegiatan.split())
    if len(kegiatan) > _PANJANG_KEGIATAN:
        kegiatan = kegiatan[: _PANJANG_KEGIATAN - 1].rstrip() + "…"
    return f" ({kegiatan})" if kegiatan else ""
