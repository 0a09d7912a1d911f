"""A tenant: one government with its own people, sign-on and log."""

from __future__ import annotations

import re
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
        return _ZONA[self.value]


_ZONA = {nama: timezone(timedelta(hours=jam), nama) for nama, jam in (("WIB", 7), ("WITA", 8), ("WIT", 9))}


class Keadaan(StrEnum):
    """Suspended: nobody works there, what is in force stays public. Closed: it has left, its log alone remains."""

    AKTIF = "aktif"
    DITANGGUHKAN = "ditangguhkan"
    DITUTUP = "ditutup"


@dataclass(frozen=True, slots=True)
class Tenant:
    """The registry's view of a government. A `demonstrasi` tenant has a clock of its own and says so on each page."""

    id: TenantId
    kode: str
    nama: str
    kode_wilayah: str = ""
    zona: Zona = Zona.WIB
    demonstrasi: bool = False
    keadaan: Keadaan = Keadaan.AKTIF

    def tanggal(self, saat: datetime) -> date:
        """The calendar day of an instant where this government is."""
        return saat.astimezone(self.zona.tzinfo).date()


KODE_TERCADANG = frozenset({"aset", "healthz", "readyz", "metrics", "operator"})
"""First segments of the installation's own pages: never a tenant's (decision D8)."""

_KODE = re.compile(r"[a-z][a-z0-9-]{1,60}")


def dapat_menjadi_kode(teks: str) -> bool:
    """Whether a path's first segment can name a tenant at all, so that nothing else costs a look-up."""
    return teks not in KODE_TERCADANG and _KODE.fullmatch(teks) is not None


class Registry(Protocol):
    """Where tenants are looked up."""

    def menurut_kode(self, kode: str) -> Tenant | None: ...

    def semua(self) -> tuple[Tenant, ...]: ...
