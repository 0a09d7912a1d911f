"""Proofs, and (d) offline verification, over a log of a million events."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import psycopg

from infra.bukti.bundel import tulis_bundel
from infra.db.pool import Basis
from infra.penanda.keadaan import Ingatan
from infra.penanda.kunci import Rangkaian
from infra.penanda.tanda import tanda_tangani
from infra.rahasia import FolderRahasia
from infra.tlog.pohon import Pohon
from tenants.context import tenant_scope
from tests.bench.isian import isi_log
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan

BANYAK, SEKALI = 1_000_000, 100


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    tenant = basis.pemda_tersendiri("bukti")
    with psycopg.connect(basis.superuser, autocommit=True) as superuser:
        isi_log(superuser, tenant.id, BANYAK)
    app = Basis(basis.app)
    with tenant_scope(tenant), tempfile.TemporaryDirectory() as folder:
        yield Laporan(f"proofs at {BANYAK:,} events (ms, warm)", _bukti(Pohon(app), putaran))
        tandatangani_log(basis, Path(folder))
        yield Laporan(f"offline verification of {BANYAK:,} events", _luring(app, Path(folder), putaran))
    app.tutup()


def _bukti(pohon: Pohon, putaran: int) -> list[Baris]:
    acak, ukuran = random.Random(1), BANYAK
    kerja: dict[str, Callable[[], object]] = {
        "inclusion": lambda: pohon.inclusion_proof(acak.randrange(ukuran), ukuran),
        "consistency": lambda: pohon.consistency_proof(acak.randrange(1, ukuran), ukuran),
    }
    return [{"proof": nama, **_ms(satu, putaran)} for nama, satu in kerja.items()]


def _ms(kerja: Callable[[], object], putaran: int) -> dict[str, float]:
    """The quietest round and the middle one: other programs make any round slower and none faster."""
    ronde = [median(_lama(kerja) for _ in range(SEKALI)) for _ in range(putaran + 1)][1:]
    return {"quietest ms": round(min(ronde), 2), "median ms": round(median(ronde), 2)}


def _lama(kerja: Callable[[], object]) -> float:
    mulai = time.perf_counter()
    kerja()
    return (time.perf_counter() - mulai) * 1_000


def tandatangani_log(basis: BasisBench, folder: Path) -> None:
    rahasia = FolderRahasia.buka(folder / "penanda")
    penanda = Basis(basis.penanda)
    kunci = Rangkaian(rahasia)
    kunci.pasang(penanda)
    tanda_tangani(penanda, Ingatan(rahasia), kunci)
    penanda.tutup()


def _luring(app: Basis, folder: Path, putaran: int) -> list[Baris]:
    hasil = list[Baris]()
    for bentuk, biner in (("JSON Lines", False), ("binary", True)):
        bundel = folder / bentuk.split()[0]
        tulis_bundel(app, bundel, biner=biner)
        detik, kib = zip(*(_periksa(bundel) for _ in range(putaran)), strict=True)
        hasil.append({"form": bentuk, "events/s of CPU": round(BANYAK / min(detik)), "peak MB": round(max(kib) / 1024)})
    return hasil


def _periksa(bundel: Path) -> tuple[float, int]:
    """Processor seconds and peak memory (KiB) of one run of the verifier, start-up included."""
    sebelum = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "infra.verify", str(bundel)], check=True, stdout=subprocess.DEVNULL)
    sesudah = resource.getrusage(resource.RUSAGE_CHILDREN)
    return sesudah.ru_utime + sesudah.ru_stime - sebelum.ru_utime - sebelum.ru_stime, sesudah.ru_maxrss
