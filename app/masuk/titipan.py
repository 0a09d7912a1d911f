"""What goes with a sign-in while the browser is away, beside the protocol's own memory of it (`TransaksiMasuk`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

_KUNCI = "titipan"


@dataclass(frozen=True, slots=True)
class Titipan:
    """`penyedia` 0 is the tenant's first one; `versi` names settings that are only being tried, `oleh` by whom."""

    penyedia: int = 0
    undangan: str = ""  # digest of the invitation, in hexadecimal
    versi: int = 0
    oleh: str = ""

    def kemas(self) -> dict[str, Any]:
        return {_KUNCI: asdict(self)}

    @classmethod
    def ambil(cls, isi: dict[str, Any]) -> Titipan:
        """Takes it out, so that the protocol's own part is left."""
        return cls(**isi.pop(_KUNCI, {}))
