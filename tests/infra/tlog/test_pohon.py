"""Proofs and roots from the database: each verifies against the root over the leaves themselves."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.log.merkle import Tree, extends, includes
from domain.log.tiles import Run, addresses
from infra.tlog.pohon import Pohon
from tenants.context import tenant_scope
from tests.infra.event_store.alat import log
from tests.infra.tlog.panggung import catat

BANYAK = 700


@pytest.fixture(scope="module")
def hutan(basis, basis_data, buat_pemda):
    """A log of 700 events and its leaves; the module's tests only read it."""
    tenant = buat_pemda()
    with tenant_scope(tenant):
        catat(basis, BANYAK)
    with psycopg.connect(basis_data.superuser, autocommit=True) as superuser:
        daun = [e["leaf_hash"] for e in log(superuser, tenant)]
    return tenant, Pohon(basis), daun


def _akar(daun):
    pohon = Tree()
    pohon.extend(daun)
    return pohon.root


def test_kepala_dan_akar_sama_dengan_hitungan_atas_daun(hutan):
    tenant, pohon, daun = hutan
    with tenant_scope(tenant):
        kepala = pohon.head()
        assert kepala.size == BANYAK
        assert kepala.origin == f"riwayat/log/{kepala.log_id.hex()}"
        for ukuran in (0, 1, 255, 256, 257, 512, 699, 700):
            assert pohon.root(ukuran) == _akar(daun[:ukuran])


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_setiap_bukti_berlaku_dan_hanya_untuk_tempatnya(hutan, data):
    tenant, pohon, daun = hutan
    size = data.draw(st.integers(1, BANYAK))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    with tenant_scope(tenant):
        bukti, lanjutan = pohon.inclusion_proof(index, size), pohon.consistency_proof(old, size)
    akar = _akar(daun[:size])
    assert includes(index, size, daun[index], bukti, akar)
    assert not includes(index, size, daun[index - 1], bukti, akar) or size == 1
    assert extends(old, size, _akar(daun[:old]), akar, lanjutan)


def test_setiap_petak_adalah_hash_yang_dimaksud(hutan):
    tenant, pohon, daun = hutan
    with tenant_scope(tenant):
        petak = addresses(BANYAK)
        for alamat, isi in zip(petak, pohon.fetch([a.run for a in petak]), strict=True):
            lebar = 256**alamat.level
            awal = alamat.run.first * lebar
            harap = [_akar(daun[n : n + lebar]) for n in range(awal, awal + alamat.width * lebar, lebar)]
            assert isi == b"".join(harap)


def test_tumpang_tindih_dan_di_luar_pohon(hutan):
    tenant, pohon, daun = hutan
    with tenant_scope(tenant):
        isi = pohon.fetch([Run(0, 3, 4), Run(0, 5, 1), Run(0, 600, 200), Run(1, 9, 1), Run(0, 3, 1)])
        assert isi[0] == b"".join(daun[3:7])
        assert (isi[1], isi[4]) == (daun[5], daun[3])
        assert isi[2] == b"".join(daun[600:])
        assert isi[3] == b""
        assert pohon.fetch([]) == []
        with pytest.raises(LookupError, match="the tree has no"):
            pohon.root(BANYAK + 1)
        with pytest.raises(ValueError, match="no leaf"):
            pohon.inclusion_proof(BANYAK, BANYAK)


def test_pohon_milik_pemda_yang_dilayani_saja(hutan, basis, pemda):
    assert Pohon(basis).head().size == 0
    assert Pohon(basis).fetch([Run(0, 0, 4)]) == [b""]
