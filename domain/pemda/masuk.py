"""With which settings a government's people sign in: which version counts at which provider, and since when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.kernel import OrangId, RuleViolation, teks_bersih

TENGGANG = timedelta(hours=24)
"""After this the one who proposed may go on alone: every admin has had a mail and a day to object."""


class BelumDicobaError(RuleViolation):
    kode = "masuk.belum_dicoba"
    kalimat = "Coba dahulu pengaturan ini sampai berhasil, baru dapat diaktifkan."


class IssuerGandaError(RuleViolation):
    kode = "masuk.issuer_ganda"
    kalimat = "Penyedia lain yang sedang aktif memakai alamat penerbit (issuer) yang sama. Hentikan dahulu yang itu."


class PenyediaTerakhirError(RuleViolation):
    kode = "masuk.penyedia_terakhir"
    kalimat = "Ini satu-satunya penyedia yang aktif. Bila dihentikan, tidak ada yang dapat masuk."


class MenungguPersetujuanError(RuleViolation):
    kode = "masuk.menunggu"
    kalimat = (
        "Usulan Anda menunggu persetujuan admin lain. Tanpa persetujuan, Anda dapat mengaktifkannya 24 jam sesudah "
        "mengusulkan."
    )


class PenyetujuBaruError(RuleViolation):
    kode = "masuk.penyetuju_baru"
    bidang = "orang"
    kalimat = "Anda menjadi admin kurang dari 24 jam. Mintalah admin lain menyetujuinya, atau tunggu sampai besok."


@dataclass(frozen=True, slots=True)
class PengaturanMasukDiusulkan:
    """Sebuah versi pengaturan SSO dengan penerbit baru diusulkan; menunggu persetujuan admin lain, atau 24 jam."""

    penyedia: int
    versi: int
    issuer: str


@dataclass(frozen=True, slots=True)
class PengaturanMasukDitolak:
    """Usulan penerbit baru ditolak admin lain, atau ditarik oleh pengusulnya."""

    penyedia: int
    versi: int
    issuer: str
    alasan: str


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


@dataclass(frozen=True, slots=True)
class Usulan:
    versi: int
    oleh: OrangId
    pada: datetime


@dataclass(frozen=True, slots=True)
class Penolakan:
    versi: int
    oleh: OrangId
    pada: datetime
    alasan: str


@dataclass(frozen=True, slots=True)
class Pengaju:
    """Who wants a version to count. `sendirian`: nobody else could consent, or it is an emergency access. `penyetuju`:
    he may consent, having been admin for a day."""

    oleh: OrangId
    kini: datetime
    sendirian: bool
    penyetuju: bool
    issuer_aktif: Collection[str]

    def penerbit_baru(self, issuer: str) -> bool:
        """Whether people would be sent to a place where they are not sent now. The first provider of all replaces none,
        and nobody could sign in to consent."""
        return bool(self.issuer_aktif) and issuer not in self.issuer_aktif


def aktifkan(
    calon: Calon, *, issuer_lain: Collection[str], pengaju: Pengaju, usulan: Usulan | None
) -> tuple[PengaturanMasukDiaktifkan | PengaturanMasukDiusulkan, ...]:
    """A stolen session of one admin must not swap the provider: another one consents, or a day goes by."""
    if not calon.teruji:
        raise BelumDicobaError
    if calon.issuer in issuer_lain:
        raise IssuerGandaError
    if calon.aktif:
        return ()
    if pengaju.penerbit_baru(calon.issuer) and not pengaju.sendirian:
        if usulan is None or usulan.versi != calon.versi:
            return (PengaturanMasukDiusulkan(calon.penyedia, calon.versi, calon.issuer),)
        if usulan.oleh == pengaju.oleh and pengaju.kini - usulan.pada < TENGGANG:
            raise MenungguPersetujuanError
        if usulan.oleh != pengaju.oleh and not pengaju.penyetuju:
            raise PenyetujuBaruError
    return (PengaturanMasukDiaktifkan(calon.penyedia, calon.versi, calon.issuer, calon.bersama),)


def tolak(calon: Calon, *, usulan: Usulan | None, alasan: str) -> tuple[PengaturanMasukDitolak, ...]:
    """No, or not any more: one's own proposal too. The version stays; proposed again, it waits again."""
    bersih = teks_bersih(alasan, "alasan", wajib=True, panjang=500)
    if usulan is None or usulan.versi != calon.versi:
        return ()
    return (PengaturanMasukDitolak(calon.penyedia, calon.versi, calon.issuer, bersih),)


def hentikan(calon: Calon, *, issuer_lain: Collection[str]) -> tuple[PenyediaMasukDihentikan, ...]:
    if not calon.aktif:
        return ()
    if not issuer_lain:
        raise PenyediaTerakhirError
    return (PenyediaMasukDihentikan(calon.penyedia, calon.versi, calon.issuer),)
