"""Reading `peristiwa.bin`: length-prefixed records that carry an entry's bytes as they are hashed."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from hashlib import sha256

from domain.log.bundle import (
    LARGEST,
    MAGIC,
    NAMES_FILE,
    PROVED,
    RECORDS,
    REDACTED,
    TOPIC,
    WATCHED,
    BundleError,
    Row,
    Special,
)
from domain.log.entry import LAYOUT
from domain.log.merkle import HASH

_HEAD = struct.Struct(">IQB16sqq32xH")  # length, position, kind; of the entry: stream, version, time, length of topic
_LENGTH, _ENTRY = 4, 13
_SALT = 16


def read(chunks: Iterable[bytes], log_id: bytes) -> Iterator[list[Row]]:
    """The events of a file that comes in pieces. Raises BundleError."""
    rest, done, begun = b"", 0, False
    for chunk in chunks:
        rest += chunk
        if not begun and len(rest) >= len(MAGIC):
            if not rest.startswith(MAGIC):
                raise BundleError(RECORDS, 0, "bukan rekaman peristiwa")
            rest, begun = rest[len(MAGIC) :], True
        if begun:
            rows, rest = _rows(rest, done, log_id)
            done += len(rows)
            yield rows
    if rest or not begun:
        raise BundleError(RECORDS, done + 1, "terpotong")


def _rows(data: bytes, done: int, log_id: bytes) -> tuple[list[Row], bytes]:
    """The whole records at the beginning, and the rest."""
    at, end, last = 0, 0, len(data) - _HEAD.size
    rows, unpack, prefix = list[Row](), _HEAD.unpack_from, b"\x00" + LAYOUT + log_id
    while at <= last:
        length, pos, kind, stream, version, time, topic_length = unpack(data, at)
        entry, body, end = at + _ENTRY, at + _HEAD.size + topic_length, at + _LENGTH + length
        if length > LARGEST or body + _SALT > end or version < 1 or topic_length > TOPIC:
            raise BundleError(RECORDS, done + len(rows) + 1, "panjang atau versinya tidak mungkin")
        if end > len(data):
            break
        topic = data[at + _HEAD.size : body]
        special = None
        if kind == 0:
            digest = sha256(data[body:end]).digest()
            if topic in WATCHED or data.find(NAMES_FILE, body + _SALT, end) >= 0:
                special = Special(topic, data[body + _SALT : end], False, None)
        else:
            digest, special = _other(data[body:end], kind, topic, done + len(rows) + 1)
        leaf = sha256(prefix + data[entry:body] + digest).digest()
        rows.append((pos, stream, version, time, leaf, special))
        at = end
    return rows, data[at:]


def _other(body: bytes, kind: int, topic: bytes, place: int) -> tuple[bytes, Special]:
    """The payload's hash and the rest of a record that has a proof or was redacted."""
    proof, start = None, 0
    if kind & PROVED:
        start = 1 + HASH * body[0]
        proof = tuple(body[n : n + HASH] for n in range(1, start, HASH))
    redacted = bool(kind & REDACTED)
    payload = start + (HASH if redacted else _SALT)
    if kind > PROVED | REDACTED or payload > len(body):
        raise BundleError(RECORDS, place, "panjang atau jenisnya tidak mungkin")
    digest = body[start:payload] if redacted else sha256(body[start:]).digest()
    return digest, Special(topic, body[payload:], redacted, proof)
