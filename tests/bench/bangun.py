"""(c) Rebuilding the read models of a tenant from its log, against the time that its check takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

import psycopg

from domain.kernel import Aktor, OpdId, OrangId
from domain.sop.events import IsianDiubah, SopDibuat
from domain.sop.naskah import Isian
from infra.db.pool import Basis
from infra.event_store.buku import Buku, Perintah
from infra.projections.bangun import bangun_ulang, periksa
from infra.projections.baris import SOP
from tenants.context import tenant_scope
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Laporan

SOP_BANYAK, PERISTIWA = 500, 60


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    tenant = basis.pemda_tersendiri("bangun")
    buku, aktor = Buku(Basis(basis.app)), Aktor(OrangId(UUID(int=1)), "Penyusun", "Sekretariat")
    isi = [IsianDiubah(Isian.CAKUPAN, f"{n} " + "kata " * 80) for n in range(PERISTIWA - 1)]
    with tenant_scope(tenant):
        for n in range(SOP_BANYAK):
            awal = SopDibuat(OpdId(uuid4()), f"Surat Masuk {n}")
            buku.mulai(SOP, uuid4(), Perintah(uuid4(), aktor), lambda _, a=awal: [a, *isi])
    with psycopg.connect(basis.superuser, autocommit=True) as superuser:
        kerja: dict[str, Callable[[], object]] = {
            "bangun-ulang": lambda: bangun_ulang(superuser, tenant.id),
            "bangun-ulang --periksa": lambda: periksa(superuser, tenant.id),
        }
        baris = [{"command": nama, **_laju(superuser, satu, putaran)} for nama, satu in kerja.items()]
    yield Laporan(f"rebuilding {SOP_BANYAK * PERISTIWA:,} events in streams of {PERISTIWA}", baris)


def _laju(superuser: psycopg.Connection[object], kerja: Callable[[], object], putaran: int) -> dict[str, int]:
    """Events a second of wall time, and of processor time of client and backend together: a core's worth."""
    jadwal = Path(f"/proc/{superuser.info.backend_pid}/schedstat")
    dinding, prosesor = list[float](), list[float]()
    for _ in range(putaran):
        mulai, cpu, belakang = time.perf_counter(), time.process_time(), int(jadwal.read_text().split()[0])
        kerja()
        dinding.append(time.perf_counter() - mulai)
        prosesor.append(time.process_time() - cpu + (int(jadwal.read_text().split()[0]) - belakang) / 1e9)
    banyak = SOP_BANYAK * PERISTIWA
    return {"events/s": round(banyak / median(dinding)), "events/s a core": round(banyak / median(prosesor))}
