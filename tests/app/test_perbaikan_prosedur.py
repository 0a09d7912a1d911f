"""A one-click correction does what its button says: posted to its cell, it makes the finding go away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from app.sop.forms import pelaksana, ubahan_langkah
from domain.sop.langkah import Langkah
from domain.sop.naskah import Isian, Naskah, ganti
from domain.sop.pemeriksaan.temuan import Perbaikan, Temuan
from domain.sop.pemeriksaan.waktu import lama_formulir
from domain.sop.terapan import ubah_langkah
from tests.domain.sop.pemeriksaan.bahan import kena
from tests.domain.sop.pemeriksaan.test_aturan_prosedur import CONTOH

PERBAIKAN = [
    pytest.param(t, p, id=f"{t.aturan} {p.tombol}")
    for kode, (salah, _) in CONTOH.items()
    for t in kena(kode, salah)
    for p in t.perbaikan
]


def formulir(x: Langkah) -> dict[str, str | list[str]]:
    """The open row as the editor's form holds it."""
    isi: dict[str, str | list[str]] = {
        "kegiatan": x.kegiatan,
        "simbol": x.simbol.value,
        "pertanyaan": x.pertanyaan,
        "kelengkapan": "\n".join(x.kelengkapan),
        "lama": lama_formulir(x.waktu),
        "satuan": x.waktu.satuan.value if x.waktu.satuan else "",
        "per": x.waktu.per,
        "teks_waktu": x.waktu.teks,
        "output": x.output,
        "keterangan": x.keterangan,
        "pelaksana": [str(p) for p in x.pelaksana],
    }
    for n, panah in enumerate(x.panah):
        isi |= {f"cabang_label_{n}": panah.label, f"cabang_ke_{n}": str(panah.ke or panah.tertulis)}
    return isi


def sesudah(naskah: Naskah, temuan: Temuan, perbaikan: Perbaikan) -> Naskah:
    if temuan.tempat.sel == f"isian.{Isian.SIFAT}":
        return naskah.dengan_isian(Isian.SIFAT, perbaikan.isi["nilai"])
    if temuan.tempat.langkah is None:
        kolom = next(p for p in naskah.pelaksana if temuan.tempat.sel == f"pelaksana.{p.id}")
        isi = {"jabatan": kolom.jabatan, "kode": kolom.kode, **perbaikan.isi}
        return replace(naskah, pelaksana=ganti(naskah.pelaksana, kolom.id, lambda p: pelaksana(MultiDict(isi), p.id)))

    def ubah(x: Langkah) -> Langkah:
        return ubah_langkah(x, ubahan_langkah(MultiDict({**formulir(x), **perbaikan.isi}), x, naskah))

    return replace(naskah, langkah=ganti(naskah.langkah, temuan.tempat.langkah, ubah))


def test_ada_yang_diperiksa() -> None:
    assert {p.values[0].aturan for p in PERBAIKAN} >= {"KG-01", "KG-03", "MB-04", "MB-05", "MB-06", "TX-03", "TX-04"}


@pytest.mark.parametrize(("temuan", "perbaikan"), PERBAIKAN)
def test_perbaikan_menghilangkan_temuannya(temuan: Temuan, perbaikan: Perbaikan) -> None:
    bahan = CONTOH[temuan.aturan][0]
    dulu = [t for t in kena(temuan.aturan, bahan) if t.tempat == temuan.tempat]
    kini = kena(temuan.aturan, replace(bahan, naskah=sesudah(bahan.naskah, temuan, perbaikan)))
    assert len([t for t in kini if t.tempat == temuan.tempat]) < len(dulu)
