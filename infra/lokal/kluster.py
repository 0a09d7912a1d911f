"""A PostgreSQL cluster of one's own: started, shared and stopped, for ./run and for the tests.

It listens on a unix socket alone, asks every user for a password, and ends when its starter ends.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from infra.lokal.binaries import find_binaries, unprivileged
from infra.lokal.cluster_folder import SUPERUSER, ClusterFolder, bare_environment
from infra.lokal.errors import failed
from infra.lokal.files import exclusively, open_log, private_folder
from infra.lokal.processes import end, run_quietly, wait_until

Note = Callable[[str], None]

_LONGEST_RECOVERY = 900.0
_LONGEST_STOP = 60.0

_CREATE_UNLESS_THERE = r"""
SELECT format('CREATE DATABASE %I', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
"""


@dataclass
class Kluster:
    """A running cluster. `process` is set for the one who started it; only that one's stop() stops it."""

    folder: ClusterFolder
    bin_dir: Path
    pid: int
    process: subprocess.Popen[bytes] | None

    def url(self, user: str, password: str, dbname: str) -> str:
        who = f"{quote(user, safe='')}:{quote(password, safe='')}"
        host = quote(str(self.folder.socket_folder), safe="")
        return f"postgresql://{who}@/{quote(dbname, safe='')}?host={host}&port=5432"

    def superuser_url(self, dbname: str) -> str:
        return self.url(SUPERUSER, self.folder.superuser_password(), dbname)

    def alive(self) -> bool:
        return self.process.poll() is None if self.process else self.folder.server() == self.pid

    def ensure_database(self, dbname: str) -> None:
        """Create the database, empty, unless it is there."""
        environment = bare_environment() | {
            "PGHOST": str(self.folder.socket_folder),
            "PGPORT": "5432",
            "PGUSER": SUPERUSER,
            "PGDATABASE": "postgres",
            "PGPASSWORD": self.folder.superuser_password(),
        }
        command = [str(self.bin_dir / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-v", f"name={dbname}"]
        run_quietly("Creating the database", command, environment, given=_CREATE_UNLESS_THERE)

    def stop(self) -> None:
        """Stop what this process started: clients are cut off, everything committed is on disk."""
        if self.process is None:
            return
        _end(self.process)
        shutil.rmtree(self.folder.socket_folder, ignore_errors=True)


def start(
    data_dir: Path | str,
    bin_dir: Path | str | None = None,
    settings: Mapping[str, str] | None = None,
    *,
    alone: bool = False,
    note: Note = lambda _: None,
) -> Kluster:
    """The cluster that lives in `data_dir`: joined when it runs already, else started; made when missing.

    It ends with the thread that started it (to the kernel, that is its parent). `settings` are PostgreSQL's own
    (`{"fsync": "off"}`); `note` hears signs of life during a long recovery.
    With `alone` nobody else may be using the folder: a server found there is a leftover and is stopped first.
    """
    folder = ClusterFolder(private_folder(Path(data_dir).resolve()))
    binaries = Path(bin_dir) if bin_dir else find_binaries()
    with exclusively(folder.path):
        if alone:
            _end_leftover(folder)
        elif (running := attach(data_dir, binaries)) is not None:
            return running
        folder.make(binaries, settings or {})
        process = _launch(folder, binaries, settings or {}, note)
    return Kluster(folder, binaries, process.pid, process)


def attach(data_dir: Path | str, bin_dir: Path | str | None = None) -> Kluster | None:
    """The cluster that somebody runs in `data_dir`, once it takes connections; None when nobody does."""
    folder = ClusterFolder(Path(data_dir).resolve())
    wait_until(lambda: folder.server() is None or folder.server_is_ready(), _LONGEST_RECOVERY)
    pid = folder.server()
    return Kluster(folder, Path(bin_dir) if bin_dir else find_binaries(), pid, None) if pid else None


def _launch(folder: ClusterFolder, binaries: Path, settings: Mapping[str, str], note: Note) -> subprocess.Popen[bytes]:
    own = {"listen_addresses": "", "unix_socket_directories": str(folder.socket_folder)}
    command = [str(binaries / "postgres"), "-D", str(folder.pgdata)]
    command += [f"--{name}={value}" for name, value in (own | dict(settings)).items()]
    folder.clear_for_start()
    with open_log(folder.log) as log:
        written_before = log.tell()
        process = _spawn(command, log.fileno())
    if _becomes_ready(folder, process, note):
        return process
    raise failed("Starting PostgreSQL", folder.log.read_bytes()[written_before:].decode(errors="replace"))


def _spawn(command: list[str], log: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        unprivileged(command),
        env=bare_environment(),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,  # the terminal's Ctrl-C is for the launcher, which stops the server last
    )


def _becomes_ready(folder: ClusterFolder, process: subprocess.Popen[bytes], note: Note) -> bool:
    """Wait as long as the server lives: after a crash, recovery may take minutes. False when it ended."""

    def settled() -> bool:
        ready = folder.server() == process.pid and folder.server_is_ready()
        return ready or process.poll() is not None

    try:
        while not wait_until(settled, 10):
            note("PostgreSQL is still recovering")
    except BaseException:
        _end(process)
        raise
    return process.poll() is None


def _end(process: subprocess.Popen[bytes]) -> None:
    """The fast shutdown; should that hang, the immediate one, which the next start recovers from."""
    end(process, (signal.SIGINT, _LONGEST_STOP), (signal.SIGQUIT, 10))


def _end_leftover(folder: ClusterFolder) -> None:
    for signum in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        pid = folder.server()
        if pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(pid, signum)
        wait_until(lambda: folder.server() is None, _LONGEST_STOP)
