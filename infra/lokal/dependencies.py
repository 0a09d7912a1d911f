"""The virtual environment: made when missing, half made or out of date, and filled from a lock."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
import venv

from infra.lokal.configuration import PYTHON, ROOT, VENV
from infra.lokal.errors import LaunchError, failed
from infra.lokal.files import exclusively
from infra.lokal.processes import run_quietly
from infra.lokal.progress import Step

RUNTIME = "jalan.lock"
TESTS = "uji.lock"  # has every pin of the other

# Written when an installation is complete, taken away while one goes on: which Python made the environment, and
# the hash of each lock that it was filled from.
_STAMP = VENV / "riwayat.json"
_LOCKS = ROOT / "requirements"


def ensure(lock: str) -> None:
    """Afterwards .venv has every package of the lock, in the locked versions."""
    with exclusively(_LOCKS):
        state = _current_state()
        if lock in state:
            return
        _STAMP.unlink(missing_ok=True)
        if not state:
            _make_environment()
        with Step(f"Installing the packages of {lock}"):
            _install(lock)
        _STAMP.write_text(json.dumps({"python": _python(), **state, lock: _hash(lock)}))


def _current_state() -> dict[str, str]:
    """What the stamp says; empty when the environment has to be made anew.

    A lock that changed also means anew: only so a package that it no longer names disappears.
    """
    try:
        state = dict(json.loads(_STAMP.read_text()))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    usable = PYTHON.exists() and state.pop("python", None) == _python()
    return state if usable and all(_hash(lock) == known for lock, known in state.items()) else {}


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise LaunchError("Python's venv module is incomplete here; on Debian: sudo apt install python3-venv")
    with Step("Making the virtual environment .venv"):
        try:
            venv.create(VENV, clear=True, symlinks=True, with_pip=True)
        except subprocess.CalledProcessError as problem:
            output = (problem.output or b"").decode(errors="replace")
            raise failed("Making the virtual environment .venv", output) from None


def _install(lock: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--require-hashes", "-r", str(_LOCKS / lock)]
    run_quietly(f"Installing the packages of {lock}", command, cwd=ROOT)


def _python() -> str:
    return str(sys.implementation.cache_tag)


def _hash(lock: str) -> str:
    path = _LOCKS / lock
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
