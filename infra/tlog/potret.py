"""What the check of a log asks the database besides the events, most of it in one statement and so of one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from domain.log.bundle import ERASED
from domain.log.checkpoint import origin
from domain.log.sayings import replaced
from infra.tlog.rekaman import SAAT
from tenants.context import current_tenant

_POTRET = f"""
SELECT h.log_id, h.last_pos, h.demonstrasi, h.pemulihan,
       (SELECT {SAAT} FROM (SELECT h.last_at AS at) w) AS last_at,
       (SELECT min(pos) FROM es.event e WHERE e.tenant_id = h.tenant_id AND (pos < 1 OR pos > h.last_pos)) AS liar,
       c.titik, c.terbesar,
       (SELECT array[level, idx] FROM es.tile t WHERE t.tenant_id = h.tenant_id
         AND (level < 1 OR idx < 0 OR idx >= CASE WHEN level > 7 THEN 0 ELSE h.last_pos >> 8 * level END)
         ORDER BY idx, level LIMIT 1) AS simpul_liar
  FROM sistem.tenant_head h, LATERAL (SELECT count(*) AS titik, max(size) AS terbesar FROM es.checkpoint c
                                   WHERE c.tenant_id = h.tenant_id AND c.pemulihan = h.pemulihan) c
 WHERE h.tenant_id = %s
"""  # noqa: S608 - constants
_IZIN = (  # a payload that was itself replaced is not what the leaf was made of and authorises nothing
    "SELECT pos, payload FROM es.event WHERE tenant_id = %s AND pos > %s AND topic = %s AND payload_sha256 IS NULL"
    " ORDER BY pos"
)
_SIMPUL = (
    "SELECT t.level, t.idx, t.hash FROM unnest(%s::int[], %s::bigint[], %s::bigint[]) r(level, dari, sampai)"
    " JOIN es.tile t ON t.tenant_id = %s AND t.level = r.level AND t.idx >= r.dari AND t.idx < r.sampai"
)
TINGKAT = 7
"""No tree of the store is higher."""


@dataclass(frozen=True, slots=True)
class Potret:
    """`liar`: a position outside the head's range; `simpul_liar`: level and index of a stored node too many."""

    log_id: bytes
    last_pos: int
    demonstrasi: bool
    pemulihan: int
    last_at: int | None
    liar: int | None
    titik: int
    terbesar: int | None
    simpul_liar: tuple[int, int] | None

    @property
    def origin(self) -> str:
        return origin(self.log_id, demonstrasi=self.demonstrasi, pemulihan=self.pemulihan)


def potret(connection: psycopg.Connection[Any]) -> Potret | None:
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(_POTRET, (current_tenant().id,)).fetchone()
    if row is None:
        return None
    liar = tuple(row["simpul_liar"]) if row["simpul_liar"] else None
    return Potret(**row | {"log_id": bytes(row["log_id"]), "simpul_liar": liar})


def izin_hapus(connection: psycopg.Connection[Any], setelah: int = 0) -> dict[int, tuple[int, bytes]]:
    """For each position that a recorded redaction names: where the last one stands, and the new payload's SHA-256."""
    izin = dict[int, tuple[int, bytes]]()
    for pos, payload in connection.execute(_IZIN, (current_tenant().id, setelah, ERASED.decode())).fetchall():
        izin |= {sasaran: (pos, sidik) for sasaran, sidik in replaced(bytes(payload))}
    return izin


def simpul(connection: psycopg.Connection[Any], dari: int, sampai: int) -> Mapping[tuple[int, int], bytes]:
    """The stored nodes whose last leaf lies in a range of leaves."""
    tingkat = range(1, TINGKAT + 1)
    batas = [[leaf >> 8 * level for level in tingkat] for leaf in (dari, sampai)]
    rows = connection.execute(_SIMPUL, (list(tingkat), *batas, current_tenant().id)).fetchall()
    return {(level, idx): bytes(nilai) for level, idx, nilai in rows}
