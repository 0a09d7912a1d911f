"""A witness' judgement, against what the specification says of each request (C2SP tlog-witness)."""

from __future__ import annotations

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from domain.log import tiles
from domain.log.checkpoint import Checkpoint
from domain.log.merkle import EMPTY_ROOT
from domain.log.note import LOG, Key, Note, NoteError, Signature
from domain.log.witness import Judgement, Submission, judge, trusted
from tests.domain.log.test_merkle import LEAVES, fetch, mth

ASAL = "riwayat/log/uji"
SIGNATURE = Signature(ASAL, b"abcd", bytes(64))


def checkpoint(size: int, root: bytes | None = None) -> Checkpoint:
    return Checkpoint(ASAL, size, mth(LEAVES[:size]) if root is None else root)


def submission(old: int, new: Checkpoint, proof: list[bytes]) -> Submission:
    return Submission(old, tuple(proof), Note(new.text, (SIGNATURE,)))


def honest(old: int, size: int) -> Submission:
    return submission(old, checkpoint(size), tiles.consistency_proof(old, size, fetch))


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_the_judgement_of_honest_requests(last: int, old: int, size: int) -> None:
    asked = honest(old, size) if old <= size else submission(old, checkpoint(size), [])
    expected = Judgement.SHRINKS if old > size else Judgement.STALE if old != last else Judgement.EXTENDS
    assert judge(asked, checkpoint(last)) is expected


@given(st.integers(1, 300), st.integers(1, 300))
def test_a_forged_history_or_proof_is_not_proved(a: int, b: int) -> None:
    last, size = min(a, b), max(a, b)
    other = checkpoint(last, mth(LEAVES[1 : last + 1]))
    expected = Judgement.OTHER_ROOT if last == size else Judgement.UNPROVED
    assert judge(honest(last, size), other) is expected
    proof = tiles.consistency_proof(last, size, fetch)
    assert judge(submission(last, checkpoint(size), [*proof, bytes(32)]), checkpoint(last)) is Judgement.UNPROVED


def test_a_log_that_was_never_seen_begins_at_nothing() -> None:
    assert judge(honest(0, 5), None) is Judgement.EXTENDS
    assert judge(honest(0, 0), None) is Judgement.EXTENDS
    assert judge(honest(3, 5), None) is Judgement.STALE
    assert judge(submission(0, checkpoint(0, bytes(32)), []), None) is Judgement.OTHER_ROOT
    assert judge(submission(0, checkpoint(5), [EMPTY_ROOT]), None) is Judgement.UNPROVED


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_submission_reads_back(a: int, b: int) -> None:
    asked = honest(min(a, b), max(a, b))
    assert Submission.read(asked.text) == asked
    assert asked.checkpoint == checkpoint(max(a, b))


BAIK = honest(3, 5).text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "old 3\n",
        BAIK.replace("old 3", "old 03"),
        BAIK.replace("old 3", "old -1"),
        BAIK.replace("old 3", "old  3"),
        BAIK.replace("old 3", "new 3"),
        BAIK.replace("old 3\n", "old 3\r\n"),
        BAIK.replace("\n\n", "\n", 1),
        BAIK.replace("old 3\n", "old 3\nAAAA\n"),
        BAIK.replace("old 3\n", "old 3\nbukan base64\n"),
        BAIK.replace("old 3\n", "old 3\n" + f"{b64encode(bytes(32)).decode()}\n" * 64),
        BAIK.replace("\n5\n", "\nlima\n"),
        BAIK.replace("\n5\n", "\n5\nlagi\n"),
        BAIK.replace("—", "-"),
        BAIK.removesuffix("\n"),
    ],
)
def test_what_is_no_submission(body: str) -> None:
    with pytest.raises(NoteError):
        Submission.read(body)


def test_a_note_is_trusted_by_a_signature_that_verifies() -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes([7] * 32))
    key = Key(ASAL, LOG, private.public_key().public_bytes_raw())
    genuine = Note("teks\n", (SIGNATURE, Signature(ASAL, key.id, private.sign(b"teks\n"))))
    assert trusted(genuine, [key])
    assert not trusted(Note("lain\n", genuine.signatures), [key])
    forged = Note("teks\n", (Signature(ASAL, key.id, bytes(64)),))
    assert not trusted(forged, [key])
    assert not trusted(forged, [])
    assert not trusted(Note("teks\n", (SIGNATURE,)), [key])
