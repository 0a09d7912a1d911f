"""What one event alone cannot tell: versions within a stream, and the commands that brought the events."""

from __future__ import annotations

from typing import Any

import psycopg

from infra.db.pool import Basis
from infra.tlog.hasil import KetidakcocokanError, Temuan
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant

TANPA_BATAS_WAKTU = "SET LOCAL statement_timeout = 0"  # for statements that go through a whole log
_VERSI = """
SELECT min(pos) FROM (SELECT pos, version, lag(version) OVER w AS versi_lalu, lag(pos) OVER w AS pos_lalu FROM es.event
                       WHERE tenant_id = %s AND pos <= %s WINDOW w AS (PARTITION BY stream_id ORDER BY version)) v
 WHERE version <> coalesce(versi_lalu, 0) + 1 OR pos <= pos_lalu
"""
_PERINTAH = """
SELECT least(e.pertama, c.first_pos) AS pos, c.command_id IS NULL AS hilang
  FROM (SELECT command_id, min(pos) AS pertama, max(pos) AS terakhir, count(*) AS banyak FROM es.event
         WHERE tenant_id = %(tenant)s GROUP BY command_id) e
  FULL JOIN (SELECT * FROM es.command WHERE tenant_id = %(tenant)s AND last_pos >= first_pos) c
    ON c.command_id = e.command_id
 WHERE (c.first_pos, c.last_pos, c.last_pos - c.first_pos + 1) IS DISTINCT FROM (e.pertama, e.terakhir, e.banyak)
 ORDER BY 1 LIMIT 1
"""


def periksa_versi(connection: psycopg.Connection[Any], sampai: int) -> None:
    """Each stream's versions are 1, 2, 3 ... in the order of their positions."""
    connection.execute(TANPA_BATAS_WAKTU)
    row = connection.execute(_VERSI, (current_tenant().id, sampai)).fetchone()
    if row and row[0] is not None:
        raise KetidakcocokanError(row[0], row[0], "nomor versi dalam alirannya tidak berurutan")


def periksa_perintah(basis: Basis, tenant: Tenant) -> Temuan | None:
    """Each event belongs to a command that names exactly its positions. Needs a role that may read es.command."""
    with tenant_scope(tenant), basis.transaksi() as connection:
        connection.execute(TANPA_BATAS_WAKTU)
        row = connection.execute(_PERINTAH, {"tenant": tenant.id}).fetchone()
    if row is None:
        return None
    pos, hilang = row
    apa = "perintah yang menulis peristiwa ini tidak tercatat" if hilang else "perintahnya mencatat posisi lain"
    return Temuan(pos, pos, apa)
