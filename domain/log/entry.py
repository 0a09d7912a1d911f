"""The bytes of a log entry, layout 1, as docs/format-log.md gives them and es.append hashes them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from hashlib import sha256

LAYOUT = b"\x01"
_FIXED = struct.Struct(">16sqq16s16sH")


def payload_hash(salt: bytes, payload: bytes) -> bytes:
    return sha256(salt + payload).digest()


def entry_bytes(  # noqa: PLR0913, PLR0917 - the fields of an entry, in their order
    log_id: bytes, stream: bytes, version: int, at: int, actor: bytes, command: bytes, topic: bytes, payload: bytes
) -> bytes:
    """An entry: `at` in microseconds since 1970, `payload` the 32 bytes of `payload_hash`, ids as 16 bytes each."""
    return LAYOUT + log_id + _FIXED.pack(stream, version, at, actor, command, len(topic)) + topic + payload


def leaf_hasher(log_id: bytes) -> Callable[[bytes, int, int, bytes, bytes, bytes, bytes], bytes]:
    """`entry_bytes` and the leaf hash in one step for one log, for those who hash millions."""
    prefix, pack = b"\x00" + LAYOUT + log_id, _FIXED.pack

    def leaf(stream: bytes, version: int, at: int, actor: bytes, command: bytes, topic: bytes, payload: bytes) -> bytes:
        fixed = pack(stream, version, at, actor, command, len(topic))
        return sha256(prefix + fixed + topic + payload).digest()

    return leaf
