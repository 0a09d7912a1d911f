"""The signer's word on each log, where /readyz finds it (sistem.jaga). It counts for one run of the database server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from infra.db.pool import Basis
from tenants.model import Tenant

LANGKAH = (
    "Pulihkan cadangan terbaru, lalu nyalakan ulang penanda; bila cadangan yang lebih baru tidak ada, terima"
    " kehilangannya secara tercatat dengan: riwayat pulihkan-log"
)


@dataclass(frozen=True, slots=True)
class Putusan:
    """`kalimat`: what is wrong and what to do; with `sah`, something to look into that does not stop the signing."""

    sah: bool
    ukuran: int
    kalimat: str = ""


def mulai_server(basis: Basis) -> datetime:
    """When the database server started: a verdict from before is worth nothing, the data may be others."""
    with basis.sambungan() as connection:
        row = connection.execute("SELECT pg_postmaster_start_time()").fetchone()
    assert row is not None  # noqa: S101 - a SELECT without FROM
    mulai: datetime = row[0]
    return mulai


def tulis_putusan(basis: Basis, tenant: Tenant, putusan: Putusan) -> None:
    with basis.sambungan() as connection:
        connection.execute(
            "INSERT INTO sistem.jaga (tenant_id, server, sah, size, kalimat)"
            " VALUES (%s, pg_postmaster_start_time(), %s, %s, %s) ON CONFLICT (tenant_id) DO UPDATE"
            " SET (server, sah, size, kalimat, pada) ="
            " (excluded.server, excluded.sah, excluded.size, excluded.kalimat, excluded.pada)",
            (tenant.id, putusan.sah, putusan.ukuran, putusan.kalimat),
        )
