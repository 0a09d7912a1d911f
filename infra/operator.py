"""The platform's operator: how each government's log is doing, read in a role that sees no tenant's row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import psycopg
from psycopg.rows import class_row

_DAFTAR = (
    "SELECT p.kode, p.nama, p.demonstrasi, h.last_pos AS peristiwa, h.last_at AS terakhir, j.sah, j.pada AS diperiksa,"
    " coalesce((SELECT array_agg(k.konsumen ORDER BY k.konsumen) FROM sistem.kursor k"
    "  WHERE k.tenant_id = p.tenant_id AND k.gagal <> ''), '{}') AS berhenti"
    " FROM sistem.pemda p JOIN sistem.tenant_head h USING (tenant_id)"
    " LEFT JOIN sistem.jaga j ON j.tenant_id = p.tenant_id AND j.server = pg_postmaster_start_time() ORDER BY p.kode"
)


@dataclass(frozen=True, slots=True)
class PemdaTerdaftar:
    """`sah` is the signer's word in this run of the server, None without one; `berhenti` are stopped consumers."""

    kode: str
    nama: str
    demonstrasi: bool
    peristiwa: int
    terakhir: datetime | None
    sah: bool | None
    diperiksa: datetime | None
    berhenti: list[str]

    @property
    def sehat(self) -> bool:
        return self.sah is not False and not self.berhenti


def daftar_pemda(url: str) -> list[PemdaTerdaftar]:
    with psycopg.connect(url, row_factory=class_row(PemdaTerdaftar)) as connection:
        connection.execute("SET ROLE riwayat_operator")
        return connection.execute(_DAFTAR).fetchall()
