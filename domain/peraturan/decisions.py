"""What may be entered into the register, and corrected in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from domain.kernel import RuleViolation, teks_bersih
from domain.peraturan.daftar_awal import DAFTAR_AWAL
from domain.peraturan.events import PeraturanDicatat, PeraturanDiperbaiki, PeraturanId, StatusPeraturanDiubah
from domain.peraturan.sebutan import sebutan_bersih
from domain.peraturan.state import Register
from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan
from domain.sop.pemeriksaan.kutipan import kunci

PANJANG_TENTANG = 500
PENGGANTI_TERBANYAK = 12


class PeraturanSudahAdaError(RuleViolation):
    kode = "peraturan.sudah_ada"
    bidang = "sebutan"
    kalimat = "Peraturan ini sudah ada dalam daftar."


class PeraturanTidakAdaError(RuleViolation):
    kode = "peraturan.tidak_ada"
    kalimat = "Peraturan ini tidak ada dalam daftar."


class PengubahKosongError(RuleViolation):
    kode = "peraturan.pengubah_kosong"
    bidang = "pengganti"
    kalimat = "Tulis peraturan yang mengubahnya, misalnya PP 17/2020."


class PenggantiDiriSendiriError(RuleViolation):
    kode = "peraturan.pengganti_diri"
    bidang = "pengganti"
    kalimat = "Sebuah peraturan tidak dapat menggantikan atau mengubah dirinya sendiri."


class PenggantiTerlaluBanyakError(RuleViolation):
    kode = "peraturan.pengganti_banyak"
    bidang = "pengganti"
    kalimat = f"Tulis paling banyak {PENGGANTI_TERBANYAK} peraturan."


def catat(
    register: Register,
    *,
    peraturan_id: PeraturanId,
    sebutan: str,
    tentang: str,
    tanggal: date | None = None,
    status: StatusPeraturan = StatusPeraturan.BERLAKU,
    pengganti: Iterable[str] = (),
) -> PeraturanDicatat:
    pendek = sebutan_bersih(sebutan)
    _pastikan_baru(register, pendek)
    isi = teks_bersih(tentang, "tentang", wajib=True, panjang=PANJANG_TENTANG)
    return PeraturanDicatat(peraturan_id, pendek, isi, tanggal, status, _pengganti(pendek, status, pengganti))


def perbaiki(
    register: Register, peraturan_id: PeraturanId, *, sebutan: str, tentang: str, tanggal: date | None
) -> tuple[PeraturanDiperbaiki, ...]:
    lama, pendek = _cari(register, peraturan_id), sebutan_bersih(sebutan)
    if kunci(pendek) != kunci(lama.sebutan):
        _pastikan_baru(register, pendek)
    isi = teks_bersih(tentang, "tentang", wajib=True, panjang=PANJANG_TENTANG)
    if (pendek, isi, tanggal) == (lama.sebutan, lama.tentang, lama.tanggal):
        return ()
    return (PeraturanDiperbaiki(peraturan_id, pendek, isi, tanggal),)


def ubah_status(
    register: Register, peraturan_id: PeraturanId, *, status: StatusPeraturan, pengganti: Iterable[str]
) -> tuple[StatusPeraturanDiubah, ...]:
    lama = _cari(register, peraturan_id)
    baru = _pengganti(lama.sebutan, status, pengganti)
    if (status, baru) == (lama.status, lama.pengganti):
        return ()
    return (StatusPeraturanDiubah(peraturan_id, status, baru),)


def isi_daftar_awal(register: Register, id_baru: Callable[[], UUID]) -> list[PeraturanDicatat]:
    """The laws of the starter list that the register does not have yet; those it has stay as they are."""
    ada = {kunci(p.sebutan) for p in register.peraturan.values()}
    return [
        PeraturanDicatat(PeraturanId(id_baru()), p.sebutan, p.tentang, p.tanggal, p.status, p.pengganti)
        for p in DAFTAR_AWAL
        if kunci(p.sebutan) not in ada
    ]


def _cari(register: Register, peraturan_id: PeraturanId) -> Peraturan:
    if peraturan_id not in register.peraturan:
        raise PeraturanTidakAdaError
    return register.peraturan[peraturan_id]


def _pastikan_baru(register: Register, pendek: str) -> None:
    if any(kunci(p.sebutan) == kunci(pendek) for p in register.peraturan.values()):
        raise PeraturanSudahAdaError(f"{pendek} sudah ada dalam daftar.")


def _pengganti(pendek: str, status: StatusPeraturan, kutipan: Iterable[str]) -> tuple[str, ...]:
    """The laws named, by their short names, each once; a law in force is neither amended nor replaced by any."""
    if status is StatusPeraturan.BERLAKU:
        return ()
    hasil = tuple(dict.fromkeys(sebutan_bersih(k, "pengganti") for k in kutipan if k.strip()))
    if status is StatusPeraturan.DIUBAH and not hasil:
        raise PengubahKosongError
    if kunci(pendek) in map(kunci, hasil):
        raise PenggantiDiriSendiriError
    if len(hasil) > PENGGANTI_TERBANYAK:
        raise PenggantiTerlaluBanyakError
    return hasil
