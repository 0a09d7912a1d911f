"""What time it is for a tenant: the world's time, but for a demonstration, whose clock may run ahead."""

from __future__ import annotations

from datetime import datetime, timedelta

from infra.clock import now
from infra.db.pool import Basis
from tenants.context import current_tenant


class Jam:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def kini(self) -> datetime:
        return now() + self._selisih() if current_tenant().demonstrasi else now()

    def pencatatan(self) -> datetime | None:
        """The recording time to hand to the store: None wherever the database's own clock decides."""
        return self.kini() if current_tenant().demonstrasi else None

    def majukan(self, selama: timedelta) -> None:
        """Move a demonstration's clock ahead; it never goes back, as recording times only ascend."""
        if not current_tenant().demonstrasi or selama <= timedelta():
            return
        self._basis.jalankan(
            "INSERT INTO tata.jam (tenant_id, selisih) VALUES (%s, %s)"
            " ON CONFLICT (tenant_id) DO UPDATE SET selisih = jam.selisih + excluded.selisih",
            (current_tenant().id, selama),
        )

    def _selisih(self) -> timedelta:
        row = self._basis.satu("SELECT selisih FROM tata.jam WHERE tenant_id = %s", (current_tenant().id,))
        return row["selisih"] if row else timedelta()
