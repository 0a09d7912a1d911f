"""The check of the whole log in a browser: it goes on while one looks, and the page changes by itself at its end."""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.dunia import Dunia
from tests.browser.peramban import Ruang
from tests.browser.siapkan import Rak, ditandatangani, log_berjalan, rak_baru


@pytest.fixture(scope="module")
def rak(dunia: Dunia) -> Rak:
    return rak_baru(dunia)


def test_kemajuan_terlihat_sendiri_dan_hasilnya_juga(orang: Ruang, rak: Rak) -> None:
    budi = orang("budi")
    tenant = orang.dunia.surakarta.tenant.id
    budi.buka("/kerja/log")
    ditandatangani(budi, rak)
    log_berjalan(budi, rak)
    panel = budi.page.locator("#pemeriksaan")
    expect(panel).to_contain_text("81.920 dari 250.000 peristiwa")
    with psycopg.connect(orang.dunia.basis_data.superuser, autocommit=True) as superuser:
        superuser.execute("UPDATE tata.pemeriksaan_log SET diperiksa = 204800 WHERE tenant_id = %s", (tenant,))
        expect(panel).to_contain_text("204.800 dari 250.000 peristiwa")
        superuser.execute("UPDATE tata.pemeriksaan_log SET berjalan = false WHERE tenant_id = %s", (tenant,))
    expect(panel).to_contain_text("Pemeriksaan terakhir terputus")
    budi.tombol("Periksa sekarang").click()
    expect(panel.locator(".pesan.baik")).to_contain_text("peristiwa cocok")
    expect(panel.locator(".pesan.awas")).to_have_count(0)


def test_dari_kejadian_ke_buktinya_dengan_papan_ketik(orang: Ruang, rak: Rak) -> None:
    tri = orang("tri")
    tri.buka("/kerja/log")
    ditandatangani(tri, rak)
    page = tri.buka(f"/kerja/sop/{rak.id['disahkan']}/riwayat")
    garis = page.locator("details.terjaga")
    expect(garis).to_contain_text("Riwayat terjaga")
    garis.locator("summary").press("Enter")
    expect(garis.get_by_text("Membenarkan: inspektorat.surakarta.example")).to_be_visible()
    page.locator(".kejadian a.bukti").first.press("Enter")
    expect(page.get_by_text("Peristiwa ini masih persis seperti saat dicatat")).to_be_visible()


def test_tanpa_skrip_tautan_melihat_lagi(orang: Ruang, rak: Rak) -> None:
    """A link that named a place on this page would only jump there."""
    dwi, tenant = orang("dwi", js=False), orang.dunia.surakarta.tenant.id
    dwi.buka("/kerja/log#pemeriksaan")
    log_berjalan(dwi, rak)
    with psycopg.connect(orang.dunia.basis_data.superuser, autocommit=True) as superuser:
        for diperiksa, kata in ((163840, "163.840"), (245760, "245.760")):
            superuser.execute(
                "UPDATE tata.pemeriksaan_log SET diperiksa = %s WHERE tenant_id = %s", (diperiksa, tenant)
            )
            dwi.tautan("Lihat lagi").click()
            expect(dwi.page.locator("#pemeriksaan")).to_contain_text(f"{kata} dari 250.000 peristiwa")
        superuser.execute("UPDATE tata.pemeriksaan_log SET berjalan = false WHERE tenant_id = %s", (tenant,))
