"""Against a provider that is none of our code (npm oidc-provider, certified by the OpenID Foundation)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask

from infra.clock import now
from infra.kunci_klien import JEDA
from tenants.context import tenant_scope
from tests.app.masuk.mandiri import TANDA_TANGAN, Mandiri, mandiri_baru
from tests.conftest import BuatPemda


@pytest.fixture(scope="module")
def mandiri(aplikasi: Flask, buat_pemda: BuatPemda) -> Iterator[Mandiri]:
    with mandiri_baru(aplikasi, buat_pemda) as baru:
        yield baru


@pytest.fixture(autouse=True)
def _segar(mandiri: Mandiri, penyedia_semula: None) -> Iterator[None]:
    mandiri.lupakan()
    yield
    mandiri.perintah(selisih=0)


def test_masuk_di_dua_pemda_masing_masing_di_penyedianya(mandiri: Mandiri) -> None:
    ratna = mandiri.peramban()
    respons = ratna.masuk(0)
    assert (respons.status_code, respons.location) == (303, f"/{mandiri.tenant[0].kode}/kerja/")
    assert (ratna.di_dalam(0), ratna.di_dalam(1)) == (True, False)
    assert ratna.masuk(1, "ratna-b").status_code == 303
    assert (ratna.di_dalam(0), ratna.di_dalam(1)) == (True, True)
    for tenant, nama in zip(mandiri.tenant, ("Pegawai ratna", "Pegawai ratna-b"), strict=False):
        with tenant_scope(tenant):
            assert nama in [orang.nama for orang in mandiri.rumah.direktori.semua()]


def test_keluar_di_sini_juga_keluar_di_penyedia(mandiri: Mandiri) -> None:
    ratna = mandiri.peramban()
    ratna.masuk(0)
    ratna.masuk(1)
    assert ratna.keluar(0) == f"http://localhost/{mandiri.tenant[0].kode}/"
    assert (ratna.di_dalam(0), ratna.di_dalam(1)) == (False, True)
    # The provider has forgotten her: it asks again.
    halaman = ratna.web.get(ratna.tamu.mulai(mandiri.tenant[0]), timeout=20)
    assert halaman.text == "Siapa Anda?"


def test_keluar_di_penyedia_mengakhiri_sesi_di_sini(mandiri: Mandiri) -> None:
    """Back-channel logout: the person never comes by; server speaks to server, and only her sessions end."""
    ratna, ratna_di_ponsel, budi = (mandiri.peramban() for _ in range(3))
    ratna.masuk(0)
    ratna_di_ponsel.masuk(0)
    budi.masuk(0, "budi")
    ratna.keluar_di_penyedia(f"{mandiri.issuer[0]}/session/end")
    assert [p.di_dalam(0) for p in (ratna, ratna_di_ponsel, budi)] == [False, True, True]


def test_kunci_penyedia_berganti(mandiri: Mandiri) -> None:
    mandiri.peramban().masuk(0)
    mandiri.perintah(kunciBaru=0)
    sesudah = mandiri.peramban()
    # Our copy of the keys is less than a minute old: refused until we may look again.
    assert (sesudah.masuk(0).status_code, sesudah.di_dalam(0)) == (403, False)
    mandiri.lupakan()
    assert (sesudah.masuk(0).status_code, sesudah.di_dalam(0)) == (303, True)


@pytest.mark.parametrize("detik", [90, -90], ids=["lebih cepat", "lebih lambat"])
def test_jam_penyedia_selisih_90_detik(mandiri: Mandiri, detik: int) -> None:
    mandiri.perintah(selisih=detik)
    ratna = mandiri.peramban()
    assert (ratna.masuk(0).status_code, ratna.di_dalam(0)) == (303, True)
    ratna.keluar_di_penyedia(f"{mandiri.issuer[0]}/session/end")
    assert ratna.di_dalam(0) is False


def test_jam_penyedia_yang_jauh_salah_ditolak(mandiri: Mandiri) -> None:
    mandiri.perintah(selisih=600)
    ratna = mandiri.peramban()
    assert (ratna.masuk(0).status_code, ratna.di_dalam(0)) == (403, False)


def test_tanda_tangan_kita_sebagai_pengganti_rahasia_dan_kuncinya_berganti(
    mandiri: Mandiri, monkeypatch: pytest.MonkeyPatch
) -> None:
    """private_key_jwt with ES256. The provider believes its copy of our keys for as long as we said, whatever key it
    meets meanwhile: a new key that signed at once would let nobody in for five minutes."""
    tenant, kunci, dipakai = mandiri.tenant[TANDA_TANGAN], mandiri.rumah.sso.kunci, []
    for putaran in range(3):
        if putaran:
            with tenant_scope(tenant):
                kunci.buat("ES256")
            assert mandiri.peramban().masuk(TANDA_TANGAN).status_code == 303, "signed by the one that it knows"
            nanti = now() + putaran * JEDA
            monkeypatch.setattr("infra.kunci_klien.now", lambda nanti=nanti: nanti)
            mandiri.perintah(kunciBaru=TANDA_TANGAN)  # begins anew: its copy of our keys has grown old
            mandiri.lupakan()
        pegawai = mandiri.peramban()
        assert (pegawai.masuk(TANDA_TANGAN).status_code, pegawai.di_dalam(TANDA_TANGAN)) == (303, True)
        with tenant_scope(tenant):
            dipakai += kunci.menandatangani()
            terbit = [k["kid"] for k in kunci.terbitan()]
    assert len(set(dipakai)) == 3
    assert terbit == [dipakai[2], dipakai[1]], "the key before the last one is gone"


def test_tanda_tangan_dengan_kunci_yang_tidak_diumumkan_ditolak(
    mandiri: Mandiri, superuser: psycopg.Connection[Any]
) -> None:
    """That the provider really looks: a key that it cannot find at our address signs nobody in."""
    umumkan = "UPDATE tata.kunci_klien SET publik = jsonb_set(publik, '{kid}', to_jsonb({})) WHERE tenant_id = %s"
    siapa = (mandiri.tenant[TANDA_TANGAN].id,)
    for kid, status in (("'lain'::text", 403), ("kid", 303)):  # the right one again: the provider is this whole file's
        superuser.execute(umumkan.replace("{}", kid), siapa)
        mandiri.perintah(kunciBaru=TANDA_TANGAN)
        mandiri.lupakan()
        assert mandiri.peramban().masuk(TANDA_TANGAN).status_code == status
