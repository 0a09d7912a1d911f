"""Acts on a thread. None of them asks for the stage of the SOP: a reviewer speaks while its content is frozen."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from domain.kernel import OrangId, RuleViolation, SopId, teks_bersih
from domain.masukan.events import (
    MasukanDibalas,
    MasukanDibuka,
    MasukanDiselesaikan,
    MasukanKembaliDibuka,
)
from domain.masukan.state import Masukan
from domain.masukan.tempat import kutipan_tempat, tempat_ada
from domain.sop.state import Sop

PANJANG_UCAPAN = 2_000
SEBUTAN_TERBANYAK = 20


class MasukanSelesaiError(RuleViolation):
    kode = "masukan.selesai"
    bidang = "teks"
    kalimat = "Masukan ini sudah dinyatakan selesai. Buka kembali lebih dahulu untuk membalasnya."


class BukanPembacaError(RuleViolation):
    """Mail about an SOP goes to nobody who may not read it."""

    kode = "masukan.bukan_pembaca"
    bidang = "disebut"
    kalimat = "Orang yang disebut tidak berhak membaca SOP ini. Pilih nama dari daftar."


class TerlaluBanyakDisebutError(RuleViolation):
    kode = "masukan.terlalu_banyak_disebut"
    bidang = "disebut"
    kalimat = f"Sebut paling banyak {SEBUTAN_TERBANYAK} orang."


def buka(
    sop: Sop, *, sop_id: SopId, tempat: str, teks: str, disebut: Iterable[OrangId], pembaca: Collection[OrangId]
) -> MasukanDibuka:
    """A new thread on a place of the form; `pembaca` are those who may read this SOP today."""
    letak = tempat_ada(tempat, sop.naskah)
    return MasukanDibuka(
        sop_id,
        letak,
        _ucapan(teks),
        sop.versi,
        kutipan_tempat(letak, sop.naskah),
        _disebut(disebut, pembaca),
    )


def balas(masukan: Masukan, *, teks: str, disebut: Iterable[OrangId], pembaca: Collection[OrangId]) -> MasukanDibalas:
    if masukan.selesai:
        raise MasukanSelesaiError
    return MasukanDibalas(_ucapan(teks), _disebut(disebut, pembaca))


def selesaikan(masukan: Masukan, *, catatan: str = "") -> tuple[MasukanDiselesaikan, ...]:
    """Said twice it is stored once."""
    if masukan.selesai:
        return ()
    return (MasukanDiselesaikan(teks_bersih(catatan, "teks", panjang=PANJANG_UCAPAN)),)


def buka_kembali(masukan: Masukan, *, alasan: str) -> tuple[MasukanKembaliDibuka, ...]:
    if not masukan.selesai:
        return ()
    return (MasukanKembaliDibuka(_ucapan(alasan)),)


def _ucapan(teks: str) -> str:
    return teks_bersih(teks, "teks", wajib=True, panjang=PANJANG_UCAPAN)


def _disebut(disebut: Iterable[OrangId], pembaca: Collection[OrangId]) -> tuple[OrangId, ...]:
    """Each once, in the order given."""
    sekali = tuple(dict.fromkeys(disebut))
    if len(sekali) > SEBUTAN_TERBANYAK:
        raise TerlaluBanyakDisebutError
    if not set(sekali) <= set(pembaca):
        raise BukanPembacaError
    return sekali
