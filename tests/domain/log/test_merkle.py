"""The tree against the recursive definitions of RFC 9162 section 2.1: every small size, and random larger ones."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.log import merkle, tiles
from domain.log.merkle import Span, Tree, climb, consistency_spans, extends, includes, inclusion_spans

LEAVES = [merkle.leaf_hash(bytes([n % 256, n // 256])) for n in range(1200)]


def mth(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, over leaf hashes."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = _split(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def proof(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PROOF of RFC 9162, 2.1.4.1, for 0 < m."""

    def subproof(m: int, leaves: Sequence[bytes], whole: bool) -> list[bytes]:
        if m == len(leaves):
            return [] if whole else [mth(leaves)]
        k = _split(len(leaves))
        if m <= k:
            return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
        return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]

    return subproof(m, leaves, True)


def _split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def fetch(runs: Sequence[tiles.Run]) -> list[bytes]:
    """Tiles as the store keeps them, made from the definition."""

    def one(level: int, index: int) -> bytes:
        width = 256**level
        return mth(LEAVES[index * width : (index + 1) * width])

    return [b"".join(one(run.level, n) for n in range(run.first, run.first + run.count)) for run in runs]


@pytest.mark.parametrize("size", [*range(40), 255, 256, 257, 300, 511, 512, 513, 1200])
def test_root_frontier_and_any_way_of_growing(size: int) -> None:
    one, many, resumed = Tree(), Tree(), Tree()
    for leaf in LEAVES[:size]:
        one.append(leaf)
    middle = size // 3
    full = many.extend(LEAVES[:size])
    resumed.extend(LEAVES[:middle])
    resumed = Tree(resumed.size, resumed.frontier)
    resumed.extend(LEAVES[middle:size])
    assert one.root == many.root == resumed.root == mth(LEAVES[:size])
    assert one.frontier == many.frontier == resumed.frontier
    assert full == [mth(LEAVES[n : n + 256]) for n in range(0, size - 255, 256)]
    assert tiles.tree_root(size, fetch) == one.root


def test_a_frontier_has_one_hash_for_each_peak() -> None:
    with pytest.raises(ValueError, match="2 peaks"):
        Tree(3, bytes(32))


@pytest.mark.parametrize("size", range(1, 34))
def test_every_inclusion_proof_and_no_other(size: int) -> None:
    root = mth(LEAVES[:size])
    for index in range(size):
        way = path(index, LEAVES[:size])
        assert [mth(LEAVES[s.start : s.end]) for s in inclusion_spans(index, size)] == way
        assert includes(index, size, LEAVES[index], way, root)
        for other in range(size + 2):
            assert includes(other, size, LEAVES[index], way, root) == (other == index)
        assert not includes(index, size, LEAVES[index], [*way, way[-1] if way else root], root)
        assert not includes(index, size, LEAVES[index], way[:-1], root) or not way
        for n in range(len(way)):
            assert not includes(index, size, LEAVES[index], [*way[:n], bytes(32), *way[n + 1 :]], root)


@pytest.mark.parametrize("new", range(1, 34))
def test_every_consistency_proof_and_no_other(new: int) -> None:
    root = mth(LEAVES[:new])
    for old in range(1, new + 1):
        way = proof(old, LEAVES[:new])
        before = mth(LEAVES[:old])
        assert [mth(LEAVES[s.start : s.end]) for s in consistency_spans(old, new)] == way
        assert extends(old, new, before, root, way)
        assert not extends(old, new, mth(LEAVES[1 : old + 1]), root, way)
        assert not extends(old, new, before, mth(LEAVES[1 : new + 1]), way)
        assert not extends(old, new, before, root, [*way, bytes(32)])
        assert not way or not extends(old, new, before, root, way[:-1])
        for n in range(len(way)):
            assert not extends(old, new, before, root, [*way[:n], bytes(32), *way[n + 1 :]])


def test_the_empty_tree_is_extended_by_every_tree_and_extends_none() -> None:
    root = mth(LEAVES[:5])
    assert extends(0, 5, merkle.EMPTY_ROOT, root, [])
    assert extends(0, 0, merkle.EMPTY_ROOT, merkle.EMPTY_ROOT, [])
    assert not extends(0, 5, root, root, [])
    assert not extends(0, 5, merkle.EMPTY_ROOT, root, [root])
    assert not extends(5, 4, root, mth(LEAVES[:4]), [])
    assert not extends(-1, 5, merkle.EMPTY_ROOT, root, [])
    assert not includes(5, 5, LEAVES[5], [], root)
    assert not includes(-1, 5, LEAVES[0], [], root)
    assert consistency_spans(0, 5) == consistency_spans(5, 5) == []


def test_what_cannot_be_proved_is_refused() -> None:
    with pytest.raises(ValueError, match="no leaf 5 in a tree of 5"):
        inclusion_spans(5, 5)
    with pytest.raises(ValueError, match="a tree of 4 does not extend one of 5"):
        consistency_spans(5, 4)
    with pytest.raises(LookupError, match="no 4 hashes of level 1 from 0"):
        tiles.tree_root(1280, lambda runs: [hashes[:-32] for hashes in fetch(runs)])


@given(st.integers(1, 1200), st.data())
def test_proofs_from_tiles(size: int, data: st.DataObject) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    root = mth(LEAVES[:size])
    assert includes(index, size, LEAVES[index], tiles.inclusion_proof(index, size, fetch), root)
    assert extends(old, size, mth(LEAVES[:old]), root, tiles.consistency_proof(old, size, fetch))


@given(st.integers(0, 2**50), st.integers(0, 2**50))
def test_a_span_is_made_of_perfect_subtrees_without_gaps(a: int, b: int) -> None:
    size = max(a, b)
    for span in [Span(0, size), *consistency_spans(min(a, b), size)]:
        at = span.start
        for height, index in span.perfect():
            assert index << height == at
            at += 1 << height
        assert at == span.end


@given(st.integers(1, 1200), st.data())
def test_the_way_up_ends_at_the_root_and_nowhere_else(size: int, data: st.DataObject) -> None:
    """Step by step the fold gives the root; with another leaf, or one hash of the way another, it does not."""
    index = data.draw(st.integers(0, size - 1))
    leaves, way = LEAVES[:size], path(index, LEAVES[:size])
    rungs = climb(index, size, leaves[index], way)
    assert [(r.sibling, mth(leaves[r.span.start : r.span.end])) for r in rungs] == [(h, h) for h in way]
    below = leaves[index]
    for r in rungs:
        below = merkle.node_hash(r.sibling, below) if r.left else merkle.node_hash(below, r.sibling)
        assert r.hash == below
    assert below == mth(leaves)
    other = climb(index, size, sha256(b"other").digest(), way)
    assert not way or other[-1].hash != mth(leaves)
    with pytest.raises(ValueError, match=r"shorter|longer"):
        climb(index, size, leaves[index], [*way, bytes(32)])
