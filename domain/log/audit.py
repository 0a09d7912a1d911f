"""Following a bundle's events from the first to the last: their order, and the tree they form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.log.bundle import ERASED, Row
from domain.log.merkle import Tree, includes
from domain.log.sayings import Sayings, TooMuchError

MOST_STREAMS = 1_000_000
"""What is kept in memory for each; a government has some thousand streams."""
_TILE = 256


class Flaw(Exception):  # noqa: N818 - what an audit looks for, no defect of the program
    """The events are not the log's: `sentence` says what is wrong at `pos`. One from `first` on up to there is bad."""

    def __init__(self, pos: int, sentence: str, *, before: bool = False) -> None:
        super().__init__(sentence)
        self.pos, self.sentence = pos, sentence
        self.first = max(1, pos - before)


class Whole:
    """All events of a log. `marks` are tree sizes, ascending, whose roots are wanted."""

    def __init__(self, size: int, marks: Sequence[int] = ()) -> None:
        self.size, self.count, self.sayings = size, 0, Sayings()
        self.roots: dict[int, bytes] = {}
        self._marks = [mark for mark in reversed(marks) if 0 <= mark <= size]
        self._tree, self._leaves, self._last = Tree(), list[bytes](), -(1 << 63)
        self._versions: dict[bytes, int] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Raises Flaw at the first event that is out of order."""
        count, last, versions, leaves = self.count, self._last, self._versions, self._leaves
        for row in rows:
            pos, stream, version, at, leaf, special = row
            count += 1
            if pos != count or at <= last or versions.get(stream, 0) + 1 != version or count > self.size:
                raise Flaw(count, self._reason(row, count, last), before=pos == count and at <= last)
            versions[stream], last = version, at
            leaves.append(leaf)
            self.count = count
            if special is not None:
                self.sayings.hear(pos, special)
        self._last = last
        if len(versions) > MOST_STREAMS:
            raise TooMuchError
        if len(leaves) >= _TILE:
            self._grow(len(leaves) - len(leaves) % _TILE)

    def _reason(self, row: Row, expected: int, last: int) -> str:
        pos, stream, version, at, _, _ = row
        if expected > self.size and pos == expected:
            return f"peristiwa ini melebihi ukuran log ({self.size}) yang ditandatangani"
        if pos != expected:
            return f"seharusnya di sini peristiwa {expected}, yang ada peristiwa {pos}"
        if at <= last:
            return "waktunya tidak sesudah waktu peristiwa sebelumnya"
        return f"versi alirannya {version}, seharusnya {self._versions.get(stream, 0) + 1}"

    def _grow(self, until: int) -> None:
        at = 0
        while self._marks and self._marks[-1] <= self._tree.size + until - at:
            mark = self._marks.pop()
            step = mark - self._tree.size
            self._tree.extend(self._leaves[at : at + step])
            self.roots[mark], at = self._tree.root, at + step
        self._tree.extend(self._leaves[at:until])
        del self._leaves[:until]

    def root(self) -> bytes:
        """Over the events that were taken; `roots` then has the marks among them."""
        self._grow(len(self._leaves))
        return self._tree.root

    def end(self) -> None:
        """Raises Flaw if events are missing at the end."""
        if self.count < self.size:
            raise Flaw(self.count + 1, f"peristiwa ini dan sesudahnya tidak ada; log berisi {self.size} peristiwa")


class Part:
    """Some streams of a log, or a period of it, each event with its proof.

    Without `since` each stream begins at version 1. With it one may begin later, and goes on without a gap; `gapless`
    says that all streams are in it, so that positions have no gap either. Only events that erased data may stand alone.
    """

    def __init__(
        self, size: int, root: bytes, since: int | None = None, until: int | None = None, *, gapless: bool = False
    ) -> None:
        self.size, self.count, self.sayings = size, 0, Sayings()
        self._root, self._before, self._last = root, 0, -(1 << 63)
        self._since, self._until = since, until
        self._next: int | None = None if since is not None else 1
        self._gapless = gapless
        self._versions: dict[bytes, int] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Raises Flaw at the first event that is out of order or is not in the log's tree."""
        for pos, stream, version, at, leaf, special in rows:
            if special is None or special.proof is None:
                raise Flaw(pos, "tidak ada bukti bahwa peristiwa ini bagian dari log")
            if pos <= self._before or at <= self._last:
                raise Flaw(pos, "urutan atau waktunya tidak sesudah peristiwa sebelumnya")
            if special.topic != ERASED:
                self._follow(pos, stream, version, at)
            elif self._gapless and self._inside(at):
                self._step(pos)
            if not includes(pos - 1, self.size, leaf, special.proof, self._root):
                raise Flaw(pos, "peristiwa ini bukan bagian dari log yang ditandatangani")
            self._before, self._last, self.count = pos, at, self.count + 1
            self.sayings.hear(pos, special)
        if len(self._versions) > MOST_STREAMS:
            raise TooMuchError

    def _inside(self, at: int) -> bool:
        return (self._since is None or at >= self._since) and (self._until is None or at < self._until)

    def _follow(self, pos: int, stream: bytes, version: int, at: int) -> None:
        if not self._inside(at):
            raise Flaw(pos, "waktunya di luar periode bundel ini")
        before = self._versions.get(stream, None if self._since is not None else 0)
        if before is not None and before + 1 != version:
            raise Flaw(pos, f"versi alirannya {version}, seharusnya {before + 1}")
        self._versions[stream] = version
        if self._gapless:
            self._step(pos)

    def _step(self, pos: int) -> None:
        if self._next is not None and pos != self._next:
            raise Flaw(self._next, f"seharusnya di sini peristiwa {self._next}, yang ada peristiwa {pos}")
        self._next = pos + 1

    def end(self) -> None:
        """Raises Flaw if events are missing at the end of what goes on to the end of the log."""
        if self._gapless and self._until is None and self._next != self.size + 1:
            missing = self._before + 1
            raise Flaw(missing, f"peristiwa ini dan sesudahnya tidak ada; log berisi {self.size} peristiwa")
