"""What a log's events say of the log itself: whose payload was replaced, and who its witnesses are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from domain.log.bundle import APPOINTED, DISMISSED, ERASED, Special

MOST_REDACTED = 200_000


class TooMuchError(Exception):
    """More than this program keeps in memory."""


@dataclass(slots=True)
class Sayings:
    """What the events say of the log itself: redactions and witnesses."""

    redacted: dict[int, bytes] = field(default_factory=dict)  # position: SHA-256 of the payload that stands there
    named: dict[int, bytes] = field(default_factory=dict)  # position: the same, as the last event that named it says
    witnesses: dict[str, str] = field(default_factory=dict)  # name: verifier key

    def hear(self, pos: int, special: Special) -> None:
        if special.redacted:
            if len(self.redacted) >= MOST_REDACTED:
                raise TooMuchError
            self.redacted[pos] = sha256(special.payload).digest()
            return  # its payload is not what the leaf was made of and proves nothing
        if special.topic == ERASED:
            said = replaced(special.payload)
            self.named |= {p: digest for p, digest in said if p < pos and p in self.redacted}
            return
        data = _data(special.payload)
        if special.topic == APPOINTED and isinstance(data.get("kunci"), str):
            self.witnesses[str(data.get("nama"))] = data["kunci"]
        elif special.topic == DISMISSED:
            self.witnesses.pop(str(data.get("nama")), None)

    def unauthorised(self) -> int | None:
        """The first position whose payload was replaced without an event that says so."""
        return min((pos for pos, digest in self.redacted.items() if self.named.get(pos) != digest), default=None)


def _data(payload: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(payload)["data"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


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
