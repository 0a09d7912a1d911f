"""The tools of `./run check` find nothing: format, lint, types, templates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.conftest import Tanam
from tests.architecture.sumber import AKAR

RUFF = ("ruff", "check", "--no-cache", "--output-format=concise")
FORMAT = ("ruff", "format", "--check", "--no-cache")
DJLINT = ("djlint", "--lint", "--quiet")
PYPROJECT = (AKAR / "pyproject.toml").read_text()


def keluhan(akar: Path, *perintah: str) -> str:
    """What the tool says in this folder; empty when it is content."""
    hasil = subprocess.run(
        [sys.executable, "-m", *perintah], cwd=akar, capture_output=True, text=True, errors="replace", check=False
    )
    return f"{hasil.stdout}{hasil.stderr}" if hasil.returncode else ""


def puas(*perintah: str) -> None:
    ucapan = keluhan(AKAR, *perintah)
    assert not ucapan, ucapan


def test_ruff_tidak_menemukan_apa_apa() -> None:
    puas(*RUFF, ".", "run")


def test_ruff_tidak_akan_memformat_apa_apa() -> None:
    puas(*FORMAT, ".", "run")


def test_djlint_tidak_menemukan_apa_apa() -> None:
    puas(*DJLINT, "templates")


@pytest.mark.lambat  # without its cache mypy reads every library anew
def test_mypy_tidak_menemukan_apa_apa() -> None:
    puas("mypy")
    puas("mypy", "run")


@pytest.mark.parametrize(
    ("perintah", "isi"),
    [
        (RUFF, "from datetime import datetime\n\ndatetime.now()\n"),
        (RUFF, "import os\n\nprint(os.environ)\n"),
        (FORMAT, "a=1\n"),
    ],
)
def test_kenari_ruff_mengeluh(tanam: Tanam, perintah: tuple[str, ...], isi: str) -> None:
    akar = tanam({"pyproject.toml": PYPROJECT, "app/a.py": isi})
    assert "a.py" in keluhan(akar, *perintah, ".")
    tanam({"app/a.py": "A = 1\n"})
    assert keluhan(akar, *perintah, ".") == ""


def test_kenari_djlint_mengeluh(tanam: Tanam) -> None:
    akar = tanam({"pyproject.toml": PYPROJECT, "templates/a.html": '<img src="/a.png">\n'})
    assert "a.html" in keluhan(akar, *DJLINT, "templates")
    tanam({"templates/a.html": "<p>Halo</p>\n"})
    assert keluhan(akar, *DJLINT, "templates") == ""


def test_kenari_mypy_mengeluh(tanam: Tanam) -> None:
    akar = tanam({"a.py": "def f() -> int:\n    return 'a'\n"})
    assert "return-value" in keluhan(akar, "mypy", "--strict", "--cache-dir=/dev/null", "a.py")
