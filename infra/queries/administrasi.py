"""Acts of administration out of the log, newest first; and agencies that are no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.pemda import ALIRAN
from infra.db.pool import Basis
from infra.event_store.catalog import KATALOG
from infra.event_store.mapper import CatalogMapper, Catatan, PeristiwaTersimpan
from tenants.context import current_tenant

_ISI_OPD = ("opd.sop_", "opd.tenggat_")  # what an agency owes is content, not administration
TOPIK = tuple(
    t
    for t in KATALOG
    if t.startswith(("jabatan.", "orang.", "token.", "pemda.", "opd.")) and not t.startswith(_ISI_OPD)
)
_SQL = (
    "SELECT stream_id, version, topic, payload, pos, at, actor_id, command_id FROM es.event e"
    " WHERE tenant_id = %(tenant)s AND pos < %(sebelum)s AND topic = ANY(%(topik)s)"
    " AND (%(sejak)s::timestamptz IS NULL OR at >= %(sejak)s)"
    " AND (%(sampai)s::timestamptz IS NULL OR at < %(sampai)s) AND stream_id IN ("
    "SELECT jabatan_id FROM baca.jabatan WHERE tenant_id = %(tenant)s"
    " UNION ALL SELECT opd_id FROM baca.opd WHERE tenant_id = %(tenant)s"
    " UNION ALL SELECT orang_id FROM baca.orang WHERE tenant_id = %(tenant)s"
    " UNION ALL SELECT token_id FROM baca.token WHERE tenant_id = %(tenant)s"
    " UNION ALL SELECT %(pemda)s::uuid) ORDER BY pos DESC LIMIT %(batas)s"
)


def jejak(
    basis: Basis, *, sebelum: int, batas: int, sejak: datetime | None = None, sampai: datetime | None = None
) -> list[Catatan[Any]]:
    """So many acts before that position, newest first: those recorded from `sejak` on and before `sampai`."""
    isi = {
        "tenant": current_tenant().id,
        "sebelum": sebelum,
        "topik": list(TOPIK),
        "pemda": ALIRAN,
        "batas": batas,
        "sejak": sejak,
        "sampai": sampai,
    }
    return [_catatan(r) for r in basis.baris(_SQL, isi, biner=True)]


def _catatan(r: dict[str, Any]) -> Catatan[Any]:
    return CatalogMapper().to_domain_event(
        PeristiwaTersimpan(
            r["stream_id"], r["version"], r["topic"], r["payload"], r["pos"], r["at"], r["actor_id"], r["command_id"]
        )
    )


@dataclass(frozen=True, slots=True)
class OpdBerakhir:
    tanggal: date
    ke: UUID | None


def penutupan(basis: Basis) -> dict[UUID, OpdBerakhir]:
    """Agencies whose end is recorded, from which day, and who took over."""
    rows = basis.baris(
        "SELECT opd_id, tanggal, ke FROM baca.penutupan_opd WHERE tenant_id = %s", (current_tenant().id,)
    )
    return {r["opd_id"]: OpdBerakhir(r["tanggal"], r["ke"]) for r in rows}
