"""Pulling the plug: PostgreSQL is killed while six writers are saving. What was acknowledged is there, once.

A cluster of its own, with fsync on; the machine itself stays up, so this shows that recovery and the store keep the
promise, not that the disk does.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from threading import Semaphore
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest

from domain.opd.events import NamaOpdDiubah, OpdDibentuk
from infra.db.pool import Basis
from infra.errors import TersibukError
from infra.event_store.buku import Buku, Perintah
from infra.lokal import kluster
from infra.lokal.kluster import Kluster
from infra.projections.baris import OPD
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests import basis_data as bd
from tests.basis_data import BasisData
from tests.domain.pembangun import SARI
from tests.infra.event_store.alat import kepala, log
from tests.infra.event_store.test_merkle import daun_dari, petak

PENULIS = 6
PUTARAN = 3
SEBELUM_PADAM = 120
BERSAMA = 5
"""Every so many saves of a writer go to the one stream that all share."""


@dataclass
class Penulis:
    """One writer: what was acknowledged to it, and the save that it got no answer to."""

    nomor: int
    aliran: UUID = field(default_factory=uuid4)
    terjawab: list[tuple[UUID, UUID, str]] = field(default_factory=list)
    tanpa_jawaban: tuple[UUID, Perintah, str] | None = None
    urutan: int = 0

    def tulis_sampai_padam(self, buku: Buku, bersama: UUID, terjawab: Semaphore) -> None:
        while True:
            self.urutan += 1
            aliran = bersama if self.urutan % BERSAMA == 0 else self.aliran
            self.tanpa_jawaban = (aliran, Perintah(uuid4(), SARI), f"Penulis {self.nomor} ke-{self.urutan}")
            try:
                self.simpan(buku)
            except (TersibukError, psycopg.Error):
                return
            terjawab.release()

    def simpan(self, buku: Buku) -> None:
        assert self.tanpa_jawaban is not None
        aliran, perintah, nama = self.tanpa_jawaban
        buku.ubah(OPD, aliran, perintah, lambda _: NamaOpdDiubah(nama))
        self.terjawab.append((aliran, perintah.id, nama))
        self.tanpa_jawaban = None


@dataclass
class Panggung:
    """A cluster that is killed and started again, with one tenant in it."""

    folder: Path
    berjalan: Kluster
    tenant: Tenant
    penulis: list[Penulis]
    bersama: UUID

    @property
    def basis_data(self) -> BasisData:
        return BasisData(self.berjalan, bd.INDUK)

    def mulai(self) -> None:
        """Every stream has its first event."""
        basis = Basis(self.basis_data.app)
        for aliran in (self.bersama, *(p.aliran for p in self.penulis)):
            Buku(basis).mulai(OPD, aliran, Perintah(uuid4(), SARI), lambda _: OpdDibentuk("Awal"))
        basis.tutup()

    def tulis_lalu_padam(self) -> None:
        basis, terjawab = Basis(self.basis_data.app, kolam=PENULIS, tunggu=1), Semaphore(0)
        buku = Buku(basis)
        with ThreadPoolExecutor(PENULIS) as benang:
            kerja = [
                benang.submit(copy_context().run, p.tulis_sampai_padam, buku, self.bersama, terjawab)
                for p in self.penulis
            ]
            cukup = all(terjawab.acquire(timeout=60) for _ in range(SEBELUM_PADAM))
            bunuh(self.berjalan)
        basis.tutup()
        assert [k.result() for k in kerja] == [None] * PENULIS
        assert cukup, "the writers were too slow"

    def nyalakan(self) -> None:
        self.berjalan = kluster.start(self.folder, bd.folder_program())


def bunuh(berjalan: Kluster) -> None:
    """SIGKILL for the server and all its processes: each backend leads a process group of its own."""
    anak = [pid for pid in _semua_proses() if _induk(pid) == berjalan.pid]
    for pid in (berjalan.pid, *anak):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert anak, "no processes of the server were found"
    assert berjalan.process is not None
    berjalan.process.wait(30)


def _semua_proses() -> list[int]:
    return [int(p.name) for p in Path("/proc").glob("[0-9]*")]


def _induk(pid: int) -> int | None:
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return None


@pytest.fixture
def panggung(tmp_path_factory) -> Iterator[Panggung]:
    with bd.kluster_sementara({}) as berjalan:
        bd.buat_induk(berjalan)
        tenant = bd.pemda_baru(berjalan.superuser_url(bd.INDUK))
        siap = Panggung(berjalan.folder.path, berjalan, tenant, [Penulis(n) for n in range(PENULIS)], uuid4())
        with tenant_scope(tenant):
            yield siap
        siap.berjalan.stop()


def periksa_log(superuser: psycopg.Connection[Any], tenant: Tenant) -> list[dict[str, Any]]:
    """Positions and versions without gaps, time that ascends, and the tree that belongs to the leaves."""
    events, head = log(superuser, tenant), kepala(superuser, tenant)
    assert [e["pos"] for e in events] == list(range(1, head["last_pos"] + 1))
    assert all(a["at"] < b["at"] for a, b in pairwise(events))
    for aliran in {e["stream_id"] for e in events}:
        versi = [e["version"] for e in events if e["stream_id"] == aliran]
        assert versi == list(range(1, len(versi) + 1))
    daun = [daun_dari(head["log_id"], e) for e in events]
    assert daun == [e["leaf_hash"] for e in events]
    rows = superuser.execute("SELECT level, idx, hash FROM es.tile WHERE tenant_id = %s", (tenant.id,)).fetchall()
    assert {(tingkat, n): h for tingkat, n, h in rows} == petak(daun)
    return events


def nama_dalam(event: dict[str, Any]) -> str:
    return msgspec.json.decode(event["payload"])["data"]["nama"]


def periksa_simpanan(superuser: psycopg.Connection[Any], panggung: Panggung) -> None:
    """Every acknowledged save is there once, in the order in which its writer saved."""
    events = periksa_log(superuser, panggung.tenant)
    per_perintah = {e["command_id"]: e for e in events}
    assert max(Counter(e["command_id"] for e in events).values()) == 1
    for penulis in panggung.penulis:
        tersimpan = [per_perintah[perintah] for _, perintah, _ in penulis.terjawab]
        assert [(e["stream_id"], nama_dalam(e)) for e in tersimpan] == [(a, n) for a, _, n in penulis.terjawab]
        assert all(a["pos"] < b["pos"] for a, b in pairwise(tersimpan))
    rows = superuser.execute("SELECT opd_id, nama, pos FROM baca.opd WHERE tenant_id = %s", (panggung.tenant.id,))
    terakhir = {e["stream_id"]: (nama_dalam(e), e["pos"]) for e in events}
    assert {aliran: (nama, pos) for aliran, nama, pos in rows.fetchall()} == terakhir
    perintah = superuser.execute("SELECT count(*) FROM es.command WHERE tenant_id = %s", (panggung.tenant.id,))
    assert perintah.fetchone() == (len(events),)


def jawab_yang_tertunda(panggung: Panggung) -> None:
    """Whoever got no answer sends the same command again: it is stored now, or was already, but once."""
    basis = Basis(panggung.basis_data.app)
    for penulis in panggung.penulis:
        if penulis.tanpa_jawaban:
            penulis.simpan(Buku(basis))
    basis.tutup()


@pytest.mark.lambat  # three crashes with fsync on, and a recovery after each
def test_yang_sudah_dijawab_tidak_pernah_hilang(panggung):
    panggung.mulai()
    for _ in range(PUTARAN):
        panggung.tulis_lalu_padam()
        panggung.nyalakan()
        with psycopg.connect(panggung.basis_data.superuser, autocommit=True) as superuser:
            assert superuser.execute("SHOW fsync").fetchone() == ("on",)
            periksa_simpanan(superuser, panggung)
            jawab_yang_tertunda(panggung)
            periksa_simpanan(superuser, panggung)
    assert sum(len(p.terjawab) for p in panggung.penulis) >= PUTARAN * SEBELUM_PADAM
