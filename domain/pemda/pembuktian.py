"""Whether binding acts ask for a sign-in of the last minutes; they do until the government decides otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PembuktianUlangDiubah:
    """Ditetapkan apakah pengesahan, pembatalannya, dan pencabutan menuntut masuk ulang lebih dahulu."""

    wajib: bool


def ubah_pembuktian_ulang(kini: bool, *, wajib: bool) -> tuple[PembuktianUlangDiubah, ...]:
    return () if kini is wajib else (PembuktianUlangDiubah(wajib),)
