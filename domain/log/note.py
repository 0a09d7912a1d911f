"""Signed notes (C2SP signed-note): a text, an empty line, and a line per signature. Reading and checking them."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from hashlib import sha256

from domain.log.ed25519 import verify

LOG, WITNESS = 1, 4
"""Signature types: Ed25519 on the text; a witness' Ed25519 cosignature with its time (C2SP tlog-cosignature)."""
LARGEST, MOST_SIGNATURES = 100_000, 64
_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteError(ValueError):
    """What was read is no such note or key; the text says why."""


@dataclass(frozen=True, slots=True)
class Key:
    """A verifier key: `type` LOG or WITNESS, `public` 32 bytes."""

    name: str
    type: int
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.type]) + self.public).decode()}"

    @classmethod
    def read(cls, text: str) -> Key:
        """From `<name>+<key id in hex>+<base64 of type and key>`; raises NoteError."""
        name, _, rest = text.partition("+")
        key_id, _, encoded = rest.partition("+")
        material = decode64(encoded)
        if not _NAME.fullmatch(name) or len(material) != 33 or material[0] not in (LOG, WITNESS):
            raise NoteError("not an Ed25519 verifier key")
        key = cls(name, material[0], material[1:])
        if key.id.hex() != key_id:
            raise NoteError("the key's id does not fit its name and bytes")
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key_id: bytes
    bytes: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {b64encode(self.key_id + self.bytes).decode()}\n"

    @classmethod
    def read(cls, line: str) -> Signature:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or not _NAME.fullmatch(parts[1]):
            raise NoteError("not a signature line")
        value = decode64(parts[2])
        if len(value) < 5:
            raise NoteError("a signature is too short")
        return cls(parts[1], value[:4], value[4:])


@dataclass(frozen=True, slots=True)
class Note:
    """`text` with its last line end, and the signatures as they stand, checked or not."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def full(self) -> str:
        return f"{self.text}\n{''.join(signature.line for signature in self.signatures)}"

    @classmethod
    def read(cls, text: str) -> Note:
        if len(text) > LARGEST or _CONTROL.search(text):
            raise NoteError("a note is too long or has control characters")
        body, empty, lines = text.rpartition("\n\n")
        if not empty or not lines.endswith("\n"):
            raise NoteError("a note is a text, an empty line, and signature lines")
        signatures = read_signatures(lines)
        return cls(body + "\n", signatures)

    def signed_by(self, key: Key) -> bool:
        """Whether the key signed. Raises NoteError on a signature in the key's name that does not verify."""
        return self._find(key) is not None

    def cosigned(self, key: Key) -> int | None:
        """When a witness cosigned, in seconds since 1970; None if it did not. Raises as `signed_by`."""
        found = self._find(key)
        return int.from_bytes(found.bytes[:8]) if found else None

    def _find(self, key: Key) -> Signature | None:
        for signature in self.signatures:
            if (signature.name, signature.key_id) == (key.name, key.id):
                if not _verifies(self.text, key, signature.bytes):
                    raise NoteError(f"the signature of {key.name} does not verify")
                return signature
        return None


def read_signatures(lines: str) -> tuple[Signature, ...]:
    """One or more signature lines, each with its line end."""
    found = lines.removesuffix("\n").split("\n")
    if not lines.endswith("\n") or len(found) > MOST_SIGNATURES:
        raise NoteError("signature lines end with a line end, and there are at most 64")
    return tuple(map(Signature.read, found))


def cosigned_text(text: str, timestamp: int) -> bytes:
    """What a witness signs: the note's text under a header that gives the time."""
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def _verifies(text: str, key: Key, signature: bytes) -> bool:
    if key.type == LOG:
        return verify(key.public, text.encode(), signature)
    timestamp = int.from_bytes(signature[:8])
    return (
        len(signature) == 72
        and timestamp < 1 << 63
        and verify(key.public, cosigned_text(text, timestamp), signature[8:])
    )


def decode64(text: str) -> bytes:
    """Standard base64, only as it would be written."""
    try:
        value = b64decode(text, validate=True)
    except (Base64Error, ValueError) as error:
        raise NoteError("not base64") from error
    if b64encode(value).decode() != text:
        raise NoteError("not canonical base64")
    return value
