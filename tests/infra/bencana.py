"""A government whose database, writers and lines are killed, and the books that its writers keep of it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from threading import Semaphore
from typing import Any
from uuid import UUID, uuid4

import psycopg

from infra.db.pool import Basis
from infra.event_store.buku import Buku
from infra.lokal import kluster
from infra.lokal.configuration import ROOT
from infra.lokal.kluster import Kluster
from infra.projections.bangun import periksa as periksa_model_baca
from tenants.model import Tenant
from tests import basis_data as bd
from tests.basis_data import BasisData
from tests.infra.event_store.alat import kepala, log
from tests.infra.kiriman import AWAL, TOPIK, Kiriman, Urutan, teks_dalam
from tests.infra.pemutus import jalur_terputus
from tests.infra.penulis import Penulis, catat
from tests.infra.salinan import clean_environment
from tests.infra.test_kill9 import bunuh, periksa_log

PENULIS = 4


@dataclass(frozen=True)
class Temuan:
    """What must not be: all of it is zero."""

    hilang: int = 0
    ganda: int = 0
    celah: int = 0
    bentrok_palsu: int = 0


@dataclass
class Panggung:
    """`ulangi` is what a writer makes of a save before it sends it again: nothing, but in a canary."""

    berjalan: Kluster
    tenant: Tenant
    basis_kelas: type[Basis] = Basis
    ulangi: Callable[[Kiriman], Kiriman] = lambda k: k
    pengaturan: dict[str, str] = field(default_factory=dict)
    bersama: UUID = field(default_factory=uuid4)
    penulis: list[Penulis] = field(default_factory=list)
    terputus: int = 0

    @property
    def basis_data(self) -> BasisData:
        return BasisData(self.berjalan, bd.INDUK)

    def mulai(self) -> None:
        """The SOP that all share, and the writers with one of their own each."""
        basis = Basis(self.basis_data.app)
        Kiriman(AWAL, self.bersama, "Bersama", "", uuid4()).simpan(Buku(basis))
        self.penulis += [self._penulis(Buku(basis), f"Penulis {n}") for n in range(PENULIS)]
        basis.tutup()

    def _penulis(self, buku: Buku, nama: str) -> Penulis:
        penulis = Penulis(Urutan(nama, uuid4(), self.bersama), self.ulangi)
        Kiriman(AWAL, penulis.urutan.aliran, f"{nama} awal", "", uuid4()).simpan(buku)
        return penulis

    def padam(self, sebelum: int = 40) -> None:
        """SIGKILL for PostgreSQL and all its processes, while everybody saves; then it is started again."""
        basis, terjawab = self.basis_kelas(self.basis_data.app, kolam=PENULIS, tunggu=1), Semaphore(0)
        buku = Buku(basis)
        with ThreadPoolExecutor(PENULIS) as benang:
            kerja = [
                benang.submit(copy_context().run, p.kirim_sampai_padam, buku, terjawab) for p in self.penulis[:PENULIS]
            ]
            cukup = all(terjawab.acquire(timeout=60) for _ in range(sebelum))
            bunuh(self.berjalan)
        basis.tutup()
        assert [k.result() for k in kerja] == [None] * PENULIS
        assert cukup, "the writers were too slow"
        self.nyalakan()

    def nyalakan(self) -> None:
        self.berjalan = kluster.start(self.berjalan.folder.path, bd.folder_program(), self.pengaturan)

    def putus(self, setiap: int = 3) -> None:
        """Every third save is committed, and its answer never arrives."""
        soket = Path(self.berjalan.folder.socket_folder) / ".s.PGSQL.5432"
        with jalur_terputus(soket, TOPIK, setiap) as pemutus:
            alamat = f"postgresql://riwayat_app:{bd.SANDI}@127.0.0.1:{pemutus.port}/{bd.INDUK}?sslmode=disable"
            basis = self.basis_kelas(alamat, kolam=PENULIS)
            self._semua_menulis(Buku(basis))
            basis.tutup()
        self.terputus += pemutus.terputus

    def _semua_menulis(self, buku: Buku) -> None:
        with ThreadPoolExecutor(PENULIS) as benang:
            kerja = [benang.submit(copy_context().run, p.kirim_beberapa, buku) for p in self.penulis[:PENULIS]]
            assert [k.result(60) for k in kerja] == [None] * PENULIS

    def bunuh_pekerja(self, sebelum: int = 20) -> None:
        """SIGKILL for a process that saves, in the middle of a save; the others save on."""
        basis = Basis(self.basis_data.app, kolam=PENULIS)
        penulis = self._penulis(Buku(basis), f"Proses {len(self.penulis)}")
        urutan = penulis.urutan
        perintah = [sys.executable, "-m", "tests.infra.kiriman", str(self.tenant.id), urutan.nama]
        with subprocess.Popen(
            [*perintah, str(urutan.aliran), str(urutan.bersama)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=clean_environment() | {"DATABASE_URL": self.basis_data.app},
        ) as proses:
            try:
                assert proses.stdout is not None
                catat(penulis, proses.stdout.readline())
                while len(penulis.terjawab) < sebelum or penulis.tertunda is None:
                    catat(penulis, proses.stdout.readline())
            finally:
                proses.send_signal(signal.SIGKILL)
            for baris in proses.stdout.readlines():
                catat(penulis, baris)
        assert proses.returncode == -signal.SIGKILL
        self._semua_menulis(Buku(basis))
        basis.tutup()
        self.penulis.append(penulis)

    def kirim_lagi(self) -> None:
        """What has no answer until it has one; and what was answered lately, as if it had not arrived."""
        basis = Basis(self.basis_data.app)
        for penulis in self.penulis:
            penulis.kirim_sampai_terjawab(Buku(basis))
        for penulis in {id(p): p for p in (*self.penulis[:PENULIS], self.penulis[-1])}.values():
            penulis.ulangi_yang_terjawab(Buku(basis))
        basis.tutup()

    def temuan(self, superuser: psycopg.Connection[Any]) -> Temuan:
        """The writers' books against the log as it lies in the table."""
        events = log(superuser, self.tenant)
        tersimpan = {(e["command_id"], e["stream_id"], teks_dalam(e)) for e in events}
        terjawab = [(k.perintah, k.aliran, k.teks) for p in self.penulis for k in p.terjawab]
        per_perintah = Counter(e["command_id"] for e in events)
        per_teks = Counter(teks_dalam(e) for e in events)
        versi: dict[UUID, list[int]] = defaultdict(list)
        for e in events:
            versi[e["stream_id"]].append(e["version"])
        celah = set(range(1, kepala(superuser, self.tenant)["last_pos"] + 1)) ^ {e["pos"] for e in events}
        return Temuan(
            hilang=sum(k not in tersimpan for k in terjawab),
            ganda=sum(n - 1 for hitungan in (per_perintah, per_teks) for n in hitungan.values()),
            celah=len(celah) + sum(v != list(range(1, len(v) + 1)) for v in versi.values()),
            bentrok_palsu=sum(len(p.bentrok) for p in self.penulis),
        )

    def periksa_tuntas(self, superuser: psycopg.Connection[Any]) -> None:
        """The tree, the times, one command a save, and the read models."""
        events = periksa_log(superuser, self.tenant)
        perintah = superuser.execute("SELECT count(*) FROM es.command WHERE tenant_id = %s", (self.tenant.id,))
        assert perintah.fetchone() == (len(events),)
        assert not any(s.banyak for s in periksa_model_baca(superuser, self.tenant.id))
