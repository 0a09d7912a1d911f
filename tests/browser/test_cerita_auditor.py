"""The auditor's story: let in by a letter, he finds who changed a step and why, and takes the proof away with him."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tenants.context import tenant_scope
from tests.browser import bahan, bahan_sejarah
from tests.browser.dunia import SETWAN, Dunia
from tests.browser.peramban import Orang, Ruang
from tests.infra.tlog.panggung import Penanda


def _memberi_akses(budi: Orang) -> None:
    hari = budi.pemda.hari_ini().isoformat()
    budi.buka("/kerja/akses-auditor")
    formulir = budi.formulir("/akses-auditor")
    budi.isian("orang", formulir).select_option(label="Tri Hartono")
    formulir.get_by_role("checkbox", name=SETWAN).check()
    for nama, nilai in (
        ("tujuan", "Audit kinerja kearsipan"),
        ("mulai", hari),
        ("akhir", hari),
        ("sk_nomor", "700/12/2029"),
        ("sk_tanggal", hari),
    ):
        budi.isian(nama, formulir).fill(nilai)
    formulir.get_by_role("button", name="Beri akses baca").click()
    expect(budi.page.get_by_role("region", name="Sedang terbuka")).to_contain_text("Tri Hartono")


def _mencari(tri: Orang, nama: str) -> None:
    """By what the step said two holders ago; the find leads to the moment at which it was written."""
    tri.buka("/kerja/")
    tri.tautan("Pencarian").first.click()
    cari = tri.page.get_by_role("searchbox", name="Yang dicari")
    cari.fill(f'"{bahan_sejarah.LANGKAH_4["bagus"]}"')
    cari.press("Enter")
    temuan = tri.page.locator(".temuan-sop").filter(has_text=nama)
    expect(temuan).to_have_count(1)
    temuan.locator("a.isi-temuan").first.click()
    expect(tri.page).to_have_url(re.compile(r"/riwayat\?peristiwa=\d+"))
    expect(tri.page.locator("#film")).to_contain_text(bahan_sejarah.LANGKAH_4["bagus"])


def _kini(tri: Orang) -> Locator:
    return tri.page.locator("#garis .kini")


def _memutar(tri: Orang) -> None:
    """From the first event to the last by the milestones alone; each holder of the one post appears in turn."""
    tri.page.goto(tri.page.url.split("?")[0] + "?peristiwa=1&zum=tonggak")
    expect(_kini(tri)).to_contain_text("Sari Wulandari, Pengadministrasi Persidangan")
    disebut = [_kini(tri).inner_text()]
    while (lanjut := tri.page.locator("a#tonggak-nanti")).count():
        versi = (lanjut.get_attribute("href") or "").rpartition("=")[2]
        lanjut.click()
        expect(tri.page.locator("#film")).to_have_attribute("data-versi", versi)
        expect(_kini(tri).locator(f"#k-{versi}")).to_have_count(1)
        disebut.append(_kini(tri).inner_text())
    semua = "\n".join(disebut)
    tempat = [semua.index(nama) for nama in ("Sari Wulandari", *bahan_sejarah.PENERUS.values())]
    assert tempat == sorted(tempat)
    assert set(re.findall(r"Versi (\d) disahkan dengan nomor", semua)) == {"1", "2", "3"}


def _siapa_mengubah_langkah_4(tri: Orang) -> None:
    langkah = tri.page.locator("#film").get_by_role("link", name=re.compile("^4"))
    langkah.click()
    expect(tri.page.get_by_role("heading", level=1)).to_contain_text("Asal-usul langkah 4")
    silsilah = tri.page.locator(".silsilah > li").filter(has_text=bahan_sejarah.LANGKAH_4["citra"]).first
    expect(silsilah).to_contain_text("Citra Lestari, Pengadministrasi Persidangan")
    expect(silsilah).to_contain_text(bahan_sejarah.SEBAB["citra"])
    silsilah.get_by_text("Perubahan sebelumnya").click()
    expect(silsilah).to_contain_text("Bagus Prakoso, Pengadministrasi Persidangan")
    expect(silsilah).to_contain_text(bahan_sejarah.SEBAB["bagus"])


# lambat: three years, four people and a bundle that is taken apart
@pytest.mark.lambat
@pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])
def test_auditor_membawa_pulang_buktinya(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    pemda = dunia.surakarta
    nama = f"Pengarsipan Surat {'js' if js else 'tanpa js'}"
    bahan_sejarah.tiga_tahun(pemda, nama)
    bahan.indeks(dunia)
    _memberi_akses(orang("budi", js=js))
    tri = orang("tri", js=js)
    _mencari(tri, nama)
    _memutar(tri)
    _siapa_mengubah_langkah_4(tri)
    with tenant_scope(pemda.tenant):
        Penanda(dunia.basis_data, pemda.rumah.basis).tanda_tangani()
