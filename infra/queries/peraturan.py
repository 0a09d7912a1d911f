"""The register of laws, as screens and rules read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, LiteralString

from domain.peraturan.events import PeraturanId
from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan
from infra.db.pool import Basis
from tenants.context import current_tenant

_KOLOM: LiteralString = "SELECT peraturan_id, sebutan, tentang, tanggal, status, pengganti FROM baca.peraturan"
_TAHUN: LiteralString = "substring(sebutan FROM '/([0-9]{4})$') DESC NULLS LAST, sebutan"


@dataclass(frozen=True, slots=True)
class PeraturanTercatat:
    peraturan_id: PeraturanId
    isi: Peraturan


def _peraturan(row: dict[str, Any]) -> Peraturan:
    status, pengganti = StatusPeraturan(row["status"]), tuple(row["pengganti"])
    return Peraturan(row["sebutan"], row["tentang"], row["tanggal"], status, pengganti)


def pola(cari: str) -> str:
    """What somebody typed, anywhere in a text, for ILIKE."""
    return "%" + cari.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def cari_peraturan(
    basis: Basis, cari: str = "", *, status: StatusPeraturan | None = None, batas: int = 500
) -> list[PeraturanTercatat]:
    """Laws whose name or subject has what was typed, the newest first."""
    rows = basis.baris(
        _KOLOM + " WHERE tenant_id = %(tenant)s AND (%(status)s::text IS NULL OR status = %(status)s)"
        " AND (%(cari)s = '' OR sebutan ILIKE %(pola)s OR tentang ILIKE %(pola)s) ORDER BY "
        + _TAHUN
        + " LIMIT %(batas)s",
        {
            "tenant": current_tenant().id,
            "status": status.value if status else None,
            "cari": cari,
            "pola": pola(cari),
            "batas": batas,
        },
    )
    return [PeraturanTercatat(PeraturanId(row["peraturan_id"]), _peraturan(row)) for row in rows]


def register(basis: Basis) -> dict[str, Peraturan]:
    """The whole register by short name, as the rules take it."""
    rows = basis.baris(_KOLOM + " WHERE tenant_id = %s", (current_tenant().id,))
    return {row["sebutan"]: _peraturan(row) for row in rows}
