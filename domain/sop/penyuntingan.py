"""Edits of the identity sheet. Each names its cell and the value it was drawn from (decision D4)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.kernel import Bentrok, JabatanId, OpdId, teks_bersih, teks_rapi
from domain.sop.errors import (
    NilaiTidakDikenalError,
    SopTidakDapatDisuntingError,
    TanggalTidakDikenalError,
    UnsurTidakAdaError,
)
from domain.sop.events import (
    AsalDicatat,
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    PenyusunDitetapkan,
    SopDibuat,
)
from domain.sop.naskah import (
    PILIHAN,
    TANGGAL,
    Butir,
    ButirId,
    Daftar,
    Isian,
    sebelum,
)
from domain.sop.state import Sop, Tahap

PANJANG_NAMA = 300
PANJANG_ASAL = 20_000
_TANGGAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


def pastikan_dapat_disunting(sop: Sop) -> None:
    if sop.tahap is not Tahap.KONSEP:
        raise SopTidakDapatDisuntingError


def buat(*, nama: str, opd_id: OpdId, penyusun: JabatanId | None = None, unit: str = "") -> SopDibuat:
    """A new SOP. Everything else of the form may follow later, cell by cell."""
    return SopDibuat(
        opd_id,
        teks_bersih(nama, "nama", wajib=True, panjang=PANJANG_NAMA),
        penyusun,
        teks_bersih(unit, "unit", panjang=PANJANG_NAMA),
    )


def catat_asal(sop: Sop, rincian: str) -> AsalDicatat:
    pastikan_dapat_disunting(sop)
    return AsalDicatat(teks_bersih(rincian, "asal", panjang=PANJANG_ASAL))


def tetapkan_penyusun(sop: Sop, jabatan_id: JabatanId) -> tuple[PenyusunDitetapkan, ...]:
    return () if sop.penyusun == jabatan_id else (PenyusunDitetapkan(jabatan_id),)


def tanggal_bersih(teks: str, bidang: str) -> str:
    """A date as sheets have it: whole, month and year, or year alone (ISO 8601); empty for none."""
    teks = teks.strip()
    if not teks:
        return ""
    cocok = _TANGGAL.fullmatch(teks)
    if not cocok:
        raise TanggalTidakDikenalError(bidang=bidang)
    tahun, bulan, hari = cocok.groups()
    try:
        date(int(tahun), int(bulan or 1), int(hari or 1))
    except ValueError:
        raise TanggalTidakDikenalError(bidang=bidang) from None
    return teks


def _nilai_bersih(isian: Isian, nilai: str) -> str:
    if isian in TANGGAL:
        return tanggal_bersih(nilai, isian.value)
    bersih = teks_bersih(nilai, isian.value, wajib=isian is Isian.NAMA, panjang=PANJANG_NAMA)
    if bersih and isian in PILIHAN and bersih not in PILIHAN[isian]:
        raise NilaiTidakDikenalError(isian.value, PILIHAN[isian])
    return bersih


def ubah_isian(sop: Sop, isian: Isian, *, dari: str, menjadi: str) -> tuple[IsianDiubah, ...]:
    pastikan_dapat_disunting(sop)
    baru, kini = _nilai_bersih(isian, menjadi), sop.naskah.nilai(isian)
    if baru == kini:
        return ()
    if teks_rapi(dari) != kini:
        raise Bentrok(isian.value, kini, baru)
    return (IsianDiubah(isian, baru),)


def _cari(sop: Sop, daftar: Daftar, butir_id: ButirId) -> Butir:
    for butir in sop.naskah.isi_daftar(daftar):
        if butir.id == butir_id:
            return butir
    raise UnsurTidakAdaError("Butir")


def tambah_butir(sop: Sop, daftar: Daftar, *, butir_id: ButirId, teks: str, rujukan: str = "") -> ButirDitambahkan:
    """A new entry at the end of its box."""
    pastikan_dapat_disunting(sop)
    isi = sop.naskah.isi_daftar(daftar)
    butir = Butir(butir_id, teks_bersih(teks, "teks", wajib=True), teks_bersih(rujukan, "rujukan"))
    return ButirDitambahkan(daftar, butir, isi[-1].id if isi else None)


def ubah_butir(
    sop: Sop, daftar: Daftar, butir_id: ButirId, *, dari: str, menjadi: str, rujukan: str | None = None
) -> tuple[ButirDiubah, ...]:
    """New text; what it refers to stays, unless something else is named."""
    pastikan_dapat_disunting(sop)
    lama = _cari(sop, daftar, butir_id)
    baru = teks_bersih(menjadi, "teks", wajib=True)
    tertuju = lama.rujukan if rujukan is None else teks_bersih(rujukan, "rujukan")
    if (baru, tertuju) == (lama.teks, lama.rujukan):
        return ()
    if teks_rapi(dari) != lama.teks:
        raise Bentrok(daftar.sebutan, lama.teks, baru)
    return (ButirDiubah(daftar, replace(lama, teks=baru, rujukan=tertuju)),)


def pindah_butir(sop: Sop, daftar: Daftar, butir_id: ButirId, *, setelah: ButirId | None) -> tuple[ButirDipindah, ...]:
    pastikan_dapat_disunting(sop)
    isi = sop.naskah.isi_daftar(daftar)
    _cari(sop, daftar, butir_id)
    if setelah is not None:
        _cari(sop, daftar, setelah)
    if setelah in (butir_id, sebelum(isi, butir_id)):
        return ()
    return (ButirDipindah(daftar, butir_id, setelah),)


def hapus_butir(sop: Sop, daftar: Daftar, butir_id: ButirId, *, dari: str) -> ButirDihapus:
    pastikan_dapat_disunting(sop)
    lama = _cari(sop, daftar, butir_id)
    if teks_rapi(dari) != lama.teks:
        raise Bentrok(daftar.sebutan, lama.teks)
    return ButirDihapus(daftar, butir_id)


def tempat_naik(ids: tuple[UUID, ...], unsur_id: UUID) -> UUID | None:
    """After which element one stands after moving up by one (None: first)."""
    tempat = ids.index(unsur_id)
    return ids[tempat - 2] if tempat >= 2 else None  # noqa: PLR2004 - two before it


def tempat_turun(ids: tuple[UUID, ...], unsur_id: UUID) -> UUID | None:
    """After which element one stands after moving down by one; the last one stays where it is."""
    tempat = ids.index(unsur_id)
    if tempat + 1 < len(ids):
        return ids[tempat + 1]
    return ids[tempat - 1] if tempat else None
