"""Tells other systems of events, signed (Standard Webhooks), again after growing pauses, at most PERCOBAAN_TERBANYAK
times. As the courier of mail does, it claims a telling before it speaks: a crash in between tells it twice, under the
same id; nothing is lost.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from uuid import UUID

import structlog

from infra.antrean import UJUNG, maju, tertinggal
from infra.brankas import Brankas
from infra.db.pool import Basis
from infra.jaringan.pengambil import PengambilAman, PengambilanGagalError
from infra.pekerja.antrean import KIRIM_WEBHOOK
from infra.pekerja.putaran import jaga
from infra.webhook import kunci_dari, untuk
from tenants.context import current_tenant

log = structlog.get_logger()

SEKALI_AMBIL = 10
PERCOBAAN_TERBANYAK = 14
"""With the pauses below: a good day and a half, so that a receiver may be away over night."""


def jeda(percobaan: int) -> timedelta:
    """30 seconds, 1, 2, 4 ... minutes after each attempt, six hours at most."""
    return min(timedelta(seconds=30 * 2 ** (percobaan - 1)), timedelta(hours=6))


@dataclass(frozen=True, slots=True)
class Kabar:
    """One telling, claimed: to whom, of which event, under which sealed secret."""

    webhook_id: UUID
    pos: int
    percobaan: int
    alamat: str
    rahasia: bytes
    topik: str
    aliran: UUID
    versi: int
    pada: datetime

    @property
    def id(self) -> str:
        """The same at every attempt: the receiver knows by it what it has had already."""
        return f"{self.webhook_id}.{self.pos}"


def tanda_tangan(kunci: bytes, id_: str, saat: int, isi: str) -> str:
    """The value of the header webhook-signature."""
    return "v1," + b64encode(hmac.new(kunci, f"{id_}.{saat}.{isi}".encode(), hashlib.sha256).digest()).decode()


@dataclass(frozen=True, slots=True)
class KurirWebhook:
    """`situs` is the public base URL, for the link back to the moment that is told of."""

    basis: Basis
    brankas: Brankas
    pengambil: PengambilAman
    situs: str

    def satu_putaran(self, kini: datetime, berhenti: Event | None = None) -> bool:
        """Visit the tenants with tellings that are due. Returns whether more are waiting already."""
        masih = False
        for giliran in tertinggal(self.basis, KIRIM_WEBHOOK, kini):
            if berhenti is not None and berhenti.is_set():
                return False
            masih |= jaga(self.basis, KIRIM_WEBHOOK, giliran, partial(self._antar, kini))
        return masih

    def _antar(self, kini: datetime) -> bool:
        semua = self._ambil(kini)
        for kabar in semua:
            self._kabari(kabar, kini)
        return len(semua) == SEKALI_AMBIL

    def _ambil(self, kini: datetime) -> Sequence[Kabar]:
        """Claim what is due, and be woken again for whatever has not arrived."""
        with self.basis.transaksi() as connection:
            nilai = {"t": current_tenant().id, "kini": kini, "terbanyak": PERCOBAAN_TERBANYAK, "batas": SEKALI_AMBIL}
            semua = [Kabar(*row) for row in connection.execute(_SIAP, nilai).fetchall()]
            for k in semua:
                connection.execute(_KLAIM, (k.percobaan, kini + jeda(k.percobaan), nilai["t"], k.webhook_id, k.pos))
            row = connection.execute(_BERIKUT, nilai).fetchone()
            maju(connection, KIRIM_WEBHOOK, UJUNG, row[0] if row else None)
        return semua

    def _kabari(self, kabar: Kabar, kini: datetime) -> None:
        isi, saat = self._isi(kabar), int(kini.timestamp())
        kunci = kunci_dari(self.brankas.buka(kabar.rahasia, untuk=untuk(kabar.webhook_id)))
        kepala = {
            "Content-Type": "application/json",
            "User-Agent": "Riwayat",
            "webhook-id": kabar.id,
            "webhook-timestamp": str(saat),
            "webhook-signature": tanda_tangan(kunci, kabar.id, saat, isi),
        }
        try:
            status = self.pengambil.serahkan(kabar.alamat, isi, kepala)
            jawaban, tiba = str(status), 200 <= status < 300  # noqa: PLR2004 - what HTTP calls success
        except PengambilanGagalError as error:
            jawaban, tiba = error.kode, False
        log.info("webhook", delivered=tiba, attempt=kabar.percobaan, answer=jawaban)
        terkirim = kini if tiba else None
        self.basis.jalankan(_HASIL, (terkirim, jawaban, current_tenant().id, kabar.webhook_id, kabar.pos))

    def _isi(self, kabar: Kabar) -> str:
        """What happened where; the text itself is for those with a right to it."""
        jenis = kabar.topik.rpartition(".")[0]
        kode = current_tenant().kode
        tautan = f"{self.situs}/{kode}/kerja/sop/{kabar.aliran}/riwayat?peristiwa={kabar.versi}"
        data = {"pemda": kode, "pos": kabar.pos, "sop": str(kabar.aliran), "peristiwa": kabar.versi, "tautan": tautan}
        return json.dumps({"type": jenis, "timestamp": kabar.pada.isoformat(), "data": data}, separators=(",", ":"))


_TERTUNDA = "k.tenant_id = %(t)s AND k.terkirim IS NULL AND k.percobaan < %(terbanyak)s"
_DARI = (
    " FROM tata.kiriman k JOIN baca.webhook w ON w.tenant_id = k.tenant_id AND w.webhook_id = k.webhook_id AND w.aktif"
)
_SIAP = (
    "SELECT k.webhook_id, k.pos, k.percobaan + 1, w.alamat, r.rahasia, e.topic, e.stream_id, e.version, e.at"
    f"{_DARI} JOIN tata.webhook r ON r.tenant_id = k.tenant_id AND r.webhook_id = k.webhook_id"
    " JOIN es.event e ON e.tenant_id = k.tenant_id AND e.pos = k.pos"
    f" WHERE {_TERTUNDA} AND (k.coba_pada IS NULL OR k.coba_pada <= %(kini)s)"
    " ORDER BY k.pos LIMIT %(batas)s FOR UPDATE OF k SKIP LOCKED"
)
_KLAIM = "UPDATE tata.kiriman SET percobaan = %s, coba_pada = %s WHERE tenant_id = %s AND webhook_id = %s AND pos = %s"
_BERIKUT = f"SELECT min(coalesce(k.coba_pada, %(kini)s)){_DARI} WHERE {_TERTUNDA}"
_HASIL = "UPDATE tata.kiriman SET terkirim = %s, jawaban = %s WHERE tenant_id = %s AND webhook_id = %s AND pos = %s"
