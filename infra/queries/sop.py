"""Lists of SOPs: by stage, by agency, by what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from infra.db.pool import Basis
from tenants.context import current_tenant


class Saringan(StrEnum):
    """The columns of the dashboard; each number there opens the list with this filter."""

    DRAF = "draf"
    REVIU = "reviu"
    PENGESAHAN = "pengesahan"
    BERLAKU = "berlaku"
    EVALUASI = "evaluasi"
    DICABUT = "dicabut"

    @property
    def sebutan(self) -> str:
        return {
            "draf": "Draf",
            "reviu": "Reviu Ortala",
            "pengesahan": "Menunggu pengesahan",
            "berlaku": "Berlaku",
            "evaluasi": "Evaluasi tiba",
            "dicabut": "Dicabut",
        }[self.value]


@dataclass(frozen=True, slots=True)
class SopDaftar:
    sop_id: UUID
    opd_id: UUID
    opd: str
    nama: str
    unit: str
    nomor: str
    tahap: str
    versi: int
    penyusun: UUID | None
    jumlah_langkah: int
    dikembalikan: str
    pada: datetime
    tahap_sejak: datetime
    berlaku_versi: int | None
    berlaku_sejak: date | None
    berlaku_nomor: str | None
    dievaluasi: datetime | None
    evaluasi_tiba: bool

    @property
    def keadaan(self) -> Saringan:
        """The one badge a list shows: what moves next, else what holds."""
        baru = {"konsep": Saringan.DRAF, "diajukan": Saringan.REVIU, "diverifikasi": Saringan.PENGESAHAN}
        if self.tahap in baru and not self.berlaku_versi:
            return baru[self.tahap]
        if self.tahap == "dicabut" and not self.berlaku_versi:
            return Saringan.DICABUT
        if self.evaluasi_tiba:
            return Saringan.EVALUASI
        return Saringan.BERLAKU if self.berlaku_versi else Saringan.PENGESAHAN

    @property
    def versi_terbuka(self) -> bool:
        """Whether a next version is being worked on while an older one is in force."""
        return self.berlaku_versi is not None and self.tahap in ("konsep", "diajukan", "diverifikasi")


_SYARAT = {
    Saringan.DRAF: "k.tahap = 'konsep'",
    Saringan.REVIU: "k.tahap = 'diajukan'",
    Saringan.PENGESAHAN: "k.tahap = 'diverifikasi'",
    Saringan.BERLAKU: "k.berlaku_versi IS NOT NULL",
    Saringan.EVALUASI: "k.evaluasi_tiba",
    Saringan.DICABUT: "k.tahap = 'dicabut'",
}


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """What a list is asked for. `opd` None means all agencies; an empty tuple means none."""

    hari: date
    evaluasi_bulan: int = 12
    cari: str = ""
    opd: tuple[UUID, ...] | None = None
    saringan: Saringan | None = None
    batas: int = 500


def daftar_sop(basis: Basis, tanya: Pertanyaan) -> list[SopDaftar]:
    syarat = _SYARAT[tanya.saringan] if tanya.saringan else "true"
    sql: Any = (
        "SELECT k.*, o.nama AS opd FROM baca.keadaan(%(tenant)s, %(hari)s, %(bulan)s) k"  # noqa: S608 - constants
        " JOIN baca.opd o ON o.tenant_id = %(tenant)s AND o.opd_id = k.opd_id"
        " WHERE (%(opd)s::uuid[] IS NULL OR k.opd_id = ANY(%(opd)s))"
        " AND (%(cari)s = '' OR k.nama ILIKE %(pola)s OR k.nomor ILIKE %(pola)s OR k.berlaku_nomor ILIKE %(pola)s)"
        f" AND {syarat} ORDER BY k.pada DESC LIMIT %(batas)s"
    )
    pola = "%" + tanya.cari.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = basis.baris(
        sql,
        {
            "tenant": current_tenant().id,
            "hari": tanya.hari,
            "bulan": tanya.evaluasi_bulan,
            "opd": None if tanya.opd is None else list(tanya.opd),
            "cari": tanya.cari,
            "pola": pola,
            "batas": tanya.batas,
        },
    )
    return [SopDaftar(**row) for row in rows]
