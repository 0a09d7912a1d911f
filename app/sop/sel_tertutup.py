"""One closed cell of the form as a part of an answer: the same macros draw it that draw the whole form."""

from __future__ import annotations

from typing import Any

from flask import current_app

from app.htmx import Bagian
from app.sop.rujukan import keadaan_butir
from domain.sop.naskah import SEBUTAN_ISIAN, TANGGAL, Daftar, Isian

Isi = dict[str, Any]
TETAP = "outerMorph"
"""Leaves in place what has not changed, so that whoever stands on a link of the cell goes on standing there."""


def sel_tertutup(isi: Isi, sel: str) -> Bagian | None:
    """Where the cell is and what it shows now; None when it is gone. An open cell has no such place, and stays."""
    jenis, _, nama = sel.partition(".")
    if jenis == "langkah":
        return _langkah(isi, nama)
    if jenis == "isian":
        return _isian(isi, Isian(nama))
    if jenis == "butir":
        return _butir(isi, *nama.split("."))
    return None


def _cetak(berkas: str, makro: str, isi: Isi) -> str:
    """A macro with those of the values that it asks for."""
    modul: Any = current_app.jinja_env.get_template(f"components/{berkas}.html").module
    fungsi = getattr(modul, makro)
    return str(fungsi(**{satu: isi[satu] for satu in fungsi.arguments if satu in isi}))


def _langkah(isi: Isi, langkah_id: str) -> Bagian | None:
    naskah = isi["sop"].naskah
    tempat = {str(x.id): n for n, x in enumerate(naskah.langkah)}
    if langkah_id not in tempat:
        return None
    umum: Any = current_app.jinja_env.globals  # as the templates have them
    baris = isi | {"n": tempat[langkah_id], "no": umum["nomor"](naskah), "teks": umum["alur_teks"](naskah)}
    return Bagian(f"#l-{langkah_id}", _cetak("sunting_langkah", "baris", baris), TETAP)


def _isian(isi: Isi, isian: Isian) -> Bagian:
    satu = isi | {"nama": isian.value, "sebutan": SEBUTAN_ISIAN[isian], "tanggal": isian in TANGGAL}
    return Bagian(_pintu("td", f"isian.{isian.value}"), _cetak("sunting_identitas", "isian_sel", satu), TETAP)


def _butir(isi: Isi, daftar: str, butir_id: str) -> Bagian | None:
    semua = isi["sop"].naskah.isi_daftar(Daftar(daftar))
    butir = next((b for b in semua if str(b.id) == butir_id), None)
    if butir is None:
        return None
    keadaan = keadaan_butir(daftar, semua).get(butir.id)
    tempat = {"pertama": butir == semua[0], "terakhir": butir == semua[-1]}
    satu = isi | {"d": daftar, "b": butir, "keadaan": keadaan, **tempat}
    return Bagian(_pintu("span", f"butir.{daftar}.{butir_id}"), _cetak("sunting_identitas", "butir", satu), TETAP)


def _pintu(unsur: str, sel: str) -> str:
    """A closed cell is the one with the link that opens it."""
    return f'{unsur}.e:has(> [data-buka="{sel}"])'
