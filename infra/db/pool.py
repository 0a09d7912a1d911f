"""One pool for all tenants; every transaction names its tenant first, and nothing reaches the database otherwise."""

from __future__ import annotations

import select
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow, dict_row
from psycopg_pool import ConnectionPool, PoolTimeout, TooManyRequests

from infra.errors import TerputusError, TersibukError
from tenants.context import current_tenant
from tenants.model import TenantId

Parameters = Sequence[Any] | Mapping[str, Any]
Sambungan = psycopg.Connection[TupleRow]
Syarat = Callable[[Sambungan], None]
BATAS_WAKTU = "-c statement_timeout=15s -c lock_timeout=3s -c idle_in_transaction_session_timeout=5s"


def ikat(connection: psycopg.Connection[Any], tenant_id: TenantId) -> None:
    """Bind the tenant for the rest of this transaction: the only statement that ever does (decision D9)."""
    if connection.info.transaction_status == TransactionStatus.IDLE and connection.autocommit:
        raise RuntimeError("the tenant can only be bound inside a transaction")
    connection.execute(sql.SQL("SET LOCAL app.tenant_id = {}").format(sql.Literal(int(tenant_id))))


def masih_tersambung(connection: psycopg.Connection[Any]) -> None:
    """Raises when the server has hung up: an idle connection has nothing to read but that. Costs no round trip."""
    tanya = select.poll()  # select.select cannot ask of a descriptor above 1023
    tanya.register(connection.fileno(), select.POLLIN)
    if tanya.poll(0):
        connection.close()  # else the pool would take it back as sound
        raise psycopg.OperationalError("the server has closed the connection")


class Basis:
    """The database as one role sees it. Opens on first use, so that it is made after a server's workers fork.

    `syarat` is asked with the first connection and raises where nothing may be read or written; until it has once come
    back without, no connection is handed out.
    """

    def __init__(self, url: str, *, kolam: int = 10, tunggu: float = 2.0, syarat: Syarat | None = None) -> None:
        self.url = url
        self._kolam, self.tunggu = kolam, tunggu
        self._pool: ConnectionPool[Sambungan] | None = None
        self._syarat = syarat
        self._kunci, self._kunci_syarat = Lock(), Lock()

    @property
    def pool(self) -> ConnectionPool[Sambungan]:
        with self._kunci:
            if self._pool is None:
                self._pool = ConnectionPool(
                    self.url,
                    min_size=1,
                    max_size=self._kolam,
                    max_waiting=self._kolam * 3,
                    timeout=self.tunggu,
                    check=masih_tersambung,
                    kwargs={"autocommit": True, "options": BATAS_WAKTU, "connect_timeout": 3},
                    open=True,
                )
            return self._pool

    def tutup(self) -> None:
        with self._kunci:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    def _penuhi_syarat(self, connection: Sambungan) -> None:
        """Costs one comparison once it is met. Meanwhile the others wait, rather than ask the same."""
        if self._syarat is None:
            return
        with self._kunci_syarat:
            if self._syarat is not None:
                self._syarat(connection)
                self._syarat = None

    @contextmanager
    def sambungan(self) -> Iterator[Sambungan]:
        """A connection without a tenant: for the registry and for es.simpan, which binds its own."""
        connection = None
        try:
            with self.pool.connection() as connection:
                self._penuhi_syarat(connection)
                yield connection
        except (PoolTimeout, TooManyRequests, psycopg.OperationalError) as error:
            galat = TerputusError if connection is not None and connection.broken else TersibukError
            raise galat(type(error).__name__) from error

    @contextmanager
    def transaksi(self) -> Iterator[Sambungan]:
        """A transaction of the tenant being served."""
        tenant_id = current_tenant().id
        with self.sambungan() as connection, connection.transaction():
            ikat(connection, tenant_id)
            yield connection

    def baris(self, query: LiteralString, parameters: Parameters = (), *, biner: bool = False) -> list[dict[str, Any]]:
        """Rows of one SELECT of the tenant being served, in one round trip; asked again where the connection broke.

        `biner` spares the detour of long binary values over hexadecimal text.
        """
        try:
            return self._baris(query, parameters, biner)
        except TerputusError:
            return self._baris(query, parameters, biner)

    def _baris(self, query: LiteralString, parameters: Parameters, biner: bool) -> list[dict[str, Any]]:
        tenant_id = current_tenant().id
        with self.sambungan() as connection, connection.pipeline(), connection.transaction():
            ikat(connection, tenant_id)
            with connection.cursor(row_factory=dict_row) as cursor:
                return cursor.execute(query, parameters, binary=biner).fetchall()

    def satu(self, query: LiteralString, parameters: Parameters = ()) -> dict[str, Any] | None:
        rows = self.baris(query, parameters)
        return rows[0] if rows else None

    def jalankan(self, query: LiteralString, parameters: Parameters = ()) -> int:
        """One statement that writes to the erasable tables; returns how many rows it touched."""
        with self.transaksi() as connection:
            return connection.execute(query, parameters).rowcount
