"""One round of the worker: every consumer, every tenant that it is behind in, one bound transaction each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Event

import psycopg
import structlog

from infra.antrean import Giliran, maju, tertinggal
from infra.db.pool import Basis
from infra.errors import TersibukError
from infra.metrik import ALARM, PUTARAN, TERTINGGAL
from infra.pekerja.peristiwa import Konsumen, baca
from infra.pekerja.selisih import ke_dunia, selisih_jam
from tenants.context import tenant_scope

log = structlog.get_logger()

SEKALI_BACA = 500
SEMENTARA = (TersibukError, psycopg.OperationalError, psycopg.InterfaceError, psycopg.InternalError)
"""The database's trouble, not the consumer's: the same work is tried again in the next round."""


class TidakTerolahError(Exception):
    """The consumer failed at this position; the cause says how."""

    def __init__(self, pos: int) -> None:
        self.pos = pos
        super().__init__(str(pos))


def satu_putaran(basis: Basis, konsumen: Iterable[Konsumen], kini: datetime, berhenti: Event | None = None) -> bool:
    """Look once at everything. Returns whether somebody is still behind, so that the loop need not rest."""
    masih = False
    for satu in konsumen:
        antrean = tertinggal(basis, satu.nama, kini)
        TERTINGGAL.labels(satu.nama).set(sum(max(g.terakhir - g.pos, 0) for g in antrean))
        for giliran in antrean:
            if berhenti is not None and berhenti.is_set():
                return False
            masih |= jaga(basis, satu.nama, giliran, partial(_kejar, basis, satu, giliran, kini))
    PUTARAN.set(kini.timestamp())
    return masih


def jaga(basis: Basis, nama: str, giliran: Giliran, kerja: Callable[[], bool]) -> bool:
    """Do one tenant's work. An error stops this consumer for this tenant and raises an alarm; the others go on."""
    konteks = structlog.contextvars.bound_contextvars(tenant=giliran.tenant.kode, consumer=nama)
    with tenant_scope(giliran.tenant), konteks:
        try:
            return kerja()
        except SEMENTARA as error:
            log.warning("worker-retries", reason=type(error).__name__)
        except TidakTerolahError as error:
            _hentikan(basis, nama, giliran, error.pos, error.__cause__ or error)
        except Exception as error:
            _hentikan(basis, nama, giliran, giliran.pos, error)
    return False


def _hentikan(basis: Basis, nama: str, giliran: Giliran, pos: int, error: BaseException) -> None:
    ALARM.labels(nama).inc()
    log.error("worker-alarm", position=pos, exc_info=error)
    try:
        with basis.transaksi() as connection:
            maju(connection, nama, giliran.pos, giliran.bangun_pada, f"{type(error).__name__} {pos}")
    except SEMENTARA as lain:
        log.warning("worker-retries", reason=type(lain).__name__)


def _kejar(basis: Basis, konsumen: Konsumen, giliran: Giliran, kini: datetime) -> bool:
    """The next events of one tenant. If they fail together, one by one, so that those before the bad one count."""
    try:
        return _bagian(basis, konsumen, giliran, kini, SEKALI_BACA).pos < giliran.terakhir
    except SEMENTARA:
        raise
    except Exception as error:
        akhir = min(giliran.pos + SEKALI_BACA, giliran.terakhir)
        if akhir - giliran.pos <= 1:
            raise TidakTerolahError(max(akhir, giliran.pos)) from error
    while giliran.pos < akhir:
        try:
            giliran = _bagian(basis, konsumen, giliran, kini, 1)
        except SEMENTARA:
            raise
        except Exception as error:
            raise TidakTerolahError(giliran.pos + 1) from error
    return True


def _bagian(basis: Basis, konsumen: Konsumen, giliran: Giliran, kini: datetime, batas: int) -> Giliran:
    """One transaction: read, let the consumer take effect, move its cursor. Returns where it stands then."""
    tenant, sampai, bangun = giliran.tenant, min(giliran.pos + batas, giliran.terakhir), giliran.bangun_pada
    with basis.transaksi() as connection:
        events = baca(connection, tenant.id, giliran.pos, sampai, konsumen.topik)
        if events or giliran.waktunya(kini):
            selisih = selisih_jam(connection, tenant)
            bangun = ke_dunia(konsumen.tangani(connection, events, kini + selisih), tenant, kini, selisih)
        maju(connection, konsumen.nama, sampai, bangun)
    return replace(giliran, pos=sampai, bangun_pada=bangun)
