"""Writes the rows of the search index in the caller's transaction. Written again, they are the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg

from infra.pencarian.baris import KOLOM, Baris
from tenants.model import TenantId

SEKALI_TULIS = 2000
SUMBER = (
    " FROM unnest(%(sop_id)s::uuid[], %(kunci)s::text[], %(mulai)s::bigint[], %(akhir)s::bigint[], %(pos)s::bigint[],"
    " %(pada)s::timestamptz[], %(sampai)s::timestamptz[], %(versi)s::int[], %(versi_akhir)s::int[], %(jenis)s::text[],"
    " %(orang_id)s::uuid[], %(jabatan)s::text[], %(teks)s::text[], %(tambahan)s::text[], %(polos)s::text[])"
    " b (sop_id, kunci, mulai, akhir, pos, pada, sampai, versi, versi_akhir, jenis, orang_id, jabatan, teks, tambahan,"
    " polos)"
)
JADI = (
    "SELECT %(t)s::int, b.sop_id, b.kunci, b.mulai, b.akhir, b.pos, b.pada, b.sampai, b.versi, b.versi_akhir, b.jenis,"
    " b.orang_id, b.jabatan, b.teks, b.tambahan, to_tsvector('indonesian', b.polos)" + SUMBER
)
"""The rows as they stand in the table."""

_TULIS = (
    "INSERT INTO tata.pencarian " + JADI + " ON CONFLICT (tenant_id, sop_id, kunci, mulai) DO UPDATE SET"
    " (akhir, sampai, versi_akhir) = (excluded.akhir, excluded.sampai, excluded.versi_akhir)"
)
_KATA = (
    "INSERT INTO tata.pencarian_kata SELECT DISTINCT %(t)s::int, k.kata, b.sop_id"
    " FROM unnest(%(sop_id)s::uuid[], %(polos)s::text[]) b (sop_id, polos),"
    " unnest(tsvector_to_array(to_tsvector('indonesian', b.polos))) k (kata) ON CONFLICT DO NOTHING"
)


def tulis(connection: psycopg.Connection[Any], tenant_id: TenantId, baris: Sequence[Baris]) -> None:
    for awal in range(0, len(baris), SEKALI_TULIS):
        isi = parameter(tenant_id, baris[awal : awal + SEKALI_TULIS])
        connection.execute(_TULIS, isi)
        connection.execute(_KATA, isi)


def parameter(tenant_id: TenantId, baris: Sequence[Baris]) -> dict[str, Any]:
    return {"t": tenant_id} | dict(zip(KOLOM, map(list, zip(*baris, strict=True)), strict=True))
