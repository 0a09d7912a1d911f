"""Buku and its database as the loading uses them: alone in a government, thousands of acts in a row."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool
from typing_extensions import override

from infra.db.pool import BATAS_WAKTU, Basis
from infra.event_store.buku import Buku, Jenis, Perintah, Putusan

S = TypeVar("S")
P = TypeVar("P")


class BasisMuat(Basis):
    """One connection, trusted to live, that does not wait for the disk at each act.

    What is committed reaches the disk in order. So if the last act of a loading survives a crash, all before it did.
    """

    @property
    @override
    def pool(self) -> ConnectionPool[psycopg.Connection[TupleRow]]:
        if self._pool is None:
            setelan = {"autocommit": True, "options": f"{BATAS_WAKTU} -c synchronous_commit=off"}
            self._pool = ConnectionPool(self.url, min_size=1, max_size=1, kwargs=setelan, open=True)
        return self._pool


class BukuMuat(Buku):
    """Remembers the state that each act left, instead of reading the stream again. The database still checks every
    version, so a second writer would be noticed, not overwritten.
    """

    def __init__(self, basis: Basis) -> None:
        super().__init__(basis)
        self._ingat: dict[UUID, Any] = {}

    @override
    def muat(self, jenis: Jenis[S, P], aliran: UUID) -> S:
        return self._ingat[aliran] if aliran in self._ingat else super().muat(jenis, aliran)

    @override
    def ubah(
        self, jenis: Jenis[S, P], aliran: UUID, perintah: Perintah, putuskan: Putusan[S, P], *, dimuat: S | None = None
    ) -> S:
        self._ingat[aliran] = super().ubah(jenis, aliran, perintah, putuskan, dimuat=dimuat)
        return self._ingat[aliran]  # type: ignore[no-any-return]

    @override
    def mulai(self, jenis: Jenis[S, P], aliran: UUID, perintah: Perintah, putuskan: Putusan[S, P]) -> S:
        self._ingat[aliran] = super().mulai(jenis, aliran, perintah, putuskan)
        return self._ingat[aliran]  # type: ignore[no-any-return]
