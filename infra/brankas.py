"""Secrets at rest: sealed with a key that the database does not have (AES-256-GCM).

RIWAYAT_KUNCI holds one or more keys, separated by commas: the first one seals, every one of them opens. To change it,
put the new one in front, run `riwayat sso segel`, and take the old one away.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infra.errors import OperatorError
from infra.ids import new_nonce

TERPENDEK = 32
_BENTUK = b"\x01"
_PENGENAL, _SEKALI = 4, 12


class BrankasError(OperatorError):
    """The keys are missing or too short, or none of them opens what lies there."""


class Brankas:
    def __init__(self, kunci: Sequence[str] = ()) -> None:
        if any(len(teks) < TERPENDEK for teks in kunci):
            raise BrankasError(f"each key in RIWAYAT_KUNCI must have {TERPENDEK} characters or more, drawn at random")
        self._kunci = {_turunkan(teks, b"pengenal")[:_PENGENAL]: AESGCM(_turunkan(teks, b"isi")) for teks in kunci}

    @property
    def terpasang(self) -> bool:
        return bool(self._kunci)

    def segel(self, isi: str, *, untuk: str) -> bytes:
        """`untuk` names the very place it is for: moved to another row, or another tenant, it does not open."""
        if not self._kunci:
            raise BrankasError("RIWAYAT_KUNCI is not set: without it no secret can be stored")
        pengenal = next(iter(self._kunci))
        sekali = new_nonce(_SEKALI)
        return _BENTUK + pengenal + sekali + self._kunci[pengenal].encrypt(sekali, isi.encode(), untuk.encode())

    def buka(self, segel: bytes, *, untuk: str) -> str:
        kepala, pengenal = segel[:1], segel[1 : 1 + _PENGENAL]
        sekali, isi = segel[1 + _PENGENAL :][:_SEKALI], segel[1 + _PENGENAL + _SEKALI :]
        kunci = self._kunci.get(pengenal) if kepala == _BENTUK else None
        if kunci is None:
            raise BrankasError("no key in RIWAYAT_KUNCI opens this secret")
        try:
            return kunci.decrypt(sekali, isi, untuk.encode()).decode()
        except InvalidTag:
            raise BrankasError("a sealed secret does not belong where it lies, or was changed") from None

    def usang(self, segel: bytes) -> bool:
        """Whether another key than the first one sealed it."""
        return segel[1 : 1 + _PENGENAL] != next(iter(self._kunci), b"")


def _turunkan(teks: str, guna: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"riwayat/brankas/" + guna).derive(teks.encode())
