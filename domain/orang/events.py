"""What is remembered of a person, under the pseudonym alone."""

from __future__ import annotations

from dataclasses import dataclass

from domain.orang.undangan import PeristiwaUndangan


@dataclass(frozen=True, slots=True)
class OrangDinonaktifkan:
    """Seseorang tidak dapat lagi masuk; semua sesinya berakhir saat itu juga."""

    alasan: str


@dataclass(frozen=True, slots=True)
class OrangDiaktifkan:
    """Seseorang yang dinonaktifkan dapat masuk kembali."""

    alasan: str


@dataclass(frozen=True, slots=True)
class AksesDaruratDibuka:
    """Pengelola sistem membuka akses darurat sebagai admin bagi seseorang, untuk waktu yang singkat."""

    alasan: str
    menit: int


@dataclass(frozen=True, slots=True)
class AksesDaruratDipakai:
    """Akses darurat dipakai untuk masuk sebagai admin."""


PeristiwaOrang = OrangDinonaktifkan | OrangDiaktifkan | AksesDaruratDibuka | AksesDaruratDipakai | PeristiwaUndangan
