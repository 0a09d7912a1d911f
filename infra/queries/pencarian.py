"""Asks the search index of the tenant being served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.pencarian.kueri import Kueri
from infra.db.pool import Basis
from infra.queries.sorotan import AKHIR, AWAL, Sorotan, sorotan
from infra.queries.syarat_pencarian import syarat

SEKALI = 50


@dataclass(frozen=True, slots=True)
class Temuan:
    """One hit. Of content: from which event to which it held; `akhir` None while it still does. Of an event: itself."""

    sop_id: UUID
    nama: str
    opd: str
    kunci: str
    mulai: int
    akhir: int | None
    pos: int
    pada: datetime
    sampai: datetime | None
    versi: int
    versi_akhir: int | None
    jenis: str
    orang_id: UUID | None
    jabatan: str
    teks: Sorotan


@dataclass(frozen=True, slots=True)
class Kursor:
    """Where the next page begins: after this row."""

    pos: int
    kunci: str


@dataclass(frozen=True, slots=True)
class Hasil:
    """One page of hits, and how many there are in all: of content, and of events."""

    temuan: tuple[Temuan, ...]
    isi: int
    peristiwa: int
    lanjut: Kursor | None


def cari(
    basis: Basis,
    kueri: Kueri,
    *,
    opd: tuple[UUID, ...] | None,
    peristiwa: bool,
    setelah: Kursor | None = None,
    sekali: int = SEKALI,
) -> Hasil:
    """Hits newest first. `opd` None means all agencies; `peristiwa` whether events are listed or content."""
    rows = basis.baris(*perintah_cari(kueri, opd, peristiwa=peristiwa, setelah=setelah, sekali=sekali))
    temuan = tuple(_temuan(row) for row in rows if row["sop_id"])[:sekali]
    lanjut = Kursor(temuan[-1].pos, temuan[-1].kunci) if len(rows) > sekali else None
    return Hasil(temuan, rows[0]["jumlah_isi"], rows[0]["jumlah"] - rows[0]["jumlah_isi"], lanjut)


def perintah_cari(
    kueri: Kueri, opd: tuple[UUID, ...] | None, *, peristiwa: bool, setelah: Kursor | None, sekali: int
) -> tuple[Any, dict[str, Any]]:
    """The statement and its values."""
    dicari = syarat(kueri, opd)
    nilai = dicari.nilai | {
        "peristiwa": peristiwa,
        "pos": setelah.pos if setelah else None,
        "kunci": setelah.kunci if setelah else "",
        "batas": sekali + 1,
        "tanda": f"HighlightAll=true, StartSel={AWAL}, StopSel={AKHIR}",
    }
    return _CARI.replace("{syarat}", dicari.sql).replace("{kata}", dicari.kata), nilai


def _temuan(row: dict[str, Any]) -> Temuan:
    isi = {k: v for k, v in row.items() if k not in ("jumlah", "jumlah_isi", "sorot")}
    return Temuan(**isi | {"teks": sorotan(row["teks"], row["sorot"])})


_CARI = """
WITH cocok AS MATERIALIZED (
  SELECT p.sop_id, p.kunci, p.mulai, p.pos FROM tata.pencarian p WHERE p.tenant_id = %(tenant)s AND {syarat}
), jumlah AS (
  SELECT count(*) AS jumlah, count(*) FILTER (WHERE kunci <> '') AS jumlah_isi FROM cocok
), halaman AS (
  SELECT c.* FROM cocok c WHERE (c.kunci = '') = %(peristiwa)s
     AND (%(pos)s::bigint IS NULL OR c.pos < %(pos)s OR c.pos = %(pos)s AND c.kunci < %(kunci)s COLLATE "C")
   ORDER BY c.pos DESC, c.kunci DESC LIMIT %(batas)s
), lengkap AS (
  SELECT p.sop_id, s.nama, o.nama AS opd, p.kunci, p.mulai, p.akhir, p.pos, p.pada, p.sampai, p.versi, p.versi_akhir,
         p.jenis, p.orang_id, p.jabatan, p.teks,
         ts_headline('indonesian', translate(p.teks, %(pemisah)s, %(spasi)s), {kata}, %(tanda)s) AS sorot
    FROM halaman h JOIN tata.pencarian p ON p.tenant_id = %(tenant)s AND p.sop_id = h.sop_id AND p.kunci = h.kunci
         AND p.mulai = h.mulai
    JOIN baca.sop s ON s.tenant_id = %(tenant)s AND s.sop_id = p.sop_id
    JOIN baca.opd o ON o.tenant_id = %(tenant)s AND o.opd_id = s.opd_id
)
SELECT * FROM jumlah LEFT JOIN lengkap ON true ORDER BY pos DESC, kunci DESC
"""
