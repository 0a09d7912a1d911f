"""The coordinating bureau's view: agencies by stage, what they owe, and the mayor's sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from infra.db.pool import Basis
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class OpdTercatat:
    opd_id: UUID
    nama: str
    singkatan: str
    jenis: str


def opd(basis: Basis) -> list[OpdTercatat]:
    rows = basis.baris(
        "SELECT opd_id, nama, singkatan, jenis FROM baca.opd WHERE tenant_id = %s", (current_tenant().id,)
    )
    return sorted((OpdTercatat(**row) for row in rows), key=lambda o: o.nama)


@dataclass(frozen=True, slots=True)
class BarisKisi:
    """One agency in the grid: SOPs by stage, owed SOPs met and late, and when anything last moved."""

    opd_id: UUID
    nama: str
    singkatan: str
    jenis: str
    draf: int
    reviu: int
    pengesahan: int
    berlaku: int
    evaluasi: int
    wajib: int
    terpenuhi: int
    terlambat: int
    gerak: datetime | None

    @property
    def lengkap(self) -> bool:
        return self.wajib > 0 and self.terpenuhi == self.wajib

    @property
    def belum(self) -> bool:
        return self.terpenuhi == 0 and not self.lengkap

    @property
    def persen(self) -> int:
        return 100 * self.terpenuhi // self.wajib if self.wajib else 0


def kisi(basis: Basis, hari: date, evaluasi_bulan: int) -> list[BarisKisi]:
    """Every agency of the tenant with its counts on a day, in two set-based passes over the read models."""
    rows = basis.baris(
        "WITH k AS (SELECT opd_id, count(*) FILTER (WHERE tahap = 'konsep') AS draf,"
        " count(*) FILTER (WHERE tahap = 'diajukan') AS reviu,"
        " count(*) FILTER (WHERE tahap = 'diverifikasi') AS pengesahan,"
        " count(berlaku_versi) AS berlaku, count(*) FILTER (WHERE evaluasi_tiba) AS evaluasi, max(pada) AS gerak"
        " FROM baca.keadaan(%(tenant)s, %(hari)s, %(bulan)s) GROUP BY opd_id),"
        " w AS (SELECT opd_id, count(*) FILTER (WHERE tidak_perlu = '') AS wajib,"
        " count(*) FILTER (WHERE terpenuhi AND tidak_perlu = '') AS terpenuhi,"
        " count(*) FILTER (WHERE terlambat) AS terlambat"
        " FROM baca.keadaan_wajib(%(tenant)s, %(hari)s) GROUP BY opd_id)"
        " SELECT o.opd_id, o.nama, o.singkatan, o.jenis, coalesce(k.draf, 0) AS draf, coalesce(k.reviu, 0) AS reviu,"
        " coalesce(k.pengesahan, 0) AS pengesahan, coalesce(k.berlaku, 0) AS berlaku,"
        " coalesce(k.evaluasi, 0) AS evaluasi, coalesce(w.wajib, 0) AS wajib,"
        " coalesce(w.terpenuhi, 0) AS terpenuhi, coalesce(w.terlambat, 0) AS terlambat, k.gerak"
        " FROM baca.opd o LEFT JOIN k USING (opd_id) LEFT JOIN w USING (opd_id) WHERE o.tenant_id = %(tenant)s",
        {"tenant": current_tenant().id, "hari": hari, "bulan": evaluasi_bulan},
    )
    return sorted((BarisKisi(**row) for row in rows), key=lambda b: (b.jenis, b.nama))


@dataclass(frozen=True, slots=True)
class JawabanPimpinan:
    """The mayor's question in numbers: which agencies have their SOPs?"""

    lengkap: int
    sebagian: int
    belum: int
    sop_wajib: int
    sop_terpenuhi: int
    sop_terlambat: int

    @property
    def opd(self) -> int:
        return self.lengkap + self.sebagian + self.belum


def jawaban_pimpinan(baris: list[BarisKisi]) -> JawabanPimpinan:
    """Counted over agencies that owe anything at all."""
    wajib = [b for b in baris if b.wajib]
    lengkap = sum(b.lengkap for b in wajib)
    belum = sum(b.belum for b in wajib)
    return JawabanPimpinan(
        lengkap,
        len(wajib) - lengkap - belum,
        belum,
        sum(b.wajib for b in wajib),
        sum(b.terpenuhi for b in wajib),
        sum(b.terlambat for b in wajib),
    )


@dataclass(frozen=True, slots=True)
class WajibTercatat:
    wajib_id: UUID
    opd_id: UUID
    judul: str
    penanggung_jawab: UUID | None
    tenggat: date
    sop_id: UUID | None
    tidak_perlu: str
    terpenuhi: bool
    terlambat: bool


def daftar_wajib(basis: Basis, opd_id: UUID, hari: date) -> list[WajibTercatat]:
    rows = basis.baris(
        "SELECT * FROM baca.keadaan_wajib(%s, %s) WHERE opd_id = %s ORDER BY tenggat, judul",
        (current_tenant().id, hari, opd_id),
    )
    return [WajibTercatat(**row) for row in rows]
