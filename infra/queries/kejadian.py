"""The riwayat of one SOP, read from the end: a page of it, its milestones, who changed which cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from infra.db.pool import Basis
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class Jejak:
    """One event as its row tells it. `sel` are the cells it changed, `dari` and `ke` digests of their values."""

    versi: int
    pos: int
    pada: datetime
    versi_sop: int
    jenis: str
    orang: UUID
    jabatan: str
    tonggak: bool
    kalimat: str
    mengapa: str
    sk: str
    sel: list[str]
    dari: list[str]
    ke: list[str]


@dataclass(frozen=True, slots=True)
class Saringan:
    """What of the riwayat is asked for; nothing set means all of it. `sel` is a cell, or what cells lie in."""

    orang: UUID | None = None
    jabatan: str = ""
    jenis: tuple[str, ...] = ()
    sel: str = ""
    sejak: datetime | None = None
    sampai: datetime | None = None
    tonggak: bool = False

    @property
    def ada(self) -> bool:
        return self != Saringan(tonggak=self.tonggak)


_KOLOM = "versi, pos, pada, versi_sop, jenis, orang, jabatan, tonggak, kalimat, mengapa, sk, sel, dari, ke"
_HALAMAN = (
    f"SELECT {_KOLOM} FROM baca.kejadian"  # noqa: S608 - constants
    " WHERE tenant_id = %(tenant)s AND sop_id = %(sop)s AND (%(sebelum)s::bigint IS NULL OR versi < %(sebelum)s)"
    " AND (%(orang)s::uuid IS NULL OR orang = %(orang)s) AND (%(jabatan)s = '' OR jabatan = %(jabatan)s)"
    " AND (%(jenis)s::text[] = '{}' OR jenis = ANY(%(jenis)s))"
    " AND (%(sejak)s::timestamptz IS NULL OR pada >= %(sejak)s)"
    " AND (%(sampai)s::timestamptz IS NULL OR pada < %(sampai)s)"
    " AND (%(sel)s = '' OR EXISTS (SELECT FROM unnest(sel) s WHERE s = %(sel)s OR starts_with(s, %(sel)s || '.')))"
)
_AKHIR = " ORDER BY versi DESC LIMIT %(batas)s"


def halaman(
    basis: Basis, sop_id: UUID, saringan: Saringan, *, sebelum: int | None = None, batas: int = 50
) -> list[Jejak]:
    """Events before the one of this version of the stream, newest first."""
    isi: dict[str, Any] = asdict(saringan) | {
        "tenant": current_tenant().id,
        "sop": sop_id,
        "sebelum": sebelum,
        "jenis": list(saringan.jenis),
        "batas": batas,
    }
    rows = basis.baris(_HALAMAN + (" AND tonggak" if saringan.tonggak else "") + _AKHIR, isi)
    return [Jejak(**row) for row in rows]


def beberapa(basis: Basis, sop_id: UUID, versi: Iterable[int]) -> list[Jejak]:
    """These events, by their versions of the stream; oldest first."""
    rows = basis.baris(
        f"SELECT {_KOLOM} FROM baca.kejadian"  # noqa: S608 - constants
        " WHERE tenant_id = %s AND sop_id = %s AND versi = ANY(%s) ORDER BY versi",
        (current_tenant().id, sop_id, list(versi)),
    )
    return [Jejak(**row) for row in rows]


def satu(basis: Basis, sop_id: UUID, versi: int) -> Jejak | None:
    semua = beberapa(basis, sop_id, [versi])
    return semua[0] if semua else None


@dataclass(frozen=True, slots=True)
class DiPosisi:
    """An event of an SOP found by its position in the log."""

    sop_id: UUID
    nama: str
    opd_id: UUID
    versi: int
    pada: datetime
    kalimat: str


def di_posisi(basis: Basis, pos: int) -> DiPosisi | None:
    row = basis.satu(
        "SELECT k.sop_id, s.nama, s.opd_id, k.versi, k.pada, k.kalimat FROM baca.kejadian k"
        " JOIN baca.sop s USING (tenant_id, sop_id) WHERE k.tenant_id = %s AND k.pos = %s",
        (current_tenant().id, pos),
    )
    return DiPosisi(**row) if row else None


@dataclass(frozen=True, slots=True)
class Tonggak:
    versi: int
    versi_sop: int
    jenis: str
    pada: datetime
    kalimat: str
    mengapa: str


def tonggak(basis: Basis, sop_id: UUID) -> list[Tonggak]:
    """The acts on whole versions, oldest first: what a life is told by."""
    rows = basis.baris(
        "SELECT versi, versi_sop, jenis, pada, kalimat, mengapa FROM baca.kejadian"
        " WHERE tenant_id = %s AND sop_id = %s AND tonggak ORDER BY versi",
        (current_tenant().id, sop_id),
    )
    return [Tonggak(**row) for row in rows]


def versi_pada(basis: Basis, sop_id: UUID, *, sebelum: datetime | None = None, pos: int | None = None) -> int:
    """The last event recorded before this moment, or the one at this position; 0 when there is none."""
    row = basis.satu(
        "SELECT versi FROM baca.kejadian WHERE tenant_id = %(tenant)s AND sop_id = %(sop)s"
        " AND (%(sebelum)s::timestamptz IS NULL OR pada < %(sebelum)s) AND (%(pos)s::bigint IS NULL OR pos = %(pos)s)"
        " ORDER BY versi DESC LIMIT 1",
        {"tenant": current_tenant().id, "sop": sop_id, "sebelum": sebelum, "pos": pos},
    )
    return int(row["versi"]) if row else 0


def orang_antara(basis: Basis, sop_id: UUID, dari: int, ke: int) -> int:
    """How many people acted after the one event and up to the other."""
    row = basis.satu(
        "SELECT count(DISTINCT orang) AS banyak FROM baca.kejadian"
        " WHERE tenant_id = %s AND sop_id = %s AND versi > %s AND versi <= %s",
        (current_tenant().id, sop_id, dari, ke),
    )
    return int(row["banyak"]) if row else 0


@dataclass(frozen=True, slots=True)
class Pelaku:
    orang: UUID
    jabatan: str


def pelaku(basis: Basis, sop_id: UUID) -> list[Pelaku]:
    """Everybody who acted on this SOP, in each capacity."""
    rows = basis.baris(
        "SELECT DISTINCT orang, jabatan FROM baca.kejadian WHERE tenant_id = %s AND sop_id = %s"
        " ORDER BY jabatan, orang",
        (current_tenant().id, sop_id),
    )
    return [Pelaku(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class Asal:
    """The last change of a cell, or (`urut` 2) the one before it."""

    di: str
    urut: int
    versi: int
    pada: datetime
    orang: UUID
    jabatan: str
    kalimat: str
    mengapa: str


def asal_usul(basis: Basis, sop_id: UUID, sampai: int, sel: Iterable[str] = ()) -> list[Asal]:
    """For each cell (of these, or of all) its last change up to an event, and the change before that."""
    rows = basis.baris(
        "SELECT * FROM (SELECT u.di, row_number() OVER (PARTITION BY u.di ORDER BY k.versi DESC) AS urut, k.versi,"
        " k.pada, k.orang, k.jabatan, k.kalimat, k.mengapa FROM baca.kejadian k CROSS JOIN LATERAL unnest(k.sel) u (di)"
        " WHERE k.tenant_id = %(tenant)s AND k.sop_id = %(sop)s AND k.versi <= %(sampai)s"
        " AND (%(sel)s::text[] = '{}' OR u.di = ANY(%(sel)s))) a WHERE urut <= 2 ORDER BY di, urut",
        {"tenant": current_tenant().id, "sop": sop_id, "sampai": sampai, "sel": list(sel)},
    )
    return [Asal(**row) for row in rows]
