"""A demonstration's clock runs ahead of the world's; consumers are given the one and woken by the other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import psycopg

from tenants.model import Tenant

JEDA_DEMONSTRASI = timedelta(seconds=5)
"""Moving a demonstration's clock rings no bell, so a wake-up time there is looked at again this soon."""


def selisih_jam(connection: psycopg.Connection[Any], tenant: Tenant) -> timedelta:
    if not tenant.demonstrasi:
        return timedelta()
    row = connection.execute("SELECT selisih FROM tata.jam WHERE tenant_id = %s", (tenant.id,)).fetchone()
    return row[0] if row else timedelta()


def ke_dunia(bangun: datetime | None, tenant: Tenant, kini: datetime, selisih: timedelta) -> datetime | None:
    """A wake-up time of the tenant's clock as a time of the world's."""
    if bangun is None or not tenant.demonstrasi:
        return bangun
    return min(bangun - selisih, kini + JEDA_DEMONSTRASI)
