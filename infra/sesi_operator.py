"""Sign-in attempts and sessions of operators: as those of a government's people, but in a table outside all tenants."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from psycopg.types.json import Jsonb

from infra.ids import new_token
from infra.operator import MejaOperator, Pelaksana
from infra.sesi import DIAM, MUTLAK, SENTUH, UMUR_TRANSAKSI


@dataclass(frozen=True, slots=True)
class SesiOperator:
    oleh: Pelaksana
    csrf: str = field(repr=False)
    id_token: str = field(repr=False)


def _sidik(token: str) -> bytes:
    return sha256(token.encode()).digest()


class PenyimpanSesiOperator:
    def __init__(self, meja: MejaOperator) -> None:
        self._meja = meja

    def mulai_masuk(self, isi: dict[str, Any], kini: datetime) -> str:
        """Keep an attempt on our side; returns the token for its cookie. What has grown too old goes by the way."""
        with self._meja.transaksi() as connection:
            connection.execute(
                "DELETE FROM sistem.sesi_operator WHERE dibuat < %s OR jenis = 'masuk' AND dibuat < %s",
                (kini - MUTLAK, kini - UMUR_TRANSAKSI),
            )
        return self._simpan("masuk", isi, kini)

    def pakai_masuk(self, token: str) -> dict[str, Any] | None:
        """Take an attempt out: it can be used once."""
        with self._meja.transaksi() as connection:
            row = connection.execute(
                "DELETE FROM sistem.sesi_operator WHERE sidik = %s AND jenis = 'masuk' RETURNING isi", (_sidik(token),)
            ).fetchone()
        return row[0] if row else None

    def buka(self, oleh: Pelaksana, id_token: str, kini: datetime) -> str:
        isi = {"sub": oleh.sub, "nama": oleh.nama, "csrf": new_token(), "id_token": id_token}
        return self._simpan("sesi", isi, kini)

    def _simpan(self, jenis: str, isi: dict[str, Any], kini: datetime) -> str:
        token = new_token()
        with self._meja.transaksi() as connection:
            connection.execute(
                "INSERT INTO sistem.sesi_operator (sidik, jenis, isi, dibuat, terakhir) VALUES (%s, %s, %s, %s, %s)",
                (_sidik(token), jenis, Jsonb(isi), kini, kini),
            )
        return token

    def ambil(self, token: str, kini: datetime) -> SesiOperator | None:
        """The living session of a cookie; marked as used, at most once a minute."""
        with self._meja.transaksi() as connection:
            row = connection.execute(
                "SELECT isi, terakhir FROM sistem.sesi_operator"
                " WHERE sidik = %s AND jenis = 'sesi' AND dibuat >= %s AND terakhir >= %s",
                (_sidik(token), kini - MUTLAK, kini - DIAM),
            ).fetchone()
            if row is None:
                return None
            isi, terakhir = row
            if kini - terakhir > SENTUH:
                connection.execute(
                    "UPDATE sistem.sesi_operator SET terakhir = %s WHERE sidik = %s", (kini, _sidik(token))
                )
        return SesiOperator(Pelaksana(isi["sub"], isi["nama"]), isi["csrf"], isi["id_token"])

    def tutup(self, token: str) -> None:
        with self._meja.transaksi() as connection:
            connection.execute("DELETE FROM sistem.sesi_operator WHERE sidik = %s", (_sidik(token),))
