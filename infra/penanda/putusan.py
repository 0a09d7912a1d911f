"""Passing a verdict on one log: written where /readyz reads it, and a refused log is signed no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

import psycopg
import structlog

from infra.db.pool import Basis
from infra.errors import TersibukError
from infra.metrik import LOG_DITOLAK
from infra.penanda.jaga import LANGKAH, Putusan, tulis_putusan
from infra.penanda.keadaan import Ingatan, KeadaanRusakError
from infra.penanda.log import LogTidakSahError, baca_log
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant

log = structlog.get_logger()

SEMENTARA = (TersibukError, psycopg.OperationalError, psycopg.InterfaceError)
BURUK = (LogTidakSahError, KeadaanRusakError)


class Hakim:
    """Verdicts since the server's start. The lock: a full verification runs beside the signing."""

    def __init__(self, basis: Basis, ingatan: Ingatan) -> None:
        self._basis, self._ingatan = basis, ingatan
        self._ditolak: dict[int, tuple[Tenant, str]] = {}  # with the origin that is not signed any more
        self._kunci = RLock()

    def mulai(self) -> None:
        self._ditolak = {}

    def ditolak(self, tenant: Tenant) -> bool:
        return tenant.id in self._ditolak

    def pulih(self) -> list[Tenant]:
        """Refused ones that go on as another log: a recovery was accepted."""
        pulih = []
        for tenant, asal in tuple(self._ditolak.values()):
            with tenant_scope(tenant):
                if self._asal() != asal:
                    pulih.append(tenant)
        return pulih

    def putuskan(self, apa: str, kerja: Callable[[], Putusan]) -> bool:
        """Do the work on the log of the tenant being served; what it finds wrong is the verdict."""
        with self._kunci:
            try:
                putusan = kerja()
            except BURUK as error:
                self.tolak(apa, error)
                return False
            self._ditolak.pop(current_tenant().id, None)
            tulis_putusan(self._basis, current_tenant(), putusan)
            return True

    def tolak(self, apa: str, error: Exception) -> None:
        tenant, asal = current_tenant(), self._asal()
        with self._kunci:
            self._ditolak[tenant.id] = (tenant, asal)
            log.error("log-refused", tenant=tenant.kode, check=apa, reason=str(error))
            LOG_DITOLAK.labels(apa).inc()
            tulis_putusan(self._basis, tenant, Putusan(False, 0, f"{error} {LANGKAH} --pemda {tenant.kode}"))
            if asal and not isinstance(error, KeadaanRusakError):
                self._ingatan.tandai(asal, str(error))

    def _asal(self) -> str:
        try:
            return baca_log(self._basis).asal
        except LogTidakSahError:
            return ""


@contextmanager
def satu_saja(tenant: Tenant) -> Iterator[None]:
    """A mistake of ours in one log is an alarm, and the others go on; trouble of the database is for the caller."""
    try:
        yield
    except SEMENTARA:
        raise
    except Exception as error:
        LOG_DITOLAK.labels("error").inc()
        log.exception("signer-alarm", tenant=tenant.kode, exc_info=error)
