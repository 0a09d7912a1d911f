"""Which parts of the form an answer carries: the cell that was open, the one that opens, and what depends on them.

The browser says in two headers what it shows: which cell is open (`Sel`), and the frame of the table (`Rangka`: its
columns, its rows and their arrows). As long as the frame is the same, a row is enough; else all rows, or the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from flask import current_app, request

from app.htmx import Bagian
from app.sop.bagan import baris_alur
from domain.sop.alur import Bagan
from domain.sop.naskah import PILIHAN, Daftar, Naskah

_DI_KLASIFIKASI = {"unit", *map(str, PILIHAN), "label_nomor", "label_tanggal_efektif"}
_JUGA_DI_KEPALA = {"unit", "label_nomor", "label_tanggal_efektif"}

_DAFTAR = set(map(str, Daftar))

Isi = dict[str, Any]


def rangka(naskah: Naskah, bagan: Bagan) -> str:
    """Two short digests: of the columns, and of the rows with their arrows. Merged times belong to the frame."""
    gabung = [x.waktu for x in naskah.langkah] if any(x.waktu.gabung_dengan for x in naskah.langkah) else ()
    baris = ([x.id for x in naskah.langkah], baris_alur(naskah), gabung)
    return ".".join(_sidik(bagian) for bagian in ((naskah.pelaksana, bagan.gaya.kolom), baris))


def _sidik(nilai: object) -> str:
    return blake2b(repr(nilai).encode(), digest_size=6).hexdigest()


def petak(isi: Isi, disimpan: str) -> list[Bagian] | None:
    """The parts after `disimpan` was saved; None when the browser does not say what it shows: then everything comes."""
    di_layar = request.headers.get("Rangka", "").partition(".")
    if not di_layar[2] or "Sel" not in request.headers:
        return None
    terbuka = request.headers["Sel"]
    sel = [s for s in dict.fromkeys((terbuka, disimpan, isi["sel"].nama)) if s]
    ui: Any = current_app.jinja_env.globals["ui"]
    hasil = [
        Bagian("#keadaan", _cetak(ui.keadaan_sunting, isi)),
        Bagian("#pesan-sunting", _cetak(ui.pesan_sunting, isi)),
    ]
    hasil += _di_luar_tabel(ui, isi, sel)
    kolom, _, baris = isi["rangka"].partition(".")
    if kolom != di_layar[0]:
        return [*_tanpa_isi_kertas(hasil), Bagian("#kertas", _cetak(ui.kertas_sunting, isi))]
    if baris != di_layar[2] or not _satu_baris(isi, sel):
        return [*hasil, Bagian("#langkah", _cetak(ui.badan_sunting, isi))]
    return [*hasil, *_baris(ui, isi, terbuka, sel)]


def _cetak(makro: Any, isi: Isi, *lain: object) -> str:
    """A macro with those of the page's values that it asks for."""
    return str(makro(*lain, **{nama: isi[nama] for nama in makro.arguments if nama in isi}))


def _tanpa_isi_kertas(bagian: list[Bagian]) -> list[Bagian]:
    """The sheet brings its own identity and boxes."""
    return [b for b in bagian if b.tujuan != "#identitas" and not b.tujuan.startswith("#k-")]


def _di_luar_tabel(ui: Any, isi: Isi, sel: list[str]) -> Iterator[Bagian]:
    """Columns, identity sheet, boxes and classification, each once."""
    isian = {s.removeprefix("isian.") for s in sel if s.startswith("isian.")}
    if any(s.startswith("pelaksana.") for s in sel):
        yield Bagian("#kolom-pelaksana", _cetak(ui.kolom_sunting, isi))
    if isian - (_DI_KLASIFIKASI - _JUGA_DI_KEPALA):
        yield Bagian("#identitas", _cetak(ui.identitas_sunting, isi))
    if isian & _DI_KLASIFIKASI:
        yield Bagian("#klasifikasi-sop", _cetak(ui.klasifikasi_sunting, isi))
    if "nama" in isian:
        yield Bagian("#judul-sop", _cetak(ui.judul_sunting, isi))
    for daftar in dict.fromkeys(s.split(".")[1] for s in sel if s.startswith("butir.")):
        if daftar not in _DAFTAR:
            continue
        yield Bagian(f"#k-{daftar}", _cetak(ui.kotak_sunting, isi, daftar))


def _langkah(sel: list[str]) -> list[str]:
    return [s.removeprefix("langkah.") for s in sel if s.startswith("langkah.")]


def _satu_baris(isi: Isi, sel: list[str]) -> bool:
    """Whether the rows concerned can be changed one by one: no new row opens or stays open."""
    ada = {str(x.id) for x in isi["sop"].naskah.langkah}
    return all(s in ada or (s.startswith("baru.") and isi["sel"].nama != f"langkah.{s}") for s in _langkah(sel))


def _baris(ui: Any, isi: Isi, terbuka: str, sel: list[str]) -> Iterator[Bagian]:
    """Rows, closed or open. An open one is two rows of the table, and so is what takes its place."""
    tempat = {str(x.id): n for n, x in enumerate(isi["sop"].naskah.langkah)}
    for satu in _langkah(sel):
        terbuka_ini = terbuka == f"langkah.{satu}"
        if satu in tempat:
            baris = _cetak(ui.baris_sunting, isi, tempat[satu])
            yield Bagian("#sel" if terbuka_ini else f"#l-{satu}", baris)
        elif terbuka_ini:
            yield Bagian("#sel", cara="delete")
        if terbuka_ini:
            yield Bagian("#sel-alat", cara="delete")
