"""Builds the read models of one tenant anew from its log. Runs as the database's administrator, not the application."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from domain.kernel import Tercatat
from infra.event_store.buku import Jenis
from infra.event_store.mapper import CatalogMapper, PeristiwaTersimpan
from infra.projections.baris import JABATAN, OPD, PEMDA, SOP
from tenants.model import TenantId

TABEL = ("sop", "keberlakuan", "nomor", "evaluasi", "opd", "wajib", "jabatan", "mandat", "saksi")
_JENIS: dict[str, Jenis[Any, Any]] = {j.nama: j for j in (SOP, OPD, JABATAN, PEMDA)}
_TAHAN = "SELECT FROM sistem.tenant_head WHERE tenant_id = %s FOR NO KEY UPDATE"  # as an append does: none meanwhile
_TULIS = "SELECT baca.tulis(%s, %s, %s, %s::text[], %s::json[], %s::int[])"
_BACA = (
    "SELECT stream_id, version, topic, payload, pos, at, actor_id, command_id FROM es.event"
    " WHERE tenant_id = %s ORDER BY pos"
)


def bangun_ulang(connection: psycopg.Connection[Any], tenant_id: TenantId) -> int:
    """Empty the tenant's read models and replay its log; returns how many events were replayed."""
    with connection.transaction():
        connection.execute(_TAHAN, (tenant_id,))
        for tabel in TABEL:
            connection.execute(f"DELETE FROM baca.{tabel} WHERE tenant_id = %s", (tenant_id,))  # noqa: S608 - constants
        keadaan: dict[Any, Any] = {}
        jumlah = 0
        with connection.cursor(name="bangun", row_factory=dict_row) as cursor:
            for row in cursor.execute(_BACA, (tenant_id,)):
                _putar(connection, tenant_id, keadaan, row)
                jumlah += 1
        return jumlah


def _putar(connection: psycopg.Connection[Any], tenant_id: TenantId, keadaan: dict[Any, Any], row: Any) -> None:
    tercatat: Tercatat[Any] = CatalogMapper().to_domain_event(
        PeristiwaTersimpan(
            row["stream_id"], row["version"], row["topic"], bytes(row["payload"]), row["pos"], row["at"],
            row["actor_id"], row["command_id"],
        )
    )  # fmt: skip
    jenis = _JENIS[row["topic"].split(".")[0]]
    sesudah = jenis.evolve(keadaan.get(tercatat.aliran, jenis.awal), tercatat)
    keadaan[tercatat.aliran] = sesudah
    baris = jenis.baris([(tercatat, sesudah)])
    connection.execute(
        _TULIS,
        (
            tenant_id,
            tercatat.pos,
            tercatat.pada,
            [b.tabel for b in baris],
            [Jsonb(b.isi) for b in baris],
            [b.peristiwa for b in baris],
        ),
    )
