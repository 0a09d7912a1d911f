"""A new SOP that begins as a copy: the content of another one or of a template, under ids of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from domain.kernel import JabatanId, OpdId, RuleViolation, SopId, teks_bersih
from domain.sop.events import (
    ButirDitambahkan,
    IsianDiubah,
    LangkahDitambahkan,
    PelaksanaDitambahkan,
    PeristiwaNaskah,
    PeristiwaSop,
)
from domain.sop.isi import BUKAN_ISI
from domain.sop.langkah import Langkah, LangkahId, Panah, PelaksanaId
from domain.sop.naskah import ButirId, Isian, Naskah
from domain.sop.penyuntingan import buat
from domain.sop.samping import SopDisalin, TemplatDilepas, TemplatDitetapkan
from domain.sop.state import Sop

TIDAK_DISALIN = (*BUKAN_ISI, Isian.NAMA, Isian.UNIT)
"""What each SOP has of its own: name and unit, and what its approval gives it."""


class VersiSalinanTidakAdaError(RuleViolation):
    kode = "salinan.tidak_ada"
    bidang = "salinan"
    kalimat = "Versi SOP yang akan disalin tidak ada. Pilih lagi dari daftarnya."


class BukanTemplatError(RuleViolation):
    kode = "templat.bukan"
    kalimat = "SOP ini bukan templat."


class TemplatKosongError(RuleViolation):
    kode = "templat.kosong"
    kalimat = "SOP ini belum punya langkah, jadi belum dapat menjadi templat."


@dataclass(frozen=True, slots=True)
class Sumber:
    """What is copied: one version of an SOP."""

    asal: SopId
    nama: str
    versi: int
    naskah: Naskah
    templat: bool = False


def sumber(sop: Sop, versi: int) -> Sumber:
    """A version as it was approved, or the one that is being written."""
    if sop.id is None or versi < 1:
        raise VersiSalinanTidakAdaError
    sah = next((p for p in reversed(sop.pengesahan) if p.fakta.versi == versi and not p.dibatalkan), None)
    if sah is None and versi != sop.versi:
        raise VersiSalinanTidakAdaError
    return Sumber(SopId(sop.id), sop.nama, versi, sah.naskah if sah else sop.naskah, sop.samping.templat)


def salin(
    dari: Sumber, *, nama: str, opd_id: OpdId, penyusun: JabatanId | None, id_baru: Callable[[], UUID]
) -> list[PeristiwaSop]:
    """The first events of the copy. What was clean in the original is not judged anew; the name is."""
    dibuat = buat(nama=nama, opd_id=opd_id, penyusun=penyusun)
    return [dibuat, SopDisalin(dari.asal, dari.nama, dari.versi, dari.templat), *_isi(dari.naskah, id_baru)]


def _isi(naskah: Naskah, id_baru: Callable[[], UUID]) -> Iterator[PeristiwaNaskah]:
    yield from (IsianDiubah(i, nilai) for i, nilai in naskah.isian if i not in TIDAK_DISALIN)
    for daftar, isi in naskah.daftar:
        butir_kini: ButirId | None = None
        for butir in isi:
            baru = replace(butir, id=ButirId(id_baru()))
            yield ButirDitambahkan(daftar, baru, butir_kini)
            butir_kini = baru.id
    kolom = {p.id: PelaksanaId(id_baru()) for p in naskah.pelaksana}
    kolom_kini: PelaksanaId | None = None
    for p in naskah.pelaksana:
        yield PelaksanaDitambahkan(replace(p, id=kolom[p.id]), kolom_kini)
        kolom_kini = kolom[p.id]
    baris = {x.id: LangkahId(id_baru()) for x in naskah.langkah}
    baris_kini: LangkahId | None = None
    for langkah in naskah.langkah:
        yield LangkahDitambahkan(_langkah(langkah, baris, kolom), baris_kini)
        baris_kini = baris[langkah.id]


def _langkah(langkah: Langkah, baris: dict[LangkahId, LangkahId], kolom: dict[PelaksanaId, PelaksanaId]) -> Langkah:
    """The row under its new id; everything that it points at is the copy's own."""
    gabung = langkah.waktu.gabung_dengan
    return replace(
        langkah,
        id=baris[langkah.id],
        pelaksana=tuple(kolom[p] for p in langkah.pelaksana if p in kolom),
        simbol_per_pelaksana=tuple((kolom[p], s) for p, s in langkah.simbol_per_pelaksana if p in kolom),
        label_simbol=tuple((kolom[p], t) for p, t in langkah.label_simbol if p in kolom),
        waktu=replace(langkah.waktu, gabung_dengan=baris.get(gabung) if gabung else None),
        panah=tuple(Panah(baris.get(p.ke) if p.ke else None, p.label, p.tertulis) for p in langkah.panah),
    )


def tetapkan_templat(sop: Sop, *, catatan: str = "") -> tuple[TemplatDitetapkan, ...]:
    if not sop.naskah.langkah:
        raise TemplatKosongError
    return () if sop.samping.templat else (TemplatDitetapkan(teks_bersih(catatan, "catatan")),)


def lepas_templat(sop: Sop, *, alasan: str) -> TemplatDilepas:
    if not sop.samping.templat:
        raise BukanTemplatError
    return TemplatDilepas(teks_bersih(alasan, "alasan", wajib=True))
