"""The folder that a cluster lives in: its parts, how it is made, and what it tells about its server."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infra.lokal.binaries import hand_over, major_version, unprivileged
from infra.lokal.errors import LaunchError
from infra.lokal.files import password
from infra.lokal.processes import run_quietly, wait_until

SUPERUSER = "postgres"

_SOCKET_NAME = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 107
_PRIVATE = 0o700
_FIRST_WITH_BUILTIN_LOCALE = 17


@dataclass(frozen=True)
class ClusterFolder:
    path: Path

    @property
    def pgdata(self) -> Path:
        return self.path / "pg"

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def socket_folder(self) -> Path:
        """Inside; in the temporary folder when the path is too long for a socket's address."""
        inside = self.path / "soket"
        if len(os.fsencode(inside / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
            return inside
        return Path(tempfile.gettempdir()) / f"riwayat-{hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]}"

    def superuser_password(self) -> str:
        return password(self._password_file)

    @property
    def _password_file(self) -> Path:
        return self.path / "sandi-superuser"

    def make(self, binaries: Path, settings: Mapping[str, str]) -> None:
        """Make the cluster unless it is there. initdb works beside the final place: what is there is whole."""
        version, version_file = major_version(binaries), self.pgdata / "PG_VERSION"
        if version_file.exists():
            made_by = version_file.read_text().strip()
            if made_by != str(version):
                raise LaunchError(f"{self.pgdata} is of PostgreSQL {made_by}, but {binaries} has {version}.")
            return
        unfinished = self.path / "pg.baru"
        for half_made in (self.pgdata, unfinished):
            shutil.rmtree(half_made, ignore_errors=True)
        unfinished.mkdir(mode=_PRIVATE)
        hand_over(unfinished)
        self.superuser_password()
        command = [str(binaries / "initdb"), "-D", str(unfinished), *self._initdb_options(version)]
        if settings.get("fsync") == "off":
            command.append("--no-sync")
        run_quietly("Making the PostgreSQL cluster (initdb)", unprivileged(command), bare_environment())
        unfinished.rename(self.pgdata)

    def _initdb_options(self, version: int) -> list[str]:
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return [
            f"--username={SUPERUSER}",
            f"--pwfile={self._password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--data-checksums",
            *(builtin if version >= _FIRST_WITH_BUILTIN_LOCALE else ["--locale=C.UTF-8"]),
        ]

    def server(self) -> int | None:
        """The process number of the server that lives here, whoever started it."""
        lines = self._pid_file()
        if not lines or not lines[0].isdecimal():
            return None
        pid = int(lines[0])
        try:
            if Path("/proc/self/cwd").exists():
                return pid if os.path.samefile(f"/proc/{pid}/cwd", self.pgdata) else None
            os.kill(pid, 0)
        except OSError:
            return None
        return pid

    def server_is_ready(self) -> bool:
        """What the server last wrote about itself: it takes connections."""
        return "".join(self._pid_file()[7:8]).strip() == "ready"

    def clear_for_start(self) -> None:
        """Take away what a killed server left, and make the socket's folder.

        Its children may be busy for long, and hold the shared memory that the next server wants. Its files name
        a process number which PostgreSQL would take for alive: a zombie's or, by now, a stranger's.
        """
        for pid in self._residents():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not self._residents(), 10)
        (self.pgdata / "postmaster.pid").unlink(missing_ok=True)
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        try:
            self.socket_folder.mkdir(mode=_PRIVATE)
        except FileExistsError:  # in the temporary folder anybody could sit between us and the server
            raise LaunchError(f"{self.socket_folder} belongs to somebody else; have it removed.") from None
        hand_over(self.socket_folder)

    def _residents(self) -> list[int]:
        """PostgreSQL's processes that work in this folder."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # another user's, or gone since
                program = (process / "exe").readlink().name
                if program.startswith("postgres") and os.path.samefile(process / "cwd", self.pgdata):
                    found.append(int(process.name))
        return found

    def _pid_file(self) -> list[str]:
        try:
            return (self.pgdata / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []


def bare_environment() -> dict[str, str]:
    """No address, password or locale of the caller's reaches the server."""
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
