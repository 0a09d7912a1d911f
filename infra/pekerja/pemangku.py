"""Who holds which post today, with an address that mail can reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

from domain.wewenang import Hubungan, Peran, Tindakan, boleh
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class Pemangku:
    orang_id: UUID
    nama: str
    surel: str
    jabatan_id: UUID
    peran: Peran
    opd_id: UUID | None


_SQL = (
    "SELECT o.orang_id, o.nama, o.surel, j.jabatan_id, j.peran, j.opd_id FROM baca.mandat m"
    " JOIN baca.jabatan j ON j.tenant_id = m.tenant_id AND j.jabatan_id = m.jabatan_id"
    " JOIN tata.orang o ON o.tenant_id = m.tenant_id AND o.orang_id = m.orang_id"
    " LEFT JOIN baca.orang b ON b.tenant_id = o.tenant_id AND b.orang_id = o.orang_id"
    " WHERE m.tenant_id = %(tenant)s AND m.mulai <= %(hari)s AND (m.akhir IS NULL OR m.akhir >= %(hari)s)"
    " AND b.aktif IS NOT FALSE AND o.aktif AND o.surel <> '' ORDER BY o.orang_id, j.jabatan_id"
)


@dataclass(frozen=True, slots=True)
class Pejabat:
    """All holders in force on a day. Each question answers every person once, however many posts that one holds."""

    semua: tuple[Pemangku, ...]

    @classmethod
    def pada(cls, connection: psycopg.Connection[Any], hari: date) -> Pejabat:
        rows = connection.execute(_SQL, {"tenant": current_tenant().id, "hari": hari}).fetchall()
        return cls(tuple(Pemangku(o, nama, surel, j, Peran(peran), opd) for o, nama, surel, j, peran, opd in rows))

    def ortala(self) -> list[Pemangku]:
        return _sekali(p for p in self.semua if p.peran is Peran.ORTALA)

    def admin(self) -> list[Pemangku]:
        return _sekali(p for p in self.semua if p.peran is Peran.ADMIN)

    def disebut(self, opd_id: UUID, orang: Iterable[UUID]) -> list[Pemangku]:
        """Those of these people who still hold a post that reads the SOPs of the agency."""
        siapa = set(orang)
        return _sekali(p for p in self.semua if p.orang_id in siapa and _membaca(p, opd_id))

    def penyusun(self, opd_id: UUID, jabatan_id: UUID | None) -> list[Pemangku]:
        """Those who work on an SOP: its own post, or the agency's drafting posts if it has none; and the kasubag."""
        return _sekali(
            p
            for p in self.semua
            if p.jabatan_id == jabatan_id
            or (p.opd_id == opd_id and (p.peran is Peran.KASUBAG or (not jabatan_id and p.peran is Peran.PENYUSUN)))
        )

    def penanggung_jawab(self, opd_id: UUID, jabatan_id: UUID | None) -> list[Pemangku]:
        """Those who answer for an owed SOP: the kasubag and the responsible post of the agency, and Ortala."""
        return _sekali(
            p
            for p in self.semua
            if p.peran is Peran.ORTALA
            or p.jabatan_id == jabatan_id
            or (p.opd_id == opd_id and p.peran is Peran.KASUBAG)
        )


def _membaca(pemangku: Pemangku, opd_id: UUID) -> bool:
    return boleh(pemangku.peran, Tindakan.SOP_BACA, "", Hubungan(opd_sendiri=pemangku.opd_id == opd_id))


def _sekali(pemangku: Iterable[Pemangku]) -> list[Pemangku]:
    return list({p.orang_id: p for p in pemangku}.values())
