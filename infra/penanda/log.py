"""One government's log as it lies in the database: its head, newest checkpoint, and leaves made anew from the rows."""

from __future__ import annotations

from dataclasses import dataclass

from domain.log.checkpoint import origin
from domain.log.entry import LeafHasher, leaf_hasher
from domain.log.merkle import Tree
from infra.db.pool import Basis
from infra.errors import OperatorError
from infra.tlog.pohon import Pohon
from infra.tlog.rekaman import Rekaman, isi, rekaman
from infra.tlog.titik import Titik, titik_terbaru
from tenants.context import current_tenant

SEKALI_BACA = 2_000


class LogTidakSahError(OperatorError):
    """The log in the database is not what it was, or does not fit together. The text is one sentence."""


@dataclass(frozen=True, slots=True)
class Log:
    """The tenant's log at a moment; `titik` its newest checkpoint since the last recovery."""

    log_id: bytes
    demonstrasi: bool
    pemulihan: int
    ukuran: int
    titik: Titik | None

    @property
    def asal_awal(self) -> str:
        return origin(self.log_id, demonstrasi=self.demonstrasi, pemulihan=0)

    @property
    def asal(self) -> str:
        return origin(self.log_id, demonstrasi=self.demonstrasi, pemulihan=self.pemulihan)


def baca_log(basis: Basis) -> Log:
    tenant_id = current_tenant().id
    with basis.transaksi() as connection:
        kepala = connection.execute(
            "SELECT log_id, demonstrasi, pemulihan, last_pos FROM sistem.tenant_head WHERE tenant_id = %s",
            (tenant_id,),
        ).fetchone()
        if kepala is None:
            raise LogTidakSahError("Kepala log tidak ada di basis data.")
        log_id, demonstrasi, pemulihan, ukuran = kepala
        return Log(log_id, demonstrasi, pemulihan, ukuran, titik_terbaru(connection, pemulihan))


def simpan_titik(basis: Basis, log: Log, ukuran: int, akar: bytes, nota: str) -> int:
    """Add a checkpoint; returns its number. Only the signer may, and there is one at a time."""
    with basis.transaksi() as connection:
        row = connection.execute(
            "INSERT INTO es.checkpoint (tenant_id, nomor, pemulihan, size, root, note)"
            " SELECT %(t)s, coalesce(max(nomor), 0) + 1, %(pemulihan)s, %(ukuran)s, %(akar)s, %(nota)s"
            " FROM es.checkpoint WHERE tenant_id = %(t)s RETURNING nomor",
            {"t": current_tenant().id, "pemulihan": log.pemulihan, "ukuran": ukuran, "akar": akar, "nota": nota},
        ).fetchone()
    assert row is not None  # noqa: S101 - INSERT ... RETURNING of one row
    return int(row[0])


def tumbuhkan(basis: Basis, log: Log, pohon: Tree, sampai: int) -> None:
    """Add the leaves up to `sampai`, each made anew from the columns of its row: what is signed is what is stored, not
    what a hash beside it claims (one flipped bit between the two ended the log Yeti 2022)."""
    daun = leaf_hasher(log.log_id)
    while pohon.size < sampai:
        with basis.transaksi() as connection:
            rows = rekaman(connection, pohon.size, min(pohon.size + SEKALI_BACA, sampai))
        pohon.extend([_daun(daun, row, pos) for pos, row in enumerate(rows, pohon.size + 1)])
        if not rows:
            raise LogTidakSahError(f"Peristiwa ke-{pohon.size + 1} hilang dari basis data.")


def _daun(daun: LeafHasher, row: Rekaman, pos: int) -> bytes:
    ada, stream, version, at, actor, command, topic, *_, tersimpan = row
    if ada != pos:
        raise LogTidakSahError(f"Peristiwa ke-{pos} hilang dari basis data.")
    if at is None or daun(stream, version, at, actor, command, topic, isi(row)) != tersimpan:
        raise LogTidakSahError(f"Peristiwa ke-{pos} tidak cocok lagi dengan sidiknya: isinya atau sidiknya diubah.")
    return tersimpan


def periksa_pohon(basis: Basis, pohon: Tree) -> None:
    """The stored tree, which proofs are made from, must say what the events themselves say."""
    if akar_tersimpan(basis, pohon.size) != pohon.root:
        raise LogTidakSahError("Pohon sidik di basis data tidak cocok dengan peristiwa yang tersimpan.")


def akar_tersimpan(basis: Basis, ukuran: int) -> bytes:
    try:
        return Pohon(basis).root(ukuran)
    except LookupError:
        raise LogTidakSahError("Pohon sidik di basis data tidak lengkap.") from None
