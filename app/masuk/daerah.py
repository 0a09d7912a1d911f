"""From which government somebody comes, before he has said so: by his last sign-in, or by the domain of his e-mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import request

from app.keamanan import nama_kuki, pasang_kuki
from app.rumah import rumah
from tenants.context import current_tenant
from tenants.model import Tenant, dapat_menjadi_kode

UMUR = timedelta(days=400)


def _kuki() -> str:
    return f"{nama_kuki()}-daerah"


def ingat_daerah(respons: Any) -> None:
    """The kode and nothing else: it says no more than the address of the page that this browser came from."""
    pasang_kuki(respons, current_tenant().kode, nama=_kuki(), jalur="/", umur=int(UMUR.total_seconds()))


def daerah_terakhir() -> Tenant | None:
    kode = request.cookies.get(_kuki(), "")
    return rumah().registry.menurut_kode(kode) if dapat_menjadi_kode(kode) else None


def menurut_surel(surel: str) -> list[Tenant]:
    """Governments that named this domain themselves. What stands before the @ is not even looked at."""
    domain = surel.strip().rpartition("@")[2].lower().rstrip(".")
    pemakai = set(rumah().domain_surel.pemakai(domain))
    return [t for t in rumah().registry.semua() if t.id in pemakai]
