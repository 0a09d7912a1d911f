"""Bundles that people had made: how far each has come, and its bytes, for a day, for its maker alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from infra.bukti.cakupan import Cakupan
from infra.db.pool import Basis
from tenants.context import current_tenant

UMUR = timedelta(hours=24)
DIAM = timedelta(seconds=60)
"""Without a sign of life for so long, whoever made it has ended before it was done."""
_POTONG = 1 << 20
_KOLOM = "bundel_id, judul, cakupan, selesai, jumlah, besar, galat, dibuat, now() - denyut > %(diam)s AS diam"
_BERLAKU = "tenant_id = %(t)s AND orang_id = %(orang)s AND dibuat > now() - %(umur)s::interval"


@dataclass(frozen=True, slots=True)
class Pesanan:
    """`besar` is None until the file is complete; `galat` says why none will come."""

    bundel_id: UUID
    judul: str
    cakupan: Cakupan
    selesai: int
    jumlah: int
    besar: int | None
    galat: str
    dibuat: datetime
    diam: bool

    @property
    def berjalan(self) -> bool:
        return self.besar is None and not self.galat and not self.diam

    @property
    def sampai(self) -> datetime:
        return self.dibuat + UMUR


class BukuPesanan:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def catat(self, bundel_id: UUID, orang: UUID, judul: str, cakupan: Cakupan) -> bool:
        """A new one; False if the same form came before. Whatever is older than a day goes."""
        self.sapu()
        banyak = self._basis.jalankan(
            "INSERT INTO tata.bundel (tenant_id, bundel_id, orang_id, judul, cakupan) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (current_tenant().id, bundel_id, orang, judul, json.dumps(cakupan.tersimpan())),
        )
        return banyak == 1

    def sapu(self) -> int:
        """Take away what has expired, of everybody in this government; returns how many."""
        return self._basis.jalankan(
            "DELETE FROM tata.bundel WHERE tenant_id = %s AND dibuat <= now() - %s::interval",
            (current_tenant().id, UMUR),
        )

    def milik(self, orang: UUID) -> list[Pesanan]:
        """Newest first."""
        rows = self._basis.baris(
            f"SELECT {_KOLOM} FROM tata.bundel WHERE {_BERLAKU} ORDER BY dibuat DESC, bundel_id",  # noqa: S608 - constants
            self._nilai(orang=orang),
        )
        return [_pesanan(row) for row in rows]

    def satu(self, bundel_id: UUID, orang: UUID) -> Pesanan | None:
        """One that this person had made and that has not expired."""
        row = self._basis.satu(
            f"SELECT {_KOLOM} FROM tata.bundel WHERE {_BERLAKU} AND bundel_id = %(bundel)s",  # noqa: S608 - constants
            self._nilai(orang=orang, bundel=bundel_id),
        )
        return _pesanan(row) if row else None

    def maju(self, bundel_id: UUID, selesai: int, jumlah: int) -> None:
        self._basis.jalankan(
            "UPDATE tata.bundel SET selesai = %s, jumlah = %s, denyut = now() WHERE tenant_id = %s AND bundel_id = %s",
            (selesai, jumlah, current_tenant().id, bundel_id),
        )

    def gagal(self, bundel_id: UUID, galat: str) -> None:
        self._basis.jalankan(
            "UPDATE tata.bundel SET galat = %s WHERE tenant_id = %s AND bundel_id = %s",
            (galat, current_tenant().id, bundel_id),
        )

    def simpan(self, bundel_id: UUID, berkas: Path) -> None:
        """Keep the file; it can be fetched when all of it is there."""
        with self._basis.transaksi() as connection, berkas.open("rb") as aliran:
            ke = 0
            while potong := aliran.read(_POTONG):
                connection.execute(
                    "INSERT INTO tata.bundel_isi (tenant_id, bundel_id, ke, isi) VALUES (%s, %s, %s, %b)",
                    (current_tenant().id, bundel_id, ke, potong),
                )
                ke += 1
            connection.execute(
                "UPDATE tata.bundel SET besar = %s, denyut = now() WHERE tenant_id = %s AND bundel_id = %s",
                (berkas.stat().st_size, current_tenant().id, bundel_id),
            )

    def salin(self, bundel_id: UUID, ke: IO[bytes]) -> None:
        """Write the kept file there, a piece at a time."""
        with self._basis.transaksi() as connection, connection.cursor("isi", withhold=False) as cursor:
            cursor.itersize = 4
            cursor.execute(
                "SELECT isi FROM tata.bundel_isi WHERE tenant_id = %s AND bundel_id = %s ORDER BY ke",
                (current_tenant().id, bundel_id),
                binary=True,
            )
            for (potong,) in cursor:
                ke.write(potong)

    def _nilai(self, **lain: Any) -> dict[str, Any]:
        return {"t": current_tenant().id, "umur": UMUR, "diam": DIAM} | lain


def _pesanan(row: dict[str, Any]) -> Pesanan:
    return Pesanan(**row | {"cakupan": Cakupan.dari(row["cakupan"])})
