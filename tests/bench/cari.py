"""Searching a big government: what each kind of query takes, as the application asks it, behind row security."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random
from statistics import median, quantiles
from uuid import UUID, uuid4

import psycopg

from domain.kernel import Aktor, OpdId, OrangId
from domain.opd.events import OpdDibentuk
from domain.pencarian.kueri import baca_kueri
from infra.clock import now
from infra.db.pool import Basis, ikat
from infra.event_store.buku import Buku, Perintah
from infra.pencarian.baris import Baris
from infra.pencarian.tulis import SEKALI_TULIS, tulis
from infra.projections.baris import OPD
from infra.queries.pencarian import cari
from tenants.context import tenant_scope
from tenants.model import TenantId
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris as BarisLaporan
from tests.bench.laporan import Laporan

SOP_BANYAK, PERISTIWA, ISI = 600, 60, 50
KATA = 4000
KUERI = {
    "a word that every SOP has": "surat",
    "two frequent words": "kata7 kata11",
    "two rare words": "kata3900 kata3950",
    "a phrase": '"surat kata7"',
    "a word no SOP has": "tiada",
    "jabatan alone": 'jabatan:"Jabatan 17"',
    "a period": "sejak:2020 sampai:2099 kata900",
}


def _kata(acak: Random) -> str:
    """A few words are frequent and many are rare, as in any language."""
    return f"kata{int(KATA * acak.random() ** 3)}"


def _baris(acak: Random, sop_id: UUID, pos: int, n: int) -> Baris:
    kunci = "" if n < PERISTIWA else f"langkah:{n}"
    teks = " ".join(["Surat", *(_kata(acak) for _ in range(11))])
    jenis = "langkah" if kunci else "sop.langkah_diubah.v1"
    jabatan = f"Jabatan {acak.randrange(400)}"
    return (sop_id, kunci, n + 1, None, pos, now(), None, 1, None, jenis, None, jabatan, teks, "", teks)


def _isi(superuser: psycopg.Connection[object], tenant_id: TenantId, opd_id: UUID) -> int:
    acak, banyak, kumpul = Random(7), 0, list[Baris]()
    for n in range(SOP_BANYAK):
        sop_id = uuid4()
        superuser.execute(
            "INSERT INTO baca.sop VALUES (%s, %s, %s, %s, '', '', 'konsep', 1, NULL, 0, '{}', '', 1, 1, now(), now())",
            (tenant_id, sop_id, opd_id, f"SOP {n}"),
        )
        kumpul += [_baris(acak, sop_id, banyak + m, m) for m in range(PERISTIWA + ISI)]
        banyak += PERISTIWA + ISI
        if len(kumpul) >= SEKALI_TULIS or n == SOP_BANYAK - 1:
            tulis(superuser, tenant_id, kumpul)
            kumpul = []
    return banyak


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    tenant, aplikasi, opd_id = basis.pemda_tersendiri("cari"), Basis(basis.app), OpdId(uuid4())
    aktor = Aktor(OrangId(UUID(int=1)), "Penyusun")
    with tenant_scope(tenant):
        dibentuk = OpdDibentuk("Sekretariat", "", "")
        Buku(aplikasi).mulai(OPD, opd_id, Perintah(uuid4(), aktor), lambda _: dibentuk)
        with psycopg.connect(basis.superuser) as superuser:
            ikat(superuser, tenant.id)
            banyak = _isi(superuser, tenant.id, opd_id)
        with psycopg.connect(basis.superuser, autocommit=True) as superuser:
            superuser.execute("VACUUM ANALYZE tata.pencarian, tata.pencarian_kata, baca.sop")
        baris = [_satu(aplikasi, nama, kueri, putaran * 4) for nama, kueri in KUERI.items()]
    aplikasi.tutup()
    yield Laporan(f"searching {banyak:,} rows of {SOP_BANYAK:,} SOPs, milliseconds", baris)


def _satu(basis: Basis, nama: str, teks: str, putaran: int) -> BarisLaporan:
    kueri, lama, temuan = baca_kueri(teks), list[float](), 0
    for _ in range(putaran):
        mulai = time.perf_counter()
        hasil = cari(basis, kueri, opd=None, peristiwa=False)
        lama.append((time.perf_counter() - mulai) * 1000)
        temuan = hasil.isi + hasil.peristiwa
    p95 = quantiles(lama, n=20)[-1]
    return {"query": nama, "hits": temuan, "median": round(median(lama), 1), "p95": round(p95, 1)}
