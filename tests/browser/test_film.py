"""Replay in front of a browser: by keys alone, in place, with an address that can be cited; and by plain links."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Route, expect

from tests.browser import bahan
from tests.browser.dunia import Dunia
from tests.browser.peramban import Orang, Ruang


def _film(orang: Orang) -> Locator:
    return orang.page.locator("#film")


def _di(orang: Orang, versi: int) -> None:
    expect(_film(orang)).to_have_attribute("data-versi", str(versi))
    expect(orang.page).to_have_url(re.compile(rf"/riwayat\?peristiwa={versi}$"))


def test_memutar_dengan_papan_ketik_saja(dunia: Dunia, orang: Ruang) -> None:
    sop, tri = bahan.direvisi(dunia.surakarta, "Rapat diputar"), orang("tri")
    tri.buka(f"/kerja/sop/{sop}/riwayat?peristiwa=1")
    akhir = int(_film(tri).get_attribute("data-jumlah") or 0)
    tri.page.keyboard.press("ArrowRight")
    _di(tri, 2)
    tri.page.locator("#geser").focus()
    tri.page.keyboard.press("End")
    _di(tri, akhir)
    expect(tri.page.locator("#geser")).to_be_focused()
    tri.page.keyboard.press("Home")
    _di(tri, 1)
    tri.page.locator("#laju").select_option("500")
    tri.page.locator("#putar").focus()
    tri.page.keyboard.press("Space")
    expect(_film(tri)).to_have_attribute("data-versi", re.compile(r"^([3-9]|\d\d+)$"))
    tri.pengamat.batal_boleh = True  # a frame may still be under way when it is told to stop
    tri.page.keyboard.press("Space")
    expect(tri.tombol("Putar")).to_be_visible()


def test_melangkah_menandai_baris_dan_sel(dunia: Dunia, orang: Ruang) -> None:
    sop, tri = bahan.sop(dunia.surakarta, "disahkan", "Surat ditandai"), orang("tri")
    tri.buka(f"/kerja/sop/{sop}/riwayat?zum=peristiwa")
    sah = tri.tautan("disahkan dengan nomor").first
    versi = int((sah.get_attribute("id") or "").removeprefix("k-"))
    tri.page.locator(f"#k-{versi - 1}").click()
    _di(tri, versi - 1)
    expect(tri.page.locator("#garis .kini")).not_to_contain_text("disahkan dengan nomor")
    tri.page.locator("#berikutnya").click()
    _di(tri, versi)
    expect(tri.page.locator("#garis .kini")).to_contain_text("disahkan dengan nomor")
    expect(_film(tri).locator("td.diubah").first).to_be_visible()


def _tidak_dijawab(_: Route) -> None:
    pass


def test_yang_terakhir_diminta_yang_terlihat(dunia: Dunia, orang: Ruang) -> None:
    """A slow answer to an earlier click must not take the place of the one that was asked for after it."""
    sop, tri = bahan.sop(dunia.surakarta, "disahkan", "Surat didahului"), orang("tri")
    tri.buka(f"/kerja/sop/{sop}/riwayat?peristiwa=5")
    tri.page.route("**/riwayat?peristiwa=6", _tidak_dijawab)
    with tri.page.expect_request("**/riwayat?peristiwa=6"):
        tri.page.locator("#berikutnya").click()
    tri.pengamat.batal_boleh = True
    with tri.page.expect_event("requestfailed", lambda permintaan: permintaan.url.endswith("peristiwa=6")):
        tri.page.locator("#sebelumnya").click()
    _di(tri, 4)


def test_tanpa_skrip_tautan_membawa_ke_setiap_saat(dunia: Dunia, orang: Ruang) -> None:
    sop, tri = bahan.sop(dunia.surakarta, "disahkan", "Surat tanpa skrip"), orang("tri", js=False)
    tri.buka(f"/kerja/sop/{sop}/riwayat?peristiwa=2")
    expect(tri.page.locator("#pemutar")).to_be_hidden()
    tri.page.locator("#berikutnya").click()
    _di(tri, 3)
    tri.page.locator("#tonggak-lalu").click()
    _di(tri, 1)
    tri.tautan("Tonggak").first.click()
    expect(tri.page.locator("#garis")).to_contain_text("disahkan dengan nomor")
