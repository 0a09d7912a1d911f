"""The check of a whole log in the background of a web process: one at a time, its progress in the database.

It reads page by page and holds nothing in between. A process that ends takes its check with it: the row then shows no
sign of life any more, and somebody starts anew.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Lock, Thread

import structlog

from infra.db.pool import Basis
from infra.tlog.hasil import Hasil, Temuan
from infra.tlog.verifikasi import periksa_log
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant

log = structlog.get_logger()

HIDUP_DETIK = 60
"""How long a sign of life counts: longer than the one statement at the end that goes through a whole log."""
_SEDETAK = 0.5

_LIHAT = """
SELECT mulai, jabatan, diperiksa, jumlah, selesai, utuh, ukuran, titik_periksa, dari, sampai, temuan,
       berjalan AND denyut > clock_timestamp() - make_interval(secs => %s) AS hidup
  FROM tata.pemeriksaan_log WHERE tenant_id = %s
"""
_MULAI = """
INSERT INTO tata.pemeriksaan_log AS p (tenant_id, mulai, denyut, berjalan, jabatan, diperiksa, jumlah)
VALUES (%(tenant)s, clock_timestamp(), clock_timestamp(), true, %(jabatan)s, 0, 0)
    ON CONFLICT (tenant_id) DO UPDATE SET (mulai, denyut, berjalan, jabatan, diperiksa, jumlah) =
       (excluded.mulai, excluded.denyut, true, excluded.jabatan, 0, 0)
 WHERE NOT p.berjalan OR p.denyut < clock_timestamp() - make_interval(secs => %(hidup)s)
RETURNING mulai
"""
_DENYUT = (
    "UPDATE tata.pemeriksaan_log SET (denyut, diperiksa, jumlah) = (clock_timestamp(), %s, %s)"
    " WHERE tenant_id = %s AND mulai = %s"
)
_SELESAI = """
UPDATE tata.pemeriksaan_log
   SET (berjalan, selesai, utuh, ukuran, titik_periksa, dari, sampai, temuan) =
       (false, clock_timestamp(), %(utuh)s, %(ukuran)s, %(titik)s, %(dari)s, %(sampai)s, %(temuan)s)
 WHERE tenant_id = %(tenant)s AND mulai = %(mulai)s
"""
_BERHENTI = "UPDATE tata.pemeriksaan_log SET berjalan = false WHERE tenant_id = %s AND mulai = %s"


class _TerhentiError(Exception):
    """The process ends, or somebody took this check for dead and began another."""


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """The check that was begun last, `hidup` if it goes on; and of the last that was finished, what it found."""

    mulai: datetime
    jabatan: str
    diperiksa: int
    jumlah: int
    hidup: bool
    selesai: datetime | None
    utuh: bool | None
    ukuran: int | None
    titik_periksa: int | None
    temuan: Temuan | None

    @property
    def terputus(self) -> bool:
        return not self.hidup and (self.selesai is None or self.selesai < self.mulai)


def pemeriksaan_terakhir(basis: Basis) -> Pemeriksaan | None:
    row = basis.satu(_LIHAT, (HIDUP_DETIK, current_tenant().id))
    if row is None:
        return None
    dari, sampai, kalimat = row.pop("dari"), row.pop("sampai"), row.pop("temuan")
    return Pemeriksaan(**row, temuan=Temuan(dari, sampai, kalimat) if row["utuh"] is False else None)


class PemeriksaLatar:
    """Checks logs one after the other, never two at once: they share the process with those who work."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._giliran = Lock()
        self._berhenti = Event()
        self._utas: Thread | None = None

    def mulai(self, jabatan: str) -> Thread | None:
        """Begin to check the log of the tenant being served; None where this process already checks some log, and
        where this log is being checked already."""
        if not self._giliran.acquire(blocking=False):
            return None
        isi = {"tenant": current_tenant().id, "jabatan": jabatan, "hidup": HIDUP_DETIK}
        mulai = None
        try:
            row = self._basis.satu(_MULAI, isi)
            mulai = row["mulai"] if row else None
        finally:
            if mulai is None:
                self._giliran.release()
        if mulai is None:
            return None
        self._utas = Thread(target=self._jalan, args=(current_tenant(), mulai), name="pemeriksaan-log", daemon=True)
        self._utas.start()
        return self._utas

    def tutup(self) -> None:
        """End what goes on at its next page, and wait for that."""
        self._berhenti.set()
        if self._utas is not None:
            self._utas.join()

    def _jalan(self, tenant: Tenant, mulai: datetime) -> None:
        with tenant_scope(tenant):
            try:
                self._simpan(mulai, periksa_log(self._basis, tenant, lapor=_Denyut(self._basis, mulai, self._berhenti)))
            except Exception as error:
                log.warning("log-check-stopped", tenant=tenant.kode, reason=type(error).__name__)
                self._lepas(tenant, mulai)
            finally:
                self._giliran.release()

    def _simpan(self, mulai: datetime, hasil: Hasil) -> None:
        isi = {
            "tenant": current_tenant().id,
            "mulai": mulai,
            "ukuran": hasil.size,
            "titik": hasil.titik_periksa,
            "utuh": hasil.sah,
            "dari": hasil.temuan.dari if hasil.temuan else None,
            "sampai": hasil.temuan.sampai if hasil.temuan else None,
            "temuan": hasil.temuan.kalimat if hasil.temuan else None,
        }
        self._basis.jalankan(_SELESAI, isi)
        if hasil.temuan:
            log.error("log-check-found", tenant=current_tenant().kode, position=hasil.temuan.dari)

    def _lepas(self, tenant: Tenant, mulai: datetime) -> None:
        """So that nobody waits for a check that is dead; where even this fails, its silence tells."""
        try:
            self._basis.jalankan(_BERHENTI, (tenant.id, mulai))
        except Exception as error:
            log.warning("log-check-abandoned", tenant=tenant.kode, reason=type(error).__name__)


class _Denyut:
    """Told after each page. Rests as long as the page took, so that those who work keep half of the processor."""

    def __init__(self, basis: Basis, mulai: datetime, berhenti: Event) -> None:
        self._basis, self._mulai, self._berhenti = basis, mulai, berhenti
        self._lalu = time.monotonic()
        self._tercatat = 0.0

    def __call__(self, sudah: int, dari: int) -> None:
        kini = time.monotonic()
        if self._berhenti.wait(min(kini - self._lalu, _SEDETAK)):
            raise _TerhentiError
        if kini - self._tercatat > _SEDETAK:
            self._tercatat = kini
            if not self._basis.jalankan(_DENYUT, (sudah, dari, current_tenant().id, self._mulai)):
                raise _TerhentiError
        self._lalu = time.monotonic()
