"""The worker's consumer for the tenant of the test alone, as often as a test asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infra.db.pool import Basis
from tests.basis_data import BasisData
from tests.infra.pencarian.alat import Penyusul


@pytest.fixture(scope="session")
def basis_pekerja(basis_data: BasisData) -> Iterator[Basis]:
    milik_pekerja = Basis(basis_data.pekerja, kolam=2, tunggu=30)
    yield milik_pekerja
    milik_pekerja.tutup()


@pytest.fixture(scope="session")
def susulkan(basis_pekerja: Basis) -> Penyusul:
    return Penyusul(basis_pekerja)
