"""Webhooks as the screens and the courier need them: their secrets, sealed, and what was told so far."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infra.brankas import Brankas
from infra.db.pool import Basis
from infra.ids import new_nonce
from tenants.context import current_tenant

AWALAN = "whsec_"
"""As Standard Webhooks writes a secret: this, then base64 of the key."""
PANJANG_KUNCI = 32
TERBARU = 100


@dataclass(frozen=True, slots=True)
class WebhookTercatat:
    """`belum` of `semua` tellings have not arrived yet."""

    webhook_id: UUID
    alamat: str
    tindakan: tuple[str, ...]
    aktif: bool
    pos: int
    pada: datetime
    semua: int
    belum: int


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One telling: of which event, and what became of it."""

    pos: int
    topik: str
    percobaan: int
    coba_pada: datetime | None
    terkirim: datetime | None
    jawaban: str


def untuk(webhook_id: UUID) -> str:
    """Where a sealed secret belongs: it opens nowhere else."""
    return f"webhook/{current_tenant().id}/{webhook_id}"


def kunci_dari(rahasia: str) -> bytes:
    return b64decode(rahasia.removeprefix(AWALAN))


class GudangWebhook:
    def __init__(self, basis: Basis, brankas: Brankas) -> None:
        self._basis, self._brankas = basis, brankas

    @property
    def dapat(self) -> bool:
        """Whether there is a key to seal a secret with."""
        return self._brankas.terpasang

    def rahasia_baru(self, webhook_id: UUID) -> str | None:
        """A new secret, to be shown this once; None when this webhook has one already."""
        rahasia = AWALAN + b64encode(new_nonce(PANJANG_KUNCI)).decode()
        baru = self._basis.jalankan(
            "INSERT INTO tata.webhook VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (current_tenant().id, webhook_id, self._brankas.segel(rahasia, untuk=untuk(webhook_id))),
        )
        return rahasia if baru else None

    def segel_ulang(self) -> int:
        """Seal by the first key what another has sealed; returns how many."""
        rows = self._basis.baris(
            "SELECT webhook_id, rahasia FROM tata.webhook WHERE tenant_id = %s", (current_tenant().id,)
        )
        usang = [r for r in rows if self._brankas.usang(r["rahasia"])]
        for row in usang:
            tempat = untuk(row["webhook_id"])
            self._basis.jalankan(
                "UPDATE tata.webhook SET rahasia = %s WHERE tenant_id = %s AND webhook_id = %s",
                (
                    self._brankas.segel(self._brankas.buka(row["rahasia"], untuk=tempat), untuk=tempat),
                    current_tenant().id,
                    row["webhook_id"],
                ),
            )
        return len(usang)

    def semua(self) -> list[WebhookTercatat]:
        rows = self._basis.baris(
            "SELECT w.webhook_id, w.alamat, w.tindakan, w.aktif, w.pos, w.pada, count(k.pos) AS semua,"
            " count(k.pos) FILTER (WHERE k.terkirim IS NULL) AS belum FROM baca.webhook w"
            " LEFT JOIN tata.kiriman k ON k.tenant_id = w.tenant_id AND k.webhook_id = w.webhook_id"
            " WHERE w.tenant_id = %s GROUP BY w.tenant_id, w.webhook_id ORDER BY w.aktif DESC, w.pos DESC",
            (current_tenant().id,),
        )
        return [WebhookTercatat(**row | {"tindakan": tuple(row["tindakan"])}) for row in rows]

    def kiriman(self, webhook_id: UUID) -> list[Kiriman]:
        """The newest tellings first."""
        rows = self._basis.baris(
            "SELECT k.pos, e.topic AS topik, k.percobaan, k.coba_pada, k.terkirim, k.jawaban FROM tata.kiriman k"
            " JOIN es.event e ON e.tenant_id = k.tenant_id AND e.pos = k.pos"
            " WHERE k.tenant_id = %s AND k.webhook_id = %s ORDER BY k.pos DESC LIMIT %s",
            (current_tenant().id, webhook_id, TERBARU),
        )
        return [Kiriman(**row) for row in rows]
