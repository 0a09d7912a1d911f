"""Emergency access: a session that the console opened the door for. It administers, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from typing_extensions import override

from app.permintaan import kini
from domain.jabatan.events import JenisMandat
from domain.kernel import Aktor, JabatanId, OrangId
from domain.wewenang import Peran
from infra.darurat import PENERBIT
from infra.queries.mandat import MandatPejabat
from infra.sesi import Sesi
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class MandatDarurat(MandatPejabat):
    """Admin for minutes. It rests on no post, so an act under it names none."""

    @override
    def aktor(self) -> Aktor:
        return Aktor(self.orang_id, self.jabatan, "", self.sk_nomor)


def _mandat(orang_id: OrangId) -> MandatDarurat:
    nol, hari = UUID(int=0), current_tenant().tanggal(kini())
    return MandatDarurat(
        nol, orang_id, JabatanId(nol), "Admin darurat", Peran.ADMIN, None, "", JenisMandat.DEFINITIF,
        "Akses darurat", hari, hari,
    )  # fmt: skip


def mandat_sesi(sesi: Sesi, semua: Iterable[MandatPejabat]) -> tuple[MandatPejabat, ...] | None:
    """What this session may act under today; None if it was an emergency whose time is over.

    Who came in through the emergency door did not prove himself at the government's provider: he has the keys of the
    house, but none of his own posts.
    """
    if sesi.iss == PENERBIT:
        return (_mandat(sesi.orang_id),) if kini() < datetime.fromisoformat(sesi.sub) else None
    hari = current_tenant().tanggal(kini())
    return tuple(m for m in semua if m.berlaku(hari))
