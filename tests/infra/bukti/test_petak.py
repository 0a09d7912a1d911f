"""Many proofs at once are those that are made one by one."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.log.tiles import inclusion_proof
from infra.bukti.petak import Petak
from tests.infra.verify.dunia import ambil

DAUN = [sha256(n.to_bytes(4)).digest() for n in range(66_200)]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 1100), st.data())
def test_bukti_bersama_sama_dengan_bukti_satu_satu(ukuran: int, data: st.DataObject):
    fetch = ambil(DAUN[:ukuran])
    petak = Petak(ukuran, fetch)
    for _ in range(2):  # the second batch goes on with what the first has read
        pos = data.draw(st.lists(st.integers(1, ukuran), min_size=1, max_size=20))
        bukti = petak.siapkan(pos)
        assert [bukti(p) for p in pos] == [inclusion_proof(p - 1, ukuran, fetch) for p in pos]


@pytest.mark.parametrize("ukuran", [65_536, 65_537, 65_793, 66_200])
def test_bukti_di_pohon_bertingkat_tiga(ukuran: int):
    fetch = ambil(DAUN[:ukuran])
    pos = [1, 257, 65_535, 65_536, ukuran]
    bukti = Petak(ukuran, fetch).siapkan(pos)
    assert [bukti(p) for p in pos] == [inclusion_proof(p - 1, ukuran, fetch) for p in pos]


def test_pohon_yang_tidak_lengkap_ditolak():
    with pytest.raises(LookupError):
        Petak(10, ambil(DAUN[:9])).siapkan([1])
