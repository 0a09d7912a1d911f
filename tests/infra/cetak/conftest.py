"""One printer for the run of a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infra.cetak import Pencetak


@pytest.fixture(scope="session")
def pencetak() -> Iterator[Pencetak]:
    milik = Pencetak()
    yield milik
    milik.tutup()
