"""All rules of domain.md section 9 that look at an SOP, group by group. A new group is one line here and its import."""

from __future__ import annotations

from domain.sop.pemeriksaan import (
    alur,
    dasar_hukum,
    identitas,
    kegiatan,
    keterkaitan,
    mutu_baku,
    pelaksana,
    tanggal,
    tata_kelola,
    teks,
)
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan

KATALOG: tuple[Aturan, ...] = (
    *identitas.ATURAN,
    *tanggal.ATURAN,
    *dasar_hukum.ATURAN,
    *keterkaitan.ATURAN,
    *pelaksana.ATURAN,
    *kegiatan.ATURAN,
    *alur.ATURAN,
    *mutu_baku.ATURAN,
    *teks.ATURAN,
    *tata_kelola.ATURAN,
)

_TINGKAT = tuple(Keparahan)
KEPARAHAN_BAKU: dict[str, Keparahan] = {
    kode: min((a.keparahan for a in KATALOG if a.kode == kode), key=_TINGKAT.index)
    for kode in dict.fromkeys(a.kode for a in KATALOG)
}
"""Every code with the gravest severity it comes with: a code may stand for a grave and a light breach of one rule."""
