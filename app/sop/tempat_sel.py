"""The places of the form by the names of their cells: what each is called, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from domain.sop.kalimat_sel import SEBUTAN_KOLOM, SEBUTAN_PELAKSANA, isian_terbaca, kolom_terbaca
from domain.sop.langkah import nomor_langkah
from domain.sop.naskah import SEBUTAN_ISIAN, Daftar, Isian, Naskah


@dataclass(frozen=True, slots=True)
class Petak:
    """A cell, or a row, a box, a column as one."""

    sel: str
    sebutan: str
    isi: str


def petak_lembar(naskah: Naskah) -> list[Petak]:
    """The form as a reader goes through it: fields that say something, boxes, columns, steps."""
    nomor = nomor_langkah(naskah.langkah)
    return [
        *(Petak(f"isian.{i.value}", SEBUTAN_ISIAN[i], isian_terbaca(i, v)) for i, v in naskah.isian),
        *(Petak(f"butir.{d.value}", d.sebutan, "; ".join(b.teks for b in isi)) for d, isi in naskah.daftar),
        *(Petak(f"pelaksana.{p.id}", "kolom pelaksana", p.jabatan) for p in naskah.pelaksana),
        *(Petak(f"langkah.{x.id}", f"langkah {nomor[x.id]}", x.kegiatan) for x in naskah.langkah),
    ]


def petak_sel(naskah: Naskah, sel: str) -> tuple[str, list[Petak]] | None:
    """What a place is called, and its cells; None where no form of ours has such a place."""
    match sel.split("."):
        case ["isian", nama] if nama in set(Isian):
            isian = Isian(nama)
            isi = isian_terbaca(isian, naskah.nilai(isian))
            return SEBUTAN_ISIAN[isian], [Petak(sel, SEBUTAN_ISIAN[isian], isi)]
        case ["butir", nama, *_] if nama in set(Daftar):
            butir = naskah.isi_daftar(Daftar(nama))
            return Daftar(nama).sebutan, [
                Petak(f"butir.{nama}.{b.id}", f"butir {n}", b.teks) for n, b in enumerate(butir, 1)
            ]
        case ["pelaksana", ident, *_]:
            return _pelaksana(naskah, ident)
        case ["langkah", ident, *_]:
            return _langkah(naskah, ident)
        case _:
            return None


def _pelaksana(naskah: Naskah, ident: str) -> tuple[str, list[Petak]]:
    kolom = next((p for p in naskah.pelaksana if str(p.id) == ident), None)
    if kolom is None:
        return "kolom pelaksana yang sudah tidak ada", []
    isi = {"jabatan": kolom.jabatan, "unit": kolom.unit, "kode": kolom.kode}
    sebutan = {"jabatan": "nama jabatan"} | SEBUTAN_PELAKSANA
    return f"kolom pelaksana {kolom.jabatan}", [
        Petak(f"pelaksana.{ident}.{k}", sebutan[k], v) for k, v in isi.items() if v
    ]


def _langkah(naskah: Naskah, ident: str) -> tuple[str, list[Petak]]:
    langkah = next((x for x in naskah.langkah if str(x.id) == ident), None)
    if langkah is None:
        return "langkah yang sudah tidak ada", []
    sel = [(k, sebutan, kolom_terbaca(naskah, k, langkah)) for k, sebutan in SEBUTAN_KOLOM.items()]
    judul = f"langkah {nomor_langkah(naskah.langkah)[langkah.id]}"
    return judul, [Petak(f"langkah.{ident}.{k}", sebutan, isi) for k, sebutan, isi in sel if isi]
