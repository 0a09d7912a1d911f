"""Tiles of C2SP tlog-tiles: 256 neighbouring hashes of a level, their addresses, and proofs made from them.

Level 0 holds leaf hashes; a hash of level L stands for a full subtree of 256^L leaves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.log.merkle import HASH, Span, consistency_spans, inclusion_spans, join, perfect_root

WIDTH, HEIGHT = 256, 8


@dataclass(frozen=True, slots=True)
class Run:
    """`count` neighbouring hashes of a level, the first at `first`; they lie within one tile."""

    level: int
    first: int
    count: int


Fetch = Callable[[Sequence[Run]], Sequence[bytes]]
"""For each run its hashes, one after another in one bytes object."""


def roots(spans: Sequence[Span], fetch: Fetch) -> list[bytes]:
    """The root over each span, from hashes that are all asked for at once."""
    parts = [[_run(height, index) for height, index in span.perfect()] for span in spans]
    found = iter(fetch([run for part in parts for run in part]))
    return [join([_root(next(found), run) for run in part]) for part in parts]


def _run(height: int, index: int) -> Run:
    level, rest = divmod(height, HEIGHT)
    return Run(level, index << rest, 1 << rest)


def _root(hashes: bytes, run: Run) -> bytes:
    if len(hashes) != run.count * HASH:
        raise LookupError(f"the tree has no {run.count} hashes of level {run.level} from {run.first}")
    return _over(hashes)


@lru_cache(maxsize=1024)
def _over(hashes: bytes) -> bytes:
    """Proofs in one tree share all but their own tile: half of their hashing. Kept by content, so never out of date."""
    return perfect_root([hashes[i : i + HASH] for i in range(0, len(hashes), HASH)])


def tree_root(size: int, fetch: Fetch) -> bytes:
    """The root that the tree had when it was `size` leaves large."""
    return roots([Span(0, size)], fetch)[0]


def inclusion_proof(index: int, size: int, fetch: Fetch) -> list[bytes]:
    return roots(inclusion_spans(index, size), fetch)


def consistency_proof(old: int, new: int, fetch: Fetch) -> list[bytes]:
    return roots(consistency_spans(old, new), fetch)


@dataclass(frozen=True, slots=True)
class Address:
    """A tile's place in the tree; `width` below 256 is a partial tile."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def run(self) -> Run:
        return Run(self.level, self.index * WIDTH, self.width)

    @property
    def path(self) -> str:
        """`<N>[.p/<W>]`, the part of the address after the level: 1234067 is x001/x234/067."""
        groups = [f"{self.index % 1000:03}"]
        rest = self.index // 1000
        while rest:
            groups.insert(0, f"x{rest % 1000:03}")
            rest //= 1000
        return "/".join(groups) + (f".p/{self.width}" if self.width < WIDTH else "")


_PATH = re.compile(r"((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_DEEPEST = 6
"""256^7 leaves and more are beyond the store's positions."""


def address(level: int, path: str) -> Address | None:
    """Read `<N>[.p/<W>]`; None where it is not written exactly as the format asks."""
    match = _PATH.fullmatch(path)
    if match is None or not 0 <= level <= _DEEPEST:
        return None
    found = Address(level, int(match[1].replace("x", "").replace("/", "")), int(match[2] or WIDTH))
    return found if found.path == path and found.index < 1 << 48 else None


def addresses(size: int) -> list[Address]:
    """Every tile of a tree, partial ones too."""
    found, level = list[Address](), 0
    while hashes := size >> HEIGHT * level:
        full, rest = divmod(hashes, WIDTH)
        found += [Address(level, n) for n in range(full)]
        found += [Address(level, full, rest)] if rest else []
        level += 1
    return found
