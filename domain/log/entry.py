"""The bytes of a log entry, layout 1, as docs/format-log.md gives them and es.simpan hashes them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

LAYOUT = b"\x01"
_FIXED = struct.Struct(">16sqq16s16sH")


def payload_hash(salt: bytes, payload: bytes) -> bytes:
    return sha256(salt + payload).digest()


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` in microseconds since 1970, `payload` the 32 bytes of `payload_hash`, each id its 16 bytes."""

    log_id: bytes
    stream: bytes
    version: int
    at: int
    actor: bytes
    command: bytes
    topic: bytes
    payload: bytes

    @property
    def encoded(self) -> bytes:
        fixed = _FIXED.pack(self.stream, self.version, self.at, self.actor, self.command, len(self.topic))
        return LAYOUT + self.log_id + fixed + self.topic + self.payload


LeafHasher: TypeAlias = Callable[[bytes, int, int, bytes, bytes, bytes, bytes], bytes]


def leaf_hasher(log_id: bytes) -> LeafHasher:
    """`Entry.encoded` and its leaf hash in one step for one log, for those who hash millions."""
    prefix, pack = b"\x00" + LAYOUT + log_id, _FIXED.pack

    def leaf(stream: bytes, version: int, at: int, actor: bytes, command: bytes, topic: bytes, payload: bytes) -> bytes:
        fixed = pack(stream, version, at, actor, command, len(topic))
        return sha256(prefix + fixed + topic + payload).digest()

    return leaf
