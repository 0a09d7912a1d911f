"""Markup that got into a page acts for nobody: htmx obeys only what the server signed, and scripts do not run.

And whoever has left leaves nothing behind in the browser.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.peramban import Orang, Ruang

SUNTIKAN = (
    '<div id="jahat" hx-get="/kota-surakarta/kerja/sesi" hx-trigger="load" hx-target="body">x</div>',
    '<button id="jahat" hx-post="/kota-surakarta/kerja/sesi/pengakhiran-lain" hx-trigger="click">x</button>',
    '<div id="jahat" data-hx-get="/kota-surakarta/kerja/sesi" data-hx-trigger="load">x</div>',
    '<div id="jahat" hx-on:click="window.kena = 1" onclick="window.kena = 1">x</div>',
    '<img id="jahat" src="data:," onerror="window.kena = 1">',
    '<svg id="jahat"><script>window.kena = 1</script></svg>',
)


PENJAGA = ("[hx-csp] blocked", "Content Security Policy", "securitypolicyviolation")
"""Who may complain in the console."""


def _permintaan(page: Page) -> list[str]:
    tercatat: list[str] = []

    def catat(permintaan: Request) -> None:
        if permintaan.resource_type in ("fetch", "xhr", "document"):
            tercatat.append(permintaan.url)

    page.on("request", catat)
    return tercatat


def _suntik(sari: Orang, markup: str, *, bertanda: bool = False) -> None:
    """As a hole in a template would have put it there, and htmx would have found it."""
    sari.page.evaluate(
        """([isi, bertanda]) => {
            const tempat = document.querySelector("main");
            tempat.insertAdjacentHTML("beforeend", isi);
            const baru = tempat.lastElementChild;
            if (bertanda) baru.setAttribute("hx-nonce", document.querySelector("script[nonce]").nonce);
            htmx.process(baru);
            baru.click?.();
        }""",
        [markup, bertanda],
    )


@pytest.mark.parametrize("markup", SUNTIKAN, ids=range(len(SUNTIKAN)))
def test_yang_disuntikkan_tidak_mengirim_dan_tidak_berjalan(orang: Ruang, markup: str) -> None:
    sari = orang("sari")
    sari.buka("/kerja/")
    tercatat = _permintaan(sari.page)
    _suntik(sari, markup)
    sari.page.wait_for_timeout(400)
    assert tercatat == []
    assert sari.page.evaluate("window.kena") is None
    keluhan = sari.pengamat.keluhan
    assert all(any(p in k for p in PENJAGA) for k in keluhan), keluhan
    keluhan.clear()


def test_kenari_dengan_tanda_dari_server_ia_mengirim(orang: Ruang) -> None:
    """So that silence above is the guard's and not the test's."""
    sari = orang("sari")
    sari.buka("/kerja/")
    tercatat = _permintaan(sari.page)
    _suntik(sari, SUNTIKAN[0], bertanda=True)
    sari.page.wait_for_timeout(600)
    assert any(url.endswith("/kerja/sesi") for url in tercatat)


def test_sesudah_keluar_tidak_ada_yang_tertinggal(orang: Ruang) -> None:
    sari = orang("sari")
    for jalur in ("/kerja/", "/kerja/sop"):
        sari.buka(jalur)
    sari.page.locator("summary", has_text=f"Akun {sari.nama}").click()
    sari.tombol("Keluar").click()
    expect(sari.page).to_have_url(sari.alamat(f"/{sari.kode}/"))
    sisa = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert sari.page.evaluate(sisa) == [0, 0, ""]
    assert {k["name"] for k in sari.context.cookies() if "riwayat" in k["name"]} <= {"riwayat-daerah"}
    sari.page.go_back()
    expect(sari.page.get_by_role("heading", level=1)).not_to_contain_text("Sari")
