"""Which first segments of a path can be a government at all."""

from __future__ import annotations

import pytest

from tenants.model import KODE_TERCADANG, dapat_menjadi_kode


@pytest.mark.parametrize("teks", sorted(KODE_TERCADANG))
def test_kode_tercadang_tidak_pernah_sebuah_pemda(teks: str) -> None:
    assert not dapat_menjadi_kode(teks)


@pytest.mark.parametrize(
    "teks", ["", "a", "Kota", "kota bogor", "kota_bogor", "9kota", "favicon.ico", "k" * 62, "kota\n"]
)
def test_yang_tidak_berbentuk_kode_tidak_ditanyakan(teks: str) -> None:
    assert not dapat_menjadi_kode(teks)


@pytest.mark.parametrize("teks", ["kota-surakarta", "kpu-kabupaten-kediri", "ab", "k" * 61])
def test_kode_yang_sah(teks: str) -> None:
    assert dapat_menjadi_kode(teks)
