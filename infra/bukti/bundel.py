"""Writes an evidence bundle (docs/format-log.md) of the government being served: a folder, or one zip file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from domain.log.bundle import (
    GROWTH,
    LEAVES,
    LINES,
    MAGIC,
    MANIFEST,
    NOTE,
    NOTES,
    POLICY,
    README,
    RECORDS,
    SCHEMA,
    Event,
)
from infra.bukti import peristiwa
from infra.bukti.baca_saya import BACA_SAYA
from infra.bukti.cakupan import SEMUA, Cakupan
from infra.bukti.dokumen import Catatan, Dokumen, tulis_dokumen
from infra.bukti.halaman import Baris, Sampul, tulis_riwayat, tulis_sampul
from infra.bukti.kisah import kisah
from infra.bukti.titik import BuktiError, Sambungan, catatan_lama, dasar
from infra.bukti.wadah import Wadah, wadah
from infra.db.pool import Basis

SKEMA = Path(__file__).with_name("peristiwa.schema.json")
_KABAR = 500
"""After so many events it is told how far the bundle has come."""
Maju = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Isi:
    """What was written: how many events of how many."""

    peristiwa: int
    ukuran: int


def tulis_bundel(
    basis: Basis,
    ke: Path,
    cakupan: Cakupan = SEMUA,
    *,
    biner: bool = False,
    sejak: int = 0,
    maju: Maju = lambda _, __: None,
) -> Isi:
    """Raises BuktiError. What is written stands there complete, or not at all.

    `sejak` is the size of an earlier checkpoint that the bundle shall be comparable with, which a whole one always is.
    `maju` is told how many events are written, and of how many.
    """
    try:
        with wadah(ke) as tempat, basis.transaksi() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return _Bundel(connection, tempat, cakupan, biner=biner, maju=maju).tulis(sejak)
    except OSError as error:
        raise BuktiError(f"tidak dapat menulis {ke}: {(error.strerror or str(error)).lower()}") from error


class _Bundel:
    """One bundle while it is written, from one state of the database."""

    def __init__(self, connection: Sambungan, wadah: Wadah, cakupan: Cakupan, *, biner: bool, maju: Maju) -> None:
        self._connection, self._wadah, self._cakupan = connection, wadah, cakupan
        self._biner, self._maju = biner, maju
        self._alas = dasar(connection)
        self._catatan = Catatan()

    def tulis(self, sejak: int) -> Isi:
        if peristiwa.penghapusan_sesudah(self._connection, self._alas.size):
            raise BuktiError("data pribadi dihapus sesudah titik periksa yang terakhir; ulangi beberapa menit lagi")
        self._tulis_kecil(sejak)
        banyak = self._seluruh() if self._cakupan.lengkap else self._sebagian()
        baris = []
        for sop_id in self._catatan.sop:
            baris.append(self._tulis_sop(sop_id))
            self._maju(banyak, banyak)
        lain = [self._dokumen(sidik, pos, f"berkas-{pos}") for sidik, pos in self._catatan.berkas.items()]
        tulis_sampul(self._wadah, Sampul(self._cakupan, self._alas, banyak, baris, lain))
        self._wadah.tulis(MANIFEST, self._cakupan.manifes(dict(self._wadah.sidik)).encoded)
        return Isi(banyak, self._alas.size)

    def _tulis_kecil(self, sejak: int) -> None:
        kecil = {
            README: BACA_SAYA.encode(),
            SCHEMA: SKEMA.read_bytes(),
            NOTE: self._alas.note.encode(),
            NOTES: catatan_lama(self._connection, self._alas).encode(),
            POLICY: self._alas.kebijakan.text.encode(),
        }
        if sejak:
            bukti = peristiwa.kelanjutan(self._connection, sejak, self._alas.size)
            kecil[GROWTH] = "".join(f"{baris}\n" for baris in [sejak, *(simpul.hex() for simpul in bukti)]).encode()
        for nama, isi in kecil.items():
            self._wadah.tulis(nama, isi)

    def _tulis_sop(self, sop_id: UUID) -> Baris:
        """One at a time: the histories of a whole government are more than should be kept in memory."""
        isi = kisah(self._connection, sop_id, self._cakupan, self._alas.size)
        judul = {x.pos: f"{isi.nama} {x.dokumen}" for x in isi.kejadian if x.dokumen}
        milik = [(sidik, pos) for sidik, pos in self._catatan.berkas.items() if pos in judul]
        for sidik, _ in milik:
            del self._catatan.berkas[sidik]
        dokumen = {pos: self._dokumen(sidik, pos, judul[pos]) for sidik, pos in milik}
        if self._cakupan.sop:
            return Baris(isi, "", len(isi.kejadian), tuple(dokumen.values()))
        return tulis_riwayat(self._wadah, isi, dokumen)

    def _dokumen(self, sidik: str, pos: int, judul: str) -> Dokumen:
        return tulis_dokumen(self._connection, self._wadah, sidik, pos, judul)

    def _sebagian(self) -> int:
        milik = peristiwa.bagian(self._connection, self._cakupan, self._alas.size)
        return self._tulis_peristiwa(iter(milik), milik.banyak)

    def _seluruh(self) -> int:
        with tempfile.TemporaryFile() as daun:  # a zip takes one file after another

            def sambil_daun() -> Iterator[Event]:
                for satu, leaf in peristiwa.seluruh(self._connection, self._alas.size):
                    daun.write(leaf)
                    yield satu

            banyak = self._tulis_peristiwa(sambil_daun(), self._alas.size)
            daun.seek(0)
            with self._wadah.berkas(LEAVES) as berkas:
                shutil.copyfileobj(daun, berkas)
        return banyak

    def _tulis_peristiwa(self, deretan: Iterator[Event], jumlah: int) -> int:
        banyak = 0
        with self._wadah.berkas(RECORDS if self._biner else LINES) as berkas:
            if self._biner:
                berkas.write(MAGIC)
            for satu in deretan:
                berkas.write(satu.record if self._biner else satu.line)
                self._catatan.lihat(satu)
                banyak += 1
                if banyak % _KABAR == 0:
                    self._maju(banyak, jumlah)
        return banyak
