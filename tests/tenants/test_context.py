"""The tenant being served: bound for a while, in one thread, and never by default."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier

import pytest

from tenants.context import TenantMissingError, current_tenant, tenant_scope
from tenants.model import Tenant, TenantId

BOGOR = Tenant(TenantId(1), "kota-bogor", "Kota Bogor")
DEMAK = Tenant(TenantId(2), "kab-demak", "Kabupaten Demak")


def yang_dilayani() -> Tenant | None:
    try:
        return current_tenant()
    except TenantMissingError:
        return None


def test_tanpa_pemda_tidak_ada_bawaan() -> None:
    with pytest.raises(TenantMissingError) as ditolak:
        current_tenant()
    assert ditolak.value.__cause__ is None


def test_berlaku_selama_lingkupnya() -> None:
    with tenant_scope(BOGOR) as terikat:
        assert terikat is current_tenant() is BOGOR
    assert yang_dilayani() is None


def test_lingkup_di_dalam_lingkup_kembali_ke_luarnya() -> None:
    with tenant_scope(BOGOR):
        with tenant_scope(DEMAK):
            assert current_tenant() is DEMAK
            with tenant_scope(BOGOR):
                assert current_tenant() is BOGOR
            assert current_tenant() is DEMAK
        assert current_tenant() is BOGOR


def test_kesalahan_di_dalam_menutup_lingkupnya() -> None:
    with tenant_scope(BOGOR):
        with pytest.raises(ZeroDivisionError), tenant_scope(DEMAK):
            _ = 1 / 0
        assert current_tenant() is BOGOR
    assert yang_dilayani() is None


def test_dua_benang_tidak_saling_melihat() -> None:
    bersamaan = Barrier(2)

    def layani(tenant: Tenant) -> list[Tenant | None]:
        terlihat = [yang_dilayani()]
        for _ in range(50):
            with tenant_scope(tenant):
                bersamaan.wait(30)
                terlihat.append(yang_dilayani())
                bersamaan.wait(30)
        return [*terlihat, yang_dilayani()]

    with tenant_scope(BOGOR), ThreadPoolExecutor(2) as benang:
        satu, dua = benang.submit(layani, BOGOR), benang.submit(layani, DEMAK)
        assert satu.result(60) == [None, *[BOGOR] * 50, None]
        assert dua.result(60) == [None, *[DEMAK] * 50, None]
        assert current_tenant() is BOGOR


def test_salinan_konteks_membawa_pemdanya() -> None:
    """How a thread is made to serve the tenant of its starter."""
    with tenant_scope(BOGOR), ThreadPoolExecutor(1) as benang:
        assert benang.submit(copy_context().run, current_tenant).result(30) is BOGOR
