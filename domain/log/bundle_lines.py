"""Reading `peristiwa.jsonl`: JSON, but in the one spelling that docs/format-log.md gives.

A pattern instead of a JSON parser: it takes a third of the time, and a key that is missing, twice, misspelt or of
another type does not fit it, nor does a number of a thousand digits or a list in a list in a list.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable, Iterable, Iterator

from domain.log.bundle import LARGEST, LINES, NAMES_FILE, TOPIC, WATCHED, BundleError, Row, Special
from domain.log.entry import leaf_hasher, payload_hash

_ID = '"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"'
_LINE = re.compile(
    r'\{"pos":([1-9][0-9]{0,18}),"aliran":' + _ID + r',"versi":([1-9][0-9]{0,18}),"pada":(0|-?[1-9][0-9]{0,18})'
    r',"aktor":' + _ID + r',"perintah":' + _ID + r',"topik":"([^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*)"'
    r'(?:,"bukti":\[((?:"[0-9a-f]{64}",?){0,63})\])?'
    r',"garam":(?:"([0-9a-f]{32})"|null,"sidik_muatan":"([0-9a-f]{64})")'
    r',(?:"muatan":"(.*)"|"muatan_heks":"((?:[0-9a-f]{2})*)")\}'
)
_HASHES = re.compile(r'(?:"[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*)?')
_scan = json.decoder.scanstring  # type: ignore[attr-defined]


def read(chunks: Iterable[bytes], log_id: bytes) -> Iterator[list[Row]]:
    """The events of a file that comes in pieces. Raises BundleError."""
    row, number = _reader(log_id), 0
    for lines in _lines(chunks):
        rows = list[Row]()
        for line in lines:
            number += 1
            try:
                rows.append(row(line))
            except (ValueError, struct.error) as error:
                yield rows
                raise BundleError(LINES, number, "isinya tidak berbentuk seperti yang ditetapkan format") from error
        yield rows


def _lines(chunks: Iterable[bytes]) -> Iterator[list[str]]:
    """Whole lines of UTF-8, without their line ends."""
    rest, done = b"", 0
    for chunk in chunks:
        head, end, tail = chunk.rpartition(b"\n")
        rest, whole = (tail, rest + head) if end else (rest + tail, None)
        if whole is not None:
            try:
                lines = whole.decode().split("\n")
            except UnicodeDecodeError as error:
                bad = done + whole[: error.start].count(b"\n") + 1
                raise BundleError(LINES, bad, "bukan teks UTF-8") from error
            yield lines
            done += len(lines)
        if len(rest) > LARGEST:
            raise BundleError(LINES, done + 1, "barisnya terlalu panjang")
    if rest:
        raise BundleError(LINES, done + 1, "terpotong: barisnya tidak berakhir")


def _reader(log_id: bytes) -> Callable[[str], Row]:
    fit, leaf_of, unhex = _LINE.fullmatch, leaf_hasher(log_id), bytes.fromhex

    def row(line: str) -> Row:
        found = fit(line)
        if found is None or len(line) > LARGEST:
            raise ValueError
        number, stream_, version_, at_, actor, command, topic_, proof, salt, hashed, text, coded = found.groups()
        payload = unhex(coded) if text is None else _unescaped(text).encode()
        topic = (_unescaped(topic_) if "\\" in topic_ else topic_).encode()
        if len(topic) > TOPIC:
            raise ValueError
        digest = payload_hash(unhex(salt), payload) if salt else unhex(hashed)
        stream, version, at = unhex(stream_.replace("-", "")), int(version_), int(at_)
        actor, command = unhex(actor.replace("-", "")), unhex(command.replace("-", ""))
        leaf = leaf_of(stream, version, at, actor, command, topic, digest)
        special = None
        if salt is None or proof is not None or topic in WATCHED or NAMES_FILE in payload:
            special = Special(topic, payload, salt is None, None if proof is None else _hashes(proof))
        return int(number), stream, version, at, leaf, special

    return row


def _unescaped(text: str) -> str:
    value, end = _scan(text + '"', 0, True)
    if end != len(text) + 1:
        raise ValueError
    return str(value)


def _hashes(text: str) -> tuple[bytes, ...]:
    if not _HASHES.fullmatch(text):
        raise ValueError
    return tuple(bytes.fromhex(word) for word in text.replace('"', "").split(",")) if text else ()
