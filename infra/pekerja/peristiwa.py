"""What a consumer is, and the recorded events that it is handed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from domain.kernel import Tercatat
from infra.event_store.catalog import KATALOG
from infra.event_store.mapper import CatalogMapper, PeristiwaTersimpan
from tenants.model import TenantId


class Konsumen(Protocol):
    """Reads events of its topics. Called with none when its wake-up time has come; times are the tenant's."""

    @property
    def nama(self) -> str: ...

    @property
    def topik(self) -> Collection[str]: ...

    def tangani(
        self, connection: psycopg.Connection[Any], events: Sequence[Tercatat[Any]], kini: datetime
    ) -> datetime | None:
        """Take effect inside this transaction; returns when to be woken if nothing happens before."""


def topik(*kelas: type[Any]) -> frozenset[str]:
    """All stored names of these events, in every version."""
    return frozenset(nama for nama, satu in KATALOG.items() if satu in kelas)


_BACA = (
    "SELECT stream_id, version, topic, payload, pos, at, actor_id, command_id FROM es.event WHERE tenant_id = %s"
    " AND pos > %s AND pos <= %s AND topic = ANY(%s) ORDER BY pos"
)


def baca(
    connection: psycopg.Connection[Any], tenant_id: TenantId, setelah: int, sampai: int, topik: Collection[str]
) -> list[Tercatat[Any]]:
    """Events in a range of positions, which have no gaps."""
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(_BACA, (tenant_id, setelah, sampai, list(topik))).fetchall()
    return [_tercatat(row) for row in rows]


_ALIRAN = (
    "SELECT stream_id, version, topic, payload, pos, at, actor_id, command_id FROM es.event WHERE tenant_id = %s"
    " AND stream_id = %s AND topic = ANY(%s) ORDER BY version"
)


def baca_aliran(
    connection: psycopg.Connection[Any], tenant_id: TenantId, aliran: UUID, topik: Collection[str]
) -> list[Tercatat[Any]]:
    """Events of these topics in one stream, oldest first."""
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(_ALIRAN, (tenant_id, aliran, list(topik))).fetchall()
    return [_tercatat(row) for row in rows]


def _tercatat(row: dict[str, Any]) -> Tercatat[Any]:
    return CatalogMapper().to_domain_event(
        PeristiwaTersimpan(
            row["stream_id"], row["version"], row["topic"], bytes(row["payload"]), row["pos"], row["at"],
            row["actor_id"], row["command_id"],
        )
    )  # fmt: skip
