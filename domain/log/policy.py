"""Trust policies (C2SP tlog-policy): whose signature a checkpoint must have, and which witnesses must agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.log.note import Key

NONE = "none"
_GROUP = "saksi"
FEWEST = 3


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
        """More than half of at least three witnesses: fewer could not outvote one that lies."""
        least = len(witnesses) // 2 + 1 if len(witnesses) >= FEWEST else 0
        groups = {_GROUP: Group(least, tuple(f"s{n}" for n, _ in enumerate(witnesses, 1)))} if least else {}
        named = {f"s{n}": key for n, key in enumerate(witnesses, 1)}
        return cls(dict.fromkeys(logs, ""), named, groups, _GROUP if least else NONE)

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
