"""What a bundle is about: one SOP, some agencies, or everything; and of which time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from domain.log.manifest import AGENCY, ALL, PROCEDURE, Manifest
from infra.bukti.titik import Sambungan
from tenants.context import current_tenant

_AWAL = datetime(1970, 1, 1, tzinfo=UTC)

_ALIRAN = (
    "WITH s AS (SELECT sop_id FROM baca.sop WHERE tenant_id = %(t)s AND (sop_id = %(sop)s OR opd_id = ANY(%(opd)s)))"
    " SELECT sop_id FROM s UNION SELECT unnest(%(opd)s::uuid[]) UNION SELECT %(sop)s::uuid"
    " UNION SELECT m.masukan_id FROM baca.masukan m JOIN s USING (sop_id) WHERE m.tenant_id = %(t)s"
)


@dataclass(frozen=True, slots=True)
class Cakupan:
    """Without `sop` and `opd` it is the whole log. From `sejak` on and before `sampai`; None is without that bound."""

    sop: UUID | None = None
    opd: tuple[UUID, ...] = ()
    sejak: datetime | None = None
    sampai: datetime | None = None

    @property
    def semua_aliran(self) -> bool:
        return self.sop is None and not self.opd

    @property
    def lengkap(self) -> bool:
        """Every event up to the checkpoint: such a bundle needs no proofs."""
        return self.semua_aliran and self.sejak is None and self.sampai is None

    @property
    def akhir(self) -> datetime | None:
        """The last moment of the period."""
        return self.sampai and self.sampai - timedelta(microseconds=1)

    def aliran(self, connection: Sambungan) -> list[UUID]:
        """The streams of SOPs and agencies, and the threads of remarks on these SOPs."""
        nilai = {"t": current_tenant().id, "sop": self.sop, "opd": list(self.opd)}
        return [satu for (satu,) in connection.execute(_ALIRAN, nilai) if satu is not None]

    def manifes(self, berkas: Mapping[str, str]) -> Manifest:
        apa = ALL if self.semua_aliran else PROCEDURE if self.sop else AGENCY
        milik = [self.sop] if self.sop else self.opd
        return Manifest(apa, [str(satu) for satu in milik], mikrodetik(self.sejak), mikrodetik(self.sampai), berkas)

    def tersimpan(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "sop": str(self.sop) if self.sop else None,
            "opd": [str(satu) for satu in self.opd],
            "sejak": self.sejak.isoformat() if self.sejak else None,
            "sampai": self.sampai.isoformat() if self.sampai else None,
        }

    @staticmethod
    def dari(isi: Mapping[str, Any]) -> Cakupan:
        return Cakupan(
            UUID(isi["sop"]) if isi["sop"] else None,
            tuple(UUID(satu) for satu in isi["opd"]),
            datetime.fromisoformat(isi["sejak"]) if isi["sejak"] else None,
            datetime.fromisoformat(isi["sampai"]) if isi["sampai"] else None,
        )


SEMUA = Cakupan()


def mikrodetik(saat: datetime | None) -> int | None:
    """As the log counts time."""
    return None if saat is None else (saat - _AWAL) // timedelta(microseconds=1)
