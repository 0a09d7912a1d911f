"""A government's registers and other SOPs, as the rules of the check take them, in one round trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from domain.sop.pemeriksaan.bahan import Peraturan, SopLain, StatusPeraturan
from infra.db.pool import Basis
from tenants.context import current_tenant

_SEMUA = """
SELECT 'opd' AS apa, jsonb_build_object('id', opd_id, 'nama', nama) AS isi FROM baca.opd WHERE tenant_id = %(tenant)s
UNION ALL
SELECT 'jabatan', jsonb_build_object('nama', nama) FROM baca.jabatan WHERE tenant_id = %(tenant)s
UNION ALL
SELECT 'sop', jsonb_build_object('id', sop_id, 'nama', nama, 'nomor', nomor, 'dicabut', tahap = 'dicabut')
  FROM baca.sop WHERE tenant_id = %(tenant)s AND sop_id IS DISTINCT FROM %(sop)s::uuid
UNION ALL
SELECT 'peraturan', to_jsonb(p) FROM baca.peraturan p WHERE tenant_id = %(tenant)s
"""


@dataclass(frozen=True, slots=True)
class Sekitar:
    """`opd` maps ids to names."""

    opd: dict[str, str]
    jabatan: frozenset[str]
    sop_lain: tuple[SopLain, ...]
    peraturan: dict[str, Peraturan]


def bahan_pemeriksaan(basis: Basis, sop_id: UUID | None) -> Sekitar:
    menurut: dict[str, list[dict[str, Any]]] = {"opd": [], "jabatan": [], "sop": [], "peraturan": []}
    for row in basis.baris(_SEMUA, {"tenant": current_tenant().id, "sop": sop_id}):
        menurut[row["apa"]].append(row["isi"])
    lain = (SopLain(s["id"], s["nama"], s["nomor"], s["dicabut"]) for s in menurut["sop"])
    return Sekitar(
        {o["id"]: o["nama"] for o in menurut["opd"]},
        frozenset(j["nama"] for j in menurut["jabatan"]),
        tuple(sorted(lain, key=lambda s: (s.nama, s.id))),
        {p["sebutan"]: _peraturan(p) for p in menurut["peraturan"]},
    )


def _peraturan(isi: dict[str, Any]) -> Peraturan:
    tanggal = date.fromisoformat(isi["tanggal"]) if isi["tanggal"] else None
    status = StatusPeraturan(isi["status"])
    return Peraturan(isi["sebutan"], isi["tentang"], tanggal, status, tuple(isi["pengganti"]))
