"""Server-side sessions and sign-in attempts. The database holds only hashes of what the browser carries.

A session grows old by the tenant's clock; `auth_time` is the provider's word and is told by the world's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from domain.kernel import OrangId
from infra.db.pool import Basis
from infra.ids import new_token
from tenants.context import current_tenant

DIAM = timedelta(minutes=30)
MUTLAK = timedelta(hours=8)
UMUR_TRANSAKSI = timedelta(minutes=10)
SENTUH = timedelta(minutes=1)


def _sidik(token: str) -> bytes:
    return sha256(token.encode()).digest()


@dataclass(frozen=True, slots=True)
class CaraMasuk:
    """How a session came about: when and how the provider recognised the person, and in which browser."""

    auth_time: datetime | None = None
    acr: str = ""
    amr: tuple[str, ...] = ()
    peramban: str = ""


@dataclass(frozen=True, slots=True)
class Sesi:
    sesi_id: UUID
    orang_id: OrangId
    csrf: str
    iss: str
    sub: str
    id_token: str
    dibuat: datetime
    terakhir: datetime
    cara: CaraMasuk

    def berakhir(self, kini: datetime) -> bool:
        return kini - self.terakhir > DIAM or kini - self.dibuat > MUTLAK


class PenyimpanSesi:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def buka(
        self,
        orang_id: OrangId,
        *,
        iss: str,
        sub: str,
        sid: str,
        id_token: str,
        kini: datetime,
        cara: CaraMasuk = CaraMasuk(),
    ) -> str:
        """A new session under a new token, whatever the browser carried before; returns the token for the cookie."""
        token = new_token()
        self._basis.jalankan(
            "INSERT INTO tata.sesi (tenant_id, id_sha256, orang_id, iss, sub, sid, csrf, id_token, dibuat, terakhir,"
            " auth_time, acr, amr, peramban) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                *(current_tenant().id, _sidik(token), orang_id, iss, sub, sid, new_token(), id_token, kini, kini),
                *(cara.auth_time, cara.acr, list(cara.amr), cara.peramban),
            ),
        )
        return token

    def ambil(self, token: str, kini: datetime, *, sentuh: bool = True) -> Sesi | None:
        """The living session of a cookie; marks it as used, at most once a minute, unless a page asked by itself."""
        row = self._basis.satu(
            "SELECT sesi_id, orang_id, csrf, iss, sub, id_token, dibuat, terakhir, auth_time, acr, amr, peramban"
            " FROM tata.sesi WHERE tenant_id = %s AND id_sha256 = %s",
            (current_tenant().id, _sidik(token)),
        )
        if row is None:
            return None
        cara = CaraMasuk(row.pop("auth_time"), row.pop("acr"), tuple(row.pop("amr")), row.pop("peramban"))
        sesi = Sesi(**row, cara=cara)
        if sesi.berakhir(kini):
            self.tutup(token)
            return None
        if sentuh and kini - sesi.terakhir > SENTUH:
            self._basis.jalankan(
                "UPDATE tata.sesi SET terakhir = %s WHERE tenant_id = %s AND id_sha256 = %s",
                (kini, current_tenant().id, _sidik(token)),
            )
        return sesi

    def tutup(self, token: str) -> None:
        self._basis.jalankan(
            "DELETE FROM tata.sesi WHERE tenant_id = %s AND id_sha256 = %s", (current_tenant().id, _sidik(token))
        )

    def mulai_masuk(self, isi: dict[str, Any], tujuan: str, kini: datetime) -> str:
        """Keep a sign-in attempt on our side; returns the token for its own cookie."""
        token = new_token()
        with self._basis.transaksi() as connection:
            connection.execute(
                "DELETE FROM tata.transaksi_masuk WHERE tenant_id = %s AND dibuat < %s",
                (current_tenant().id, kini - UMUR_TRANSAKSI),
            )
            connection.execute(
                "INSERT INTO tata.transaksi_masuk (tenant_id, id_sha256, isi, tujuan, dibuat)"
                " VALUES (%s, %s, %s, %s, %s)",
                (current_tenant().id, _sidik(token), Jsonb(isi), tujuan, kini),
            )
        return token

    def pakai_masuk(self, token: str) -> tuple[dict[str, Any], str] | None:
        """Take a sign-in attempt out: it can be used once."""
        with self._basis.transaksi() as connection:
            row = connection.execute(
                "DELETE FROM tata.transaksi_masuk WHERE tenant_id = %s AND id_sha256 = %s RETURNING isi, tujuan",
                (current_tenant().id, _sidik(token)),
            ).fetchone()
        return (row[0], row[1]) if row else None
