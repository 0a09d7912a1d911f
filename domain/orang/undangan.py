"""By which code an account at a provider becomes a person of the directory, and who has to agree.

Whoever brings the code signs in as that person from then on, with all his posts. So nobody makes one alone where a
second admin is there to say no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.kernel import OrangId, RuleViolation, teks_bersih
from domain.pemda.masuk import TENGGANG, PenyetujuBaruError


class UndanganMenungguError(RuleViolation):
    kode = "orang.undangan_menunggu"
    bidang = "orang"
    kalimat = (
        "Undangan ini menunggu persetujuan admin lain. Tanpa persetujuan, Anda dapat membuat kodenya 24 jam sesudah "
        "mengusulkan."
    )


class UndanganOrangNonaktifError(RuleViolation):
    kode = "orang.undangan_nonaktif"
    bidang = "orang"
    kalimat = "Orang itu dinonaktifkan. Aktifkan kembali lebih dahulu."


@dataclass(frozen=True, slots=True)
class UndanganDiusulkan:
    """Kode undangan bagi seseorang diusulkan; menunggu persetujuan admin lain, atau 24 jam."""


@dataclass(frozen=True, slots=True)
class UndanganDitolak:
    """Usulan kode undangan ditolak admin lain, atau ditarik oleh pengusulnya."""

    alasan: str


@dataclass(frozen=True, slots=True)
class OrangDiundang:
    """Kode undangan dibuat: akun pertama yang membawanya menjadi akun orang ini."""


@dataclass(frozen=True, slots=True)
class AkunDikaitkan:
    """Sebuah akun di penyedia identitas menjadi akun orang ini, dengan kode undangan."""

    issuer: str


PeristiwaUndangan = UndanganDiusulkan | UndanganDitolak | OrangDiundang | AkunDikaitkan


@dataclass(frozen=True, slots=True)
class UsulanUndangan:
    oleh: OrangId
    pada: datetime


@dataclass(frozen=True, slots=True)
class Pengundang:
    """`sendirian`: nobody else could agree, or it is an emergency access. `penyetuju`: admin for a day at least."""

    oleh: OrangId
    kini: datetime
    sendirian: bool
    penyetuju: bool


def undang(
    usulan: UsulanUndangan | None, *, aktif: bool, pengundang: Pengundang
) -> tuple[OrangDiundang | UndanganDiusulkan, ...]:
    if not aktif:
        raise UndanganOrangNonaktifError
    if pengundang.sendirian:
        return (OrangDiundang(),)
    if usulan is None:
        return (UndanganDiusulkan(),)
    if usulan.oleh == pengundang.oleh and pengundang.kini - usulan.pada < TENGGANG:
        raise UndanganMenungguError
    if usulan.oleh != pengundang.oleh and not pengundang.penyetuju:
        raise PenyetujuBaruError
    return (OrangDiundang(),)


def tolak_undangan(usulan: UsulanUndangan | None, *, alasan: str) -> tuple[UndanganDitolak, ...]:
    bersih = teks_bersih(alasan, "alasan", wajib=True, panjang=500)
    return (UndanganDitolak(bersih),) if usulan else ()
