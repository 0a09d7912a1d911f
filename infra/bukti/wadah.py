"""Where a bundle is written: a folder or one zip file, beside its place first, and what each file's SHA-256 is."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Protocol

from domain.log.bundle import DOCUMENTS
from infra.bukti.titik import BuktiError

_AKHIRAN = ".zip"


class Tempat(Protocol):
    def berkas(self, nama: str) -> IO[bytes]: ...


class Wadah:
    """`sidik` fills up with the SHA-256 of each file, by name, as the manifest has it."""

    def __init__(self, tempat: Tempat) -> None:
        self._tempat = tempat
        self.sidik = dict[str, str]()

    @contextmanager
    def berkas(self, nama: str) -> Iterator[Tulisan]:
        with self._tempat.berkas(nama) as aliran:
            tulisan = Tulisan(aliran)
            yield tulisan
        self.sidik[nama] = tulisan.sidik.hexdigest()

    def tulis(self, nama: str, isi: bytes) -> None:
        with self.berkas(nama) as aliran:
            aliran.write(isi)


class Tulisan:
    """A file that is being written."""

    def __init__(self, aliran: IO[bytes]) -> None:
        self._aliran, self.sidik = aliran, sha256()

    def write(self, isi: bytes) -> int:
        self.sidik.update(isi)
        return self._aliran.write(isi)


class _Folder:
    def __init__(self, jalur: Path) -> None:
        self._jalur = jalur

    def berkas(self, nama: str) -> IO[bytes]:
        jalur = self._jalur / nama
        jalur.parent.mkdir(exist_ok=True)
        return jalur.open("wb")


class _Zip:
    def __init__(self, arsip: zipfile.ZipFile) -> None:
        self._arsip = arsip

    def berkas(self, nama: str) -> IO[bytes]:
        rincian = zipfile.ZipInfo(nama)
        # documents are compressed already, all of them
        rincian.compress_type = zipfile.ZIP_STORED if nama.startswith(DOCUMENTS) else zipfile.ZIP_DEFLATED
        rincian.external_attr = 0o644 << 16
        return self._arsip.open(rincian, "w", force_zip64=True)


@contextmanager
def wadah(ke: Path) -> Iterator[Wadah]:
    """A new folder, or a zip file if its name ends so; moved to its place when all is written. Raises BuktiError."""
    if ke.exists():
        raise BuktiError(f"{ke} sudah ada")
    baru = ke.with_name(f".{ke.name}.baru")
    try:
        if ke.suffix == _AKHIRAN:
            with zipfile.ZipFile(baru, "w") as arsip:
                yield Wadah(_Zip(arsip))
        else:
            baru.mkdir()
            yield Wadah(_Folder(baru))
        os.replace(baru, ke)
    finally:
        if baru.is_dir():
            shutil.rmtree(baru)
        else:
            baru.unlink(missing_ok=True)
