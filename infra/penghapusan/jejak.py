"""Where a person is named in stored texts, and the same text without the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import msgspec

PENGGANTI = "[data pribadi dihapus]"
_TERPENDEK = 4
"""Shorter marks would strike out words that have nothing to do with the person."""


@dataclass(frozen=True, slots=True)
class Jejak:
    """Finds the person's full name, e-mail address and NIP, however they are spaced and whatever their case."""

    pola: re.Pattern[str]

    @classmethod
    def dari(cls, *tanda: str) -> Jejak:
        bagian = [
            r"[\s.]*".join(map(re.escape, t if t.isdigit() else t.split()))
            for t in tanda if len(t.strip()) >= _TERPENDEK
        ]  # fmt: skip
        # No letter or digit beside it: "Ana Putri" is not in "Diana Putri".
        return cls(re.compile(rf"(?<!\w)(?:{'|'.join(bagian) or '(?!)'})(?!\w)", re.IGNORECASE))

    def ada(self, teks: str) -> bool:
        return self.pola.search(teks) is not None

    def tanpa(self, payload: bytes) -> bytes | None:
        """The payload with every text in it struck through; None where the person is in none."""
        isi = msgspec.json.decode(payload)
        bersih = self._bersih(isi)
        return None if bersih == isi else msgspec.json.encode(bersih)

    def _bersih(self, isi: Any) -> Any:
        match isi:
            case str():
                return self.pola.sub(PENGGANTI, isi)
            case list():
                return [self._bersih(satu) for satu in isi]
            case dict():
                return {kunci: self._bersih(nilai) for kunci, nilai in isi.items()}
            case _:
                return isi
