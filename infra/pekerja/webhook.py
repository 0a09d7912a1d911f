"""The consumer that notes whom to tell of an event; the courier (kurir_webhook.py) tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from domain.kernel import Tercatat
from domain.pencarian.tindakan import TINDAKAN
from domain.webhook.decisions import PILIHAN
from domain.webhook.events import WebhookDiulang
from infra.antrean import SEGERA, UJUNG, maju
from infra.event_store.catalog import NAMA_TERSIMPAN
from infra.pekerja.antrean import KIRIM_WEBHOOK, WEBHOOK
from infra.pekerja.peristiwa import topik
from tenants.context import current_tenant

_AKTIF = "SELECT webhook_id, tindakan, pos FROM baca.webhook WHERE tenant_id = %s AND aktif"
_CATAT = (
    "INSERT INTO tata.kiriman (tenant_id, webhook_id, pos) SELECT %s, %s, unnest(%s::bigint[]) ON CONFLICT DO NOTHING"
)
_ULANG = (
    "INSERT INTO tata.kiriman (tenant_id, webhook_id, pos) SELECT e.tenant_id, %s, e.pos FROM es.event e"
    " WHERE e.tenant_id = %s AND e.pos >= %s AND e.pos < %s AND e.topic = ANY(%s)"
    " ON CONFLICT (tenant_id, webhook_id, pos) DO UPDATE SET percobaan = 0, coba_pada = NULL, terkirim = NULL"
)


def topik_tindakan(tindakan: Iterable[str]) -> list[str]:
    return [NAMA_TERSIMPAN[kelas] for t in tindakan for kelas in TINDAKAN[t]]


class PencatatWebhook:
    nama = WEBHOOK
    topik = topik(WebhookDiulang) | frozenset(topik_tindakan(PILIHAN))

    def tangani(
        self, connection: psycopg.Connection[Any], events: Sequence[Tercatat[Any]], _kini: datetime
    ) -> datetime | None:
        tenant_id = current_tenant().id
        for webhook_id, tindakan, sejak in connection.execute(_AKTIF, (tenant_id,)).fetchall():
            dikabari = set(topik_tindakan(tindakan))
            pos = [e.pos for e in events if e.pos > sejak and NAMA_TERSIMPAN[type(e.peristiwa)] in dikabari]
            connection.execute(_CATAT, (tenant_id, webhook_id, pos))
            _ulangi(connection, webhook_id, list(dikabari), events)
        if events:
            maju(connection, KIRIM_WEBHOOK, UJUNG, SEGERA)
        return None


def _ulangi(
    connection: psycopg.Connection[Any], webhook_id: UUID, dikabari: list[str], events: Sequence[Tercatat[Any]]
) -> None:
    """Asked for by an event of the webhook's own stream: everything from there on, older than itself too."""
    for e in events:
        if isinstance(e.peristiwa, WebhookDiulang) and e.aliran == webhook_id:
            nilai = (webhook_id, current_tenant().id, e.peristiwa.dari, e.pos, dikabari)
            connection.execute(_ULANG, nilai)
