"""docs/format-log.md, recomputed from its own words: hashlib, struct and another implementation's Ed25519 alone.

The product's code comes in at the end, where it must give the same as this reading of the page.
"""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.log import bundle_lines, bundle_records
from domain.log.bundle import MAGIC, Event
from domain.log.checkpoint import Checkpoint, origin
from domain.log.merkle import extends, includes
from domain.log.note import Key, Note

PAGE = Path(__file__).resolve().parents[3] / "docs" / "format-log.md"


@cache
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def block(name: str) -> str:
    found = re.search(rf"```{name}\n(.*?)```", page(), re.DOTALL)
    assert found is not None
    return found[1]


@cache
def vectors() -> dict[str, str]:
    return dict(line.split(" = ", 1) for line in block("vektor").splitlines() if line)


def hexed(name: str) -> bytes:
    return bytes.fromhex(vectors()[name])


def number(name: str) -> int:
    return int(vectors()[name])


def h(data: bytes) -> bytes:
    return sha256(data).digest()


def leaf(n: int) -> bytes:
    return hexed(f"leaf_{n}")


@pytest.mark.parametrize("n", [1, 2, 3])
def test_payload_hash_entry_and_leaf(n: int) -> None:
    topic, payload = vectors()[f"topic_{n}"].encode(), vectors()[f"payload_{n}"].encode()
    assert hexed(f"payload_hash_{n}") == h(hexed(f"salt_{n}") + payload)
    entry = (
        b"\x01" + hexed("log_id") + hexed(f"stream_{n}") + struct.pack(">qq", number(f"version_{n}"), number(f"at_{n}"))
        + hexed(f"actor_{n}") + hexed(f"command_{n}") + struct.pack(">H", len(topic)) + topic
        + hexed(f"payload_hash_{n}")
    )  # fmt: skip
    assert hexed(f"entry_{n}") == entry
    assert leaf(n) == h(b"\x00" + entry)
    assert event(n).entry(hexed("log_id")).encoded == entry


def test_tree_and_proofs() -> None:
    assert hexed("node_1_2") == h(b"\x01" + leaf(1) + leaf(2))
    assert hexed("root") == h(b"\x01" + hexed("node_1_2") + leaf(3))
    assert hexed("proof_2") == leaf(1) + leaf(3)
    assert hexed("consistency_1_3") == leaf(2) + leaf(3)
    assert includes(1, 3, leaf(2), [leaf(1), leaf(3)], hexed("root"))
    assert extends(1, 3, leaf(1), hexed("root"), [leaf(2), leaf(3)])


def verifier_key(name: str, kind: bytes, public: bytes) -> tuple[str, bytes]:
    key_id = h(name.encode() + b"\n" + kind + public)[:4]
    return f"{name}+{key_id.hex()}+{b64encode(kind + public).decode()}", key_id


def test_keys_checkpoint_and_signatures() -> None:
    name = "riwayat/log/" + vectors()["log_id"]
    text = f"{name}\n3\n{b64encode(hexed('root')).decode()}\n"
    witness, time = vectors()["witness_name"], number("witness_time")
    lines = []
    for who, kind, called in (("log", b"\x01", name), ("witness", b"\x04", witness)):
        private = Ed25519PrivateKey.from_private_bytes(hexed(f"{who}_seed"))
        public = private.public_key().public_bytes_raw()
        vkey, key_id = verifier_key(called, kind, public)
        assert (vectors()[f"{who}_public"], vectors()[f"{who}_key"]) == (public.hex(), vkey)
        signed = private.sign(text.encode())
        if who == "witness":
            signed = struct.pack(">Q", time) + private.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
        lines.append(f"— {called} {b64encode(key_id + signed).decode()}\n")
    assert block("catatan") == f"{text}\n{''.join(lines)}"


def test_the_product_reads_the_note_alike() -> None:
    note = Note.read(block("catatan"))
    assert note.signed_by(Key.read(vectors()["log_key"]))
    assert note.cosigned(Key.read(vectors()["witness_key"])) == number("witness_time")
    name = origin(hexed("log_id"), demonstrasi=False, pemulihan=0)
    assert Checkpoint.read(note.text) == Checkpoint(name, 3, hexed("root"))


def event(n: int) -> Event:
    return Event(
        number(f"pos_{n}"), hexed(f"stream_{n}"), number(f"version_{n}"), number(f"at_{n}"), hexed(f"actor_{n}"),
        hexed(f"command_{n}"), vectors()[f"topic_{n}"].encode(), hexed(f"salt_{n}"), vectors()[f"payload_{n}"].encode(),
    )  # fmt: skip


def test_line_and_record() -> None:
    topic, payload = vectors()["topic_2"].encode(), vectors()["payload_2"].encode()
    body = struct.pack(">QB", 2, 0) + hexed("entry_2")[17 : 17 + 66 + len(topic)] + hexed("salt_2") + payload
    assert hexed("record_2") == struct.pack(">I", len(body)) + body
    escaped = payload.decode().replace('"', r"\"")
    assert vectors()["line_2"] == (
        f'{{"pos":2,"aliran":"{UUID(vectors()["stream_2"])}","versi":2,"pada":{number("at_2")}'
        f',"aktor":"{UUID(vectors()["actor_2"])}","perintah":"{UUID(vectors()["command_2"])}","topik":"{topic.decode()}"'
        f',"garam":"{vectors()["salt_2"]}","muatan":"{escaped}"}}'
    )
    assert event(2).record == hexed("record_2")
    assert event(2).line.decode() == vectors()["line_2"] + "\n"
    for read, data in ((bundle_lines.read, event(2).line), (bundle_records.read, MAGIC + event(2).record)):
        ((row,),) = [rows for rows in read([data], hexed("log_id")) if rows]
        assert row == (2, hexed("stream_2"), 2, number("at_2"), leaf(2), None)


def test_every_vector_is_looked_at() -> None:
    assert len(vectors()) == 3 * 12 + 1 + 4 + 8 + 2
