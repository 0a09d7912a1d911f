"""What an SOP is after its events: `evolve` never refuses, whatever today's rules would say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.kernel import JabatanId, Keputusan, OpdId, OrangId, Tercatat, dengan
from domain.sop.events import (
    AsalDicatat,
    Jawaban,
    PengajuanDitarik,
    PengesahanDibatalkan,
    PenyusunDitetapkan,
    PeristiwaNaskah,
    PeristiwaSiklus,
    PeristiwaSop,
    RevisiDibuka,
    SopDiajukan,
    SopDibuat,
    SopDicabut,
    SopDievaluasi,
    SopDikembalikan,
    SopDiparaf,
    SopDisahkan,
    SopDiverifikasi,
    UjiCobaDicatat,
    UjiCobaDikecualikan,
)
from domain.sop.langkah import LangkahId
from domain.sop.naskah import Isian, Naskah
from domain.sop.samping import PeristiwaSamping, Samping, ikuti
from domain.sop.terapan import terapkan


class Tahap(StrEnum):
    """Where the newest version stands. Being in force is another question (domain/sop/berlaku.py)."""

    BELUM_ADA = "belum_ada"
    KONSEP = "konsep"
    DIAJUKAN = "diajukan"
    DIVERIFIKASI = "diverifikasi"
    DISAHKAN = "disahkan"
    DICABUT = "dicabut"

    @property
    def sebutan(self) -> str:
        return {
            "belum_ada": "Belum ada",
            "konsep": "Draf",
            "diajukan": "Reviu Ortala",
            "diverifikasi": "Menunggu pengesahan",
            "disahkan": "Disahkan",
            "dicabut": "Dicabut",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Pengembalian:
    alasan: str
    langkah: tuple[LangkahId, ...]
    oleh: str
    pada: datetime


@dataclass(frozen=True, slots=True)
class Pengesahan:
    """One approval with all that was recorded of it later."""

    fakta: SopDisahkan
    pos: int
    pada: datetime
    naskah: Naskah
    diverifikasi: bool
    dibatalkan: bool = False


@dataclass(frozen=True, slots=True)
class Evaluasi:
    versi: int
    tahun: int
    jawaban: tuple[Jawaban, ...]
    simpulan: str
    pada: datetime


@dataclass(frozen=True, slots=True)
class UjiCoba:
    """A trial, or that none is needed, and the content at that moment."""

    fakta: UjiCobaDicatat | UjiCobaDikecualikan
    naskah: Naskah


@dataclass(frozen=True, slots=True)
class Pencabutan:
    alasan: str
    tanggal_efektif: date
    keputusan: Keputusan
    pos: int


@dataclass(frozen=True, slots=True)
class Sop:
    id: UUID | None = None
    opd_id: OpdId | None = None
    penyusun: JabatanId | None = None
    tahap: Tahap = Tahap.BELUM_ADA
    versi: int = 0
    naskah: Naskah = field(default_factory=Naskah)
    penulis: frozenset[OrangId] = frozenset()
    pemeriksa: tuple[tuple[OrangId, str], ...] = ()
    digest_diajukan: str = ""
    verifikator: OrangId | None = None
    pengembalian: Pengembalian | None = None
    alasan_revisi: str = ""
    pengesahan: tuple[Pengesahan, ...] = ()
    pencabutan: tuple[Pencabutan, ...] = ()
    uji_coba: tuple[UjiCoba, ...] = ()
    evaluasi: tuple[Evaluasi, ...] = ()
    asal: str = ""
    samping: Samping = field(default_factory=Samping)
    versi_aliran: int = 0

    @property
    def nama(self) -> str:
        return self.naskah.nilai(Isian.NAMA)

    @property
    def terakhir_sah(self) -> Pengesahan | None:
        """The newest approval that was not cancelled."""
        return next((p for p in reversed(self.pengesahan) if not p.dibatalkan), None)


def evolve(sop: Sop, tercatat: Tercatat[PeristiwaSop]) -> Sop:
    """The SOP after one more event."""
    peristiwa = tercatat.peristiwa
    if isinstance(peristiwa, PeristiwaNaskah):  # nearly all events: one copy is enough
        penulis = sop.penulis if tercatat.aktor.orang in sop.penulis else sop.penulis | {tercatat.aktor.orang}
        return dengan(sop, versi_aliran=tercatat.versi, naskah=terapkan(sop.naskah, peristiwa), penulis=penulis)
    sop = replace(sop, versi_aliran=tercatat.versi)
    match peristiwa:
        case SopDibuat() as dibuat:
            return _lahir(sop, tercatat, dibuat)
        case AsalDicatat(rincian):
            return replace(sop, asal=rincian)
        case PenyusunDitetapkan(jabatan_id):
            return replace(sop, penyusun=jabatan_id)
        case samping if isinstance(samping, PeristiwaSamping):
            baru = ikuti(sop.samping, samping, oleh=tercatat.aktor.jabatan, pada=tercatat.pada)
            return replace(sop, samping=baru)
        case siklus:
            return _siklus(sop, tercatat, siklus)


def _lahir(sop: Sop, tercatat: Tercatat[PeristiwaSop], dibuat: SopDibuat) -> Sop:
    naskah = sop.naskah.dengan_isian(Isian.NAMA, dibuat.nama).dengan_isian(Isian.UNIT, dibuat.unit)
    return replace(
        sop,
        id=tercatat.aliran,
        opd_id=dibuat.opd_id,
        penyusun=dibuat.penyusun,
        tahap=Tahap.KONSEP,
        versi=1,
        naskah=naskah,
        penulis=frozenset({tercatat.aktor.orang}),
    )


def _siklus(sop: Sop, tercatat: Tercatat[PeristiwaSop], peristiwa: PeristiwaSiklus) -> Sop:
    match peristiwa:
        case SopDiparaf(digest):
            return replace(sop, pemeriksa=(*sop.pemeriksa, (tercatat.aktor.orang, digest)))
        case SopDiajukan(digest):
            return replace(sop, tahap=Tahap.DIAJUKAN, digest_diajukan=digest, verifikator=None, pengembalian=None)
        case PengajuanDitarik():
            return replace(sop, tahap=Tahap.KONSEP, digest_diajukan="")
        case SopDikembalikan(alasan, langkah):
            catatan = Pengembalian(alasan, langkah, tercatat.aktor.jabatan, tercatat.pada)
            return replace(sop, tahap=Tahap.KONSEP, digest_diajukan="", pengembalian=catatan)
        case SopDiverifikasi():
            return replace(_terverifikasi(sop), verifikator=tercatat.aktor.orang)
        case SopDisahkan():
            return _tersahkan(sop, tercatat, peristiwa)
        case PengesahanDibatalkan(versi):
            return replace(sop, pengesahan=tuple(_batalkan(p, versi) for p in sop.pengesahan))
        case RevisiDibuka(versi, alasan):
            return replace(
                sop,
                tahap=Tahap.KONSEP,
                versi=versi,
                penulis=frozenset(),
                pemeriksa=(),
                digest_diajukan="",
                pengembalian=None,
                alasan_revisi=alasan,
            )
        case SopDicabut(alasan, tanggal, keputusan):
            cabut = Pencabutan(alasan, tanggal, keputusan, tercatat.pos)
            return replace(sop, tahap=Tahap.DICABUT, pencabutan=(*sop.pencabutan, cabut))
        case UjiCobaDicatat() | UjiCobaDikecualikan():
            return replace(sop, uji_coba=(*sop.uji_coba, UjiCoba(peristiwa, sop.naskah)))
        case SopDievaluasi(versi, tahun, jawaban, simpulan):  # pragma: no branch - mypy knows that it is the last
            nilai = Evaluasi(versi, tahun, jawaban, simpulan, tercatat.pada)
            return replace(sop, evaluasi=(*sop.evaluasi, nilai))


def _terverifikasi(sop: Sop) -> Sop:
    """Before approval it moves the stage; after approval (where the tenant verifies last) it marks the version."""
    if sop.tahap is Tahap.DIAJUKAN:
        return replace(sop, tahap=Tahap.DIVERIFIKASI)
    semua = sop.pengesahan
    return replace(sop, pengesahan=(*semua[:-1], *(replace(p, diverifikasi=True) for p in semua[-1:])))


def naskah_sah(naskah: Naskah, fakta: SopDisahkan) -> Naskah:
    """The text as it is printed once approved: with number, dates and post of the approval."""
    for isian, nilai in (
        (Isian.NOMOR, fakta.nomor),
        (Isian.TANGGAL_PEMBUATAN, fakta.tanggal_pembuatan),
        (Isian.TANGGAL_REVISI, fakta.tanggal_revisi),
        (Isian.TANGGAL_EFEKTIF, fakta.tanggal_efektif.isoformat()),
        (Isian.PENGESAH, fakta.pengesah.jabatan),
    ):
        naskah = naskah.dengan_isian(isian, nilai)
    return naskah


def _tersahkan(sop: Sop, tercatat: Tercatat[PeristiwaSop], fakta: SopDisahkan) -> Sop:
    naskah = naskah_sah(sop.naskah, fakta)
    terverifikasi = sop.tahap is Tahap.DIVERIFIKASI
    sah = Pengesahan(fakta, tercatat.pos, tercatat.pada, naskah, terverifikasi)
    return replace(sop, tahap=Tahap.DISAHKAN, naskah=naskah, pengesahan=(*sop.pengesahan, sah), digest_diajukan="")


def _batalkan(pengesahan: Pengesahan, versi: int) -> Pengesahan:
    return replace(pengesahan, dibatalkan=pengesahan.dibatalkan or pengesahan.fakta.versi == versi)
