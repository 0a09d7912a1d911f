"""A tenant: one government with its own people, sign-on and log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import NewType, Protocol

TenantId = NewType("TenantId", int)


class Zona(StrEnum):
    """Indonesia's three time zones; none of them knows summer time."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def tzinfo(self) -> tzinfo:
        jam = {"WIB": 7, "WITA": 8, "WIT": 9}[self.value]
        return timezone(timedelta(hours=jam), self.value)


@dataclass(frozen=True, slots=True)
class Tenant:
    """The registry's view of a government. A `demonstrasi` tenant has a clock of its own and says so on each page."""

    id: TenantId
    kode: str
    nama: str
    kode_wilayah: str = ""
    zona: Zona = Zona.WIB
    demonstrasi: bool = False

    def tanggal(self, saat: datetime) -> date:
        """The calendar day of an instant where this government is."""
        return saat.astimezone(self.zona.tzinfo).date()


class Registry(Protocol):
    """Where tenants are looked up."""

    def menurut_kode(self, kode: str) -> Tenant | None: ...

    def semua(self) -> tuple[Tenant, ...]: ...
