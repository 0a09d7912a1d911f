"""The courier: takes unsent mail to the SMTP server, again after growing pauses, at most PERCOBAAN_TERBANYAK times.

Sending is no part of a transaction. A row is claimed first (its next attempt put off, the cursor set to that time),
then sent, then marked. A crash between sending and marking sends it a second time, under the same Message-ID, after
the pause; a crash anywhere else sends it late. Nothing is ever lost: a row stays until it is marked as sent.
"""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from typing import Any

import psycopg
import structlog

from infra.antrean import UJUNG, maju, tertinggal
from infra.db.pool import Basis
from infra.metrik import SUREL
from infra.pekerja.antrean import KIRIM
from infra.pekerja.putaran import jaga
from infra.pekerja.smtp import AlamatTidakSahError, Peladen, SmtpTanpaTlsError, Surel, kirim_satu, tersambung
from tenants.context import current_tenant

log = structlog.get_logger()

SEKALI_AMBIL = 20
PERCOBAAN_TERBANYAK = 22
"""With the pauses below: somewhat more than three days, so that mail outlives a weekend without its server."""

GALAT_KIRIM = (smtplib.SMTPException, OSError, AlamatTidakSahError, SmtpTanpaTlsError)


def jeda(percobaan: int) -> timedelta:
    """1, 2, 4, 8 ... minutes after each attempt, six hours at most."""
    return min(timedelta(minutes=2 ** (percobaan - 1)), timedelta(hours=6))


@dataclass(frozen=True, slots=True)
class Kurir:
    basis: Basis
    peladen: Peladen
    pengirim: str

    def satu_putaran(self, kini: datetime, berhenti: Event | None = None) -> bool:
        """Visit the tenants with mail that is due. Returns whether more is waiting already."""
        masih = False
        for giliran in tertinggal(self.basis, KIRIM, kini):
            if berhenti is not None and berhenti.is_set():
                return False
            masih |= jaga(self.basis, KIRIM, giliran, partial(self._antar, kini, berhenti or Event()))
        return masih

    def _antar(self, kini: datetime, berhenti: Event) -> bool:
        surat = self._ambil(kini)
        if surat:
            self._kirim(surat, kini, berhenti)
        return len(surat) == SEKALI_AMBIL

    def _ambil(self, kini: datetime) -> list[Surel]:
        """Claim what is due, and be woken again for whatever stays unsent."""
        with self.basis.transaksi() as connection:
            surat = _klaim(connection, kini)
            row = connection.execute(_BERIKUT, (kini, current_tenant().id, PERCOBAAN_TERBANYAK)).fetchone()
            maju(connection, KIRIM, UJUNG, row[0] if row else None)
        return surat

    def _kirim(self, surat: Sequence[Surel], kini: datetime, berhenti: Event) -> None:
        sisa = list(surat)
        try:
            with tersambung(self.peladen) as smtp:
                while sisa and not berhenti.is_set():
                    self._satu(smtp, sisa.pop(0), kini)
        except GALAT_KIRIM as error:
            for surel in sisa:
                self._gagal(surel, error)

    def _satu(self, smtp: smtplib.SMTP, surel: Surel, kini: datetime) -> None:
        try:
            kirim_satu(smtp, surel, self.pengirim, kini)
        except GALAT_KIRIM as error:
            self._gagal(surel, error)
        else:
            SUREL.labels("sent").inc()
            self.basis.jalankan(_TERKIRIM, (kini, current_tenant().id, surel.surel_id))

    def _gagal(self, surel: Surel, error: Exception) -> None:
        nama = type(error).__name__
        percobaan = PERCOBAAN_TERBANYAK if isinstance(error, AlamatTidakSahError) else surel.percobaan
        hasil, catat = ("failed", log.warning) if percobaan < PERCOBAAN_TERBANYAK else ("abandoned", log.error)
        SUREL.labels(hasil).inc()
        catat(f"mail-{hasil}", mail=surel.surel_id, attempt=surel.percobaan, reason=nama)
        self.basis.jalankan(_GALAT, (nama, percobaan, current_tenant().id, surel.surel_id))


_SIAP = (
    "SELECT surel_id, percobaan + 1 FROM tata.surel WHERE tenant_id = %s AND terkirim IS NULL AND percobaan < %s"
    " AND (coba_pada IS NULL OR coba_pada <= %s) ORDER BY dibuat, surel_id LIMIT %s FOR UPDATE SKIP LOCKED"
)
_KLAIM = (
    "UPDATE tata.surel SET percobaan = %s, coba_pada = %s WHERE tenant_id = %s AND surel_id = %s"
    " RETURNING surel_id, kepada, perihal, isi, percobaan"
)
_BERIKUT = (
    "SELECT min(coalesce(coba_pada, %s)) FROM tata.surel WHERE tenant_id = %s AND terkirim IS NULL AND percobaan < %s"
)
_TERKIRIM = "UPDATE tata.surel SET terkirim = %s, galat = '' WHERE tenant_id = %s AND surel_id = %s"
_GALAT = "UPDATE tata.surel SET galat = %s, percobaan = %s WHERE tenant_id = %s AND surel_id = %s"


def _klaim(connection: psycopg.Connection[Any], kini: datetime) -> list[Surel]:
    tenant_id = current_tenant().id
    rows = connection.execute(_SIAP, (tenant_id, PERCOBAAN_TERBANYAK, kini, SEKALI_AMBIL)).fetchall()
    hasil: list[Surel] = []
    for surel_id, percobaan in rows:
        isi = (percobaan, kini + jeda(percobaan), tenant_id, surel_id)
        hasil += [Surel(*row) for row in connection.execute(_KLAIM, isi)]
    return hasil
