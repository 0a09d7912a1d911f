"""Copies of the checkout to try ./run in, and what the tests of it share."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import socket
import subprocess
import sys
import zipfile
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from infra.lokal.configuration import ROOT

RUN = ROOT / "run"
RUN_IT = "import sys, runpy; sys.argv = ['./run', 'riwayat']; runpy.run_path('run', run_name='__main__')"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(RUN), *arguments],
        env=clean_environment() | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def clean_environment() -> dict[str, str]:
    ours = ("RIWAYAT_", "DATABASE_URL", "COV_CORE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def assert_one_line(finished: subprocess.CompletedProcess[str], words: str, code: int = 1) -> None:
    assert finished.returncode == code
    [line] = finished.stderr.splitlines()
    assert words in line


def free_ports() -> dict[str, str]:
    """Ports that were free a moment ago, and so were the two after the last: the worker's, the signer's. They lie below
    those that the system hands out by itself, so that no connection of another test takes them meanwhile."""
    names = ("RIWAYAT_PORT", "RIWAYAT_SSO_PORT", "RIWAYAT_METRIK_PORT")
    while True:
        first = random.randrange(10_000, 30_000)
        with ExitStack() as probes, suppress(OSError):
            for port in range(first, first + len(names) + 2):
                probes.enter_context(socket.create_server(("127.0.0.1", port)))
            return {name: str(first + n) for n, name in enumerate(names)}


def make_checkout(place: Path) -> Path:
    """A checkout with the launcher alone, and a lock of one package of our own making."""
    shutil.copytree(ROOT / "infra" / "lokal", place / "infra" / "lokal", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "infra" / "__init__.py", place / "infra")
    shutil.copy(RUN, place)
    (place / "requirements").mkdir()
    write_lock(place, "mula")
    return place


def write_lock(checkout: Path, package: str) -> None:
    wheel = checkout / f"{package}-1-py3-none-any.whl"
    info = f"{package}-1.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{package}.py", "")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: uji\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", f"{package}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (checkout / "requirements" / "jalan.lock").write_text(f"{package}==1 --hash=sha256:{digest}\n")


def in_checkout(checkout: Path, program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    without_network = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout), "PIP_CONFIG_FILE": os.devnull}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout,
        env=clean_environment() | without_network | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def lives(pid: int) -> bool:
    """Zombies do not count: their parent, the machine's first process, takes its time."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
