"""The eventsourcing library's ApplicationRecorder on our own schema, bound to the tenant being served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    StoredEvent,
    Subscription,
)
from psycopg.types.json import Jsonb
from typing_extensions import override

from domain.sop.errors import NomorSopTerpakaiError
from infra.db.pool import Basis
from infra.errors import PerintahBerbedaError
from infra.event_store.mapper import PeristiwaTersimpan
from infra.ids import new_id, new_salt
from tenants.context import current_tenant

_KOLOM = "stream_id, version, topic, payload, pos, at, actor_id, command_id"
JEDA_TANYA = 0.05
SEKALI_BACA = 500


TANPA_PELAKU = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of a read model. `peristiwa` counts the events of this append from 1: which one it belongs to."""

    tabel: str
    isi: dict[str, Any]
    peristiwa: int = 1


@dataclass(slots=True)
class Simpanan:
    """What one command stores besides its events, and afterwards where it was stored.

    `pada` is a caller's recording time, which the database accepts for demonstration tenants alone.
    """

    perintah: UUID = field(default_factory=new_id)
    sidik: bytes = bytes(32)
    pelaku: UUID = TANPA_PELAKU
    pada: datetime | None = None
    baris: tuple[Baris, ...] = ()
    pertama: int = 0
    ulang: bool = False


class TenantRecorder(ApplicationRecorder):
    """Five methods of the library's public abstract class; positions are gapless within the tenant."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis

    @override
    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """Append all events of one command, and its read model rows, in one autocommit statement."""
        simpanan: Simpanan = kwargs.get("simpanan") or Simpanan()
        if not stored_events:
            return []
        try:
            with self.basis.sambungan() as connection:
                row = connection.execute(_SIMPAN, _parameter(stored_events, simpanan)).fetchone()
        except psycopg.errors.UniqueViolation as error:
            raise IntegrityError(str(error)) from error
        except psycopg.DatabaseError as error:
            raise _terjemahkan(error) from error
        assert row is not None  # noqa: S101 - the function returns exactly one row
        simpanan.pertama, _, simpanan.ulang = row
        return list(range(simpanan.pertama, simpanan.pertama + len(stored_events)))

    @override
    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        rows = self.basis.baris(
            f"SELECT {_KOLOM} FROM es.event WHERE tenant_id = %(tenant)s AND stream_id = %(aliran)s"  # noqa: S608 - constants
            " AND version > %(gt)s AND version <= %(lte)s"
            f" ORDER BY version {'DESC' if desc else 'ASC'} LIMIT %(limit)s",
            {
                "tenant": current_tenant().id,
                "aliran": originator_id,
                "gt": gt or 0,
                "lte": _TAK_TERHINGGA if lte is None else lte,
                "limit": limit,
            },
        )
        return [_tersimpan(row) for row in rows]

    @override
    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        dari = 0 if start is None else (start - 1 if inclusive_of_start else start)
        rows = self.basis.baris(
            f"SELECT {_KOLOM} FROM es.event WHERE tenant_id = %(tenant)s AND pos > %(dari)s"  # noqa: S608 - constants
            " AND pos <= %(sampai)s"
            " AND (%(semua)s OR topic = ANY(%(topik)s)) ORDER BY pos LIMIT %(limit)s",
            {
                "tenant": current_tenant().id,
                "dari": dari,
                "sampai": _TAK_TERHINGGA if stop is None else stop,
                "semua": not topics,
                "topik": list(topics),
                "limit": limit,
            },
        )
        return [_tersimpan(row) for row in rows]

    @override
    def max_notification_id(self) -> int | None:
        row = self.basis.satu("SELECT last_pos FROM es.tenant_head WHERE tenant_id = %s", (current_tenant().id,))
        return (row["last_pos"] or None) if row else None

    @override
    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        return TenantSubscription(self, gt, topics)

    def perintah_tersimpan(self, perintah: UUID, sidik: bytes) -> bool:
        """Whether this very command was stored before (decision D12)."""
        row = self.basis.satu(
            "SELECT request_sha256 FROM es.command WHERE tenant_id = %s AND command_id = %s",
            (current_tenant().id, perintah),
        )
        if row is not None and bytes(row["request_sha256"]) != sidik:
            raise PerintahBerbedaError(str(perintah))
        return row is not None


_TAK_TERHINGGA = 2**62
_SIMPAN = (
    "SELECT * FROM es.simpan(%s, %s, %s, %s, %s::uuid[], %s::bigint[], %s::text[], %s::bytea[], %s::bytea[],"
    " %s::timestamptz, %s::text[], %s::jsonb[], %s::int[])"
)


def _parameter(events: Sequence[StoredEvent], simpanan: Simpanan) -> tuple[Any, ...]:
    return (
        current_tenant().id,
        simpanan.perintah,
        simpanan.sidik,
        simpanan.pelaku,
        [e.originator_id for e in events],
        [e.originator_version for e in events],
        [e.topic for e in events],
        [e.state for e in events],
        [new_salt() for _ in events],
        simpanan.pada,
        [b.tabel for b in simpanan.baris],
        [Jsonb(b.isi) for b in simpanan.baris],
        [b.peristiwa for b in simpanan.baris],
    )


def _terjemahkan(error: psycopg.DatabaseError) -> Exception:
    """The store's own refusals (see 0002_peristiwa.sql) in words of ours."""
    match error.sqlstate:
        case "RW003":
            return PerintahBerbedaError(str(error))
        case "RW005":
            return IntegrityError(str(error))
        case "RW006":
            return NomorSopTerpakaiError()
        case _:
            return error


def _tersimpan(row: dict[str, Any]) -> PeristiwaTersimpan:
    return PeristiwaTersimpan(
        originator_id=row["stream_id"],
        originator_version=row["version"],
        topic=row["topic"],
        state=bytes(row["payload"]),
        id=row["pos"],
        at=row["at"],
        actor_id=row["actor_id"],
        command_id=row["command_id"],
    )


class TenantSubscription(Subscription[ApplicationRecorder]):
    """Follows one tenant's log by asking: positions have no gaps, so nothing can be missed."""

    def __init__(self, recorder: ApplicationRecorder, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        self._tunggu: list[Notification] = []
        self._henti = Event()

    @override
    def stop(self) -> None:
        super().stop()
        self._henti.set()

    @override
    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if self._tunggu:
                return self._tunggu.pop(0)
            terakhir = self._last_notification_id or 0
            self._tunggu = list(
                self._recorder.select_notifications(
                    terakhir, SEKALI_BACA, topics=self._topics, inclusive_of_start=False
                )
            )
            if self._tunggu:
                self._last_notification_id = self._tunggu[-1].id
            else:
                self._henti.wait(JEDA_TANYA)
        raise StopIteration
