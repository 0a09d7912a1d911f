"""Keeps programs running: starts them in order, starts the fallen again, stops all in reverse order."""

from __future__ import annotations

import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol

from infra.lokal.errors import LaunchError, last_lines, refusal
from infra.lokal.files import open_log
from infra.lokal.processes import Environment, end, kill_group, tied
from infra.lokal.progress import Step, say

_FIRST_DELAY = 0.5
_LONGEST_DELAY = 10.0
_LONG_ENOUGH = 30.0  # after living so long, a fall is a new story
_TOO_MANY_FALLS = 3  # before everything was up


class Supervised(Protocol):
    """Something that runs; the supervisor calls start() again after a fall."""

    @property
    def name(self) -> str: ...
    @property
    def log(self) -> Path: ...
    def start(self) -> None: ...
    def words(self) -> str: ...
    def alive(self) -> bool: ...
    def stop(self) -> None: ...


@dataclass
class Program:
    """A program of ours, in a session of its own: the terminal's Ctrl-C is for the launcher alone."""

    name: str
    command: list[str]
    environment: Environment
    cwd: Path
    log: Path
    _process: subprocess.Popen[bytes] | None = None
    _words_begin: int = 0

    def start(self) -> None:
        with open_log(self.log) as log:
            self._words_begin = log.tell()
            self._process = subprocess.Popen(
                tied(self.command),
                env=self.environment,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def words(self) -> str:
        """What it has said since it was last started: the log goes back further."""
        with self.log.open("rb") as log:
            log.seek(self._words_begin)
            return log.read().decode(errors="replace")

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End it and whatever it started; a leader that was killed may have left its workers behind."""
        if self._process is not None:
            end(self._process, (signal.SIGTERM, 15))
            kill_group(self._process.pid)


@dataclass
class _Watched:
    supervised: Supervised
    started: float
    delay: float = 0.0
    start_again_at: float | None = None
    falls: int = 0


@dataclass
class Supervisor:
    _watched: list[_Watched] = field(default_factory=list)

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, signal.SIG_IGN)  # a second Ctrl-C must not leave half of them running
        self.stop()

    def start(self, supervised: Supervised) -> None:
        self._watched.append(_Watched(supervised, time.monotonic()))
        supervised.start()

    def stop(self) -> None:
        with Step("Stopping"):
            for watched in reversed(self._watched):
                watched.supervised.stop()

    def tend(self, *, starting_up: bool = False) -> None:
        """One look at everything; call it again and again."""
        for watched in self._watched:
            if watched.start_again_at is None:
                if not watched.supervised.alive():
                    self._note_fall(watched, starting_up=starting_up)
            elif time.monotonic() >= watched.start_again_at:
                self._start_again(watched)

    def _note_fall(self, watched: _Watched, *, starting_up: bool) -> None:
        now, supervised = time.monotonic(), watched.supervised
        supervised.stop()
        watched.falls += 1
        if starting_up:
            _give_up(supervised, watched.falls)
        lived_long = now - watched.started > _LONG_ENOUGH
        watched.delay = _FIRST_DELAY if lived_long else min(max(2 * watched.delay, _FIRST_DELAY), _LONGEST_DELAY)
        watched.start_again_at = now + watched.delay
        say(f"{supervised.name} has ended; starting it again in {watched.delay:.1f} s ({supervised.log})")

    def _start_again(self, watched: _Watched) -> None:
        watched.start_again_at = None
        watched.started = time.monotonic()
        try:
            watched.supervised.start()
        except (LaunchError, OSError) as problem:
            say(str(problem))
            watched.start_again_at = time.monotonic() + _LONGEST_DELAY
        else:
            say(f"{watched.supervised.name} is started again")


def _give_up(supervised: Supervised, falls: int) -> None:
    """At once on a program that says why it may not start; on others after a few falls."""
    words = supervised.words()
    if why := refusal(words):
        raise LaunchError(why)
    if falls >= _TOO_MANY_FALLS:
        raise LaunchError(f"{supervised.name} does not start ({supervised.log}).", details=last_lines(words))
