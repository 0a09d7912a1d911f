from __future__ import annotations

import pytest

from infra.db.pool import Basis
from tests.basis_data import BasisData
from tests.infra.tlog.panggung import Penanda


@pytest.fixture
def penanda(basis_data: BasisData, basis: Basis) -> Penanda:
    return Penanda(basis_data, basis)
