"""How long a proof takes: python -m tests.bench.bukti [events]

Inclusion of a random leaf and consistency with a random older size, in the newest tree, as the web would ask: pool,
row security, one statement, hashing. Warm; the median of each round, then the quietest round and the middle one, since
other programs on the machine make any round slower and none faster.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

import psycopg

from infra.db.pool import Basis
from infra.tlog.pohon import Pohon
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests import basis_data as bd
from tests.bench.isian import isi_log

RONDE, SEKALI = 15, 100
SETELAN = bd.TANPA_FSYNC | {"shared_buffers": "512MB"}


def ukur(basis: Basis, tenant: Tenant) -> dict[str, tuple[float, float]]:
    """For each kind of proof the milliseconds of the quietest and of the middle round."""
    acak = random.Random(1)
    with tenant_scope(tenant):
        pohon = Pohon(basis)
        kepala = pohon.head()
        return {
            "termuat": _ronde(lambda: pohon.inclusion_proof(acak.randrange(kepala.size), kepala.size)),
            "lanjutan": _ronde(lambda: pohon.consistency_proof(acak.randrange(1, kepala.size), kepala.size)),
        }


def _ronde(kerja: Callable[[], object]) -> tuple[float, float]:
    median = [statistics.median(_lama(kerja) for _ in range(SEKALI)) for _ in range(RONDE + 1)][1:]
    return min(median), statistics.median(median)


def _lama(kerja: Callable[[], object]) -> float:
    mulai = time.perf_counter()
    kerja()
    return (time.perf_counter() - mulai) * 1_000


def main(banyak: int) -> None:
    with bd.kluster_sementara(SETELAN) as kluster:
        bd.buat_induk(kluster)
        basis_data = bd.tiru(kluster)
        tenant = bd.pemda_baru(basis_data.superuser)
        with psycopg.connect(basis_data.superuser, autocommit=True) as superuser:
            isi_log(superuser, tenant.id, banyak)
        basis = Basis(basis_data.app)
        try:
            for nama, (tersepi, tengah) in ukur(basis, tenant).items():
                lama = f"ronde tersepi {tersepi:.2f} ms, tengah {tengah:.2f} ms"
                sys.stdout.write(f"{banyak:>9} peristiwa  {nama:<8}  {lama}\n")
        finally:
            basis.tutup()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
