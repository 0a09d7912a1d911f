"""Reading trust policies as C2SP tlog-policy writes them. The file must be UTF-8, which the format only advises."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.log.note import LOG, WITNESS, Key, NoteError
from domain.log.policy import NONE, Group, Policy

MOST_BYTES, MOST_LINES = 100_000, 1_000
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_COUNT = re.compile(r"[1-9][0-9]{0,3}")


class PolicyError(ValueError):
    """What was read is no policy; `line` counts from 1, 0 is the whole."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def read(text: str) -> Policy:
    """Raises PolicyError."""
    lines = text.split("\n")
    if lines.pop() or len(lines) > MOST_LINES or len(text) > MOST_BYTES:
        raise PolicyError(0, "a policy ends with a line end and has at most 1000 lines")
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        try:
            reader.line(line)
        except NoteError as error:
            raise PolicyError(number, str(error)) from error
    if reader.quorum is None:
        raise PolicyError(0, "a policy has a quorum line")
    return Policy(reader.logs, reader.witnesses, reader.groups, reader.quorum, reader.addresses)


class _Reader:
    """Takes a policy's lines one after another; NoteError says what is wrong with one."""

    def __init__(self) -> None:
        self.logs: dict[Key, str] = {}
        self.witnesses: dict[str, Key] = {}
        self.groups: dict[str, Group] = {}
        self.addresses: dict[str, str] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()

    def line(self, line: str) -> None:
        if _FORBIDDEN.search(line):
            raise NoteError("a control character")
        words = [word for word in re.split(r"[ \t]+", line) if word]
        if not words or words[0].startswith("#"):
            return
        match words:
            case ["log", vkey]:
                self._log(vkey, "")
            case ["log", vkey, address]:
                self._log(vkey, address)
            case ["witness", name, vkey, *address] if len(address) <= 1:
                self._witness(name, vkey, "".join(address))
            case ["group", name, least, *members] if members:
                self._group(name, least, members)
            case ["quorum", name]:
                self._quorum(name)
            case _:
                raise NoteError("not a line of a policy")

    def _log(self, vkey: str, address: str) -> None:
        self.logs[_key(vkey, LOG, self.logs)] = address

    def _witness(self, name: str, vkey: str, address: str) -> None:
        self._new(name)
        self.witnesses[name] = _key(vkey, WITNESS, self.witnesses.values())
        if address:
            self.addresses[name] = address

    def _group(self, name: str, least: str, members: list[str]) -> None:
        self._new(name)
        if len(set(members)) < len(members) or self._members & set(members):
            raise NoteError("a name is a group's member at most once")
        if unknown := [m for m in members if m not in self.witnesses and m not in self.groups]:
            raise NoteError(f"{unknown[0]} is not defined on a line before")
        if least not in ("any", "all") and not _COUNT.fullmatch(least):
            raise NoteError("a group counts any, all or a number of its members")
        count = {"any": 1, "all": len(members)}.get(least) or int(least)
        if count > len(members):
            raise NoteError("a group asks for more members than it has")
        self._members |= set(members)
        self.groups[name] = Group(count, tuple(members))

    def _quorum(self, name: str) -> None:
        if self.quorum is not None:
            raise NoteError("a second quorum line")
        if name != NONE and name not in self.witnesses and name not in self.groups:
            raise NoteError(f"{name} is not defined on a line before")
        self.quorum = name

    def _new(self, name: str) -> None:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise NoteError(f"the name {name} is taken")


def _key(vkey: str, wanted: int, others: Iterable[Key]) -> Key:
    key = Key.read(vkey)
    if key.type != wanted:
        raise NoteError("a key of another kind")
    if any(key.public == other.public for other in others):
        raise NoteError("the same key twice")
    return key
