"""Taking back one's own last edit: new events that restore what was there before; nothing is ever removed.

Refused where the same place was changed since: what somebody else wrote there is not undone with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from domain.sop.errors import PembatalanTertinggalError
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
    PeristiwaNaskah,
    PeristiwaPelaksana,
)
from domain.sop.langkah import KOLOM_LANGKAH, Langkah, UbahanLangkah
from domain.sop.naskah import Beridentitas, Naskah, sebelum
from domain.sop.penyuntingan import pastikan_dapat_disunting
from domain.sop.state import Sop
from domain.sop.terapan import terapkan
from domain.sop.terapan import ubah_langkah as terapkan_ubahan

T = TypeVar("T", bound=Beridentitas)


def batalkan(sop: Sop, semula: Naskah, disimpan: Sequence[PeristiwaNaskah]) -> tuple[PeristiwaNaskah, ...]:
    """What restores `semula`, the content before the edits of one save, where those edits changed it."""
    pastikan_dapat_disunting(sop)
    keadaan = [semula]
    for peristiwa in disimpan:
        keadaan.append(terapkan(keadaan[-1], peristiwa))
    kini, hasil = sop.naskah, list[PeristiwaNaskah]()
    for dulu, lalu, peristiwa in reversed(list(zip(keadaan, keadaan[1:], disimpan, strict=False))):
        for balik in _balikkan(peristiwa, dulu, lalu, kini):
            kini = terapkan(kini, balik)
            hasil.append(balik)
    return tuple(hasil)


def _balikkan(peristiwa: PeristiwaNaskah, dulu: Naskah, lalu: Naskah, kini: Naskah) -> Iterator[PeristiwaNaskah]:
    """The opposite of one edit that led from `dulu` to `lalu`, applied to what stands there now."""
    if isinstance(peristiwa, IsianDiubah):
        _pastikan(kini.nilai(peristiwa.isian) == peristiwa.nilai)
        yield IsianDiubah(peristiwa.isian, dulu.nilai(peristiwa.isian))
    elif isinstance(peristiwa, PeristiwaDaftar):
        yield _daftar(peristiwa, dulu, lalu, kini)
    elif isinstance(peristiwa, PeristiwaPelaksana):
        yield from _pelaksana(peristiwa, dulu, lalu, kini)
    elif isinstance(peristiwa, LangkahDihapus):
        langkah = _utuh(_ambil(dulu.langkah, peristiwa.langkah_id), kini)
        yield LangkahDitambahkan(langkah, _tempat(dulu.langkah, langkah.id, kini.langkah))
        yield from _yang_ikut_berubah(dulu, lalu, kini)
    elif isinstance(peristiwa, LangkahDitambahkan):
        _pastikan(_ambil(kini.langkah, peristiwa.langkah.id) == _ambil(lalu.langkah, peristiwa.langkah.id))
        yield LangkahDihapus(peristiwa.langkah.id)
    elif isinstance(peristiwa, LangkahDipindah):
        _pastikan_di_tempatnya(lalu.langkah, kini.langkah, peristiwa.langkah_id)
        tempat = _tempat(dulu.langkah, peristiwa.langkah_id, kini.langkah)
        yield LangkahDipindah(peristiwa.langkah_id, tempat)
    else:
        yield _kolom_semula(peristiwa, dulu, kini)


def _daftar(peristiwa: PeristiwaDaftar, dulu: Naskah, lalu: Naskah, kini: Naskah) -> PeristiwaNaskah:
    daftar = peristiwa.daftar
    semula, sesudah, sekarang = (n.isi_daftar(daftar) for n in (dulu, lalu, kini))
    match peristiwa:
        case ButirDitambahkan(_, butir, _):
            _pastikan(_ambil(sekarang, butir.id) == butir)
            return ButirDihapus(daftar, butir.id)
        case ButirDiubah(_, butir):
            _pastikan(_ambil(sekarang, butir.id) == butir)
            return ButirDiubah(daftar, _ambil(semula, butir.id))
        case ButirDipindah(_, butir_id, _):
            _pastikan_di_tempatnya(sesudah, sekarang, butir_id)
            return ButirDipindah(daftar, butir_id, _tempat(semula, butir_id, sekarang))
        case ButirDihapus(_, butir_id):  # pragma: no branch - mypy knows that it is the last
            return ButirDitambahkan(daftar, _ambil(semula, butir_id), _tempat(semula, butir_id, sekarang))


def _pelaksana(
    peristiwa: PeristiwaPelaksana, dulu: Naskah, lalu: Naskah, kini: Naskah
) -> Iterator[PeristiwaPelaksana | LangkahDiubah]:
    match peristiwa:
        case PelaksanaDitambahkan(pelaksana, _):
            _pastikan(_ambil(kini.pelaksana, pelaksana.id) == pelaksana)
            _pastikan(not any(pelaksana.id in x.pelaksana for x in kini.langkah))
            yield PelaksanaDihapus(pelaksana.id)
        case PelaksanaDiubah(pelaksana):
            _pastikan(_ambil(kini.pelaksana, pelaksana.id) == pelaksana)
            yield PelaksanaDiubah(_ambil(dulu.pelaksana, pelaksana.id))
        case PelaksanaDipindah(pelaksana_id, _):
            _pastikan_di_tempatnya(lalu.pelaksana, kini.pelaksana, pelaksana_id)
            yield PelaksanaDipindah(pelaksana_id, _tempat(dulu.pelaksana, pelaksana_id, kini.pelaksana))
        case PelaksanaDihapus(pelaksana_id):  # pragma: no branch - mypy knows that it is the last
            kolom = _ambil(dulu.pelaksana, pelaksana_id)
            _pastikan(not kolom.kode or all(p.kode != kolom.kode for p in kini.pelaksana))
            yield PelaksanaDitambahkan(kolom, _tempat(dulu.pelaksana, pelaksana_id, kini.pelaksana))
            yield from _yang_ikut_berubah(dulu, lalu, kini)


def _yang_ikut_berubah(dulu: Naskah, lalu: Naskah, kini: Naskah) -> Iterator[LangkahDiubah]:
    """Other rows that lost an arrow or a pelaksana with what was deleted, as far as nobody has touched that since."""
    semula = {x.id: x for x in dulu.langkah}
    for sesudah in lalu.langkah:
        kolom = _beda(semula[sesudah.id], sesudah)
        baris = kini.cari_langkah(sesudah.id)
        if kolom and baris and all(getattr(baris, k) == getattr(sesudah, k) for k in kolom):
            yield _kembalikan(semula[sesudah.id], kolom)


def _beda(satu: Langkah, dua: Langkah) -> list[str]:
    return [k for k in KOLOM_LANGKAH if getattr(satu, k) != getattr(dua, k)]


def _kolom_semula(peristiwa: LangkahDiubah, dulu: Naskah, kini: Naskah) -> LangkahDiubah:
    baris = _ambil(kini.langkah, peristiwa.langkah_id)
    kolom = [k for k in KOLOM_LANGKAH if getattr(peristiwa.ubahan, k) is not None]
    _pastikan(all(getattr(baris, k) == getattr(peristiwa.ubahan, k) for k in kolom))
    semula = _ambil(dulu.langkah, baris.id)
    _utuh(terapkan_ubahan(baris, _kembalikan(semula, kolom).ubahan), kini)
    return _kembalikan(semula, kolom)


def _utuh(langkah: Langkah, kini: Naskah) -> Langkah:
    """A row whose columns and targets are all still there."""
    kolom, baris = {p.id for p in kini.pelaksana}, {x.id for x in kini.langkah} | {langkah.id}
    _pastikan(set(langkah.pelaksana) <= kolom)
    _pastikan(all(p.ke is None or p.ke in baris for p in langkah.panah))
    return langkah


def _kembalikan(semula: Langkah, kolom: list[str]) -> LangkahDiubah:
    kosong = UbahanLangkah()
    return LangkahDiubah(semula.id, replace(kosong, **{k: getattr(semula, k) for k in kolom}))


def _ambil(barisan: tuple[T, ...], unsur_id: UUID) -> T:
    unsur = next((x for x in barisan if x.id == unsur_id), None)
    if unsur is None:
        raise PembatalanTertinggalError
    return unsur


def _tempat(semula: tuple[T, ...], unsur_id: UUID, kini: tuple[T, ...]) -> Any:
    """The id of what it stood after; if that is gone, of the nearest before it that is still there."""
    ids = [x.id for x in semula]
    ada = {x.id for x in kini}
    return next((i for i in reversed(ids[: ids.index(unsur_id)]) if i in ada), None)


def _pastikan_di_tempatnya(lalu: tuple[T, ...], kini: tuple[T, ...], unsur_id: UUID) -> None:
    _ambil(kini, unsur_id)
    _pastikan(sebelum(lalu, unsur_id) == sebelum(kini, unsur_id))


def _pastikan(masih: bool) -> None:
    if not masih:
        raise PembatalanTertinggalError
