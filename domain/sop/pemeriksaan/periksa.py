"""The engine: every rule looks at the SOP; what its government has switched off says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from domain.sop.naskah import Daftar, Isian
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.katalog import KATALOG
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Temuan

URUTAN = tuple(Keparahan)
_LEMBAR = (*(f"isian.{i}" for i in Isian), *(f"butir.{d}" for d in Daftar))
_URUTAN_LEMBAR = {sel: n for n, sel in enumerate(_LEMBAR)}


def periksa(
    bahan: Bahan, keparahan: Mapping[str, Keparahan], katalog: Iterable[Aturan] = KATALOG
) -> tuple[Temuan, ...]:
    """All findings, gravest first, then as the form is read: sheet, columns, rows.

    `keparahan` holds what the government has set, by rule. Where it has set nothing the rule's own severity counts,
    unless the finding names another than the ordinary PERINGATAN (a rule may have grave and light breaches).
    """
    baris = {langkah.id: n for n, langkah in enumerate(bahan.naskah.langkah)}

    def tempat(temuan: Temuan) -> tuple[int, int, int]:
        lembar = ".".join(temuan.tempat.sel.split(".")[:2])
        langkah = baris.get(temuan.tempat.langkah, -1) if temuan.tempat.langkah else -1  # type: ignore[call-overload]
        return URUTAN.index(temuan.keparahan), langkah, _URUTAN_LEMBAR.get(lembar, len(_LEMBAR))

    semua = (t for aturan in katalog for t in _temuan(bahan, aturan, keparahan.get(aturan.kode)))
    return tuple(sorted(semua, key=tempat))


def _temuan(bahan: Bahan, aturan: Aturan, ditetapkan: Keparahan | None) -> Iterable[Temuan]:
    if (ditetapkan or aturan.keparahan) is Keparahan.MATI:
        return
    for temuan in aturan.periksa(bahan):
        sendiri = aturan.keparahan if temuan.keparahan is Keparahan.PERINGATAN else temuan.keparahan
        yield replace(temuan, keparahan=ditetapkan or sendiri)
