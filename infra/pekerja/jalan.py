"""The worker as a process: it waits for the database, works alone, looks twice a second, and stops when told."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import structlog

from infra.brankas import Brankas
from infra.clock import now
from infra.db.pool import Basis
from infra.db.tanda import demonstrasi
from infra.jaringan.pengambil import PengambilAman
from infra.log import pasang_log
from infra.metrik import mulai_metrik
from infra.pekerja.angka import AngkaProvinsi
from infra.pekerja.kirim import Kurir
from infra.pekerja.kurir_webhook import KurirWebhook
from infra.pekerja.pemberitahuan import Pemberitahuan
from infra.pekerja.pencarian import Pencarian
from infra.pekerja.peristiwa import Konsumen
from infra.pekerja.putaran import satu_putaran
from infra.pekerja.smtp import peladen_dari, periksa_pengirim
from infra.pekerja.webhook import PencatatWebhook
from infra.sendirian import Penjaga, sendirian
from infra.settings import Settings, wajib

log = structlog.get_logger()

JEDA = 0.5
KUNCI = 5_171_718
"""The advisory lock of the one worker that works; another waits for it, ready to take over."""


def jalankan(settings: Settings, berhenti: Event) -> None:
    """Be the worker's process until `berhenti` is set. Its metrics, if on, are on the port after the web's."""
    pasang_log()
    basis = Basis(wajib(settings.database_url_pekerja, "DATABASE_URL_PEKERJA"), kolam=2)
    kurir = [satu for satu in (kurir_dari(settings, basis), kurir_webhook_dari(settings, basis)) if satu]
    konsumen = (Pemberitahuan(settings.alamat), AngkaProvinsi(basis), Pencarian(), PencatatWebhook())
    mulai_metrik(settings.metrik_port and settings.metrik_port + 1)
    log.info("worker-started")
    try:
        sendirian(basis.url, KUNCI, berhenti, lambda penjaga: _kerja(penjaga, basis, konsumen, kurir, berhenti))
    finally:
        basis.tutup()
        log.info("worker-stopped")


def kurir_dari(settings: Settings, basis: Basis) -> Kurir | None:
    """None when mail is switched off: what is written then waits in tata.surel until it is switched on."""
    if not settings.smtp:
        log.warning("mail-off")
        return None
    periksa_pengirim(settings.pengirim)
    return Kurir(basis, peladen_dari(settings.smtp), settings.pengirim)


def kurir_webhook_dari(settings: Settings, basis: Basis) -> KurirWebhook | None:
    """None without a key for sealed secrets: what is to be told then waits in tata.kiriman."""
    brankas = Brankas(settings.kunci)
    if not brankas.terpasang:
        log.warning("webhooks-off")
        return None
    return KurirWebhook(basis, brankas, PengambilAman(boleh_loopback=demonstrasi(basis)), settings.alamat)


def _kerja(
    penjaga: Penjaga,
    basis: Basis,
    konsumen: Sequence[Konsumen],
    kurir: Sequence[Kurir | KurirWebhook],
    berhenti: Event,
) -> None:
    while not berhenti.is_set():
        penjaga.masih()
        kini = now()
        masih = satu_putaran(basis, konsumen, kini, berhenti)
        for satu in kurir:
            masih |= satu.satu_putaran(kini, berhenti)
        if not masih:
            berhenti.wait(JEDA)
