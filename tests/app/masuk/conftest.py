from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.masuk.panggung import Panggung, panggung_baru


@pytest.fixture(scope="session")
def folder_kunci(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys are dear to make and the same for all tests."""
    return tmp_path_factory.mktemp("kunci")


@pytest.fixture
def panggung(folder_kunci: Path) -> Iterator[Panggung]:
    with panggung_baru(folder_kunci) as baru:
        yield baru
