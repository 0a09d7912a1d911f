"""Programs that the launcher starts, and how they end with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from infra.lokal.errors import failed

Environment = Mapping[str, str]

# Carried by every supervised program, so that the next ./run knows what a killed one has left behind.
MARK = "RIWAYAT_PENGAWAS"


def tied(command: Sequence[str], *, ends_by: str = "TERM") -> list[str]:
    """The command, ended by this signal when the launcher itself is killed (Linux; elsewhere unchanged)."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", ends_by, *command] if setpriv else list(command)


def run_quietly(
    what: str,
    command: Sequence[str],
    environment: Environment | None = None,
    *,
    cwd: Path | None = None,
    given: str = "",
) -> str:
    """Run to the end and return what was printed; a failure becomes a LaunchError that begins with `what`."""
    finished = subprocess.run(
        tied(command),
        env=environment,
        cwd=cwd,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if finished.returncode:
        raise failed(what, finished.stdout)
    return finished.stdout


def run_in_front(command: Sequence[str], environment: Environment | None = None, *, cwd: Path) -> int:
    """Run with the terminal handed over and return the exit code.

    Ctrl-C reaches the program by the terminal too; it gets time to end by itself, then a signal of ours.
    """
    with subprocess.Popen(tied(command), env=environment, cwd=cwd) as process:
        try:
            return process.wait()
        finally:
            end(process, (0, 5), (signal.SIGTERM, 10))


def end(process: subprocess.Popen[bytes], *attempts: tuple[int, float]) -> None:
    """End a child by these signals in turn, each with its seconds of patience; by SIGKILL after the last."""
    for signum, patience in (*attempts, (signal.SIGKILL, None)):
        if process.poll() is not None:
            return
        process.send_signal(signum)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def kill_group(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # empty, or (macOS) nothing but zombies in it


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def end_leftovers(mark: str, patience: float = 10) -> None:
    """End what a killed ./run has left: asked to end when their parent died, they get time, then SIGKILL."""
    if wait_until(lambda: not _marked(mark), patience):
        return
    for pid in _marked(mark):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not _marked(mark), 10)


def _marked(mark: str) -> list[int]:
    wanted = f"{MARK}={mark}".encode()
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # another user's, or gone since
            if wanted in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
    return found
