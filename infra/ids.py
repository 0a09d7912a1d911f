"""The only place that makes identifiers and salts."""

from __future__ import annotations

import secrets
from uuid import UUID, uuid4

SALT_BYTES = 16


def new_id() -> UUID:
    return uuid4()


def new_salt() -> bytes:
    """So that nobody confirms a guess about a payload from its hash (decision D13)."""
    return secrets.token_bytes(SALT_BYTES)


def new_token() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def new_nonce(jumlah: int) -> bytes:
    """Bytes that must never repeat under one key."""
    return secrets.token_bytes(jumlah)


def new_code(huruf: str, panjang: int) -> str:
    """A code that is read out and typed in: so many letters of these."""
    return "".join(secrets.choice(huruf) for _ in range(panjang))


def new_log_id() -> bytes:
    """The name of a tenant's log for ever, part of every leaf (decision D12)."""
    return secrets.token_bytes(SALT_BYTES)
