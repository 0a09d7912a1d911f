"""Zones without summer time, and which calendar day an instant belongs to."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.model import Tenant, TenantId, Zona

LEBIH = {Zona.WIB: 7, Zona.WITA: 8, Zona.WIT: 9}


def pemda(zona: Zona = Zona.WIB) -> Tenant:
    return Tenant(TenantId(1), "kota-bogor", "Kota Bogor", zona=zona)


def test_bawaan_pemda_baru() -> None:
    tenant = Tenant(TenantId(7), "kota-bogor", "Kota Bogor")
    assert (tenant.kode_wilayah, tenant.zona, tenant.demonstrasi) == ("", Zona.WIB, False)


def test_pemda_tidak_dapat_diubah() -> None:
    with pytest.raises(FrozenInstanceError):
        pemda().kode = "kab-demak"  # type: ignore[misc]


@pytest.mark.parametrize("zona", Zona)
def test_zona_bernama_dan_tetap_sepanjang_tahun(zona: Zona) -> None:
    for bulan in range(1, 13):
        saat = datetime(2026, bulan, 1, tzinfo=zona.tzinfo)
        assert (saat.utcoffset(), saat.tzname()) == (timedelta(hours=LEBIH[zona]), zona.value)


@pytest.mark.parametrize("zona", Zona)
def test_hari_berganti_tepat_tengah_malam_setempat(zona: Zona) -> None:
    tengah_malam = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=LEBIH[zona])
    assert pemda(zona).tanggal(tengah_malam - timedelta(microseconds=1)) == date(2025, 12, 31)
    assert pemda(zona).tanggal(tengah_malam) == date(2026, 1, 1)
    assert pemda(zona).tanggal(tengah_malam + timedelta(days=1, microseconds=-1)) == date(2026, 1, 1)


def test_satu_saat_dapat_dua_tanggal() -> None:
    saat = datetime(2026, 2, 28, 16, 30, tzinfo=UTC)
    assert [pemda(zona).tanggal(saat) for zona in Zona] == [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 1)]


SAAT = st.datetimes(
    datetime(1900, 1, 1),
    datetime(9998, 12, 31),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda menit: timezone(timedelta(minutes=menit))),
)


@given(SAAT, st.sampled_from(Zona))
def test_tanggal_adalah_hari_yang_memuat_saat_itu(saat: datetime, zona: Zona) -> None:
    hari = pemda(zona).tanggal(saat)
    awal = datetime.combine(hari, time(), zona.tzinfo)
    assert awal <= saat < awal + timedelta(days=1)


@given(SAAT, st.sampled_from(Zona))
def test_tanggal_tidak_tergantung_zona_penulisan_saatnya(saat: datetime, zona: Zona) -> None:
    assert pemda(zona).tanggal(saat) == pemda(zona).tanggal(saat.astimezone(UTC))


@given(SAAT, st.timedeltas(timedelta(), timedelta(days=400)), st.sampled_from(Zona))
def test_tanggal_tidak_pernah_mundur(saat: datetime, selama: timedelta, zona: Zona) -> None:
    assert pemda(zona).tanggal(saat) <= pemda(zona).tanggal(saat + selama)


@given(SAAT)
def test_ke_timur_tidak_pernah_lebih_awal(saat: datetime) -> None:
    wib, wita, wit = (pemda(zona).tanggal(saat) for zona in Zona)
    assert wib <= wita <= wit <= wib + timedelta(days=1)
