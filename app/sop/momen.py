"""The moments of an SOP: its state after any event, found by number, by version or by day; nothing folds the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from app.akses.batas import batas_baca, terlihat
from app.rumah import rumah
from app.sop.akses import riwayat_terbaca
from app.sop.film import akhir_hari
from domain.sop.events import PeristiwaSiklus, SopDibuat
from domain.sop.state import Sop, Tahap
from infra.direktori import TANPA_NAMA
from infra.errors import TidakAdaError
from infra.event_store.catalog import jenis
from infra.queries.bingkai import keadaan_beberapa
from infra.queries.kejadian import Jejak, Saringan, beberapa, halaman, orang_antara, versi_pada
from tenants.context import current_tenant

TONGGAK = Saringan(jenis=tuple(map(jenis, (SopDibuat, *PeristiwaSiklus.__args__))))
DISAHKAN = "disahkan"


@dataclass(frozen=True, slots=True)
class Momen:
    """The state after one event, and what that event was."""

    nomor: int
    pada: datetime
    orang: UUID
    jabatan: str
    kalimat: str
    sop: Sop


@dataclass(frozen=True, slots=True)
class Rentang:
    """What lies between two moments."""

    peristiwa: int
    orang: int
    hari: int


@dataclass(frozen=True)
class Sejarah:
    """`kini` is the newest that this person may read, as its row in the list has it."""

    kini: Sop
    sop_id: UUID

    @property
    def terakhir(self) -> int:
        return self.kini.versi_aliran

    @cached_property
    def tonggak(self) -> list[Jejak]:
        """Acts on the whole document, newest first."""
        return halaman(rumah().basis, self.sop_id, TONGGAK, sebelum=self.terakhir + 1, batas=self.terakhir)

    def momen(self, *nomor: int) -> list[Momen]:
        """Raises TidakAdaError for a moment outside of an auditor's period."""
        baris = {j.versi: j for j in beberapa(rumah().basis, self.sop_id, nomor) if terlihat(j.pada)}
        if not baris.keys() >= set(nomor):
            raise TidakAdaError(str(self.sop_id))
        sop = keadaan_beberapa(rumah().buku, self.sop_id, nomor)
        return [Momen(n, (j := baris[n]).pada, j.orang, j.jabatan, j.kalimat, sop[n]) for n in nomor]

    def pilihan(self, *terpilih: int) -> list[Jejak]:
        """Milestones, the newest state, and whatever is chosen already; newest first."""
        lain = {*terpilih, self.terakhir} - {j.versi for j in self.tonggak}
        semua = [*self.tonggak, *beberapa(rumah().basis, self.sop_id, lain)]
        return [j for j in sorted(semua, key=lambda j: -j.versi) if terlihat(j.pada)]

    @property
    def _sah(self) -> list[Jejak]:
        return [j for j in self.tonggak if j.jenis == DISAHKAN]

    def versi(self, versi: int) -> int | None:
        """After the approval of a version; the newest state of one that is not approved yet."""
        sah = [j.versi for j in self._sah if j.versi_sop == versi]
        return sah[0] if sah else self.terakhir if versi == self.kini.versi else None

    def akhir_hari(self, hari: date) -> int | None:
        """After the last event of that day or before; None if there was none."""
        sampai = min(filter(None, (akhir_hari(hari), batas_baca())))
        return versi_pada(rumah().basis, self.sop_id, sebelum=sampai) or None

    def bawaan(self) -> tuple[int, int]:
        """What most readers want: the open version against the approved one, else the last two approvals."""
        sah = [j.versi for j in self._sah]
        if sah and self.kini.tahap not in (Tahap.DISAHKAN, Tahap.DICABUT):
            return sah[0], self.terakhir
        return (sah[1], sah[0]) if len(sah) > 1 else (1, self.terakhir)

    def antara(self, *momen: Momen) -> Rentang:
        dari, ke = sorted(momen, key=lambda m: m.nomor)
        tenant = current_tenant()
        lama = tenant.tanggal(ke.pada) - tenant.tanggal(dari.pada)
        orang = orang_antara(rumah().basis, self.sop_id, dari.nomor, ke.nomor)
        return Rentang(ke.nomor - dari.nomor, orang, lama.days)


def sejarah_terbaca(sop_id: UUID) -> Sejarah:
    """All moments of an SOP that this person may read."""
    return Sejarah(riwayat_terbaca(sop_id), sop_id)


def nama_pelaku(momen: Iterable[Momen]) -> dict[UUID, str]:
    """Who acted, as far as the directory still knows."""
    orang = [m.orang for m in momen]
    nama = rumah().direktori.nama(orang)
    return {x: nama.get(x, TANPA_NAMA) for x in orang}
