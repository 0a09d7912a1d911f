"""Secrets at rest: what one key sealed no other opens, nor does it open in another place; keys change in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.brankas import Brankas, BrankasError

LAMA, BARU = "lama-" * 8, "baru-" * 8


@given(isi=st.text(), untuk=st.text())
def test_yang_disegel_terbuka_lagi(isi: str, untuk: str) -> None:
    brankas = Brankas((LAMA,))
    assert brankas.buka(brankas.segel(isi, untuk=untuk), untuk=untuk) == isi


def test_tidak_terbaca_dan_tidak_pernah_sama() -> None:
    brankas = Brankas((LAMA,))
    satu, dua = (brankas.segel("rahasia", untuk="a") for _ in range(2))
    assert satu != dua
    assert b"rahasia" not in satu


def test_di_tempat_lain_tidak_terbuka() -> None:
    brankas = Brankas((LAMA,))
    with pytest.raises(BrankasError, match="does not belong"):
        brankas.buka(brankas.segel("rahasia", untuk="oidc/1/1"), untuk="oidc/2/1")


@given(letak=st.integers(0, 35), bit=st.integers(1, 255))
def test_yang_diubah_tidak_terbuka(letak: int, bit: int) -> None:
    brankas = Brankas((LAMA,))
    segel = bytearray(brankas.segel("rahasia", untuk="a"))
    segel[letak] ^= bit
    with pytest.raises(BrankasError):
        brankas.buka(bytes(segel), untuk="a")


@pytest.mark.parametrize("segel", [b"", b"\x01", b"\x01abcd", b"\x02" + b"x" * 60])
def test_yang_bukan_segel_tidak_terbuka(segel: bytes) -> None:
    with pytest.raises(BrankasError, match="no key"):
        Brankas((LAMA,)).buka(segel, untuk="a")


def test_kunci_diganti_tanpa_kehilangan_isi() -> None:
    segel = Brankas((LAMA,)).segel("rahasia", untuk="a")
    berdua = Brankas((BARU, LAMA))
    assert berdua.usang(segel)
    assert berdua.buka(segel, untuk="a") == "rahasia"
    baru = berdua.segel("rahasia", untuk="a")
    assert not berdua.usang(baru)
    assert Brankas((BARU,)).buka(baru, untuk="a") == "rahasia"
    with pytest.raises(BrankasError, match="no key"):
        Brankas((BARU,)).buka(segel, untuk="a")


def test_tanpa_kunci_tidak_ada_yang_disimpan() -> None:
    assert not Brankas().terpasang
    assert Brankas((LAMA,)).terpasang
    with pytest.raises(BrankasError, match="RIWAYAT_KUNCI is not set"):
        Brankas().segel("rahasia", untuk="a")


def test_kunci_pendek_ditolak() -> None:
    with pytest.raises(BrankasError, match="32 characters"):
        Brankas(("pendek",))
