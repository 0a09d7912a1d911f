"""Checkpoints (C2SP tlog-checkpoint): origin, size and root of a log in the text of a note."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass

from domain.log.merkle import HASH
from domain.log.note import NoteError, decode64

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_ORIGIN = re.compile(r"riwayat/log/([0-9a-f]{32})(/peragaan)?(?:/pulih-([1-9][0-9]{0,8}))?")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """From a note's text. Raises NoteError. Extension lines are refused: our logs write none."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0] or not _SIZE.fullmatch(lines[1]):
            raise NoteError("a checkpoint is three lines: origin, size, root")
        root = decode64(lines[2])
        if len(root) != HASH:
            raise NoteError("a root is 32 bytes")
        return cls(lines[0], int(lines[1]), root)


def origin(log_id: bytes, *, demonstrasi: bool, pemulihan: int) -> str:
    """The name of a government's log. A demonstration says so, and each accepted recovery begins another log."""
    return f"riwayat/log/{log_id.hex()}{'/peragaan' * demonstrasi}{f'/pulih-{pemulihan}' if pemulihan else ''}"


@dataclass(frozen=True, slots=True)
class Origin:
    log_id: bytes
    demonstrasi: bool
    pemulihan: int

    @classmethod
    def read(cls, name: str) -> Origin | None:
        """What `origin` made the name of; None if it is another log's."""
        found = _ORIGIN.fullmatch(name)
        return cls(bytes.fromhex(found[1]), found[2] is not None, int(found[3] or 0)) if found else None
