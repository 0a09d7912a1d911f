"""What a government may tell about its provider: no algorithm that anybody could sign with, and always `openid`."""

from __future__ import annotations

from typing import Any

import pytest

from tenants.oidc import ALGORITMA_DIKENAL, CaraKlien, KunciKlien, PengaturanOidc


def pengaturan(**lain: Any) -> PengaturanOidc:
    return PengaturanOidc("https://sso.contoh", "riwayat", "rahasia-sekali", **lain)


def test_bawaan_menerima_tanda_tangan_asimetris_saja() -> None:
    assert pengaturan().algoritma == ALGORITMA_DIKENAL
    assert not [a for a in ALGORITMA_DIKENAL if a == "none" or a.startswith("HS")]
    assert "openid" in pengaturan().scopes


def test_rahasia_tidak_tercetak() -> None:
    assert "rahasia-sekali" not in repr(pengaturan())


@pytest.mark.parametrize("algoritma", [("none",), ("HS256",), ("RS256", "HS512"), ("rs256",), ("RS256 ",)])
def test_algoritma_lain_ditolak(algoritma: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="algoritma tanda tangan tidak diterima") as ditolak:
        pengaturan(algoritma=algoritma)
    assert str(set(algoritma) - set(ALGORITMA_DIKENAL)).strip("{}'") in str(ditolak.value)


def test_tanpa_algoritma_ditolak() -> None:
    with pytest.raises(ValueError, match="paling sedikit satu"):
        pengaturan(algoritma=())


def test_tanpa_openid_ditolak() -> None:
    with pytest.raises(ValueError, match="openid"):
        pengaturan(scopes=("profile",))


def test_satu_algoritma_cukup() -> None:
    assert pengaturan(algoritma=("ES256",), scopes=("openid",), versi=2).versi == 2


def test_setiap_cara_klien_bernama() -> None:
    assert all(cara.sebutan for cara in CaraKlien)


def test_grup_mengusulkan_peran_masing_masing_sekali() -> None:
    milik = pengaturan(peta_grup={"a": "penyusun", "b": "penyusun", "c": "ortala"})
    assert milik.usulan_peran(("b", "x", "a", "c")) == ("penyusun", "ortala")
    assert pengaturan().usulan_peran(("a",)) == ()


def test_kunci_privat_tidak_tercetak() -> None:
    assert "privat-sekali" not in repr(pengaturan(kunci=KunciKlien("k", "ES256", "privat-sekali")))
    assert "privat-sekali" not in repr(KunciKlien("k", "ES256", "privat-sekali"))
