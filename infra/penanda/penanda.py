"""The signer: compares every log at the start of each run of the server, signs what grew, refuses what did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event

from infra.antrean import SEGERA, UJUNG, Giliran, maju, tertinggal
from infra.db.pool import Basis
from infra.metrik import TITIK_PERIKSA
from infra.penanda.antar import Pengantar
from infra.penanda.banding import bandingkan, periksa_penuh
from infra.penanda.jaga import Putusan, mulai_server
from infra.penanda.keadaan import Ingatan
from infra.penanda.kunci import Rangkaian
from infra.penanda.log import LogTidakSahError, baca_log
from infra.penanda.putusan import BURUK, Hakim, satu_saja
from infra.penanda.tanda import tanda_tangani
from infra.tenants_pg import PgRegistry
from infra.tlog.verifikasi import periksa_log
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant

PENANDA, PENUH = "penanda", "penanda-penuh"
SEGAR = timedelta(hours=24)
"""A log without events gets a checkpoint this often too: an old view can be told by its age."""
SEHARI = timedelta(days=1)


class Penanda:
    """`jarak` is the least time between two checkpoints of a log: so long an event waits at most."""

    def __init__(
        self, basis: Basis, ingatan: Ingatan, kunci: Rangkaian, pengantar: Pengantar, *, jarak: timedelta
    ) -> None:
        self.basis, self.ingatan, self.kunci, self.pengantar = basis, ingatan, kunci, pengantar
        self._jarak = jarak
        self._hakim = Hakim(basis, ingatan)
        self._server: datetime | None = None
        self._dikenal: set[int] = set()
        self._terakhir: dict[int, datetime] = {}

    def satu_putaran(self, kini: datetime, berhenti: Event) -> None:
        """Look once at every log that grew or waits for its daily checkpoint."""
        server = mulai_server(self.basis)
        if server != self._server:
            self._bandingkan_semua(berhenti)
            self._server = server
        self._lanjutkan_yang_pulih()
        for giliran in tertinggal(self.basis, PENANDA, kini):
            if berhenti.is_set():
                return
            with tenant_scope(giliran.tenant), satu_saja(giliran.tenant):
                self._satu(giliran, kini)

    def _bandingkan_semua(self, berhenti: Event) -> None:
        """At the start of the signer and of the server: the data may be others than they were."""
        self._hakim.mulai()
        self._dikenal = set()
        self.kunci.pasang(self.basis)
        for tenant in PgRegistry(self.basis).semua():
            if berhenti.is_set():
                return
            with tenant_scope(tenant), satu_saja(tenant):
                self._bandingkan()
            self.pengantar.antre(tenant)

    def _bandingkan(self) -> bool:
        def kerja() -> Putusan:
            keadaan = bandingkan(self.basis, self.ingatan, self.pengantar.tanya)
            if keadaan is None:  # the bell may not ring for it: after a recovery the log may be the shorter one
                self._bangunkan(0, SEGERA)
            else:
                self.ingatan.tulis(replace(keadaan, curiga=""))
            return self._sah(keadaan.ukuran if keadaan else 0)

        self._dikenal.add(current_tenant().id)
        return self._hakim.putuskan("boot", kerja)

    def _lanjutkan_yang_pulih(self) -> None:
        for tenant in self._hakim.pulih():
            with tenant_scope(tenant), satu_saja(tenant):
                if self._bandingkan():
                    self._terakhir.pop(tenant.id, None)

    def _bangunkan(self, pos: int, bangun: datetime) -> None:
        with self.basis.transaksi() as connection:
            maju(connection, PENANDA, pos, bangun)

    def _satu(self, giliran: Giliran, kini: datetime) -> None:
        tenant, terakhir = giliran.tenant, self._terakhir.get(giliran.tenant.id)
        if terakhir is not None and kini - terakhir < self._jarak and not giliran.waktunya(kini):
            return
        if self._hakim.ditolak(tenant) or not (tenant.id in self._dikenal or self._bandingkan()):
            return
        # After a recovery the cursor may stand beyond the log's end: then the time alone has to wake us.
        lewat = giliran.pos > giliran.terakhir
        lama = self._jarak if lewat else SEGAR
        if lewat and terakhir is not None and kini - terakhir < SEGAR and self._diam():
            self._bangunkan(0, kini + lama)
            return

        def kerja() -> Putusan:
            ukuran = tanda_tangani(self.basis, self.ingatan, self.kunci)
            self._bangunkan(ukuran, kini + lama)
            return self._sah(ukuran)

        if self._hakim.putuskan("growth", kerja):
            self._terakhir[tenant.id] = kini
            TITIK_PERIKSA.inc()
            self.pengantar.antre(tenant)

    def _diam(self) -> bool:
        log = baca_log(self.basis)
        keadaan = self.ingatan.baca(log.asal)
        return keadaan is not None and keadaan.ukuran == log.ukuran

    def _sah(self, ukuran: int) -> Putusan:
        return Putusan(True, ukuran, self.pengantar.keluhan(current_tenant().id))

    def periksa_satu(self, kini: datetime) -> bool:
        """The full verification of the log whose turn it is, each once a day; False when none is due."""
        for giliran in tertinggal(self.basis, PENUH, kini):
            with tenant_scope(giliran.tenant):
                self._periksa(giliran.tenant)
                with self.basis.transaksi() as connection:
                    maju(connection, PENUH, UJUNG, kini + SEHARI)
            return True
        return False

    def _periksa(self, tenant: Tenant) -> None:
        with satu_saja(tenant):
            try:
                self._periksa_penuh(tenant)
            except BURUK as error:
                self._hakim.tolak("full", error)

    def _periksa_penuh(self, tenant: Tenant) -> None:
        """Against the signer's own memory, then everything that the database says of itself."""
        periksa_penuh(self.basis, self.ingatan.baca(baca_log(self.basis).asal))
        hasil = periksa_log(self.basis, tenant)
        if not hasil.sah:
            raise LogTidakSahError(hasil.kalimat)
