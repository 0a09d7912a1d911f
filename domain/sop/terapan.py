"""The sheet after one more edit: pure replacement by id, which never refuses."""

from __future__ import annotations

from dataclasses import replace

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
    PeristiwaDaftar,
    PeristiwaLangkah,
    PeristiwaNaskah,
    PeristiwaPelaksana,
)
from domain.sop.langkah import KOLOM_LANGKAH, Langkah, UbahanLangkah
from domain.sop.naskah import Naskah, buang, ganti, pindah, sisip


def terapkan(naskah: Naskah, peristiwa: PeristiwaNaskah) -> Naskah:
    """The content after one edit."""
    if isinstance(peristiwa, IsianDiubah):
        return naskah.dengan_isian(peristiwa.isian, peristiwa.nilai)
    if isinstance(peristiwa, PeristiwaDaftar):
        return _daftar(naskah, peristiwa)
    if isinstance(peristiwa, PeristiwaPelaksana):
        return _pelaksana(naskah, peristiwa)
    return _langkah(naskah, peristiwa)


def _daftar(naskah: Naskah, peristiwa: PeristiwaDaftar) -> Naskah:
    isi = naskah.isi_daftar(peristiwa.daftar)
    match peristiwa:
        case ButirDitambahkan(_, butir, setelah):
            isi = sisip(isi, butir, setelah)
        case ButirDiubah(_, butir):
            isi = ganti(isi, butir.id, lambda _: butir)
        case ButirDipindah(_, butir_id, setelah):
            isi = pindah(isi, butir_id, setelah)
        case ButirDihapus(_, butir_id):  # pragma: no branch - mypy knows that it is the last
            isi = buang(isi, butir_id)
    return naskah.dengan_daftar(peristiwa.daftar, isi)


def _pelaksana(naskah: Naskah, peristiwa: PeristiwaPelaksana) -> Naskah:
    match peristiwa:
        case PelaksanaDitambahkan(pelaksana, setelah):
            return replace(naskah, pelaksana=sisip(naskah.pelaksana, pelaksana, setelah))
        case PelaksanaDiubah(pelaksana):
            return replace(naskah, pelaksana=ganti(naskah.pelaksana, pelaksana.id, lambda _: pelaksana))
        case PelaksanaDipindah(pelaksana_id, setelah):
            return replace(naskah, pelaksana=pindah(naskah.pelaksana, pelaksana_id, setelah))
        case PelaksanaDihapus(pelaksana_id):  # pragma: no branch - mypy knows that it is the last
            return naskah.tanpa_pelaksana(pelaksana_id)


def _langkah(naskah: Naskah, peristiwa: PeristiwaLangkah) -> Naskah:
    match peristiwa:
        case LangkahDitambahkan(langkah, setelah):
            return replace(naskah, langkah=sisip(naskah.langkah, langkah, setelah))
        case LangkahDiubah(langkah_id, ubahan):
            return replace(naskah, langkah=ganti(naskah.langkah, langkah_id, lambda lama: ubah_langkah(lama, ubahan)))
        case LangkahDipindah(langkah_id, setelah):
            return replace(naskah, langkah=pindah(naskah.langkah, langkah_id, setelah))
        case LangkahDihapus(langkah_id):  # pragma: no branch - mypy knows that it is the last
            return naskah.tanpa_langkah(langkah_id)


def ubah_langkah(langkah: Langkah, ubahan: UbahanLangkah) -> Langkah:
    baru = {kolom: getattr(ubahan, kolom) for kolom in KOLOM_LANGKAH}
    return replace(langkah, **{kolom: nilai for kolom, nilai in baru.items() if nilai is not None})
