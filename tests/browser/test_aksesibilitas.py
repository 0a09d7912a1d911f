"""Every kind of screen for everybody: WCAG 2.2 AA by axe, wide and narrow, light and dark, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.dunia import Dunia
from tests.browser.layar import SEMUA, TAMU, Layar, Rak, rak_baru
from tests.browser.peramban import LEBAR, SEMPIT, Orang, Ruang, ruang_baru

Pengunjung = Callable[[str], Orang]
ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
PILIHAN = {"runOnly": {"type": "tag", "values": ATURAN}, "resultTypes": ["violations"]}

SEMUA_LAYAR = pytest.mark.parametrize("layar", SEMUA.values(), ids=SEMUA.keys())
TANPA_JS = {nama: layar for nama, layar in SEMUA.items() if not layar.js}

# Sideways the page itself never moves; what is wider than the screen lies in a region that scrolls of its own.
LEBIHAN = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# From the top and after all transitions: what a fixed bar happens to cover half-way down is no matter of the page's.
TENANG = """() => { scrollTo(0, 0);
  return Promise.all(document.getAnimations().map((a) => a.finished.catch(() => null))); }"""

KENDALI_MATI = """() => {
  const tampak = (e) => e.checkVisibility({ visibilityProperty: true });
  const kirim = (f) => [...f.elements].some((e) => e.type === "submit" || e.type === "image")
    || [...f.elements].filter((e) => /^(text|search|date)$/.test(e.type)).length === 1;
  const mati = [];
  const catat = (e, sebab) => mati.push(`${sebab}: ${e.outerHTML.slice(0, 160)}`);
  for (const a of document.querySelectorAll("a")) {
    const href = a.getAttribute("href");
    if (!href) catat(a, "a link that leads nowhere");
    else if (href.startsWith("#") && !document.getElementById(href.slice(1))) catat(a, "its target is not here");
  }
  for (const e of document.querySelectorAll("button, input:not([type=hidden]), select, textarea"))
    if (tampak(e) && !e.disabled) {
      if (e.tagName === "BUTTON" && e.type === "button") catat(e, "a button that only a script could use");
      else if (e.form && !kirim(e.form)) catat(e, "its form cannot be sent");
      else if (!e.form && !/^(radio|checkbox)$/.test(e.type)) catat(e, "it belongs to no form");
    }
  for (const e of document.querySelectorAll("[hx-get], [hx-post]"))
    if (!/^(FORM|INPUT)$/.test(e.tagName) && !e.getAttribute("href")) catat(e, "it works only with htmx");
  for (const f of document.querySelectorAll("form[method=post]"))
    if (!f.getAttribute("action")) catat(f, "it has no address");
  for (const e of document.querySelectorAll("[role=button], [role=link], [role=tab], [onclick], summary"))
    if (e.tagName !== "SUMMARY" || e.parentElement.tagName !== "DETAILS") catat(e, "a role without what it promises");
  return mati;
}"""


@pytest.fixture(scope="module")
def rak(dunia: Dunia) -> Rak:
    return rak_baru(dunia)


@pytest.fixture(scope="module")
def ruang(peramban: Browser, dunia: Dunia) -> Iterator[Ruang]:
    with ruang_baru(peramban, dunia) as ruang:
        yield ruang


def _pengunjung(ruang: Ruang, *, js: bool) -> Pengunjung:
    """The same person for all screens of this file: signing in is tested elsewhere."""
    dikenal: dict[str, Orang] = {}

    def pengunjung(sub: str) -> Orang:
        if sub not in dikenal:
            dikenal[sub] = ruang.tamu(js=js) if sub == TAMU else ruang(sub, js=js)
        return dikenal[sub]

    return pengunjung


@pytest.fixture(scope="module")
def pengunjung(ruang: Ruang) -> Pengunjung:
    return _pengunjung(ruang, js=True)


@pytest.fixture(scope="module")
def pengunjung_tanpa_js(ruang: Ruang) -> Pengunjung:
    return _pengunjung(ruang, js=False)


def _pelanggaran(page: Page) -> list[str]:
    hasil: dict[str, Any] = page.evaluate("(pilihan) => axe.run(document, pilihan)", PILIHAN)
    return [
        f"{v['id']}: {v['help']}\n    {n['target']} {n['html'][:200]}\n    {n['failureSummary']}"
        for v in hasil["violations"]
        for n in v["nodes"]
    ]


@SEMUA_LAYAR
def test_layar_memenuhi_wcag(pengunjung: Pengunjung, rak: Rak, layar: Layar) -> None:
    orang = pengunjung(layar.siapa)
    page = orang.page
    page.set_viewport_size(LEBAR)
    layar.buka(orang, rak)
    assert page.locator("[style]").count() == 0, "a style attribute"
    page.evaluate(AXE_SCRIPT)
    salah = []
    for ukuran in (LEBAR, SEMPIT):
        page.set_viewport_size(ukuran)
        for warna in ("light", "dark"):
            page.emulate_media(color_scheme=warna)
            page.evaluate(TENANG)
            salah += [f"{ukuran['width']} px, {warna}: {s}" for s in _pelanggaran(page)]
        if lebih := page.evaluate(LEBIHAN):
            salah.append(f"{ukuran['width']} px: the page can be moved sideways by {lebih} px")
    orang.pengamat.periksa()
    assert not salah, "\n".join(salah)


@pytest.mark.parametrize("layar", TANPA_JS.values(), ids=TANPA_JS.keys())
def test_tanpa_javascript_tidak_ada_kendali_mati(pengunjung_tanpa_js: Pengunjung, rak: Rak, layar: Layar) -> None:
    orang = pengunjung_tanpa_js(layar.siapa)
    layar.buka(orang, rak)
    mati = orang.page.evaluate(KENDALI_MATI)
    mati += _pilihan_tanpa_akibat(orang.page)
    assert orang.page.locator("[style]").count() == 0, "a style attribute"
    orang.pengamat.periksa()
    assert not mati, "\n".join(mati)


def _pilihan_tanpa_akibat(page: Page) -> list[str]:
    """Choices outside any form live by the style sheet alone: choosing must change what is seen."""
    pilihan = page.locator("input[type=radio]:not(form *):not([form])")
    terlihat = set()
    for satu in pilihan.all():
        satu.check()
        terlihat.add(page.locator("main").inner_text())
    return [] if len(terlihat) != 1 else [f"choosing changes nothing: {pilihan.first.evaluate('(e) => e.outerHTML')}"]


RUSAK = """<!doctype html><html lang="id"><head><title>Rusak</title></head><body><main>
<p style="color: #ccc; background: #fff">Pudar</p><img src="data:,"><div id="lebar"></div>
<button type="button">Mati</button><a>Buntu</a><select aria-label="Sendiri"><option>1</option></select>
<label><input type="radio" name="r" checked>Satu</label><label><input type="radio" name="r">Dua</label>
</main></body></html>"""


def test_pemeriksaan_ini_melihat_kesalahan(orang: Ruang) -> None:
    """A page with one of every fault: each of the checks above must find its own."""
    page = orang.tamu().page
    page.set_content(RUSAK)
    page.locator("#lebar").evaluate("(e) => { e.style.width = '4000px'; e.style.height = '1px'; }")
    page.evaluate(AXE_SCRIPT)
    aturan = {satu.split(":")[0] for satu in _pelanggaran(page)}
    assert aturan >= {"color-contrast", "image-alt"}
    assert page.evaluate(LEBIHAN) > 0
    mati = "\n".join(page.evaluate(KENDALI_MATI))
    assert all(teks in mati for teks in ("Mati", "Buntu", "Sendiri"))
    assert _pilihan_tanpa_akibat(page)
    assert page.locator("[style]").count() == 2


def test_pengamat_ini_mendengar_keluhan(orang: Ruang) -> None:
    """The contexts of all tests hear a console error, a page error, a CSP violation and a failed request."""
    tamu = orang.tamu()
    page = tamu.buka("/")
    page.evaluate("console.error('aduh')")
    page.evaluate("setTimeout(() => { throw new Error('celaka'); })")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.route("**/putus", lambda jalan: jalan.abort())
    page.evaluate("fetch('/putus').catch(() => 0)")
    page.evaluate("fetch('/kota-surakarta/tidak-ada')")
    with pytest.raises(AssertionError) as galat:
        tamu.pengamat.periksa()
    for teks in ("aduh", "celaka", "securitypolicyviolation style-src-attr", "request failed", "status 404"):
        assert teks in str(galat.value)
