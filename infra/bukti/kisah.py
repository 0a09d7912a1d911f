"""The history of each SOP of a bundle in sentences, told from the same events that the bundle proves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg.rows import dict_row

from domain.masukan.events import PeristiwaMasukan
from domain.masukan.kalimat import kalimat_masukan
from domain.masukan.state import Masukan
from domain.masukan.state import evolve as utas_berikut
from domain.sop.events import SopDisahkan
from domain.sop.kalimat import Kalimat, kalimat
from domain.sop.naskah import Isian
from domain.sop.samping import PindaianDilampirkan
from domain.sop.state import Sop, evolve
from infra.bukti.cakupan import Cakupan
from infra.bukti.titik import Sambungan
from infra.direktori import TANPA_NAMA
from infra.event_store.mapper import CatalogMapper, Catatan
from infra.event_store.recorder import KOLOM, tersimpan
from tenants.context import current_tenant

_SEJARAH = (
    f"SELECT {KOLOM} FROM es.event WHERE tenant_id = %(t)s"  # noqa: S608 - constants
    " AND pos <= %(size)s AND (stream_id = %(sop)s OR stream_id IN"
    " (SELECT masukan_id FROM baca.masukan WHERE tenant_id = %(t)s AND sop_id = %(sop)s)) ORDER BY pos"
)


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One event: who, in which post, when, what and why. `dokumen` says what its file is, if it names one."""

    pos: int
    pada: datetime
    orang: str
    jabatan: str
    kalimat: Kalimat
    dokumen: str = ""


@dataclass(frozen=True, slots=True)
class Kisah:
    """An SOP as it was at the end of what the bundle holds. `terbaca` is False where its events are not in order."""

    sop_id: UUID
    nama: str
    nomor: str
    tahap: str
    kejadian: tuple[Kejadian, ...] = ()
    terbaca: bool = True


def kisah(connection: Sambungan, sop_id: UUID, cakupan: Cakupan, size: int) -> Kisah:
    """Events from before a period are read, as what changed follows from them, and not told."""
    try:
        catatan = _catatan(connection, sop_id, size)
        dalam = [c for c in catatan if cakupan.sampai is None or c.pada < cakupan.sampai]
        keadaan, ucapan = _lipat(dalam)
    except (KeyError, LookupError, TypeError, ValueError, msgspec.MsgspecError):
        # what was tampered with may be unreadable; the bundle is made all the more, and the verifier says where
        return Kisah(sop_id, f"SOP {sop_id}", "", "", terbaca=False)
    nama = _nama_orang(connection, (c.aktor.orang for c in dalam))
    kejadian = tuple(
        Kejadian(c.pos, c.pada, nama.get(c.aktor.orang, TANPA_NAMA), c.aktor.jabatan, satu, _dokumen(c))
        for c, satu in zip(dalam, ucapan, strict=True)
        if cakupan.sejak is None or c.pada >= cakupan.sejak
    )
    return Kisah(sop_id, keadaan.nama, keadaan.naskah.nilai(Isian.NOMOR), keadaan.tahap.sebutan, kejadian)


def _catatan(connection: Sambungan, sop_id: UUID, size: int) -> list[Catatan[object]]:
    peta = CatalogMapper()
    with connection.cursor(row_factory=dict_row, binary=True) as cursor:
        rows = cursor.execute(_SEJARAH, {"t": current_tenant().id, "sop": sop_id, "size": size}).fetchall()
    return [peta.to_domain_event(tersimpan(row)) for row in rows]


def _lipat(catatan: Sequence[Catatan[object]]) -> tuple[Sop, list[Kalimat]]:
    sop, utas, ucapan = Sop(), dict[UUID, Masukan](), list[Kalimat]()
    for c in catatan:
        if isinstance(c.peristiwa, PeristiwaMasukan):
            lama = utas.get(c.aliran, Masukan())
            utas[c.aliran] = utas_berikut(lama, c)  # type: ignore[arg-type]
            ucapan.append(kalimat_masukan(utas[c.aliran], c.peristiwa, sop.naskah))
        else:
            ucapan.append(kalimat(sop, c.peristiwa))  # type: ignore[arg-type]
            sop = evolve(sop, c)  # type: ignore[arg-type]
    return sop, ucapan


def _dokumen(c: Catatan[object]) -> str:
    match c.peristiwa:
        case SopDisahkan(versi):
            return f"versi {versi}"
        case PindaianDilampirkan(versi):
            return f"versi {versi} pindaian"
        case _:
            return ""


def _nama_orang(connection: Sambungan, orang: Iterable[UUID]) -> dict[UUID, str]:
    rows = connection.execute(
        "SELECT orang_id, nama FROM tata.orang WHERE tenant_id = %s AND orang_id = ANY(%s)",
        (current_tenant().id, list(set(orang))),
    )
    return dict(rows)
