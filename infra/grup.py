"""Groups as a government's own system provisions them: names, and who of its people is in them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from domain.kernel import OrangId
from infra.db.pool import Basis
from infra.ids import new_id
from tenants.context import current_tenant


class BukanAnggotaError(RuntimeError):
    """A group may hold people that the other system looks after, and nobody else."""


@dataclass(frozen=True, slots=True)
class Anggota:
    orang_id: OrangId
    nama: str
    sejak: datetime


@dataclass(frozen=True, slots=True)
class Grup:
    """`penyedia` is the provider whose settings say what the group suggests; 0: the government's first one."""

    grup_id: UUID
    nama: str
    id_luar: str
    penyedia: int
    dibuat: datetime
    diubah: datetime
    anggota: tuple[Anggota, ...] = ()


@dataclass(frozen=True, slots=True)
class IsiGrup:
    nama: str
    id_luar: str
    anggota: frozenset[UUID]


_GRUP = "SELECT grup_id, nama, id_luar, penyedia, dibuat, diubah FROM tata.grup WHERE tenant_id = %s"
_ANGGOTA = (
    "SELECT a.grup_id, a.orang_id, o.nama, a.sejak FROM tata.anggota_grup a JOIN tata.orang o"
    " ON o.tenant_id = a.tenant_id AND o.orang_id = a.orang_id WHERE a.tenant_id = %s AND a.grup_id = ANY(%s)"
    " ORDER BY o.nama, o.orang_id"
)


class BukuGrup:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def semua(self) -> list[Grup]:
        with self._basis.transaksi() as connection:
            return _baca(connection, f"{_GRUP} ORDER BY dibuat, grup_id")

    def satu(self, grup_id: UUID) -> Grup | None:
        with self._basis.transaksi() as connection:
            return next(iter(_baca(connection, f"{_GRUP} AND grup_id = %s", grup_id)), None)

    def tambah(self, isi: IsiGrup, penyedia: int, kini: datetime) -> UUID:
        grup_id = new_id()
        with self._basis.transaksi() as connection:
            connection.execute(
                "INSERT INTO tata.grup (tenant_id, grup_id, nama, id_luar, penyedia, dibuat, diubah)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                (current_tenant().id, grup_id, isi.nama, isi.id_luar, penyedia, kini, kini),
            )
            _isi_anggota(connection, grup_id, isi.anggota, kini)
        return grup_id

    def ubah(self, grup_id: UUID, susun: Callable[[Grup], IsiGrup], kini: datetime) -> bool:
        """Reads, makes and writes under a lock: of two members added at the same time both are in. False: no such."""
        with self._basis.transaksi() as connection:
            lama = next(iter(_baca(connection, f"{_GRUP} AND grup_id = %s FOR UPDATE", grup_id)), None)
            if lama is None:
                return False
            isi = susun(lama)
            connection.execute(
                "UPDATE tata.grup SET nama = %s, id_luar = %s, diubah = %s WHERE tenant_id = %s AND grup_id = %s",
                (isi.nama, isi.id_luar, kini, current_tenant().id, grup_id),
            )
            _isi_anggota(connection, grup_id, isi.anggota, kini)
        return True

    def hapus(self, grup_id: UUID) -> bool:
        return bool(
            self._basis.jalankan(
                "DELETE FROM tata.grup WHERE tenant_id = %s AND grup_id = %s", (current_tenant().id, grup_id)
            )
        )


def _baca(connection: psycopg.Connection[Any], query: Any, *lagi: object) -> list[Grup]:
    tenant, milik = current_tenant().id, dict[UUID, list[Anggota]]()
    grup = [Grup(*row) for row in connection.execute(query, (tenant, *lagi))]
    for grup_id, *anggota in connection.execute(_ANGGOTA, (tenant, [g.grup_id for g in grup])):
        milik.setdefault(grup_id, []).append(Anggota(*anggota))
    return [replace(g, anggota=tuple(milik.get(g.grup_id, ()))) for g in grup]


def _isi_anggota(connection: psycopg.Connection[Any], grup_id: UUID, anggota: Collection[UUID], kini: datetime) -> None:
    """Exactly these are members now; who was one already is one since then."""
    tenant, semua = current_tenant().id, list(anggota)
    connection.execute(
        "DELETE FROM tata.anggota_grup WHERE tenant_id = %s AND grup_id = %s AND orang_id <> ALL(%s)",
        (tenant, grup_id, semua),
    )
    connection.execute(
        "INSERT INTO tata.anggota_grup (tenant_id, grup_id, orang_id, sejak) SELECT s.tenant_id, %s, s.orang_id, %s"
        " FROM tata.scim s WHERE s.tenant_id = %s AND s.orang_id = ANY(%s) ON CONFLICT DO NOTHING",
        (grup_id, kini, tenant, semua),
    )
    row = connection.execute(
        "SELECT count(*) FROM tata.anggota_grup WHERE tenant_id = %s AND grup_id = %s", (tenant, grup_id)
    ).fetchone()
    if row is None or row[0] != len(set(semua)):
        raise BukanAnggotaError
