"""The consumer that keeps the search index: what each event brought, ended or said (infra/pencarian)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg

from domain.kernel import Tercatat
from infra.event_store.catalog import KATALOG
from infra.pencarian.bangun import KONSUMEN
from infra.pencarian.baris import AWALAN, baris_sop
from infra.pencarian.tulis import tulis
from infra.projections.bangun import baca_log
from tenants.context import current_tenant

_ALIRAN = " WHERE tenant_id = %s AND stream_id = ANY(%s) AND pos <= %s ORDER BY stream_id, version"


class Pencarian:
    nama = KONSUMEN
    topik = frozenset(nama for nama in KATALOG if nama.startswith(AWALAN))

    def tangani(
        self, connection: psycopg.Connection[Any], events: Sequence[Tercatat[Any]], _kini: datetime
    ) -> datetime | None:
        """Sentences and pieces need the state before: each SOP is folded from its beginning, but only what is new is
        written. Reads no further than these events, so that the index is always that of one position of the log.
        """
        if not events:
            return None
        sejak: dict[UUID, int] = {}
        for e in events:
            sejak.setdefault(e.aliran, e.versi)
        tenant_id = current_tenant().id
        sejarah = baca_log(connection, _ALIRAN, (tenant_id, list(sejak), events[-1].pos))
        baru = [
            baris
            for sop_id, aliran in groupby(sejarah, lambda e: e.aliran)
            for baris in baris_sop(sop_id, list(aliran), sejak[sop_id])
        ]
        tulis(connection, tenant_id, baru)
        return None
