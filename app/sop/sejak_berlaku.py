"""What the open version changes of the one in force: what verifiers and heads want to see first."""

from __future__ import annotations

from dataclasses import dataclass

from domain.sop.perbandingan import Ucapan, bandingkan, ringkas, ucapkan
from domain.sop.state import Sop, Tahap
from infra.queries.publik import Berlaku

DITAMPILKAN = 3
"""Sentences beside the form; the page of the comparison has them all."""
TERBUKA = (Tahap.KONSEP, Tahap.DIAJUKAN, Tahap.DIVERIFIKASI)


@dataclass(frozen=True, slots=True)
class SejakBerlaku:
    """`berlaku`: that version is in force; else it is the last that was approved."""

    versi: int
    berlaku: bool
    ringkas: str
    ucapan: tuple[Ucapan, ...]

    @property
    def pertama(self) -> tuple[Ucapan, ...]:
        return self.ucapan[:DITAMPILKAN]

    @property
    def sisa(self) -> int:
        return max(0, len(self.ucapan) - DITAMPILKAN)


def sejak_berlaku(sop: Sop, berlaku: Berlaku | None) -> SejakBerlaku | None:
    """None where nothing is open, or nothing was approved before."""
    versi = berlaku.versi if berlaku else sop.terakhir_sah.fakta.versi if sop.terakhir_sah else 0
    sah = next((p for p in reversed(sop.pengesahan) if p.fakta.versi == versi and not p.dibatalkan), None)
    if sah is None or sop.tahap not in TERBUKA:
        return None
    beda = bandingkan(sah.naskah, sop.naskah)
    return SejakBerlaku(versi, berlaku is not None, ringkas(beda), ucapkan(beda, sah.naskah, sop.naskah))
