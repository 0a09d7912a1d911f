"""A webhook, folded from events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from domain.kernel import Tercatat
from domain.webhook.events import PeristiwaWebhook, WebhookDihentikan, WebhookDipasang, WebhookDiulang


@dataclass(frozen=True, slots=True)
class Webhook:
    id: UUID | None = None
    alamat: str = ""
    tindakan: tuple[str, ...] = ()
    aktif: bool = False
    versi_aliran: int = 0


def evolve(webhook: Webhook, tercatat: Tercatat[PeristiwaWebhook]) -> Webhook:
    """The webhook after one more event."""
    webhook = replace(webhook, id=tercatat.aliran, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case WebhookDipasang(alamat, tindakan):
            return replace(webhook, alamat=alamat, tindakan=tindakan, aktif=True)
        case WebhookDiulang():
            return webhook
        case WebhookDihentikan():  # pragma: no branch - mypy knows that it is the last
            return replace(webhook, aktif=False)
