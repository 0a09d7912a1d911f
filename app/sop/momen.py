"""The moments of an SOP: its state after any event, found by number, by version or by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.akses.batas import sejarah_terbaca as catatan_terbaca
from app.akses.batas import terlihat
from app.akses.jejak import catat_baca
from app.rumah import rumah
from app.sop.akses import aktor_untuk
from domain.kernel import Aktor
from domain.sop.events import PeristiwaSiklus, SopDibuat, SopDisahkan
from domain.sop.kalimat import kalimat
from domain.sop.state import Sop, Tahap, evolve
from domain.wewenang import Tindakan
from infra.direktori import TANPA_NAMA
from infra.errors import TidakAdaError
from infra.event_store.mapper import Catatan
from tenants.context import current_tenant

TONGGAK = (SopDibuat, *PeristiwaSiklus.__args__)


@dataclass(frozen=True, slots=True)
class Momen:
    """The state after one event, and what that event was."""

    nomor: int
    pada: datetime
    aktor: Aktor
    kalimat: str
    sop: Sop


@dataclass(frozen=True, slots=True)
class Rentang:
    """What lies between two moments."""

    peristiwa: int
    orang: int
    hari: int


@dataclass(frozen=True, slots=True)
class Sejarah:
    """`keadaan[n]` is the SOP after event n; there is one more of them than events."""

    catatan: Sequence[Catatan[object]]
    keadaan: Sequence[Sop]

    @property
    def terakhir(self) -> int:
        return len(self.catatan)

    def momen(self, nomor: int) -> Momen:
        c = self.catatan[nomor - 1]
        if not terlihat(c.pada):
            raise TidakAdaError(str(nomor))
        kata = kalimat(self.keadaan[nomor - 1], c.peristiwa).apa  # type: ignore[arg-type]
        return Momen(nomor, c.pada, c.aktor, kata, self.keadaan[nomor])

    def pilihan(self, *terpilih: int) -> list[Momen]:
        """Milestones, the newest state, and whatever is chosen already; newest first."""
        tonggak = {c.versi for c in self.catatan if isinstance(c.peristiwa, TONGGAK)}
        semua = sorted({*tonggak, *terpilih, self.terakhir}, reverse=True)
        return [self.momen(n) for n in semua if terlihat(self.catatan[n - 1].pada)]

    def versi(self, versi: int) -> int | None:
        """After the approval of a version; the newest state of one that is not approved yet."""
        sah = [c.versi for c in self.catatan if isinstance(c.peristiwa, SopDisahkan) and c.peristiwa.versi == versi]
        return sah[-1] if sah else self.terakhir if versi == self.keadaan[-1].versi else None

    def akhir_hari(self, hari: date) -> int | None:
        """After the last event of that day or before; None if there was none."""
        tenant = current_tenant()
        return max((c.versi for c in self.catatan if tenant.tanggal(c.pada) <= hari), default=None)

    def bawaan(self) -> tuple[int, int]:
        """What most readers want: the open version against the approved one, else the last two approvals."""
        sah = [c.versi for c in self.catatan if isinstance(c.peristiwa, SopDisahkan)]
        if sah and self.keadaan[-1].tahap not in (Tahap.DISAHKAN, Tahap.DICABUT):
            return sah[-1], self.terakhir
        return (sah[-2], sah[-1]) if len(sah) > 1 else (1, self.terakhir)

    def antara(self, dari: int, ke: int) -> Rentang:
        dari, ke = sorted((dari, ke))
        sela, tenant = self.catatan[dari:ke], current_tenant()
        lama = tenant.tanggal(self.catatan[ke - 1].pada) - tenant.tanggal(self.catatan[dari - 1].pada)
        return Rentang(len(sela), len({c.aktor.orang for c in sela}), lama.days)


def sejarah_terbaca(sop_id: UUID) -> Sejarah:
    """All moments of an SOP that this person may read, from one look into the log."""
    catatan, keadaan = catatan_terbaca(sop_id), [Sop()]
    if not isinstance(catatan[0].peristiwa, SopDibuat):
        raise TidakAdaError(str(sop_id))
    for c in catatan:
        keadaan.append(evolve(keadaan[-1], c))
    aktor_untuk(Tindakan.SOP_BACA, keadaan[-1])
    catat_baca(keadaan[-1])
    return Sejarah(catatan, keadaan)


def nama_pelaku(*momen: Momen) -> dict[UUID, str]:
    """Who acted, as far as the directory still knows."""
    nama = rumah().direktori.nama(m.aktor.orang for m in momen)
    return {m.aktor.orang: nama.get(m.aktor.orang, TANPA_NAMA) for m in momen}
