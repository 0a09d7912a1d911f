"""decode(encode(e)) == e, for every kind of event and any content."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.kernel import Aktor
from domain.sop.events import SopDibuat
from infra.event_store.catalog import KATALOG
from infra.event_store.mapper import CatalogMapper, Catatan, PeristiwaTersimpan
from tests.domain.pembangun import SARI

MAPPER = CatalogMapper()
WAJAR = {
    int: st.integers(-(2**53), 2**53),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
}


@pytest.fixture(scope="module", autouse=True)
def _nilai_wajar():
    """Whole numbers and decimals as a form can bring them; texts stay as wild as they come."""
    for jenis, strategi in WAJAR.items():
        st.register_type_strategy(jenis, strategi)
    yield
    for jenis in WAJAR:
        st.register_type_strategy(jenis, st.integers() if jenis is int else st.decimals())


def pulang_pergi(catatan: Catatan) -> Catatan:
    tersimpan = MAPPER.to_stored_event(catatan)
    assert isinstance(tersimpan.state, bytes)
    kembali = PeristiwaTersimpan(
        tersimpan.originator_id,
        tersimpan.originator_version,
        tersimpan.topic,
        tersimpan.state,
        catatan.pos,
        catatan.pada,
        catatan.aktor.orang,
        catatan.perintah,
    )
    return MAPPER.to_domain_event(kembali)


@pytest.mark.parametrize("nama", KATALOG)
def test_pulang_pergi(nama):
    @settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_type(KATALOG[nama]), st.from_type(Aktor))
    def uji(peristiwa, aktor):
        catatan = Catatan(uuid4(), 3, 5, datetime(2026, 1, 5, tzinfo=UTC), aktor, uuid4(), peristiwa)
        kembali = pulang_pergi(catatan)
        assert kembali == catatan
        assert type(kembali.peristiwa) is KATALOG[nama]

    uji()


def test_muatan_yang_bukan_milik_namanya_ditolak():
    tersimpan = PeristiwaTersimpan(
        uuid4(), 1, "sop.dibuat.v1", b'{"aktor":{"jabatan":"x"},"data":{"nama":"tanpa opd"}}', 1, datetime.now(UTC),
        uuid4(), uuid4(),
    )  # fmt: skip
    with pytest.raises(msgspec.ValidationError):
        MAPPER.to_domain_event(tersimpan)


def test_nama_orang_dan_id_orang_tidak_ada_di_muatan():
    """The pseudonym is a column, so that a person can be erased without touching a payload's bytes (decision D14)."""
    catatan = Catatan(uuid4(), 1, 1, datetime.now(UTC), SARI, uuid4(), SopDibuat(uuid4(), "Surat"))
    assert str(SARI.orang).encode() not in MAPPER.to_stored_event(catatan).state
