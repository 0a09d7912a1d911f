"""The scanners' own environments: what they pin would pull our packages down to versions of years ago."""

from __future__ import annotations

import hashlib
import shutil
import venv
from pathlib import Path

from infra.lokal.configuration import ROOT
from infra.lokal.processes import run_quietly
from infra.lokal.progress import Step

_FOLDER = ROOT / "build" / "pindai"
WAPITI = _FOLDER / "wapiti" / "bin" / "wapiti"
SCHEMATHESIS = _FOLDER / "schemathesis" / "bin" / "schemathesis"


def ensure() -> None:
    """Afterwards both programs are there, in the versions of their locks."""
    for program in (WAPITI, SCHEMATHESIS):
        _ensure(program.parents[1], ROOT / "requirements" / f"{program.name}.lock")


def _ensure(folder: Path, lock: Path) -> None:
    stamp, wanted = folder / "riwayat.txt", hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    with Step(f"Installing {folder.name} into an environment of its own"):
        venv.create(folder, symlinks=True, with_pip=True)
        command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input"]
        command += ["--disable-pip-version-check", "--require-hashes", "-r", str(lock)]
        run_quietly(f"Installing {folder.name}", command, cwd=ROOT)
        stamp.write_text(wanted)
