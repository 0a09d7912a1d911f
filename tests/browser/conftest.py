"""Journeys in a real browser: each worker has a browser, each file a database, the product and its providers.

    def test_sesuatu(dunia, orang): sari = orang("sari")     # signed in through the provider, in a context of her own

A complaint of the console, a failed request or an unannounced refusal in any of the contexts fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from infra.lokal.kluster import Kluster
from tests import basis_data as bd
from tests.browser.dunia import Dunia, dunia_baru
from tests.browser.peramban import Ruang, nyalakan, ruang_baru

BATAS_TUNGGU = 10_000
"""Milliseconds that a condition may take on a busy machine; nothing waits longer than it must."""


@pytest.fixture(scope="session")
def peramban() -> Iterator[Browser]:
    expect.set_options(timeout=BATAS_TUNGGU)
    with sync_playwright() as playwright:
        peramban = nyalakan(playwright)
        yield peramban
        peramban.close()


@pytest.fixture(scope="session")
def kunci_penyedia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys are dear to make and the same for all files."""
    return tmp_path_factory.mktemp("kunci")


@pytest.fixture(scope="module")
def dunia(kluster_uji: Kluster, kunci_penyedia: Path) -> Iterator[Dunia]:
    """A world of this file's own: its clock may run ahead without ending the sessions of another's."""
    basis_data = bd.tiru(kluster_uji)
    try:
        with dunia_baru(basis_data, kunci_penyedia) as dunia:
            yield dunia
    finally:
        bd.buang(basis_data)


@pytest.fixture
def orang(peramban: Browser, dunia: Dunia) -> Iterator[Ruang]:
    """Opens a browser for somebody: `orang("sari")`, `orang("joko", PROBOLINGGO)`, `orang.tamu()`."""
    with ruang_baru(peramban, dunia) as ruang:
        yield ruang
