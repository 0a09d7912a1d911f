"""Trust policies (C2SP tlog-policy): whose signature a checkpoint must have, and which witnesses must agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.log.note import Key

NONE = "none"
FEWEST = 3
"""Fewer witnesses could not outvote one that lies."""
_GROUP, _WITNESS = "kuorum", "saksi"


def majority(count: int) -> int:
    """How many of so many witnesses must agree: more than half of at least three; 0 while there are fewer."""
    return count // 2 + 1 if count >= FEWEST else 0


@dataclass(frozen=True, slots=True)
class Group:
    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """`logs` each with an address or an empty text; witnesses by the name that groups and quorum use."""

    logs: Mapping[Key, str]
    witnesses: Mapping[str, Key]
    groups: Mapping[str, Group]
    quorum: str
    addresses: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def majority(cls, logs: Iterable[Key], witnesses: Sequence[Key]) -> Policy:
        """Any of these keys, and the majority of the witnesses."""
        least = majority(len(witnesses))
        named = {f"{_WITNESS}-{n}": key for n, key in enumerate(witnesses, 1)}
        groups = {_GROUP: Group(least, tuple(named))} if least else {}
        return cls(dict.fromkeys(logs, ""), named, groups, _GROUP if least else NONE)

    def at(self, log: str, witnesses: Sequence[str]) -> Policy:
        """The same, with the addresses of the log and of the witnesses in their order."""
        return replace(
            self, logs=dict.fromkeys(self.logs, log), addresses=dict(zip(self.witnesses, witnesses, strict=True))
        )

    def satisfied(self, cosigned: Collection[str]) -> bool:
        """Whether the quorum is reached when these witnesses have cosigned."""
        return self.quorum == NONE or self._agrees(self.quorum, cosigned)

    def as_strict_as(self, other: Policy) -> bool:
        """Whether this, too, asks for all that a majority policy asks for: its witnesses, and as many of them."""
        mine, theirs = ({key.public for key in p.witnesses.values()} for p in (self, other))
        if mine != theirs or other.quorum == NONE:
            return mine == theirs
        group = self.groups.get(self.quorum)
        return group is not None and group.least >= other.groups[other.quorum].least and not self._nested(group)

    def _nested(self, group: Group) -> bool:
        return any(member in self.groups for member in group.members)

    def _agrees(self, name: str, cosigned: Collection[str]) -> bool:
        # Groups name only what stood before them and nothing twice, so this ends and looks at each name once.
        if name in self.witnesses:
            return name in cosigned
        group = self.groups[name]
        return sum(self._agrees(member, cosigned) for member in group.members) >= group.least

    @property
    def text(self) -> str:
        lines = [f"log {key.vkey} {address}".rstrip() for key, address in self.logs.items()]
        for name, key in self.witnesses.items():
            lines.append(f"witness {name} {key.vkey} {self.addresses.get(name, '')}".rstrip())
        lines += [f"group {name} {g.least} {' '.join(g.members)}" for name, g in self.groups.items()]
        return "\n".join([*lines, f"quorum {self.quorum}"]) + "\n"
