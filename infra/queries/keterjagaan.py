"""How far the log is signed and who confirms it, in one statement: asked by every page of the riwayat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.log.policy import majority
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from tenants.context import current_tenant

TERLAMA = timedelta(hours=25)
"""A checkpoint is due every 24 hours, by the world's clock even in a demonstration."""

TANYA = """
SELECT h.last_pos AS ukuran, c.nomor, coalesce(c.size, 0) AS tercakup, c.pada,
       coalesce(clock_timestamp() - c.pada > %(terlama)s, false) AS usang,
       ARRAY(SELECT s.nama FROM baca.saksi s WHERE s.tenant_id = h.tenant_id AND s.aktif ORDER BY s.pos) AS saksi,
       ARRAY(SELECT k.saksi FROM es.cosignature k WHERE k.tenant_id = h.tenant_id AND k.nomor = c.nomor) AS bertanda,
       coalesce(j.sah AND j.server = pg_postmaster_start_time(), false) AS dijaga,
       coalesce(NOT j.sah, false) AS ditolak,
       p.selesai AS diperiksa, coalesce(NOT p.utuh, false) AS ditemukan
  FROM sistem.tenant_head h
  LEFT JOIN LATERAL (SELECT nomor, size, pada FROM es.checkpoint WHERE tenant_id = h.tenant_id
                        AND pemulihan = h.pemulihan ORDER BY nomor DESC LIMIT 1) c ON true
  LEFT JOIN sistem.jaga j ON j.tenant_id = h.tenant_id
  LEFT JOIN tata.pemeriksaan_log p ON p.tenant_id = h.tenant_id
 WHERE h.tenant_id = %(tenant)s
"""


@dataclass(frozen=True, slots=True)
class Keterjagaan:
    """`ukuran` events, of which the newest checkpoint covers the first `tercakup`; `dijaga`: the signer has compared
    the log with its memory since the database started; `ditemukan`: the last check on the web found something."""

    ukuran: int
    nomor: int | None
    tercakup: int
    pada: datetime | None
    usang: bool
    saksi: list[str]
    bertanda: list[str]
    dijaga: bool
    ditolak: bool
    diperiksa: datetime | None
    ditemukan: bool

    @property
    def bermasalah(self) -> bool:
        return self.ditolak or self.ditemukan or self.tercakup > self.ukuran

    @property
    def menunggu(self) -> int:
        """Events since the newest checkpoint."""
        return max(0, self.ukuran - self.tercakup)

    @property
    def membenarkan(self) -> list[str]:
        return [s for s in self.saksi if s in self.bertanda]

    @property
    def belum_membenarkan(self) -> list[str]:
        return [s for s in self.saksi if s not in self.bertanda]

    @property
    def kurang_saksi(self) -> bool:
        """Witnesses are named, and fewer than their quorum have confirmed the newest checkpoint."""
        return bool(self.saksi) and len(self.membenarkan) < max(1, majority(len(self.saksi)))

    @property
    def utuh(self) -> bool:
        """Nothing to remark on but events that wait for the next checkpoint."""
        baik = self.nomor is not None and self.dijaga
        return baik and not (self.bermasalah or self.usang or self.kurang_saksi)


def keterjagaan(basis: Basis) -> Keterjagaan:
    row = basis.satu(TANYA, {"tenant": current_tenant().id, "terlama": TERLAMA})
    if row is None:
        raise TidakAdaError(current_tenant().kode)
    return Keterjagaan(**row)
