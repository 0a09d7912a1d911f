"""The content of an SOP: identity sheet (13 fields of 35/2012) and procedure table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType, Protocol, TypeVar
from uuid import UUID

from domain.kernel import dengan
from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, nomor_langkah

ButirId = NewType("ButirId", UUID)


class Isian(StrEnum):
    """Single fields of the identity sheet. Dates may be partial (2019-10), as old sheets are."""

    NAMA = "nama"
    UNIT = "unit"
    NOMOR = "nomor"
    TANGGAL_PEMBUATAN = "tanggal_pembuatan"
    TANGGAL_REVISI = "tanggal_revisi"
    TANGGAL_EFEKTIF = "tanggal_efektif"
    PENGESAH = "pengesah"
    LABEL_NOMOR = "label_nomor"
    LABEL_TANGGAL_EFEKTIF = "label_tanggal_efektif"
    SIFAT = "sifat"
    CAKUPAN = "cakupan"
    KELENGKAPAN = "kelengkapan"
    JENIS = "jenis"


_ISIAN = tuple(Isian)  # an Enum is slow to go through

PILIHAN: dict[Isian, tuple[str, ...]] = {
    Isian.SIFAT: ("administratif", "teknis"),
    Isian.CAKUPAN: ("mikro", "makro"),
    Isian.KELENGKAPAN: ("final", "parsial"),
    Isian.JENIS: ("generik", "spesifik"),
}
"""The four independent axes of 35/2012; each may also be left open."""

TANGGAL = (Isian.TANGGAL_PEMBUATAN, Isian.TANGGAL_REVISI, Isian.TANGGAL_EFEKTIF)

SEBUTAN_ISIAN: dict[Isian, str] = {
    Isian.NAMA: "nama SOP",
    Isian.UNIT: "unit kerja",
    Isian.NOMOR: "nomor SOP",
    Isian.TANGGAL_PEMBUATAN: "tanggal pembuatan",
    Isian.TANGGAL_REVISI: "tanggal revisi",
    Isian.TANGGAL_EFEKTIF: "tanggal efektif",
    Isian.PENGESAH: "jabatan yang mengesahkan",
    Isian.LABEL_NOMOR: "sebutan nomor",
    Isian.LABEL_TANGGAL_EFEKTIF: "sebutan tanggal efektif",
    Isian.SIFAT: "sifat",
    Isian.CAKUPAN: "cakupan",
    Isian.KELENGKAPAN: "kelengkapan kegiatan",
    Isian.JENIS: "jenis",
}


class Daftar(StrEnum):
    """The six boxes of the identity sheet, each an ordered list, in the order they are printed."""

    DASAR_HUKUM = "dasar_hukum"
    KUALIFIKASI_PELAKSANA = "kualifikasi_pelaksana"
    KETERKAITAN = "keterkaitan"
    PERALATAN_PERLENGKAPAN = "peralatan_perlengkapan"
    PERINGATAN = "peringatan"
    PENCATATAN_PENDATAAN = "pencatatan_pendataan"

    @property
    def sebutan(self) -> str:
        return {
            "dasar_hukum": "dasar hukum",
            "kualifikasi_pelaksana": "kualifikasi pelaksana",
            "keterkaitan": "keterkaitan",
            "peralatan_perlengkapan": "peralatan dan perlengkapan",
            "peringatan": "peringatan",
            "pencatatan_pendataan": "pencatatan dan pendataan",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Butir:
    """One entry of a box. `rujukan` names what it refers to elsewhere (a related SOP), if anything."""

    id: ButirId
    teks: str
    rujukan: str = ""


@dataclass(frozen=True, slots=True)
class Naskah:
    """Everything that is printed, but for what the approval adds."""

    isian: tuple[tuple[Isian, str], ...] = ()
    daftar: tuple[tuple[Daftar, tuple[Butir, ...]], ...] = ()
    pelaksana: tuple[Pelaksana, ...] = ()
    langkah: tuple[Langkah, ...] = ()

    def nilai(self, isian: Isian) -> str:
        return dict(self.isian).get(isian, "")

    def isi_daftar(self, daftar: Daftar) -> tuple[Butir, ...]:
        return dict(self.daftar).get(daftar, ())

    def cari_langkah(self, langkah_id: LangkahId) -> Langkah | None:
        return next((x for x in self.langkah if x.id == langkah_id), None)

    def cari_pelaksana(self, pelaksana_id: PelaksanaId) -> Pelaksana | None:
        return next((x for x in self.pelaksana if x.id == pelaksana_id), None)

    def dengan_isian(self, isian: Isian, nilai: str) -> Naskah:
        semua = {**dict(self.isian), isian: nilai}
        return dengan(self, isian=tuple([(i, semua[i]) for i in _ISIAN if semua.get(i)]))

    def dengan_daftar(self, daftar: Daftar, butir: tuple[Butir, ...]) -> Naskah:
        semua = {**dict(self.daftar), daftar: butir}
        return dengan(self, daftar=tuple([(d, semua[d]) for d in Daftar if semua.get(d)]))

    def tanpa_langkah(self, langkah_id: LangkahId) -> Naskah:
        """Without the row; arrows that led to it stay, as arrows to a number that is gone."""
        nomor = nomor_langkah(self.langkah).get(langkah_id, "")

        def lepas(panah: Panah) -> Panah:
            return Panah(None, panah.label, nomor) if panah.ke == langkah_id else panah

        sisa = buang(self.langkah, langkah_id)
        return replace(self, langkah=tuple(replace(x, panah=tuple(map(lepas, x.panah))) for x in sisa))

    def tanpa_pelaksana(self, pelaksana_id: PelaksanaId) -> Naskah:
        """Without the column; steps that stood in it lose that pelaksana."""

        def lepas(baris: Langkah) -> Langkah:
            return replace(
                baris,
                pelaksana=tuple(p for p in baris.pelaksana if p != pelaksana_id),
                simbol_per_pelaksana=tuple(x for x in baris.simbol_per_pelaksana if x[0] != pelaksana_id),
                label_simbol=tuple(x for x in baris.label_simbol if x[0] != pelaksana_id),
            )

        return replace(self, pelaksana=buang(self.pelaksana, pelaksana_id), langkah=tuple(map(lepas, self.langkah)))


class Beridentitas(Protocol):
    @property
    def id(self) -> UUID: ...


T = TypeVar("T", bound=Beridentitas)


def sisip(barisan: tuple[T, ...], unsur: T, setelah: UUID | None) -> tuple[T, ...]:
    """The sequence with the element after the one named; at the front for None, at the end if it is gone."""
    if setelah is None:
        return (unsur, *barisan)
    tempat = next((n for n, x in enumerate(barisan) if x.id == setelah), len(barisan) - 1)
    return (*barisan[: tempat + 1], unsur, *barisan[tempat + 1 :])


def buang(barisan: tuple[T, ...], unsur_id: UUID) -> tuple[T, ...]:
    return tuple(x for x in barisan if x.id != unsur_id)


def pindah(barisan: tuple[T, ...], unsur_id: UUID, setelah: UUID | None) -> tuple[T, ...]:
    unsur = next((x for x in barisan if x.id == unsur_id), None)
    return barisan if unsur is None else sisip(buang(barisan, unsur_id), unsur, setelah)


def ganti(barisan: tuple[T, ...], unsur_id: UUID, cara: Callable[[T], T]) -> tuple[T, ...]:
    cari = unsur_id.int  # ids compare slowly, and a history is folded by this
    return tuple([cara(x) if x.id.int == cari else x for x in barisan])


def sebelum(barisan: tuple[T, ...], unsur_id: UUID) -> UUID | None:
    """The id of the element before the one named; None when it is first."""
    ids = [x.id for x in barisan]
    tempat = ids.index(unsur_id) if unsur_id in ids else 0
    return ids[tempat - 1] if tempat else None
