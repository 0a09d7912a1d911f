"""What a government decides about its printed form: the paper, and whether the identity sheet stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MM = 72 / 25.4


class Kertas(StrEnum):
    """The papers in use, always across (landscape)."""

    F4 = "f4"
    A4 = "a4"
    LETTER = "letter"
    LEGAL = "legal"

    @property
    def sebutan(self) -> str:
        return {"f4": "F4 (330 × 215 mm)", "a4": "A4 (297 × 210 mm)", "letter": "Letter", "legal": "Legal"}[self.value]

    @property
    def lebar(self) -> float:
        return {"f4": 330 * MM, "a4": 297 * MM, "letter": 792.0, "legal": 1008.0}[self.value]

    @property
    def tinggi(self) -> float:
        return {"f4": 215 * MM, "a4": 210 * MM, "letter": 612.0, "legal": 612.0}[self.value]


@dataclass(frozen=True, slots=True)
class TataCetak:
    """How the form is printed."""

    kertas: Kertas = Kertas.F4
    identitas_sendiri: bool = True
    """Whether the identity sheet has a page of its own, or the procedure begins below it."""
