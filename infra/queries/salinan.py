"""What a new SOP can begin as a copy of, and what keterkaitan can link to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from infra.db.pool import Basis
from infra.queries.peraturan import pola
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class PilihanSalinan:
    """One version of an SOP: a template, one in force, or a draft."""

    sop_id: UUID
    nama: str
    opd: str
    versi: int
    jenis: str

    @property
    def kunci(self) -> str:
        return f"{self.sop_id}:{self.versi}"


_SALINAN = """
SELECT k.sop_id, k.nama, o.nama AS opd, p.versi, p.jenis
  FROM baca.keadaan(%(tenant)s, %(hari)s, 12) k
  JOIN baca.opd o ON o.tenant_id = %(tenant)s AND o.opd_id = k.opd_id
  LEFT JOIN baca.templat t ON t.tenant_id = %(tenant)s AND t.sop_id = k.sop_id AND t.aktif
 CROSS JOIN LATERAL (VALUES
    (coalesce(k.berlaku_versi, k.versi), 'templat', t.sop_id IS NOT NULL),
    (k.berlaku_versi, 'berlaku', t.sop_id IS NULL AND k.berlaku_versi IS NOT NULL),
    (k.versi, 'draf', k.tahap IN ('konsep', 'diajukan', 'diverifikasi')
                      AND (%(terbaca)s::uuid[] IS NULL OR k.opd_id = ANY(%(terbaca)s)))) p (versi, jenis, ada)
 WHERE p.ada AND k.jumlah_langkah > 0 AND (%(cari)s = '' OR k.nama ILIKE %(pola)s OR o.nama ILIKE %(pola)s
       OR k.nomor ILIKE %(pola)s) AND (%(sop)s::uuid IS NULL OR k.sop_id = %(sop)s)
 ORDER BY p.jenis = 'templat' DESC, k.nama, p.versi LIMIT %(batas)s
"""


def pilihan_salinan(
    basis: Basis,
    hari: date,
    terbaca: Sequence[UUID] | None,
    *,
    cari: str = "",
    sop_id: UUID | None = None,
    batas: int = 60,
) -> list[PilihanSalinan]:
    """Templates first, then SOPs in force, which all may read, and drafts of the agencies in `terbaca` (None: all)."""
    rows = basis.baris(
        _SALINAN,
        {
            "tenant": current_tenant().id,
            "hari": hari,
            "terbaca": None if terbaca is None else list(terbaca),
            "cari": cari,
            "pola": pola(cari),
            "sop": sop_id,
            "batas": batas,
        },
    )
    return [PilihanSalinan(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class SopTertaut:
    """An SOP as a link shows it."""

    sop_id: UUID
    nama: str
    nomor: str
    tahap: str
    berlaku: bool


_TERTAUT = (
    "SELECT k.sop_id, k.nama, coalesce(k.berlaku_nomor, k.nomor) AS nomor, k.tahap,"
    " k.berlaku_versi IS NOT NULL AS berlaku FROM baca.keadaan(%(tenant)s, %(hari)s, 12) k"
    " WHERE (k.berlaku_versi IS NOT NULL OR k.tahap = 'dicabut' OR %(terbaca)s::uuid[] IS NULL"
    " OR k.opd_id = ANY(%(terbaca)s))"
)
"""What was once in force is public; drafts are seen by those who may read their agency's (`terbaca`; None: all)."""

Terbaca = Sequence[UUID] | None


def _opd(terbaca: Terbaca) -> list[UUID] | None:
    return None if terbaca is None else list(terbaca)


def cari_tertaut(
    basis: Basis, hari: date, terbaca: Terbaca, cari: str, *, kecuali: UUID | None = None
) -> list[SopTertaut]:
    """SOPs whose name or number has what was typed."""
    rows = basis.baris(
        _TERTAUT + " AND (k.nama ILIKE %(pola)s OR k.nomor ILIKE %(pola)s OR k.berlaku_nomor ILIKE %(pola)s)"
        " AND (%(kecuali)s::uuid IS NULL OR k.sop_id <> %(kecuali)s)"
        " ORDER BY k.berlaku_versi IS NULL, k.nama LIMIT 20",
        {
            "tenant": current_tenant().id,
            "hari": hari,
            "terbaca": _opd(terbaca),
            "pola": pola(cari),
            "kecuali": kecuali,
        },
    )
    return [SopTertaut(**row) for row in rows]


def tertaut(basis: Basis, hari: date, terbaca: Terbaca, ids: Sequence[UUID], nama: Sequence[str]) -> list[SopTertaut]:
    """The SOPs with these ids, and those that bear one of these names or numbers, written as small letters."""
    rows = basis.baris(
        _TERTAUT + " AND (k.sop_id = ANY(%(ids)s) OR lower(k.nama) = ANY(%(nama)s) OR lower(k.nomor) = ANY(%(nama)s)"
        " OR lower(k.berlaku_nomor) = ANY(%(nama)s)) ORDER BY k.berlaku_versi IS NULL, k.nama",
        {
            "tenant": current_tenant().id,
            "hari": hari,
            "terbaca": _opd(terbaca),
            "ids": list(ids),
            "nama": list(nama),
        },
    )
    return [SopTertaut(**row) for row in rows]
