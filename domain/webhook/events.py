"""What is remembered of a webhook. Its secret is nowhere in the log."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebhookDipasang:
    """Sebuah alamat milik sistem lain akan dikabari bila terjadi tindakan tertentu pada SOP."""

    alamat: str
    tindakan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WebhookDiulang:
    """Kabar yang pernah dikirim ke sebuah webhook dikirim ulang mulai posisi tertentu."""

    dari: int


@dataclass(frozen=True, slots=True)
class WebhookDihentikan:
    """Sebuah webhook tidak lagi dikabari."""

    alasan: str


PeristiwaWebhook = WebhookDipasang | WebhookDiulang | WebhookDihentikan
