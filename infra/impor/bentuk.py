"""How the shape of a file is described: five kinds of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Skalar:
    """A single value, or nothing."""

    sebutan: str
    jenis: tuple[type, ...]
    pilihan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bebas:
    """Not content: kept as it is in the record of where the SOP came from. `urutan` is how it is written out."""

    urutan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Peta:
    """Keys and values. `asal` and every `..._asal` are allowed anywhere, and are not content."""

    kunci: Mapping[str, Bentuk] = field(default_factory=dict)
    wajib: tuple[str, ...] = ()
    terbuka: bool = False

    def bentuk(self, kunci: str) -> Bentuk | None:
        if kunci in self.kunci:
            return self.kunci[kunci]
        return Bebas() if self.terbuka or kunci == "asal" or kunci.endswith("_asal") else None

    def isi(self, kunci: str) -> bool:
        """Whether the key is content, and not merely kept."""
        return kunci in self.kunci and not isinstance(self.kunci[kunci], Bebas)


@dataclass(frozen=True, slots=True)
class Deret:
    unsur: Bentuk


@dataclass(frozen=True, slots=True)
class PerKode:
    """A value for some of the pelaksana."""

    nilai: Bentuk


@dataclass(frozen=True, slots=True)
class Butiran:
    """A text, or a text with what it refers to."""

    peta: Peta


Bentuk = Skalar | Bebas | Peta | Deret | PerKode | Butiran
