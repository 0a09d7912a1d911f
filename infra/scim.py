"""People as a government's own system provisions them: what it calls them, beside the directory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg

from domain.kernel import OrangId
from infra.db.pool import Basis
from infra.ids import new_id
from tenants.context import current_tenant


class NamaPenggunaGandaError(RuntimeError):
    """Another person of this tenant has this user name already."""


@dataclass(frozen=True, slots=True)
class Pengguna:
    """`id_luar` is the other system's own id: the `sub` under which its identity provider knows the person."""

    orang_id: OrangId
    nama: str
    surel: str
    aktif: bool
    nama_pengguna: str
    id_luar: str
    dibuat: datetime
    diubah: datetime


@dataclass(frozen=True, slots=True)
class IsiPengguna:
    nama: str
    surel: str
    nama_pengguna: str
    id_luar: str


_SQL = (
    "SELECT o.orang_id, o.nama, o.surel, o.aktif AND b.aktif IS NOT FALSE AS aktif, s.nama_pengguna, s.id_luar,"
    " s.dibuat, s.diubah FROM tata.scim s"
    " JOIN tata.orang o ON o.tenant_id = s.tenant_id AND o.orang_id = s.orang_id"
    " LEFT JOIN baca.orang b ON b.tenant_id = o.tenant_id AND b.orang_id = o.orang_id WHERE s.tenant_id = %s"
)


class Penduduk:
    """Those whom the other system looks after; it sees nobody else."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def semua(self) -> list[Pengguna]:
        rows = self._basis.baris(f"{_SQL} ORDER BY s.dibuat, o.orang_id", (current_tenant().id,))
        return [Pengguna(**row) for row in rows]

    def satu(self, orang_id: UUID) -> Pengguna | None:
        row = self._basis.satu(f"{_SQL} AND o.orang_id = %s", (current_tenant().id, orang_id))
        return Pengguna(**row) if row else None

    def tambah(self, isi: IsiPengguna, orang_id: OrangId | None, kini: datetime) -> OrangId:
        """A new person, or one who is in the directory already and is looked after from now on."""
        tenant, baru = current_tenant().id, orang_id or OrangId(new_id())
        try:
            with self._basis.transaksi() as connection:
                if orang_id is None:
                    connection.execute(
                        "INSERT INTO tata.orang (tenant_id, orang_id, nama, surel) VALUES (%s, %s, %s, %s)",
                        (tenant, baru, isi.nama, isi.surel),
                    )
                connection.execute(
                    "INSERT INTO tata.scim (tenant_id, orang_id, nama_pengguna, id_luar, dibuat, diubah)"
                    " VALUES (%s, %s, %s, %s, %s, %s)",
                    (tenant, baru, isi.nama_pengguna, isi.id_luar, kini, kini),
                )
        except psycopg.errors.UniqueViolation as error:
            raise NamaPenggunaGandaError from error
        return baru

    def ubah(self, orang_id: UUID, isi: IsiPengguna, kini: datetime) -> None:
        tenant = current_tenant().id
        try:
            with self._basis.transaksi() as connection:
                connection.execute(
                    "UPDATE tata.orang SET nama = %s, surel = %s WHERE tenant_id = %s AND orang_id = %s",
                    (isi.nama, isi.surel, tenant, orang_id),
                )
                connection.execute(
                    "UPDATE tata.scim SET nama_pengguna = %s, id_luar = %s, diubah = %s"
                    " WHERE tenant_id = %s AND orang_id = %s",
                    (isi.nama_pengguna, isi.id_luar, kini, tenant, orang_id),
                )
        except psycopg.errors.UniqueViolation as error:
            raise NamaPenggunaGandaError from error

    def lepas(self, orang_id: UUID) -> None:
        """The other system no longer looks after this person, who stays in the directory: the riwayat names him."""
        self._basis.jalankan(
            "DELETE FROM tata.scim WHERE tenant_id = %s AND orang_id = %s", (current_tenant().id, orang_id)
        )
