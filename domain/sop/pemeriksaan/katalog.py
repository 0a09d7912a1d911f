"""All rules of domain.md section 9 that look at an SOP, group by group. A new group is one line here and its import."""

from __future__ import annotations

from domain.sop.pemeriksaan import dasar_hukum, identitas, keterkaitan, tanggal, tata_kelola
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan

KATALOG: tuple[Aturan, ...] = (
    *identitas.ATURAN,
    *tanggal.ATURAN,
    *dasar_hukum.ATURAN,
    *keterkaitan.ATURAN,
    *tata_kelola.ATURAN,
)

KEPARAHAN_BAKU: dict[str, Keparahan] = {aturan.kode: aturan.keparahan for aturan in KATALOG}
