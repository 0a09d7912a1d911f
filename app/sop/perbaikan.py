"""A certain correction as the form of its cell: the cell's fields as they are, the correction's own over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from app import jinja
from app.isian import id_atau_tiada
from app.sop.forms import CABANG_TERBANYAK
from app.sop.lembar import kemas
from domain.sop.langkah import Langkah, LangkahId, Pelaksana, PelaksanaId
from domain.sop.naskah import ButirId, Daftar, Isian
from domain.sop.pemeriksaan.temuan import Temuan
from domain.sop.state import Sop

Bidang = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kiriman:
    """A small form: where it posts to, its hidden fields, the words on its button."""

    alamat: str
    bidang: Bidang
    tombol: str


def kiriman(sop: Sop, temuan: Temuan) -> tuple[Kiriman, ...]:
    """None where the cell is gone, or is more than its form can hold."""
    if not temuan.perbaikan:
        return ()
    sel = _sel(sop, temuan.tempat.sel)
    if sel is None:
        return ()
    alamat, semula = sel
    return tuple(Kiriman(alamat, _timpa(semula, p.isi), p.tombol) for p in temuan.perbaikan)


def _timpa(semula: Bidang, isi: Mapping[str, str]) -> Bidang:
    return (*((nama, nilai) for nama, nilai in semula if nama not in isi), *isi.items())


def _sel(sop: Sop, sel: str) -> tuple[str, Bidang] | None:
    """Where a cell is saved, and the fields of its form as an editor would send them unchanged."""
    jenis, _, sisa = sel.partition(".")
    cari = {"isian": _isian, "butir": _butir, "langkah": _langkah, "pelaksana": _pelaksana}.get(jenis)
    return cari(sop, sisa) if cari else None


def _isian(sop: Sop, nama: str) -> tuple[str, Bidang] | None:
    kini = sop.naskah.nilai(Isian(nama))
    return url_for("penyuntingan.isian", sop_id=sop.id, nama=nama), (("dari", kini), ("nilai", kini))


def _butir(sop: Sop, sisa: str) -> tuple[str, Bidang] | None:
    nama, _, ekor = sisa.partition(".")
    butir_id = id_atau_tiada(ekor)
    butir = next((b for b in sop.naskah.isi_daftar(Daftar(nama)) if b.id == butir_id), None)
    if butir is None:
        return None
    alamat = url_for("penyuntingan.butir", sop_id=sop.id, nama=nama, butir_id=ButirId(butir.id))
    return alamat, (("dari", butir.teks), ("nilai", butir.teks))


def _langkah(sop: Sop, ekor: str) -> tuple[str, Bidang] | None:
    langkah_id = id_atau_tiada(ekor)
    baris = sop.naskah.cari_langkah(LangkahId(langkah_id)) if langkah_id else None
    if baris is None or len(baris.panah) > CABANG_TERBANYAK:
        return None
    return url_for("langkah.ubah", sop_id=sop.id, langkah_id=baris.id), _bidang_langkah(baris)


def _bidang_langkah(x: Langkah) -> Bidang:
    w = x.waktu
    lama = f"{w.min:f}-{w.maks:f}" if w.min is not None and w.maks is not None else ""
    lama = f"{w.nilai:f}" if w.nilai is not None else lama
    cabang = [
        pasangan
        for n, p in enumerate(x.panah)
        for pasangan in ((f"cabang_label_{n}", p.label), (f"cabang_ke_{n}", str(p.ke) if p.ke else p.tertulis))
    ]
    return (
        ("dari", kemas(jinja.ubahan(x))),
        ("kegiatan", x.kegiatan),
        ("simbol", x.simbol.value),
        *(("pelaksana", str(p)) for p in x.pelaksana),
        ("pertanyaan", x.pertanyaan),
        ("kelengkapan", "\n".join(x.kelengkapan)),
        ("lama", lama),
        ("satuan", w.satuan.value if w.satuan else ""),
        ("per", w.per),
        ("teks_waktu", w.teks),
        ("output", x.output),
        ("keterangan", x.keterangan),
        *cabang,
    )


def _pelaksana(sop: Sop, ekor: str) -> tuple[str, Bidang] | None:
    pelaksana_id: UUID | None = id_atau_tiada(ekor)
    p = sop.naskah.cari_pelaksana(PelaksanaId(pelaksana_id)) if pelaksana_id else None
    if p is None:
        return None
    return url_for("langkah.pelaksana_ubah", sop_id=sop.id, pelaksana_id=p.id), _bidang_pelaksana(p)


def _bidang_pelaksana(p: Pelaksana) -> Bidang:
    tanda = (("eksternal", p.eksternal), ("bukan_orang", p.bukan_orang))
    isi = (("dari", kemas(p)), ("jabatan", p.jabatan), ("kode", p.kode), ("unit", p.unit))
    return (*isi, *((nama, "ya") for nama, ya in tanda if ya))
