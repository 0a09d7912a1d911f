"""Closing and opening a person's way in."""

from __future__ import annotations

from domain.kernel import OrangId, RuleViolation, teks_bersih
from domain.orang.events import AksesDaruratDibuka, AksesDaruratDipakai, OrangDiaktifkan, OrangDinonaktifkan
from domain.orang.state import Orang

MENIT_DARURAT = 60


class DiriSendiriError(RuleViolation):
    kode = "orang.diri_sendiri"
    kalimat = "Anda tidak dapat menonaktifkan atau mengaktifkan diri sendiri. Mintalah admin yang lain."


class TidakAktifError(RuleViolation):
    kode = "orang.tidak_aktif"
    kalimat = "Orang itu dinonaktifkan. Aktifkan kembali lebih dahulu."


class AksesDaruratHabisError(RuleViolation):
    kode = "orang.darurat_habis"
    bidang = "kode"
    kalimat = "Kode ini tidak berlaku: salah ketik, sudah dipakai, atau waktunya habis."


def nonaktifkan(orang: Orang, *, siapa: OrangId, oleh: OrangId, alasan: str) -> tuple[OrangDinonaktifkan, ...]:
    """`siapa` may have no events yet, so that the state does not know its id."""
    if siapa == oleh:
        raise DiriSendiriError
    bersih = teks_bersih(alasan, "alasan", wajib=True, panjang=500)
    return (OrangDinonaktifkan(bersih),) if orang.aktif else ()


def aktifkan(orang: Orang, *, siapa: OrangId, oleh: OrangId, alasan: str) -> tuple[OrangDiaktifkan, ...]:
    if siapa == oleh:
        raise DiriSendiriError
    bersih = teks_bersih(alasan, "alasan", wajib=True, panjang=500)
    return () if orang.aktif else (OrangDiaktifkan(bersih),)


def buka_darurat(orang: Orang, *, alasan: str) -> AksesDaruratDibuka:
    """For the console alone: no screen opens it."""
    if not orang.aktif:
        raise TidakAktifError
    return AksesDaruratDibuka(teks_bersih(alasan, "alasan", wajib=True, panjang=500), MENIT_DARURAT)


def pakai_darurat(orang: Orang) -> AksesDaruratDipakai:
    if not orang.darurat:
        raise AksesDaruratHabisError
    return AksesDaruratDipakai()
