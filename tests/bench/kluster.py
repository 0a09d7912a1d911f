"""A database for measuring: migrated, with tenants, in memory with a steady stand-in for a disk's flush.

On a tmpfs a flush takes no time, so each one waits 1 ms (`commit_delay`), during which others join it, as on a disk.
`RIWAYAT_BENCH_FOLDER` puts it on a real disk instead, without that wait.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from infra.db.migrate import migrasi, pasang_sandi
from infra.lokal import kluster
from infra.tenants_pg import PemdaBaru, tambah_pemda
from tenants.model import Tenant

_PENGATURAN = {"shared_buffers": "512MB", "max_connections": "250", "max_wal_size": "8GB", "fsync": "on"}
_DI_MEMORI = {"commit_delay": "1000", "commit_siblings": "0"}


@dataclass(frozen=True)
class BasisBench:
    superuser: str
    app: str
    penanda: str

    def pemda(self, jumlah: int) -> list[Tenant]:
        """That many tenants, made when they are missing."""
        return [self.pemda_tersendiri(str(nomor)) for nomor in range(1, jumlah + 1)]

    def pemda_tersendiri(self, nama: str) -> Tenant:
        """A tenant of that name."""
        kode = f"kota-bench-{nama}"
        with psycopg.connect(self.superuser) as connection:
            row = connection.execute("SELECT tenant_id FROM sistem.pemda WHERE kode = %s", (kode,)).fetchone()
        return Tenant(row[0], kode, kode) if row else tambah_pemda(self.superuser, PemdaBaru(kode, kode))


@contextmanager
def basis_bench() -> Iterator[BasisBench]:
    di_disk = os.environ.get("RIWAYAT_BENCH_FOLDER")
    folder = Path(tempfile.mkdtemp(prefix="riwayat-bench-", dir=di_disk or _memori()))
    berjalan = kluster.start(folder, None, _PENGATURAN | ({} if di_disk else _DI_MEMORI))
    try:
        berjalan.ensure_database("bench")
        app, penanda = (berjalan.url(peran, "bench", "bench") for peran in ("riwayat_app", "riwayat_penanda"))
        basis = BasisBench(berjalan.superuser_url("bench"), app, penanda)
        migrasi(basis.superuser)
        pasang_sandi(basis.superuser, basis.app, basis.penanda)
        yield basis
    finally:
        berjalan.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _memori() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
