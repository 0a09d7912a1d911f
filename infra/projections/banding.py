"""How the live rows of one read model depart from the rebuilt ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from infra.projections.model import ModelBaca
from infra.projections.tampungan import Tampungan, tabel_hidup
from tenants.model import TenantId

PALING_BANYAK = 50
"""Departures named in one table; the others are counted."""

_BANDINGKAN = """
SELECT semua.baris, beda.* FROM (SELECT count(*) AS baris FROM {hidup} WHERE tenant_id = %(pemda)s) semua LEFT JOIN (
  SELECT coalesce(hidup.{kunci}, baru.{kunci})::text, to_jsonb(hidup), to_jsonb(baru), count(*) OVER ()
    FROM (SELECT * FROM {hidup} WHERE tenant_id = %(pemda)s) hidup FULL JOIN ({baru}) baru USING ({kunci})
   WHERE hidup IS DISTINCT FROM baru ORDER BY 1 LIMIT %(batas)s) beda ON true
"""


@dataclass(frozen=True, slots=True)
class Beda:
    """One row that departs. Values stay unnamed: they are the government's."""

    kunci: str
    kolom: tuple[str, ...]
    hilang: bool = False
    lebih: bool = False


@dataclass(frozen=True, slots=True)
class Selisih:
    """What was found in one table: how many rows are live, how many depart, and the first of these."""

    tabel: str
    baris: int
    banyak: int
    beda: tuple[Beda, ...]


def bandingkan(
    connection: psycopg.Connection[Any], tenant_id: TenantId, model: ModelBaca, tampungan: Tampungan
) -> Selisih:
    hidup, kunci = tabel_hidup(model), sql.Identifier(model.kunci)
    query = sql.SQL(_BANDINGKAN).format(kunci=kunci, hidup=hidup, baru=tampungan.hasil(model))
    rows = connection.execute(query, {"pemda": tenant_id, "batas": PALING_BANYAK}).fetchall()
    beda = tuple(_beda(nama, lama, baru) for _, nama, lama, baru, _ in rows if nama is not None)
    return Selisih(model.tabel, rows[0][0], rows[0][4] or 0, beda)


def _beda(kunci: str, hidup: dict[str, Any] | None, baru: dict[str, Any] | None) -> Beda:
    if hidup is None or baru is None:
        return Beda(kunci, (), hilang=hidup is None, lebih=baru is None)
    return Beda(kunci, tuple(k for k in hidup if hidup[k] != baru[k]))
