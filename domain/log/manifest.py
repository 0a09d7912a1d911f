"""`manifes.json` of docs/format-log.md: what a bundle is about, and the SHA-256 of each file that it came with.

It shows what was damaged, lost or added on the way. It proves nothing against whoever makes bundles: that is for the
events' proofs, and for the files that they name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

SHAPE = "riwayat/bundel/1"
ALL, AGENCY, PROCEDURE = "semua", "opd", "sop"
_DIGEST = re.compile("[0-9a-f]{64}")
_WHOLE = re.compile(rb'(\{.+),"sidik":"([0-9a-f]{64})"\}\n', re.DOTALL)


class ManifestError(ValueError):
    """Damaged, or none of ours."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`ids` are the SOPs or agencies that `scope` is about. Times in microseconds: from `since` on, before `until`."""

    scope: str = ALL
    ids: Sequence[str] = ()
    since: int | None = None
    until: int | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def encoded(self) -> bytes:
        fields = {
            "bentuk": SHAPE,
            "cakupan": self.scope,
            "id": list(self.ids),
            "sejak": self.since,
            "sampai": self.until,
            "berkas": dict(sorted(self.files.items())),
        }
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).removesuffix("}").encode()
        return text + b',"sidik":"' + sha256(text).hexdigest().encode() + b'"}\n'

    @staticmethod
    def read(data: bytes) -> Manifest:
        """Raises ManifestError, also where a single bit is not as it was written."""
        found = _WHOLE.fullmatch(data)
        if found is None or sha256(found[1]).hexdigest().encode() != found[2]:
            raise ManifestError
        try:
            fields = json.loads(data)
        except (ValueError, RecursionError):
            raise ManifestError from None
        match fields:
            case {"bentuk": "riwayat/bundel/1", "cakupan": str(scope), "id": list(ids), "berkas": dict(files)}:
                since, until = fields.get("sejak"), fields.get("sampai")
            case _:
                raise ManifestError
        sound = scope in (ALL, AGENCY, PROCEDURE) and all(isinstance(one, str) for one in ids)
        if not (sound and _time(since) and _time(until) and all(map(_digest, files.values()))):
            raise ManifestError
        return Manifest(scope, ids, since, until, files)


def _time(value: Any) -> bool:
    return value is None or type(value) is int


def _digest(value: Any) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None
