"""What cities agreed to show their province: five figures each, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from infra.db.pool import Basis
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class AngkaDaerah:
    kode: str
    nama: str
    opd: int
    berlaku: int
    wajib: int
    terpenuhi: int
    dievaluasi: int
    hari: date

    @property
    def kurang(self) -> int:
        """Owed SOPs that are not in force."""
        return self.wajib - self.terpenuhi


def angka_daerah(basis: Basis) -> list[AngkaDaerah]:
    """Of the province being served; its own rows, which the worker left here."""
    rows = basis.baris(
        "SELECT kode, nama, opd, berlaku, wajib, terpenuhi, dievaluasi, hari FROM tata.angka_daerah"
        " WHERE tenant_id = %s",
        (current_tenant().id,),
    )
    return sorted((AngkaDaerah(**row) for row in rows), key=lambda a: a.nama)
