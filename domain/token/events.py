"""What is remembered of an API token. The token itself is nowhere, its digest in no event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Cakupan(StrEnum):
    """What a token opens."""

    SCIM = "scim"
    PERISTIWA_BACA = "peristiwa.baca"

    @property
    def sebutan(self) -> str:
        return {
            "scim": "Mengelola daftar orang dari sistem kepegawaian (SCIM)",
            "peristiwa.baca": "Membaca peristiwa untuk sistem lain",
        }[self.value]


@dataclass(frozen=True, slots=True)
class TokenDiterbitkan:
    """Sebuah token API diterbitkan untuk sistem lain, dengan cakupan dan hari terakhirnya."""

    nama: str
    cakupan: tuple[Cakupan, ...]
    akhir: date
    penyedia: int = 0  # at which provider the people of its SCIM sign in; 0: at the government's first one


@dataclass(frozen=True, slots=True)
class TokenDicabut:
    """Sebuah token API dicabut dan tidak dapat dipakai lagi."""

    alasan: str


PeristiwaToken = TokenDiterbitkan | TokenDicabut
