"""Canaries: a violation is planted in a folder of its own, and the check that looks there must go red."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Tanam = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def tanam(tmp_path: Path) -> Tanam:
    """Writes these files into an empty folder and returns it."""

    def tulis(berkas: Mapping[str, str]) -> Path:
        for nama, isi in berkas.items():
            jalur = tmp_path / nama
            jalur.parent.mkdir(parents=True, exist_ok=True)
            jalur.write_text(isi)
        return tmp_path

    return tulis
