"""Merkle trees of RFC 9162 section 2.1 over SHA-256: growing, the subtrees a proof is made of, checking proofs.

A hash is 32 bytes. A position here is an index from 0, as in the RFC; the log's `pos` is that index plus 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH = 32
EMPTY_ROOT = sha256(b"").digest()
_TILE = 256


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows and keeps only its peaks: the roots of its perfect subtrees, widest first."""

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: bytes = b"") -> None:
        if len(peaks) != HASH * size.bit_count():
            raise ValueError(f"{size} leaves have {size.bit_count()} peaks")
        self.size = size
        self.peaks = [peaks[i : i + HASH] for i in range(0, len(peaks), HASH)]

    def append(self, leaf: bytes) -> None:
        self._push(leaf, 0)

    def extend(self, leaves: Sequence[bytes]) -> list[bytes]:
        """Append many leaves; returns the roots of the full 256-leaf subtrees they complete from an even start."""
        at, tiles = 0, list[bytes]()
        while at < len(leaves) and self.size % _TILE:
            self._push(leaves[at], 0)
            at += 1
        while len(leaves) - at >= _TILE:
            tiles.append(perfect_root(leaves[at : at + _TILE]))
            self._push(tiles[-1], 8)
            at += _TILE
        for leaf in leaves[at:]:
            self._push(leaf, 0)
        return tiles

    def _push(self, node: bytes, height: int) -> None:
        rest = self.size >> height
        self.size += 1 << height
        while rest & 1:
            node = node_hash(self.peaks.pop(), node)
            rest >>= 1
        self.peaks.append(node)

    @property
    def frontier(self) -> bytes:
        return b"".join(self.peaks)

    @property
    def root(self) -> bytes:
        return join(self.peaks)


def join(peaks: Sequence[bytes]) -> bytes:
    """The root over neighbouring perfect subtrees that get narrower to the right."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def perfect_root(nodes: Sequence[bytes]) -> bytes:
    """The root over a power of two of equally high nodes."""
    while len(nodes) > 1:
        nodes = [sha256(b"\x01" + left + right).digest() for left, right in zip(nodes[::2], nodes[1::2], strict=True)]
    return nodes[0]


@dataclass(frozen=True, slots=True)
class Span:
    """The leaves `start` to before `end`: one hash of a proof is the root over such a span."""

    start: int
    end: int

    def perfect(self) -> list[tuple[int, int]]:
        """(height, index at that height) of the perfect subtrees that make up the span, left to right."""
        parts, at = [], self.start
        while at < self.end:
            height = (self.end - at).bit_length() - 1
            if at:
                height = min(height, (at & -at).bit_length() - 1)
            parts.append((height, at >> height))
            at += 1 << height
        return parts


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The spans of an inclusion proof, from the leaf up (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    spans, start, end = list[Span](), 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """The spans of a consistency proof, from the old tree's end up (RFC 9162, 2.1.4.1)."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} does not extend one of {old}")
    if old in (0, new):
        return []
    spans, start, end = list[Span](), 0, new
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    return ([Span(start, end)] if start else []) + spans[::-1]


def _split(width: int) -> int:
    """The largest power of two smaller than `width`."""
    return 1 << (width - 1).bit_length() - 1


def includes(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that the leaf stands at the index of the tree with that root (RFC 9162, 2.1.3.2)."""
    sides = _sides(index, size - 1, len(proof)) if 0 <= index < size else None
    if sides is None:
        return False
    for sibling, left in zip(proof, sides, strict=True):
        leaf = node_hash(sibling, leaf) if left else node_hash(leaf, sibling)
    return leaf == root


def extends(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the new tree begins with the whole old one (RFC 9162, 2.1.4.2)."""
    if not 0 < old < new:
        same = old == new and old_root == new_root
        return not proof and (same or (old == 0 <= new and old_root == EMPTY_ROOT))
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    index, last = old - 1, new - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    sides = _sides(index, last, len(path) - 1) if path else None
    if sides is None:
        return False
    before = after = path[0]
    for sibling, left in zip(path[1:], sides, strict=True):
        before = node_hash(sibling, before) if left else before
        after = node_hash(sibling, after) if left else node_hash(after, sibling)
    return before == old_root and after == new_root


@dataclass(frozen=True, slots=True)
class Rung:
    """One step up from a leaf: the neighbouring span, its root, whether it stands to the left, and both hashed."""

    span: Span
    sibling: bytes
    left: bool
    hash: bytes


def climb(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> list[Rung]:
    """The way from a leaf to the root, step by step; the last hash is the root that the proof gives this leaf.

    Raises ValueError when a proof of this place has another length.
    """
    rungs = list[Rung]()
    for span, sibling in zip(inclusion_spans(index, size), proof, strict=True):
        left = span.end <= index
        leaf = node_hash(sibling, leaf) if left else node_hash(leaf, sibling)
        rungs.append(Rung(span, sibling, left, leaf))
    return rungs


def _sides(index: int, last: int, steps: int) -> list[bool] | None:
    """Whether each hash of a proof stands to the left of the way up; None if the way has another length."""
    sides = list[bool]()
    for _ in range(steps):
        if last == 0:
            return None
        sides.append(bool(index & 1) or index == last)
        while sides[-1] and index and not index & 1:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    return sides if last == 0 else None
