"""The signer as a process: one at a time, patient with the database; witnesses and daily verification run beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import structlog

from infra.clock import now
from infra.db.pool import Basis
from infra.db.tanda import demonstrasi
from infra.jaringan.pengambil import PengambilAman
from infra.log import pasang_log
from infra.metrik import mulai_metrik
from infra.penanda.antar import Pengantar
from infra.penanda.keadaan import Ingatan
from infra.penanda.kunci import Rangkaian
from infra.penanda.penanda import Penanda
from infra.penanda.putusan import SEMENTARA
from infra.rahasia import FolderRahasia
from infra.sendirian import Penjaga, sendirian
from infra.settings import Settings, SettingsError, wajib

log = structlog.get_logger()

JEDA, JEDA_SAKSI, JEDA_PENUH = 2.0, 1.0, 30.0
KUNCI = 5_171_719
"""The advisory lock of the one signer that signs."""
BATAS_SAKSI = 3.0
TERLAMA = timedelta(minutes=4)
"""The promise is a checkpoint at most five minutes after an event."""


def jalankan(settings: Settings, berhenti: Event, jam: Callable[[], datetime] = now) -> None:
    """Be the signer's process until `berhenti` is set. Its metrics, if on, are on the second port after the web's."""
    pasang_log()
    url = wajib(settings.database_url_penanda, "DATABASE_URL_PENANDA")
    folder = FolderRahasia.buka(Path(settings.folder_penanda))
    basis = Basis(url, kolam=4, tunggu=10)
    mulai_metrik(settings.metrik_port and settings.metrik_port + 2)
    log.info("signer-started")
    try:
        sendirian(url, KUNCI, berhenti, lambda p: _kerja(p, _penanda(settings, basis, folder), berhenti, jam))
    finally:
        basis.tutup()
        log.info("signer-stopped")


def _penanda(settings: Settings, basis: Basis, folder: FolderRahasia) -> Penanda:
    pengantar = Pengantar(basis, PengambilAman(boleh_loopback=demonstrasi(basis), batas_detik=BATAS_SAKSI))
    jarak = timedelta(seconds=settings.titik_detik)
    if not timedelta() < jarak <= TERLAMA:
        raise SettingsError(f"RIWAYAT_TITIK_DETIK must be between 1 and {TERLAMA.seconds}")
    return Penanda(basis, Ingatan(folder), Rangkaian(folder), pengantar, jarak=jarak)


def _kerja(penjaga: Penjaga, penanda: Penanda, berhenti: Event, jam: Callable[[], datetime]) -> None:
    """Sign while the lock is ours; what runs beside ends with it."""
    usai = Event()
    samping = [
        Thread(target=_di_samping, args=(lambda: penanda.pengantar.satu_putaran(jam(), usai), usai, JEDA_SAKSI)),
        Thread(target=_di_samping, args=(lambda: penanda.periksa_satu(jam()), usai, JEDA_PENUH)),
    ]
    for utas in samping:
        utas.start()
    try:
        while not berhenti.is_set():
            penjaga.masih()
            penanda.satu_putaran(jam(), berhenti)
            berhenti.wait(JEDA)
    finally:
        usai.set()
        for utas in samping:
            utas.join()


def _di_samping(kerja: Callable[[], object], usai: Event, jeda: float) -> None:
    while not usai.is_set():
        try:
            lagi = kerja()
        except SEMENTARA as error:
            log.warning("database-unavailable", reason=type(error).__name__)
            lagi = False
        except Exception as error:
            log.exception("signer-alarm", exc_info=error)
            lagi = False
        usai.wait(0 if lagi else jeda)
