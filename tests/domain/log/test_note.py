"""Signed notes, verifier keys, checkpoints and origins: round trips, and what is refused."""

from __future__ import annotations

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from domain.log import note
from domain.log.checkpoint import Checkpoint, Origin, origin
from domain.log.note import LOG, WITNESS, Key, Note, NoteError, Signature, cosigned_text

PRIVATE = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = PRIVATE.public_key().public_bytes_raw()
LOG_KEY, WITNESS_KEY = Key("contoh/log", LOG, PUBLIC), Key("contoh/saksi", WITNESS, PUBLIC)
TEXT = "contoh/log\n5\n" + b64encode(bytes(32)).decode() + "\n"
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="+", exclude_categories=["Z", "C"]), min_size=1)


def sign(text: str, key: Key = LOG_KEY) -> Signature:
    return Signature(key.name, key.id, PRIVATE.sign(text.encode()))


def cosign(text: str, time: int) -> Signature:
    return Signature(WITNESS_KEY.name, WITNESS_KEY.id, time.to_bytes(8) + PRIVATE.sign(cosigned_text(text, time)))


def test_the_examples_of_c2sp() -> None:
    """The key of the signed-note text, and Go's test vector of sumdb/note."""
    key = Key.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert (key.name, key.type, key.id.hex()) == ("PeterNeumann", LOG, "c74f20a3")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    assert Note.read(f"{text}\n{line}\n").signed_by(key)


@given(NAMES, st.sampled_from([LOG, WITNESS]), st.binary(min_size=32, max_size=32))
def test_a_key_reads_back(name: str, kind: int, public: bytes) -> None:
    key = Key(name, kind, public)
    assert Key.read(key.vkey) == key


@pytest.mark.parametrize(
    "text",
    ["", "a", "a+b", "a+b+c", LOG_KEY.vkey + "=", LOG_KEY.vkey[:-4], LOG_KEY.vkey.replace("contoh", "con toh"),
     LOG_KEY.vkey.replace("contoh", "lain"), "+00000000+" + b64encode(b"\x01" + PUBLIC).decode(),
     "a+00000000+" + b64encode(b"\x06" + PUBLIC).decode(), LOG_KEY.vkey.replace("+", "+A", 1), LOG_KEY.vkey + "é"],
)  # fmt: skip
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(NoteError):
        Key.read(text)


@given(st.lists(st.binary(min_size=1, max_size=80), min_size=1, max_size=5), NAMES)
def test_a_note_reads_back(values: list[bytes], name: str) -> None:
    made = Note(TEXT, tuple(Signature(name, b"abcd", value) for value in values))
    assert Note.read(made.full) == made


def test_a_text_with_an_empty_line_in_it() -> None:
    text = "satu\n\ndua\n"
    assert Note.read(Note(text, (sign(text),)).full).signed_by(LOG_KEY)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "\n\n", TEXT, TEXT + "\n", TEXT + "\n— a AAAAAAA=", TEXT + "\n- a AAAAAAA=\n",
     TEXT + "\n— a  AAAAAAA=\n",
     TEXT + "\n— a AAAA\n", TEXT + "\n— a AAAAAAB=\n", TEXT + "\n— a+b AAAAAAA=\n", TEXT + "\n— a *\n",
     TEXT.replace("5", "\r") + "\n— a AAAAAAA=\n", TEXT + "\n" + "— a AAAAAAA=\n" * 65,
     "x" * note.LARGEST + "\n\n— a AAAAAAA=\n"],
)  # fmt: skip
def test_what_is_no_note(text: str) -> None:
    with pytest.raises(NoteError):
        Note.read(text)


def test_signature_lines_without_an_end() -> None:
    with pytest.raises(NoteError):
        note.read_signatures("— a AAAAAAA=")


def test_unknown_keys_are_passed_over_and_wrong_signatures_are_not() -> None:
    other = Signature("orang lain".replace(" ", "-"), b"abcd", bytes(64))
    made = Note(TEXT, (other, sign(TEXT), cosign(TEXT, 1_700_000_000)))
    assert made.signed_by(LOG_KEY)
    assert made.cosigned(WITNESS_KEY) == 1_700_000_000
    assert Note(TEXT, (other,)).cosigned(WITNESS_KEY) is None
    assert not Note(TEXT, (other,)).signed_by(LOG_KEY)
    for broken, key in (
        (sign(TEXT + "x"), LOG_KEY),
        (cosign(TEXT + "x", 5), WITNESS_KEY),
        (Signature(WITNESS_KEY.name, WITNESS_KEY.id, bytes(71)), WITNESS_KEY),
        (cosign(TEXT, 1 << 63), WITNESS_KEY),
    ):
        with pytest.raises(NoteError, match="does not verify"):
            Note(TEXT, (other, broken)).signed_by(key)


@given(st.integers(0, 10**18), st.binary(min_size=32, max_size=32), st.booleans(), st.integers(0, 999_999_999))
def test_a_checkpoint_and_its_origin_read_back(size: int, root: bytes, demonstrasi: bool, pemulihan: int) -> None:
    name = origin(root[:16], demonstrasi=demonstrasi, pemulihan=pemulihan)
    made = Checkpoint(name, size, root)
    assert Checkpoint.read(made.text) == made
    assert Origin.read(name) == Origin(root[:16], demonstrasi, pemulihan)


@pytest.mark.parametrize(
    "text",
    ["", "a\n5\n", TEXT[:-1], TEXT + "ext\n", TEXT.replace("5", "05"), TEXT.replace("5", "-5"), TEXT.replace("5", "٥"),
     TEXT.replace("5", "1" * 20), "\n5\nAAAA\n", "a\n5\nAAAA\n", "a\n5\n*\n", TEXT.replace("=", "")],
)  # fmt: skip
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(NoteError):
        Checkpoint.read(text)


@pytest.mark.parametrize(
    "name",
    ["", "riwayat/log/", "riwayat/log/" + "0" * 31, "riwayat/log/" + "A" * 32, "riwayat/log/" + "0" * 32 + "/pulih-0",
     "riwayat/log/" + "0" * 32 + "/pulih-1/peragaan", "riwayat/log/" + "0" * 32 + "\n"],
)  # fmt: skip
def test_what_is_no_origin_of_ours(name: str) -> None:
    assert Origin.read(name) is None
