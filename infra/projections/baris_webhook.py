"""Events of a webhook -> its row: where to, of what, since when, and whether still."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.kernel import Tercatat
from domain.webhook.events import PeristiwaWebhook, WebhookDiulang
from domain.webhook.state import Webhook, evolve
from infra.db.simpan import Baris
from infra.event_store.buku import Jenis


def baris_webhook(langkah: Sequence[tuple[Tercatat[PeristiwaWebhook], Webhook]]) -> tuple[Baris, ...]:
    return tuple(
        Baris("webhook", _baris(w), n)
        for n, (tercatat, w) in enumerate(langkah, 1)
        if not isinstance(tercatat.peristiwa, WebhookDiulang)
    )


def _baris(w: Webhook) -> dict[str, Any]:
    return {"webhook_id": str(w.id), "alamat": w.alamat, "tindakan": list(w.tindakan), "aktif": w.aktif}


WEBHOOK: Jenis[Webhook, PeristiwaWebhook] = Jenis("webhook", Webhook(), evolve, baris_webhook)
