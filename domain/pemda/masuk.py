"""With which settings a government's people sign in: which version counts at which provider, and since when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from domain.kernel import RuleViolation


class BelumDicobaError(RuleViolation):
    kode = "masuk.belum_dicoba"
    kalimat = "Coba dahulu pengaturan ini sampai berhasil, baru dapat diaktifkan."


class IssuerGandaError(RuleViolation):
    kode = "masuk.issuer_ganda"
    kalimat = "Penyedia lain yang sedang aktif memakai alamat penerbit (issuer) yang sama. Hentikan dahulu yang itu."


class PenyediaTerakhirError(RuleViolation):
    kode = "masuk.penyedia_terakhir"
    kalimat = "Ini satu-satunya penyedia yang aktif. Bila dihentikan, tidak ada yang dapat masuk."


@dataclass(frozen=True, slots=True)
class PengaturanMasukDiaktifkan:
    """Sebuah versi pengaturan SSO mulai dipakai untuk masuk."""

    penyedia: int
    versi: int
    issuer: str
    bersama: bool = False


@dataclass(frozen=True, slots=True)
class PenyediaMasukDihentikan:
    """Sebuah penyedia SSO tidak lagi dipakai untuk masuk."""

    penyedia: int
    versi: int
    issuer: str


@dataclass(frozen=True, slots=True)
class Calon:
    """A version of the settings, as far as a decision asks."""

    penyedia: int
    versi: int
    issuer: str
    bersama: bool
    aktif: bool
    teruji: bool


def aktifkan(calon: Calon, *, issuer_lain: Collection[str]) -> tuple[PengaturanMasukDiaktifkan, ...]:
    if not calon.teruji:
        raise BelumDicobaError
    if calon.issuer in issuer_lain:
        raise IssuerGandaError
    if calon.aktif:
        return ()
    return (PengaturanMasukDiaktifkan(calon.penyedia, calon.versi, calon.issuer, calon.bersama),)


def hentikan(calon: Calon, *, issuer_lain: Collection[str]) -> tuple[PenyediaMasukDihentikan, ...]:
    if not calon.aktif:
        return ()
    if not issuer_lain:
        raise PenyediaTerakhirError
    return (PenyediaMasukDihentikan(calon.penyedia, calon.versi, calon.issuer),)
