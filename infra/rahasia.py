"""A folder for what must not get out and must not get lost: private keys, and what a signer or witness remembers."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.log.note import LOG, WITNESS, Key, Signature, cosigned_text

_FOLDER, _BERKAS = 0o700, 0o600
_ORANG_LAIN = 0o077


class FolderTidakAmanError(PermissionError):
    """Somebody else could read or change what lies in the folder; the text says what to do."""


@dataclass(frozen=True, slots=True)
class FolderRahasia:
    jalur: Path

    @classmethod
    def buka(cls, jalur: Path) -> FolderRahasia:
        """The folder, made when missing. Refuses one that anybody but its owner, this process, may look into."""
        jalur.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        for satu in (jalur, *sorted(jalur.rglob("*"))):
            _periksa(satu)
        return cls(jalur)

    def cabang(self, nama: str) -> FolderRahasia:
        return FolderRahasia.buka(self.jalur / nama)

    def baca(self, nama: str) -> bytes | None:
        try:
            return (self.jalur / nama).read_bytes()
        except FileNotFoundError:
            return None

    def tulis(self, nama: str, isi: bytes) -> None:
        """All of it or nothing, and on the disk when this returns: a power cut leaves the old file or the new one."""
        sementara = self.jalur / f".{nama}.baru"
        sementara.unlink(missing_ok=True)
        bidang = os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _BERKAS)
        with open(bidang, "wb") as berkas:
            berkas.write(isi)
            berkas.flush()
            os.fsync(bidang)
        sementara.rename(self.jalur / nama)
        self._mantapkan()

    def hapus(self, nama: str) -> None:
        (self.jalur / nama).unlink(missing_ok=True)
        self._mantapkan()

    def semua(self, pola: str) -> Iterator[str]:
        """Names of the files, in order; `*` does not match what is half written."""
        yield from sorted(p.name for p in self.jalur.glob(pola) if not p.name.startswith("."))

    def _mantapkan(self) -> None:
        bidang = os.open(self.jalur, os.O_RDONLY)
        try:
            os.fsync(bidang)
        finally:
            os.close(bidang)


def _periksa(jalur: Path) -> None:
    with suppress(FileNotFoundError):  # a temporary file of a process beside us
        keadaan = jalur.lstat()
        if stat.S_ISLNK(keadaan.st_mode):
            raise FolderTidakAmanError(f"{jalur} adalah tautan; di folder ini hanya boleh ada berkas sungguhan.")
        if keadaan.st_uid != os.geteuid():
            raise FolderTidakAmanError(f"{jalur} milik pengguna lain; jalankan sebagai pemiliknya atau pindahkan.")
        if stat.S_IMODE(keadaan.st_mode) & _ORANG_LAIN:
            mode = "700" if stat.S_ISDIR(keadaan.st_mode) else "600"
            raise FolderTidakAmanError(f"{jalur} dapat dibuka orang lain; jalankan: chmod {mode} {jalur}")


class KunciRahasia:
    """An Ed25519 private key, 32 raw bytes in a file."""

    def __init__(self, bita: bytes) -> None:
        self._kunci = Ed25519PrivateKey.from_private_bytes(bita)
        self.publik = self._kunci.public_key().public_bytes_raw()

    @staticmethod
    def baru() -> bytes:
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def log(self, nama: str) -> Key:
        return Key(nama, LOG, self.publik)

    def saksi(self, nama: str) -> Key:
        return Key(nama, WITNESS, self.publik)

    def tanda_tangani(self, nama: str, teks: str) -> Signature:
        return Signature(nama, self.log(nama).id, self._kunci.sign(teks.encode()))

    def saksikan(self, nama: str, teks: str, waktu: int) -> Signature:
        """A witness' cosignature (C2SP tlog-cosignature): its time, then the signature on both."""
        bita = waktu.to_bytes(8) + self._kunci.sign(cosigned_text(teks, waktu))
        return Signature(nama, self.saksi(nama).id, bita)
