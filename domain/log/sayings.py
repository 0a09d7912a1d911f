"""What a log's events say besides: whose payload was replaced, who the witnesses are, which files belong to them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from domain.log.bundle import APPOINTED, DISMISSED, ERASED, NAMES_FILE, Special

MOST_REDACTED = MOST_FILES = 200_000
_DIGEST = re.compile("[0-9a-f]{64}")


class TooMuchError(Exception):
    """More than this program keeps in memory."""


@dataclass(slots=True)
class Sayings:
    """What the events say of the log itself: redactions and witnesses; and the files that they name."""

    redacted: dict[int, bytes] = field(default_factory=dict)  # position: SHA-256 of the payload that stands there
    named: dict[int, bytes] = field(default_factory=dict)  # position: the same, as the last event that named it says
    witnesses: dict[str, str] = field(default_factory=dict)  # name: verifier key
    files: dict[str, int] = field(default_factory=dict)  # SHA-256 of a file: position of the first that names it

    def hear(self, pos: int, special: Special) -> None:
        if special.redacted:
            if len(self.redacted) >= MOST_REDACTED:
                raise TooMuchError
            self.redacted[pos] = sha256(special.payload).digest()
            return  # its payload is not what the leaf was made of and proves nothing
        if NAMES_FILE in special.payload:
            self._file(pos, special.payload)
        if special.topic == ERASED:
            said = replaced(special.payload)
            self.named |= {p: digest for p, digest in said if p < pos and p in self.redacted}
            return
        data = _data(special.payload)
        if special.topic == APPOINTED and isinstance(data.get("kunci"), str):
            self.witnesses[str(data.get("nama"))] = data["kunci"]
        elif special.topic == DISMISSED:
            self.witnesses.pop(str(data.get("nama")), None)

    def _file(self, pos: int, payload: bytes) -> None:
        for digest in files(payload):
            self.files.setdefault(digest, pos)
        if len(self.files) > MOST_FILES:
            raise TooMuchError

    def unauthorised(self) -> int | None:
        """The first position whose payload was replaced without an event that says so."""
        return min((pos for pos, digest in self.redacted.items() if self.named.get(pos) != digest), default=None)


def _data(payload: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(payload)["data"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def files(payload: bytes) -> Iterator[str]:
    """The SHA-256 of each file that an event names: what stands under a key of `data` that ends with sha256."""
    found: list[object] = [_data(payload)]
    while found:
        one = found.pop()
        if isinstance(one, list):
            found += one
        elif isinstance(one, dict):
            for key, value in one.items():
                if isinstance(value, str) and key.endswith("sha256") and _DIGEST.fullmatch(value):
                    yield value
            found += one.values()


def replaced(payload: bytes) -> Iterable[tuple[int, bytes]]:
    """Position and SHA-256 of each new payload that the event of a redaction names. What makes no sense names nothing:
    if it was tampered with, its own leaf tells."""
    listed = _data(payload).get("pengganti")
    for one in listed if isinstance(listed, list) else ():
        match one:
            case {"pos": int(pos), "sidik": str(digest)}:
                try:
                    yield pos, bytes.fromhex(digest)
                except ValueError:
                    continue
            case _:
                continue
