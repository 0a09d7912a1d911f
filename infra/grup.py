"""Groups as a government's own system provisions them: names, and who of its people is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from domain.kernel import OrangId
from infra.db.pool import Basis
from infra.ids import new_id
from tenants.context import current_tenant

ANGGOTA_TERBANYAK = 20_000


class BukanAnggotaError(RuntimeError):
    """A group may hold people that the other system looks after, and nobody else."""


class AnggotaTerlaluBanyakError(RuntimeError):
    """More than a group may hold."""


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


@dataclass(frozen=True, slots=True)
class UbahanAnggota:
    """What becomes of the members, whoever they are by then: none of the old ones stays, some go, some come."""

    kosongkan: bool = False
    masuk: frozenset[UUID] = frozenset()
    keluar: frozenset[UUID] = frozenset()

    def atas(self, lama: frozenset[UUID]) -> frozenset[UUID]:
        return (frozenset() if self.kosongkan else lama - self.keluar) | self.masuk


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

    def ada(self, grup_id: UUID) -> bool:
        return self._basis.satu(f"{_GRUP} AND grup_id = %s", (current_tenant().id, grup_id)) is not None

    def tambah(self, isi: IsiGrup, anggota: UbahanAnggota, penyedia: int, kini: datetime) -> UUID:
        grup_id = new_id()
        with _orang_yang_diurus(), self._basis.transaksi() as connection:
            connection.execute(
                "INSERT INTO tata.grup (tenant_id, grup_id, nama, id_luar, penyedia, dibuat, diubah)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                (current_tenant().id, grup_id, isi.nama, isi.id_luar, penyedia, kini, kini),
            )
            _ubah_anggota(connection, grup_id, anggota, kini)
        return grup_id

    def ubah(self, grup_id: UUID, susun: Callable[[Grup], IsiGrup], anggota: UbahanAnggota, kini: datetime) -> bool:
        """Reads, makes and writes under a lock: of two members added at the same time both are in. False: no such.

        `susun` is shown the group without its members: what becomes of them was settled before the lock.
        """
        with _orang_yang_diurus(), self._basis.transaksi() as connection:
            row = connection.execute(f"{_GRUP} AND grup_id = %s FOR UPDATE", (current_tenant().id, grup_id)).fetchone()
            if row is None:
                return False
            isi = susun(Grup(*row))
            connection.execute(
                "UPDATE tata.grup SET nama = %s, id_luar = %s, diubah = %s WHERE tenant_id = %s AND grup_id = %s",
                (isi.nama, isi.id_luar, kini, current_tenant().id, grup_id),
            )
            _ubah_anggota(connection, grup_id, anggota, kini)
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


@contextmanager
def _orang_yang_diurus() -> Iterator[None]:
    """Somebody who is deleted while he is made a member is nobody's member."""
    try:
        yield
    except psycopg.errors.ForeignKeyViolation as error:
        raise BukanAnggotaError from error


def _ubah_anggota(connection: psycopg.Connection[Any], grup_id: UUID, ubahan: UbahanAnggota, kini: datetime) -> None:
    """Only what changes is written; who was a member already is one since then."""
    if ubahan == UbahanAnggota():
        return
    kunci = (current_tenant().id, grup_id)
    rows = connection.execute("SELECT orang_id FROM tata.anggota_grup WHERE tenant_id = %s AND grup_id = %s", kunci)
    lama = frozenset(row[0] for row in rows)
    baru = ubahan.atas(lama)
    if len(baru) > ANGGOTA_TERBANYAK:
        raise AnggotaTerlaluBanyakError
    connection.execute(
        "DELETE FROM tata.anggota_grup WHERE tenant_id = %s AND grup_id = %s AND orang_id = ANY(%s)",
        (*kunci, list(lama - baru)),
    )
    masuk = connection.execute(
        "INSERT INTO tata.anggota_grup (tenant_id, grup_id, orang_id, sejak) SELECT s.tenant_id, %s, s.orang_id, %s"
        " FROM tata.scim s WHERE s.tenant_id = %s AND s.orang_id = ANY(%s)",
        (grup_id, kini, current_tenant().id, list(baru - lama)),
    )
    if masuk.rowcount != len(baru - lama):
        raise BukanAnggotaError
