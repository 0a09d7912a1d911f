"""The launcher's own files: private folders, generated passwords, logs that stay small, locks."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_LARGEST_LOG = 5_000_000


def private_folder(path: Path) -> Path:
    """The folder, made when missing, that nobody but its owner may enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def password(path: Path) -> str:
    """The password that this file keeps; generated at the first call, readable by the owner alone."""
    if not path.exists():
        unfinished = path.with_name(path.name + ".baru")
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(24))
        unfinished.rename(path)  # a full disk leaves no empty password behind
    return path.read_text(encoding="ascii")


def open_log(path: Path) -> BinaryIO:
    """The log, opened to append; one that has grown large is set aside, replacing the one before it."""
    if path.exists() and path.stat().st_size > _LARGEST_LOG:
        path.replace(path.with_name(path.name + ".1"))
    return path.open("ab")


@contextmanager
def exclusively(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the folder's lock; yields False, without it, when another process has it and `wait` is off.

    The kernel lets go of it when the process ends, however it ends; no lock file can be left behind.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
