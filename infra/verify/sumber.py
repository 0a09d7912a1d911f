"""Where a bundle's files come from: a folder or a zip, neither of which is trusted."""

from __future__ import annotations

import os
import stat
import struct
import weakref
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Protocol

from domain.log.bundle import NOTE, BundleError

PIECE = 1 << 20
SMALL = 1 << 22
"""No file that is read at once is larger."""
_DIRECTORY = 1 << 22
_MOST = 100_000
_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers leave in a folder by themselves."""
_END, _END64, _LOCATOR = struct.Struct("<4s8xII2x"), struct.Struct("<4s36xQ8x"), 20


class Source(Protocol):
    names: frozenset[str]

    def chunks(self, name: str) -> Iterator[bytes]: ...


def text(source: Source, name: str) -> str:
    """A small file's UTF-8. Raises BundleError."""
    found = small(source, name)
    try:
        return found.decode()
    except UnicodeDecodeError as error:
        raise BundleError(name, found[: error.start].count(b"\n") + 1, "bukan teks UTF-8") from error


def small(source: Source, name: str) -> bytes:
    """A file that is read at once. Raises BundleError."""
    if name not in source.names:
        raise BundleError(name, 0, "berkas ini tidak ada dalam bundel")
    found = b""
    for chunk in source.chunks(name):
        found += chunk
        if len(found) > SMALL:
            raise BundleError(name, 0, "berkas ini terlalu besar")
    return found


def digest(source: Source, name: str) -> str:
    """A file's SHA-256, however large it is. Raises BundleError."""
    total = sha256()
    for chunk in source.chunks(name):
        total.update(chunk)
    return total.hexdigest()


def open_source(path: Path) -> Source:
    """A folder, a zip, or a checkpoint alone. Raises BundleError."""
    try:
        if path.is_dir():
            return Folder(dict(_walk(path)))
        with _regular(path) as file:
            head = file.read(4)
        return Zip(path) if head[:2] == b"PK" else Folder({NOTE: path})
    except (OSError, ValueError) as error:
        raise BundleError(path.name, 0, _reason(error)) from error


def _walk(path: Path) -> Iterator[tuple[str, Path]]:
    """Everything under a folder that is no folder; links are not followed into others."""
    count = 0
    for folder, _, names in os.walk(path):
        for name in names:
            count += 1
            if count > _MOST:
                raise BundleError(path.name, 0, "terlalu banyak berkas di dalamnya")
            if name not in _SYSTEM:
                file = Path(folder, name)
                yield file.relative_to(path).as_posix(), file


class Folder:
    def __init__(self, paths: dict[str, Path]) -> None:
        self._paths, self.names = paths, frozenset(paths)

    def chunks(self, name: str) -> Iterator[bytes]:
        try:
            with _regular(self._paths[name]) as file:
                while chunk := file.read(PIECE):
                    yield chunk
        except OSError as error:
            raise BundleError(name, 0, _reason(error)) from error


class Zip:
    """Nothing is unpacked to a disk, so names in it can lead nowhere; what unpacks to much is read in pieces."""

    def __init__(self, path: Path) -> None:
        file = _regular(path)  # opened and its list read once, however many files are asked for
        weakref.finalize(self, file.close)
        with _unzipping(path.name):
            if not 0 < _directory_size(file) <= _DIRECTORY:
                raise zipfile.BadZipFile
            self._archive = zipfile.ZipFile(file)
        entries = self._archive.infolist()
        self._top = _top([entry.filename for entry in entries])
        found = [entry for entry in entries if not entry.is_dir()]
        for entry in found:
            if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise BundleError(entry.filename, 0, "dikunci atau dimampatkan dengan cara lain")
        self.names = frozenset(_unlike_system(entry.filename.removeprefix(self._top) for entry in found))
        if len({entry.filename for entry in found}) < len(found):
            raise BundleError(path.name, 0, "sebuah berkas ada dua kali di dalamnya")

    def chunks(self, name: str) -> Iterator[bytes]:
        with _unzipping(name), self._archive.open(self._top + name) as file:
            while chunk := file.read(PIECE):
                yield chunk


def _unlike_system(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.rpartition("/")[2] not in _SYSTEM)


def _top(names: list[str]) -> str:
    """The one folder that everything is in, where somebody packed the bundle's folder and not what is in it."""
    folder, slash, _ = names[0].partition("/") if names else ("", "", "")
    return folder + slash if slash and all(name.startswith(folder + slash) for name in names) else ""


@contextmanager
def _unzipping(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error) as error:
        raise BundleError(name, 0, "arsip zip rusak atau terpotong") from error


def _directory_size(file: IO[bytes]) -> int:
    """What the zip says its list of files takes, asked before zipfile reads all of it into memory."""
    end = file.seek(0, 2)
    file.seek(max(0, end - (1 << 16) - 100))
    tail = file.read()
    at = len(tail) - _END.size if tail[-_END.size :].startswith(b"PK\x05\x06") else tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return 0
    _, size, _ = _END.unpack_from(tail, at)
    before = at - _LOCATOR - _END64.size  # zipfile looks for the large form's record just there
    if before >= 0 and tail.startswith(b"PK\x06\x07", at - _LOCATOR):
        return int(_END64.unpack_from(tail, before)[1])
    return int(size)


def _regular(path: Path) -> IO[bytes]:
    """Pipes and devices would keep us waiting for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError
    return path.open("rb")


def _reason(error: Exception) -> str:
    return "berkas ini tidak ada" if isinstance(error, FileNotFoundError) else "berkas ini tidak dapat dibaca"
