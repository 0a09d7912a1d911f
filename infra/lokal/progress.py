"""Progress on the terminal: one line a slow step, with the seconds it took."""

from __future__ import annotations

import time
from contextlib import suppress
from types import TracebackType
from typing import ClassVar


def say(line: str) -> None:
    _write(f"\n{line}\n" if Step.line_is_open else f"{line}\n")
    Step.line_is_open = False


def _write(text: str) -> None:
    with suppress(OSError):  # the terminal may have been closed; what runs still has to be tended and stopped
        print(text, end="", flush=True)


class Step:
    """`with Step("Installing the packages") as step:` prints the title at once and the seconds at the end."""

    line_is_open: ClassVar[bool] = False

    def __init__(self, title: str) -> None:
        self._title = title
        self._began = time.monotonic()

    def __enter__(self) -> Step:
        self._began = time.monotonic()
        _write(f"{self._title} ...")
        Step.line_is_open = True
        return self

    def note(self, words: str) -> None:
        """A sign of life, for a step that takes unusually long."""
        say(f"  {words} after {self._seconds()}")

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            _write(f" {self._seconds()}\n" if Step.line_is_open else f"{self._title}: {self._seconds()}\n")
        elif Step.line_is_open:
            _write("\n")
        Step.line_is_open = False

    def _seconds(self) -> str:
        return f"{time.monotonic() - self._began:.1f} s"
