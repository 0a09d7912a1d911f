"""The eventsourcing library's own test case for application recorders, run against ours for one tenant.

All of its tests apply. Two of them count versions from 0, which our log refuses (versions start at 1, decision D12);
for these the recorder under test counts on by one. `optional_test_insert_subscribe` is optional in the library and
runs here, because we follow a log too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from eventsourcing.persistence import StoredEvent
from eventsourcing.tests import persistence

from infra.event_store.recorder import TenantRecorder
from tenants.context import tenant_scope
from tenants.model import Tenant


def terikat(metode: str) -> Any:
    """The recorder's method, in the tenant's scope: the library's threads do not inherit the test's."""

    def panggil(self: RecorderSatuPemda, *args: Any, **kwargs: Any) -> Any:
        with tenant_scope(self.tenant):
            return getattr(TenantRecorder, metode)(self, *args, **kwargs)

    return panggil


class RecorderSatuPemda(TenantRecorder):
    tenant: Tenant

    select_events = terikat("select_events")
    select_notifications = terikat("select_notifications")
    max_notification_id = terikat("max_notification_id")
    _sisipkan = terikat("insert_events")

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        geser = 1 if any(e.originator_version == 0 for e in stored_events) else 0
        events = [replace(e, originator_version=e.originator_version + geser) for e in stored_events]
        return self._sisipkan(events, **kwargs)


class TestTenantRecorder(persistence.ApplicationRecorderTestCase[RecorderSatuPemda]):
    @pytest.fixture(autouse=True)
    def _siapkan(self, basis, buat_pemda):
        self.recorder = RecorderSatuPemda(basis)
        self.recorder.tenant = buat_pemda()

    def create_recorder(self) -> RecorderSatuPemda:
        return self.recorder

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()
