"""Writes an evidence bundle (docs/format-log.md) of the government being served: a folder, or one zip file."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol
from uuid import UUID

from domain.log.bundle import GROWTH, LEAVES, LINES, MAGIC, NOTE, NOTES, POLICY, README, RECORDS, Event
from infra.bukti import peristiwa
from infra.bukti.baca_saya import BACA_SAYA
from infra.bukti.titik import BuktiError, Dasar, Sambungan, catatan_lama, dasar
from infra.db.pool import Basis

_AKHIRAN = ".zip"


@dataclass(frozen=True, slots=True)
class Isi:
    """What was written: how many events of how many."""

    peristiwa: int
    ukuran: int


class Wadah(Protocol):
    def berkas(self, nama: str) -> IO[bytes]: ...


def tulis_bundel(basis: Basis, ke: Path, *, sop: UUID | None = None, biner: bool = False, sejak: int = 0) -> Isi:
    """Raises BuktiError. What is written stands there complete, or not at all.

    `sejak` is the size of an earlier checkpoint that the bundle shall be comparable with, which a whole one always is.
    """
    try:
        with _wadah(ke) as wadah, basis.transaksi() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return _tulis(connection, wadah, sop, sejak, biner=biner)
    except OSError as error:
        raise BuktiError(f"tidak dapat menulis {ke}: {(error.strerror or str(error)).lower()}") from error


def _tulis(connection: Sambungan, wadah: Wadah, sop: UUID | None, sejak: int, *, biner: bool) -> Isi:
    alas = dasar(connection)
    if peristiwa.penghapusan_sesudah(connection, alas.size):
        raise BuktiError("data pribadi dihapus sesudah titik periksa yang terakhir; ulangi beberapa menit lagi")
    kecil = {
        README: BACA_SAYA,
        NOTE: alas.note,
        NOTES: catatan_lama(connection, alas),
        POLICY: alas.kebijakan.text,
    }
    if sejak:
        bukti = peristiwa.kelanjutan(connection, sejak, alas.size)
        kecil[GROWTH] = "".join(f"{baris}\n" for baris in [sejak, *(simpul.hex() for simpul in bukti)])
    for nama, teks in kecil.items():
        with wadah.berkas(nama) as berkas:
            berkas.write(teks.encode())
    if sop is None:
        return _seluruh(connection, wadah, alas, biner=biner)
    banyak = _tulis_peristiwa(wadah, peristiwa.sebuah_aliran(connection, sop, alas.size), biner=biner)
    if not banyak:
        raise BuktiError(f"SOP {sop} tidak mempunyai peristiwa sebelum titik periksa yang terakhir")
    return Isi(banyak, alas.size)


def _seluruh(connection: Sambungan, wadah: Wadah, alas: Dasar, *, biner: bool) -> Isi:
    with tempfile.TemporaryFile() as daun:  # a zip takes one file after another

        def sambil_daun() -> Iterator[Event]:
            for satu, leaf in peristiwa.seluruh(connection, alas.size):
                daun.write(leaf)
                yield satu

        banyak = _tulis_peristiwa(wadah, sambil_daun(), biner=biner)
        daun.seek(0)
        with wadah.berkas(LEAVES) as berkas:
            shutil.copyfileobj(daun, berkas)
    return Isi(banyak, alas.size)


def _tulis_peristiwa(wadah: Wadah, deretan: Iterator[Event], *, biner: bool) -> int:
    banyak = 0
    with wadah.berkas(RECORDS if biner else LINES) as berkas:
        if biner:
            berkas.write(MAGIC)
        for satu in deretan:
            berkas.write(satu.record if biner else satu.line)
            banyak += 1
    return banyak


class _Folder:
    def __init__(self, jalur: Path) -> None:
        self._jalur = jalur

    def berkas(self, nama: str) -> IO[bytes]:
        return (self._jalur / nama).open("wb")


class _Zip:
    def __init__(self, arsip: zipfile.ZipFile) -> None:
        self._arsip = arsip

    def berkas(self, nama: str) -> IO[bytes]:
        rincian = zipfile.ZipInfo(nama)
        rincian.compress_type = zipfile.ZIP_DEFLATED
        rincian.external_attr = 0o644 << 16
        return self._arsip.open(rincian, "w", force_zip64=True)


@contextmanager
def _wadah(ke: Path) -> Iterator[Wadah]:
    """Beside its place first, then moved there."""
    if ke.exists():
        raise BuktiError(f"{ke} sudah ada")
    baru = ke.with_name(f".{ke.name}.baru")
    try:
        if ke.suffix == _AKHIRAN:
            with zipfile.ZipFile(baru, "w") as arsip:
                yield _Zip(arsip)
        else:
            baru.mkdir()
            yield _Folder(baru)
        os.replace(baru, ke)
    finally:
        if baru.is_dir():
            shutil.rmtree(baru)
        else:
            baru.unlink(missing_ok=True)
