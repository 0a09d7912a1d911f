"""A subscription in the eventsourcing library's sense, for one tenant's log."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from eventsourcing.persistence import ApplicationRecorder, Notification, Subscription
from typing_extensions import override

JEDA_TANYA = 0.05
SEKALI_BACA = 500


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
