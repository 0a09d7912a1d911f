"""Roles that groups suggest for a person, for whoever gives posts out to look at. Nobody has a right by them, and no
decision reads these tables.

Groups come in two ways: with a sign-in, kept as the roles that they suggested then; and by SCIM, kept as groups, so
that what they suggest follows the settings of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.wewenang import Peran
from infra.db.pool import Basis
from tenants.context import current_tenant
from tenants.oidc import PengaturanOidc


@dataclass(frozen=True, slots=True)
class Usulan:
    """`grup` is the group of the government's own system; empty for what a sign-in brought."""

    orang_id: UUID
    nama: str
    peran: Peran
    pada: datetime
    grup: str = ""


class BukuUsulan:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def catat(self, orang_id: UUID, peran: Sequence[str], kini: datetime) -> None:
        """What the last sign-in suggested; what an earlier one did is gone."""
        with self._basis.transaksi() as connection:
            connection.execute(
                "DELETE FROM tata.usulan_peran WHERE tenant_id = %s AND orang_id = %s", (current_tenant().id, orang_id)
            )
            for satu in peran:
                connection.execute(
                    "INSERT INTO tata.usulan_peran (tenant_id, orang_id, peran, pada) VALUES (%s, %s, %s, %s)"
                    " ON CONFLICT DO NOTHING",  # two sign-ins at once
                    (current_tenant().id, orang_id, satu, kini),
                )

    def semua(self, aktif: Sequence[PengaturanOidc], orang_id: UUID | None = None) -> list[Usulan]:
        """Newest first, each role of a person once. `aktif`: today's settings, the first provider's first."""
        hasil: dict[tuple[UUID, Peran], Usulan] = {}
        usulan = [*self._dari_masuk(orang_id), *self._dari_grup(aktif, orang_id)]
        for u in sorted(usulan, key=lambda u: u.pada, reverse=True):
            hasil.setdefault((u.orang_id, u.peran), u)
        return list(hasil.values())

    def _dari_masuk(self, orang_id: UUID | None) -> Iterable[Usulan]:
        rows = self._basis.baris(
            "SELECT u.orang_id, o.nama, u.peran, u.pada FROM tata.usulan_peran u JOIN tata.orang o"
            " ON o.tenant_id = u.tenant_id AND o.orang_id = u.orang_id"
            " LEFT JOIN baca.orang b ON b.tenant_id = o.tenant_id AND b.orang_id = o.orang_id"
            " WHERE u.tenant_id = %(t)s AND o.aktif AND b.aktif IS NOT FALSE"
            " AND (%(o)s::uuid IS NULL OR u.orang_id = %(o)s)"
            " ORDER BY o.nama, u.peran",
            {"t": current_tenant().id, "o": orang_id},
        )
        return (Usulan(r["orang_id"], r["nama"], Peran(r["peran"]), r["pada"]) for r in rows)

    def _dari_grup(self, aktif: Sequence[PengaturanOidc], orang_id: UUID | None) -> Iterable[Usulan]:
        """By the group's name or by the other system's own id of it, as providers send the one or the other."""
        dikenal = {grup for p in aktif for grup in p.peta_grup}
        if not dikenal:
            return
        menurut = {p.penyedia: p for p in aktif} | {0: aktif[0]}
        rows = self._basis.baris(
            "SELECT a.orang_id, o.nama, g.nama AS grup, g.id_luar, g.penyedia, a.sejak FROM tata.grup g"
            " JOIN tata.anggota_grup a ON a.tenant_id = g.tenant_id AND a.grup_id = g.grup_id"
            " JOIN tata.orang o ON o.tenant_id = a.tenant_id AND o.orang_id = a.orang_id"
            " LEFT JOIN baca.orang b ON b.tenant_id = o.tenant_id AND b.orang_id = o.orang_id"
            " WHERE g.tenant_id = %(t)s AND (g.nama = ANY(%(g)s) OR g.id_luar = ANY(%(g)s)) AND o.aktif"
            " AND b.aktif IS NOT FALSE"
            " AND (%(o)s::uuid IS NULL OR a.orang_id = %(o)s) ORDER BY o.nama, g.nama",
            {"t": current_tenant().id, "g": list(dikenal), "o": orang_id},
        )
        for r in rows:
            milik = menurut.get(r["penyedia"])
            for peran in milik.usulan_peran((r["grup"], r["id_luar"])) if milik else ():
                yield Usulan(r["orang_id"], r["nama"], Peran(peran), r["sejak"], r["grup"])
