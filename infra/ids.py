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


def new_log_id() -> bytes:
    """The name of a tenant's log for ever, part of every leaf (decision D12)."""
    return secrets.token_bytes(SALT_BYTES)
