from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.lokal.kluster import Kluster
from tests import basis_data as bd
from tests.infra.penanda.panggung import Panggung, panggung_di, tenant_baru


@pytest.fixture
def panggung(kluster_uji: Kluster, tmp_path: Path) -> Iterator[Panggung]:
    """A government in a database of its own, which a signer looks after; nothing is written or signed yet."""
    db = bd.tiru(kluster_uji)
    try:
        with panggung_di(db, tmp_path / "penanda", tenant_baru(db)) as siap:
            yield siap
    finally:
        bd.buang(db)
