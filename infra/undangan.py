"""Invitations: a code by which an account at a provider becomes somebody in the directory. One use, seven days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from infra.db.pool import Basis
from infra.ids import new_code
from tenants.context import current_tenant

UMUR = timedelta(days=7)
# Without letters and figures that look alike: the code is read out over the telephone. 20 of 32: 100 bits.
HURUF = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
PANJANG, KELOMPOK = 20, 5


@dataclass(frozen=True, slots=True)
class Undangan:
    orang_id: UUID
    nama: str
    dibuat: datetime


@dataclass(frozen=True, slots=True)
class UndanganMenunggu:
    orang_id: UUID
    nama: str
    oleh: UUID
    diusulkan: datetime


def sidik(kode: str) -> str:
    """What is kept of a code, as it may have been typed; empty for none."""
    rapi = "".join(huruf for huruf in kode.upper() if huruf in HURUF)
    return sha256(rapi.encode()).hexdigest() if rapi else ""


class BukuUndangan:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def buat(self, orang_id: UUID, kini: datetime) -> str:
        """A new code for this person, shown once; older ones of his are void."""
        huruf = new_code(HURUF, PANJANG)
        with self._basis.transaksi() as connection:
            connection.execute(
                "DELETE FROM tata.undangan WHERE tenant_id = %s AND (orang_id = %s OR dibuat < %s)",
                (current_tenant().id, orang_id, kini - UMUR),
            )
            connection.execute(
                "INSERT INTO tata.undangan (tenant_id, kode_sha256, orang_id, dibuat) VALUES (%s, %s, %s, %s)",
                (current_tenant().id, bytes.fromhex(sidik(huruf)), orang_id, kini),
            )
        return "-".join(huruf[n : n + KELOMPOK] for n in range(0, PANJANG, KELOMPOK))

    def pakai(self, sidik_kode: str, kini: datetime) -> UUID | None:
        """Whose it is; it can be used once."""
        with self._basis.transaksi() as connection:
            row = connection.execute(
                "DELETE FROM tata.undangan WHERE tenant_id = %s AND kode_sha256 = %s RETURNING orang_id, dibuat",
                (current_tenant().id, bytes.fromhex(sidik_kode)),
            ).fetchone()
        return row[0] if row and kini - row[1] <= UMUR else None

    def menunggu(self) -> list[UndanganMenunggu]:
        """Proposals that no second admin has answered yet."""
        rows = self._basis.baris(
            "SELECT u.orang_id, o.nama, u.oleh, u.pada AS diusulkan FROM baca.undangan u JOIN tata.orang o"
            " ON o.tenant_id = u.tenant_id AND o.orang_id = u.orang_id"
            " WHERE u.tenant_id = %s AND u.menunggu AND o.aktif ORDER BY u.pada",
            (current_tenant().id,),
        )
        return [UndanganMenunggu(**row) for row in rows]

    def terbuka(self, kini: datetime) -> list[Undangan]:
        rows = self._basis.baris(
            "SELECT u.orang_id, o.nama, u.dibuat FROM tata.undangan u JOIN tata.orang o"
            " ON o.tenant_id = u.tenant_id AND o.orang_id = u.orang_id"
            " WHERE u.tenant_id = %s AND u.dibuat >= %s ORDER BY u.dibuat DESC",
            (current_tenant().id, kini - UMUR),
        )
        return [Undangan(**row) for row in rows]
