"""How a search is carried out for the application's role: behind row security, and by what that leaves of indexes."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from domain.pencarian.kueri import baca_kueri
from infra.db.pool import ikat
from infra.event_store.buku import Buku
from infra.queries.pencarian import perintah_cari
from tenants.model import Tenant
from tests.basis_data import BasisData
from tests.domain import pembangun as p
from tests.infra.pencarian.alat import Penyusul
from tests.infra.pencarian.test_pencarian import rekam


def rencana(url: str, tenant: Tenant, kueri: str) -> str:
    """The plan that is left when tables may not be read through: small ones are otherwise, whatever indexes exist."""
    sql, nilai = perintah_cari(baca_kueri(kueri), None, peristiwa=False, setelah=None, sekali=50)
    with psycopg.connect(url) as connection:
        ikat(connection, tenant.id)
        connection.execute("SET LOCAL enable_seqscan = off")
        rows = connection.execute(f"EXPLAIN (COSTS OFF) {sql}", nilai).fetchall()  # type: ignore[arg-type]
    return "\n".join(row[0] for row in rows)


@pytest.fixture
def terisi(buku: Buku, pemda: Tenant, susulkan: Penyusul) -> Tenant:
    rekam(buku, *p.peristiwa_konsep()[1:])
    susulkan()
    return pemda


def test_kata_dicari_dengan_kesamaan_di_balik_tembok(basis_data: BasisData, terisi: Tenant) -> None:
    teks = rencana(basis_data.app, terisi, "surat masuk")
    assert "pencarian_kata_pkey" in teks
    (syarat,) = {
        baris.strip()
        for sebelum, baris in zip(teks.split("\n"), teks.split("\n")[1:], strict=False)
        if "pencarian_kata_pkey" in sebelum
    }
    assert syarat.startswith("Index Cond")
    assert "tenant_id =" in syarat
    assert "kata = ANY" in syarat
    assert "Seq Scan" not in teks


def test_kecocokan_kata_tidak_pernah_menjadi_syarat_indeks(
    basis_data: BasisData, superuser: psycopg.Connection[Any], terisi: Tenant
) -> None:
    """The trap: with an index made for `@@` the superuser's plan uses it and the application's cannot."""
    with superuser.transaction(force_rollback=True):
        superuser.execute("CREATE INDEX jebakan ON tata.pencarian USING gin (kata)")
        superuser.execute("SET LOCAL enable_seqscan = off")
        tanya = "EXPLAIN (COSTS OFF) SELECT FROM tata.pencarian WHERE kata @@ plainto_tsquery('indonesian', 'surat')"
        milik_superuser = str(superuser.execute(tanya).fetchall())  # type: ignore[arg-type]
        superuser.execute("SET LOCAL ROLE riwayat_app")
        superuser.execute(f"SET LOCAL app.tenant_id = {terisi.id}")  # type: ignore[arg-type]
        milik_aplikasi = str(superuser.execute(tanya).fetchall())  # type: ignore[arg-type]
    assert "jebakan" in milik_superuser
    assert "jebakan" not in milik_aplikasi
