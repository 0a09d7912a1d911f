"""People in front of a real browser. Each has a context of its own, in which nothing may go wrong unnoticed."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Request,
    Response,
    WebError,
    expect,
)

from tests.browser.dunia import CALON, SURAKARTA, TANPA_JABATAN, Dunia, Pemda

BENDERA = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LEBAR, SEMPIT = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
GALAT_PELADEN = 500
DI_SAMPING = re.compile(
    r"/(penyuntingan/(kabar|perubahan)|pemeriksaan|masukan|perhitungan|asal-usul|bundel|kerja/log)(\?|$)"
)

# Says a violation aloud, so that it arrives by the same way as every other complaint of the console.
DENGAR_CSP = """
document.addEventListener("securitypolicyviolation", (e) =>
  console.error(`securitypolicyviolation ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""


def program() -> str:
    """Chromium's path: named by the launcher, else the one on this machine."""
    calon = os.environ.get("RIWAYAT_PERAMBAN") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    assert calon, "no Chromium: set RIWAYAT_PERAMBAN to its path, or install the package chromium"
    return calon


def nyalakan(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=program(), args=list(BENDERA))


@dataclass
class Pengamat:
    """Hears everything a context complains of. What a test expects it has to announce, each time."""

    keluhan: list[str] = field(default_factory=list)
    ditunggu: Counter[int] = field(default_factory=Counter)
    batal_boleh: bool = False

    def amati(self, context: BrowserContext) -> None:
        context.add_init_script(DENGAR_CSP)
        context.on("console", self._konsol)
        context.on("weberror", self._galat_halaman)
        context.on("requestfailed", self._gagal)
        context.on("response", self._jawaban)

    def _konsol(self, pesan: ConsoleMessage) -> None:
        # The browser repeats every status of 400 and above here; _jawaban has judged it already.
        if pesan.type == "error" and not pesan.text.startswith("Failed to load resource: the server responded"):
            self.keluhan.append(f"console: {pesan.text} ({pesan.page and pesan.page.url})")

    def _galat_halaman(self, galat: WebError) -> None:
        self.keluhan.append(f"page error: {galat.error} ({galat.page and galat.page.url})")

    def _gagal(self, permintaan: Request) -> None:
        # The icon comes after everything else, what others saved is asked for again and again, and what stands beside
        # the form loads by itself; Chromium gives them up when the visitor has moved on by then.
        dilepas = self.batal_boleh or permintaan.url.endswith(".svg") or DI_SAMPING.search(permintaan.url)
        if not (dilepas and permintaan.failure == "net::ERR_ABORTED"):
            self.keluhan.append(f"request failed: {permintaan.method} {permintaan.url}: {permintaan.failure}")

    def _jawaban(self, jawaban: Response) -> None:
        status = jawaban.status
        if status < 400:
            return
        if status < GALAT_PELADEN and self.ditunggu[status]:
            self.ditunggu[status] -= 1
            return
        self.keluhan.append(f"status {status}: {jawaban.request.method} {jawaban.url}")

    def periksa(self) -> None:
        """Nothing was complained of, and everything announced has come."""
        keluhan = self.keluhan + [f"status {s} was announced and never came" for s in self.ditunggu.elements()]
        self.keluhan, self.ditunggu = [], Counter()
        assert not keluhan, "\n".join(keluhan)


@dataclass
class Orang:
    """Somebody at a browser; signed in once `masuk` was called."""

    dunia: Dunia
    kode: str
    sub: str
    context: BrowserContext
    page: Page
    pengamat: Pengamat

    @property
    def pemda(self) -> Pemda:
        return self.dunia.pemda[self.kode]

    @property
    def nama(self) -> str:
        return TANPA_JABATAN[1] if self.sub == TANPA_JABATAN[0] else CALON[self.kode][self.sub].nama

    def alamat(self, jalur: str) -> str:
        """`jalur` is meant within the government, unless it names one; "/" alone is the installation's start."""
        di_dalam = jalur.startswith(("/kerja", "/sop", "/masuk", "/dosir"))
        return f"{self.dunia.alamat}/{self.kode}{jalur}" if di_dalam else f"{self.dunia.alamat}{jalur}"

    def buka(self, jalur: str, status: int = 200) -> Page:
        if status >= 400:
            self.pengamat.ditunggu[status] += 1
        jawaban = self.page.goto(self.alamat(jalur))
        assert jawaban is not None
        assert jawaban.status == status, f"{jawaban.url}: {jawaban.status}"
        return self.page

    def masuk(self, *, dikenal: bool = False) -> Orang:
        """From the working area through the government's own provider, which asks whom unless it knows already."""
        self.buka("/kerja/")
        self.lewati_pintu(dikenal=dikenal)
        expect(self.page).to_have_url(self.alamat("/kerja/"))
        return self

    def lewati_pintu(self, *, dikenal: bool = False) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(f"Masuk ke {self.pemda.tenant.nama}")
        self.tombol("Masuk dengan SSO").click()
        if not dikenal:
            expect(self.page.get_by_role("heading", level=1)).to_have_text("Masuk sebagai siapa?")
            self.tombol(self.nama).click()

    def tombol(self, nama: str) -> Locator:
        return self.page.get_by_role("button", name=nama)

    def tautan(self, nama: str) -> Locator:
        return self.page.get_by_role("link", name=nama)

    def isian(self, nama: str, di: Locator | None = None) -> Locator:
        """The field of this name, in that form; else on the page, but for the corrections beside the form."""
        return di.locator(f'[name="{nama}"]') if di else self.page.locator(f'[name="{nama}"]:not(.samping *)')

    def formulir(self, akhir: str) -> Locator:
        """The form whose action ends so."""
        return self.page.locator(f'form[action$="{akhir}"]')

    def pintu_sel(self, sel: str) -> Locator:
        """The link in a cell of the form that opens it."""
        return self.page.locator(f'a[href*="sel={sel}#"]:not(.samping *)')

    def buka_sunting(self, sop_id: UUID | str, sel: str = "") -> Page:
        return self.buka(f"/kerja/sop/{sop_id}/penyuntingan" + (f"?sel={sel}" if sel else ""))

    def yang_fokus(self) -> dict[str, Any]:
        """What has the keyboard's focus: tag, name, role, and whether it is marked as wrong."""
        return self.page.evaluate(
            """() => { const e = document.activeElement; return {
              tag: e.tagName, id: e.id, nama: e.getAttribute("name"), peran: e.getAttribute("role"),
              salah: e.getAttribute("aria-invalid"), teks: e.textContent.trim(), href: e.getAttribute("href") } }"""
        )


@dataclass
class Ruang:
    """The people of one test, or of one file: opened when first asked for, closed together."""

    peramban: Browser
    dunia: Dunia
    orang: list[Orang] = field(default_factory=list)

    def __call__(self, sub: str, kode: str = SURAKARTA, *, js: bool = True, masuk: bool = True) -> Orang:
        context = self.peramban.new_context(java_script_enabled=js, viewport=LEBAR, locale="id-ID")
        pengamat = Pengamat()
        pengamat.amati(context)
        orang = Orang(self.dunia, kode, sub, context, context.new_page(), pengamat)
        self.orang.append(orang)
        return orang.masuk() if masuk else orang

    def tamu(self, kode: str = SURAKARTA, *, js: bool = True) -> Orang:
        """Somebody who is not signed in."""
        return self("", kode, js=js, masuk=False)

    def periksa(self) -> None:
        for orang in self.orang:
            _sampai_habis(orang.page)
            orang.pengamat.periksa()


def _sampai_habis(page: Page) -> None:
    """One round trip: what the page had to say until now has been heard."""
    page.evaluate("0")


@contextmanager
def ruang_baru(peramban: Browser, dunia: Dunia) -> Iterator[Ruang]:
    ruang = Ruang(peramban, dunia)
    try:
        yield ruang
        ruang.periksa()
    finally:
        for orang in ruang.orang:
            orang.pengamat.batal_boleh = True
            orang.context.close()
