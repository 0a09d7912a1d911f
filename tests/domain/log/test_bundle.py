"""Events in a bundle: both forms carry the same, whatever they hold and however the file comes in pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.log import audit, bundle, bundle_lines, bundle_records, sayings
from domain.log.bundle import APPOINTED, DISMISSED, ERASED, LARGEST, MAGIC, BundleError, Event, Row, Special
from domain.log.entry import Entry, leaf_hasher, payload_hash
from domain.log.merkle import Tree, leaf_hash

LOG_ID = bytes(range(16))
ids = st.binary(min_size=16, max_size=16)
big = st.integers(1, 2**63 - 1)
topics = st.one_of(
    st.sampled_from([ERASED, APPOINTED, DISMISSED, b"sop.dibuat.v1", b""]),
    st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
)  # fmt: skip
payloads = st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")))
proofs = st.one_of(st.none(), st.lists(st.binary(min_size=32, max_size=32), max_size=5).map(tuple))


@st.composite
def events(draw: st.DrawFn) -> Event:
    salt = draw(st.one_of(ids, st.just(b"")))
    hashed = b"" if salt else draw(st.binary(min_size=32, max_size=32))
    return Event(
        draw(big), draw(ids), draw(big), draw(st.integers(-(2**63), 2**63 - 1)), draw(ids), draw(ids), draw(topics),
        salt, draw(payloads), hashed, draw(proofs),
    )  # fmt: skip


def expected(event: Event) -> Row:
    special = None
    if not event.salt or event.proof is not None or event.topic in bundle.WATCHED:
        special = Special(event.topic, event.payload, not event.salt, event.proof)  # type: ignore[arg-type]
    leaf = leaf_hash(event.entry(LOG_ID).encoded)
    return event.pos, event.stream, event.version, event.at, leaf, special


def pieces(whole: bytes, width: int) -> Iterator[bytes]:
    return (whole[n : n + width] for n in range(0, len(whole), width))


@settings(deadline=None)
@given(st.lists(events(), max_size=4), st.integers(1, 2000))
def test_both_forms_give_back_the_events(made: list[Event], width: int) -> None:
    lines = pieces(b"".join(e.line for e in made), width)
    records = pieces(MAGIC + b"".join(e.record for e in made), width)
    rows = [expected(e) for e in made]
    assert [row for batch in bundle_lines.read(lines, LOG_ID) for row in batch] == rows
    assert [row for batch in bundle_records.read(records, LOG_ID) for row in batch] == rows


@given(events())
def test_a_line_is_json(event: Event) -> None:
    fields = json.loads(event.line)
    payload = fields["muatan"].encode() if "muatan" in fields else bytes.fromhex(fields["muatan_heks"])
    assert (payload, fields["topik"].encode(), fields["pos"]) == (event.payload, event.topic, event.pos)


@given(ids, ids, big, st.integers(-(2**63), 2**63 - 1), topics, st.binary(min_size=32, max_size=32))
def test_the_quick_leaf_is_the_entry_s(
    stream: bytes, actor: bytes, version: int, at: int, topic: bytes, h: bytes
) -> None:
    slow = Entry(LOG_ID, stream, version, at, actor, stream, topic, h)
    assert leaf_hasher(LOG_ID)(stream, version, at, actor, stream, topic, h) == leaf_hash(slow.encoded)


def test_a_payload_s_hash_is_salted() -> None:
    assert payload_hash(b"garam", b"muatan") == sha256(b"garammuatan").digest()


def event(pos: int, **other: object) -> Event:
    made = Event(pos, bytes(16), pos, pos, bytes(16), bytes(16), b"t", b"s" * 16, b"{}")
    return replace(made, **other)  # type: ignore[arg-type]


def rows(*made: Event) -> list[Row]:
    return [expected(e) for e in made]


def test_a_text_longer_than_any_line() -> None:
    line = event(1).line.replace(b"{}", b" " * LARGEST)
    with pytest.raises(BundleError, match="baris 1"):
        list(bundle_lines.read([line], LOG_ID))


def test_the_number_of_a_bad_line_counts_from_the_file_s_beginning() -> None:
    good = b"".join(event(n).line for n in range(1, 4))
    for bad, piece in ((b"x\n", good), (b"\xff\n", good)):
        with pytest.raises(BundleError, match="baris 7"):
            list(bundle_lines.read([piece, piece + bad + good], LOG_ID))
    assert str(BundleError("a", 0, "b")) == "a: b"


def test_the_tree_at_every_size_asked_for_whatever_the_batches() -> None:
    made = [event(n) for n in range(1, 1101)]
    leaves = [row[4] for row in rows(*made)]
    marks = [0, 1, 255, 256, 257, 700, 1100, 2000]
    for width in (1, 7, 256, 300, 5000):
        whole = audit.Whole(1100, marks)
        for n in range(0, 1100, width):
            whole.take(rows(*made[n : n + width]))
        whole.end()
        grown = {n: Tree() for n in marks[:-1]}
        for size, tree in grown.items():
            tree.extend(leaves[:size])
        assert whole.root() == grown[1100].root
        assert whole.roots == {size: tree.root for size, tree in grown.items()}


def test_what_memory_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "MOST_STREAMS", 2)
    monkeypatch.setattr(sayings, "MOST_REDACTED", 1)
    apart = [event(n, stream=bytes([n]) * 16, version=1, proof=()) for n in range(1, 4)]
    with pytest.raises(sayings.TooMuchError):
        audit.Whole(3).take(rows(*apart))
    one = leaf_hash(apart[0].entry(LOG_ID).encoded)
    monkeypatch.setattr(audit, "includes", lambda *_: True)
    with pytest.raises(sayings.TooMuchError):
        audit.Part(3, one).take(rows(*apart))
    gone = [event(n, salt=b"", hashed=bytes(32)) for n in (1, 2)]
    with pytest.raises(sayings.TooMuchError):
        audit.Whole(2).take(rows(*gone))


def hear(said: sayings.Sayings, pos: int, topic: bytes, payload: bytes, *, redacted: bool = False) -> None:
    said.hear(pos, Special(topic, payload, redacted, None))


def test_witnesses_are_named_and_dismissed() -> None:
    said = sayings.Sayings()
    for pos, name in enumerate(("a", "b"), 1):
        hear(said, pos, APPOINTED, json.dumps({"data": {"nama": name, "kunci": f"k{name}"}}).encode())
    hear(said, 3, DISMISSED, b'{"data":{"nama":"a"}}')
    hear(said, 4, DISMISSED, b'{"data":{"nama":"tiada"}}')
    hear(said, 5, APPOINTED, b'{"data":{"nama":"c","kunci":5}}')
    hear(said, 6, b"sop.dibuat.v1", b'{"data":{"nama":"c","kunci":"kc"}}')
    assert said.witnesses == {"b": "kb"}


@pytest.mark.parametrize(
    "payload",
    [b"", b"\xff", b"[]", b"1", b"{}", b'{"data":1}', b'{"data":{}}', b'{"data":{"pengganti":7}}', b"[" * 100_000,
     b'{"data":{"pengganti":[1,{"pos":"1","sidik":"00"},{"pos":1,"sidik":"zz"},{"pos":1},{"pos":1,"sidik":"00"}]}}'],
)  # fmt: skip
def test_an_erasure_that_names_nothing_allows_nothing(payload: bytes) -> None:
    said = sayings.Sayings()
    hear(said, 1, b"t", b"{}", redacted=True)
    hear(said, 2, ERASED, payload)
    assert said.unauthorised() == 1


def test_an_erasure_allows_what_it_names_and_only_what_came_before() -> None:
    digest = sha256(b"{}").hexdigest()
    named = json.dumps({"data": {"pengganti": [{"pos": n, "sidik": digest} for n in (1, 2, 4)]}}).encode()
    said = sayings.Sayings()
    for pos in (1, 2):
        hear(said, pos, b"t", b"{}", redacted=True)
    hear(said, 3, ERASED, named)
    assert said.unauthorised() is None
    hear(said, 4, b"t", b"{}", redacted=True)
    assert said.unauthorised() == 4
