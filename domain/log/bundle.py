"""The evidence bundle of docs/format-log.md: its files, and an event in it as a JSON line or as a binary record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.log.entry import Entry, payload_hash

README, NOTE, NOTES, POLICY = "BACA-SAYA.txt", "checkpoint", "checkpoints", "kebijakan"
LINES, RECORDS, LEAVES, GROWTH = "peristiwa.jsonl", "peristiwa.bin", "daun", "kelanjutan"
MANIFEST, INDEX, SCHEMA, DOCUMENTS = "manifes.json", "index.html", "peristiwa.schema.json", "dokumen/"
MAGIC = b"riwayat/peristiwa/1\n"
LARGEST, TOPIC = 1 << 23, 1023
"""Bytes of a line or record, and of a topic."""
PROVED, REDACTED = 1, 2
"""What a binary record has besides: an inclusion proof; no salt, but the hash of the payload that was."""

ERASED = b"pemda.data_pribadi_dihapus.v1"
APPOINTED, DISMISSED = b"pemda.saksi_ditunjuk.v1", b"pemda.saksi_diberhentikan.v1"
WATCHED = frozenset({ERASED, APPOINTED, DISMISSED})
"""Topics that tell of the log itself; their payloads are read, all others' only hashed."""
NAMES_FILE = b'sha256"'
"""What the payload of an event that names a file has in it: a key that ends so."""


class BundleError(Exception):
    """What cannot be read: which file, which line or record of it (0: the file), and a sentence for the auditor."""

    def __init__(self, file: str, place: int, sentence: str) -> None:
        word = "rekaman" if file == RECORDS else "baris"
        super().__init__(f"{file}{f', {word} {place}' if place else ''}: {sentence}")


@dataclass(frozen=True, slots=True)
class Special:
    """What is kept of an event that more than its leaf is asked of."""

    topic: bytes
    payload: bytes
    redacted: bool
    proof: tuple[bytes, ...] | None


Row = tuple[int, bytes, int, int, bytes, Special | None]
"""Position, stream, version, time, leaf hash: a plain tuple, for there are millions."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is put into a bundle. `salt` is empty after a redaction; `hashed` is then the hash that was."""

    pos: int
    stream: bytes
    version: int
    at: int
    actor: bytes
    command: bytes
    topic: bytes
    salt: bytes
    payload: bytes
    hashed: bytes = b""
    proof: Sequence[bytes] | None = None

    def entry(self, log_id: bytes) -> Entry:
        hashed = payload_hash(self.salt, self.payload) if self.salt else self.hashed
        return Entry(log_id, self.stream, self.version, self.at, self.actor, self.command, self.topic, hashed)

    @property
    def line(self) -> bytes:
        fields: dict[str, object] = {
            "pos": self.pos,
            "aliran": str(UUID(bytes=self.stream)),
            "versi": self.version,
            "pada": self.at,
            "aktor": str(UUID(bytes=self.actor)),
            "perintah": str(UUID(bytes=self.command)),
            "topik": self.topic.decode(),
        }
        if self.proof is not None:
            fields["bukti"] = [node.hex() for node in self.proof]
        fields |= {"garam": self.salt.hex()} if self.salt else {"garam": None, "sidik_muatan": self.hashed.hex()}
        try:
            fields["muatan"] = self.payload.decode()
        except UnicodeDecodeError:
            fields["muatan_heks"] = self.payload.hex()
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    @property
    def record(self) -> bytes:
        kind = PROVED * (self.proof is not None) | REDACTED * (not self.salt)
        parts = [self.pos.to_bytes(8), bytes([kind]), self.entry(bytes(16)).encoded[17:-32]]
        if self.proof is not None:
            parts += [bytes([len(self.proof)]), *self.proof]
        body = b"".join([*parts, self.salt or self.hashed, self.payload])
        return len(body).to_bytes(4) + body
