"""What the page on the log's health tells: how far it is signed, who else confirms it, what the signer says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.log.policy import majority
from infra.clock import now
from infra.db.pool import Basis
from infra.queries.keterjagaan import TERLAMA
from infra.tlog.pohon import Kepala, Pohon
from infra.tlog.terbitan import Jaga, KunciPenanda, Terbitan, TitikPeriksa


@dataclass(frozen=True, slots=True)
class SaksiTampil:
    """A witness, and when it confirmed the newest checkpoint."""

    nama: str
    alamat: str
    pada: datetime | None


@dataclass(frozen=True, slots=True)
class Keutuhan:
    kepala: Kepala
    titik: TitikPeriksa | None
    saksi: tuple[SaksiTampil, ...]
    jaga: Jaga | None
    kunci: tuple[KunciPenanda, ...]
    kini: datetime

    @property
    def belum(self) -> int:
        """Events since the newest checkpoint."""
        return max(0, self.kepala.size - (self.titik.size if self.titik else 0))

    @property
    def hadir(self) -> int:
        return sum(s.pada is not None for s in self.saksi)

    @property
    def kuorum(self) -> int:
        return majority(len(self.saksi))

    @property
    def bermasalah(self) -> bool:
        """The signer refused, or has signed more than there is."""
        return bool(self.jaga and not self.jaga.sah) or bool(self.titik and self.titik.size > self.kepala.size)

    @property
    def usang(self) -> bool:
        return bool(self.titik and self.kini - self.titik.pada > TERLAMA)

    @property
    def terjaga(self) -> bool:
        return bool(self.titik and not self.bermasalah and self.jaga and self.jaga.kini)


def keutuhan(basis: Basis) -> Keutuhan:
    terbitan = Terbitan(basis)
    titik = terbitan.titik_periksa()
    pada = {k.saksi: k.pada for k in titik.kosignatur} if titik else {}
    saksi = tuple(SaksiTampil(s.nama, s.alamat, pada.get(s.nama)) for s in terbitan.saksi())
    return Keutuhan(Pohon(basis).head(), titik, saksi, terbitan.jaga(), tuple(terbitan.kunci()), now())
