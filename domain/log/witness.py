"""A witness' judgement (C2SP tlog-witness): what it is asked to cosign, and whether it may. Memory is the caller's."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from domain.log.checkpoint import Checkpoint
from domain.log.merkle import EMPTY_ROOT, HASH, extends
from domain.log.note import Key, Note, NoteError, decode64

MOST_HASHES = 63
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


class Judgement(Enum):
    """The refusals that follow when the log and its signature are known."""

    EXTENDS = "the tree begins with the one cosigned last"
    SHRINKS = "the old size is above the checkpoint's"
    STALE = "the old size is not the one cosigned last"
    OTHER_ROOT = "another root at the size cosigned last"
    UNPROVED = "the proof does not show that the tree begins with the one cosigned last"


@dataclass(frozen=True, slots=True)
class Submission:
    """A request to cosign: the size that the witness should have seen last, the proof from there, and the note."""

    old: int
    proof: tuple[bytes, ...]
    note: Note

    @property
    def text(self) -> str:
        return text(self.old, self.proof, self.note.full)

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint.read(self.note.text)

    @classmethod
    def read(cls, body: str) -> Submission:
        """Raises NoteError."""
        head, empty, note = body.partition("\n\n")
        first, *proof = head.split("\n")
        match = _OLD.fullmatch(first)
        if match is None or not empty or len(proof) > MOST_HASHES:
            raise NoteError("a submission is an old size, at most 63 hashes, an empty line and a checkpoint")
        hashes = tuple(map(decode64, proof))
        if any(len(one) != HASH for one in hashes):
            raise NoteError("a hash is 32 bytes")
        found = cls(int(match[1]), hashes, Note.read(note))
        _ = found.checkpoint
        return found


def text(old: int, proof: Iterable[bytes], note: str) -> str:
    lines = "".join(f"{b64encode(one).decode()}\n" for one in proof)
    return f"old {old}\n{lines}\n{note}"


def trusted(note: Note, keys: Iterable[Key]) -> bool:
    """Whether one of the keys signed the note; no, where a signature in a key's name does not verify."""
    try:
        return any(note.signed_by(key) for key in keys)
    except NoteError:
        return False


def judge(submission: Submission, last: Checkpoint | None) -> Judgement:
    """`last` is what the witness cosigned last in this log. In the order of the specification."""
    new = submission.checkpoint
    size, root = (last.size, last.root) if last else (0, EMPTY_ROOT)
    if submission.old > new.size:
        return Judgement.SHRINKS
    if submission.old != size:
        return Judgement.STALE
    if size == new.size and root != new.root:
        return Judgement.OTHER_ROOT
    return Judgement.EXTENDS if extends(size, new.size, root, new.root, submission.proof) else Judgement.UNPROVED
