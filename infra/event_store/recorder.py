"""The eventsourcing library's ApplicationRecorder on our own schema, bound to the tenant being served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    Notification,
    StoredEvent,
    Subscription,
)
from typing_extensions import override

from infra.db.pool import Basis
from infra.db.simpan import PerintahTerulang, Simpanan, simpan
from infra.errors import PerintahBerbedaError, TerputusError, TersibukError
from infra.event_store.langganan import TenantSubscription
from infra.event_store.mapper import PeristiwaTersimpan
from tenants.context import current_tenant

KOLOM = "stream_id, version, topic, payload, pos, at, actor_id, command_id"


class TenantRecorder(ApplicationRecorder):
    """Five methods of the library's public abstract class; positions are gapless within the tenant."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self._giliran: dict[int, Lock] = {}

    @override
    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """Append all events of one command, and its read model rows, in one autocommit statement."""
        simpanan: Simpanan = kwargs.get("simpanan") or Simpanan()
        if not stored_events:
            return []
        with self._antre():
            try:
                return self._sekali(stored_events, simpanan)
            except TerputusError:  # its command id tells whether it was stored: it can be sent again
                return self._sekali(stored_events, simpanan)

    @contextmanager
    def _antre(self) -> Iterator[None]:
        """The writers of a tenant wait here for each other, not with a connection each at the head of its log."""
        giliran = self._giliran.setdefault(current_tenant().id, Lock())
        if not giliran.acquire(timeout=self.basis.tunggu):
            raise TersibukError("many write to the same log")
        try:
            yield
        finally:
            giliran.release()

    def _sekali(self, stored_events: Sequence[StoredEvent], simpanan: Simpanan) -> Sequence[int]:
        try:
            with self.basis.sambungan() as connection:
                simpan(connection, stored_events, simpanan)
        except PerintahTerulang:
            simpanan.pertama, simpanan.ulang = self._tersimpan(simpanan), True
        return list(range(simpanan.pertama, simpanan.pertama + len(stored_events)))

    def _tersimpan(self, simpanan: Simpanan) -> int:
        """Where this very command was stored before (decision D12)."""
        row = self.basis.satu(
            "SELECT request_sha256, first_pos FROM es.command WHERE tenant_id = %s AND command_id = %s",
            (current_tenant().id, simpanan.perintah),
        )
        if row is None or bytes(row["request_sha256"]) != simpanan.sidik:
            raise PerintahBerbedaError(str(simpanan.perintah))
        return int(row["first_pos"])

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
            f"SELECT {KOLOM} FROM es.event WHERE tenant_id = %(tenant)s AND stream_id = %(aliran)s"  # noqa: S608 - constants
            " AND version > %(gt)s AND version <= %(lte)s"
            f" ORDER BY version {'DESC' if desc else 'ASC'} LIMIT %(limit)s",
            {
                "tenant": current_tenant().id,
                "aliran": originator_id,
                "gt": gt or 0,
                "lte": _TAK_TERHINGGA if lte is None else lte,
                "limit": limit,
            },
            biner=True,
        )
        return [tersimpan(row) for row in rows]

    def select_streams(self, aliran: Sequence[UUID]) -> list[PeristiwaTersimpan]:
        """All events of several streams in the order of the log, in one question."""
        rows = self.basis.baris(
            f"SELECT {KOLOM} FROM es.event WHERE tenant_id = %s AND stream_id = ANY(%s) ORDER BY pos",  # noqa: S608 - constants
            (current_tenant().id, list(aliran)),
            biner=True,
        )
        return [tersimpan(row) for row in rows]

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
            f"SELECT {KOLOM} FROM es.event WHERE tenant_id = %(tenant)s AND pos > %(dari)s"  # noqa: S608 - constants
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
            biner=True,
        )
        return [tersimpan(row) for row in rows]

    @override
    def max_notification_id(self) -> int | None:
        row = self.basis.satu("SELECT last_pos FROM sistem.tenant_head WHERE tenant_id = %s", (current_tenant().id,))
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


def tersimpan(row: dict[str, Any]) -> PeristiwaTersimpan:
    return PeristiwaTersimpan(
        row["stream_id"], row["version"], row["topic"], row["payload"], row["pos"], row["at"], row["actor_id"],
        row["command_id"],
    )  # fmt: skip
