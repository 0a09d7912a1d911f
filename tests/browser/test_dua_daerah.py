"""Two governments on one installation: neither sees anything of the other, and who leaves has left everywhere."""

from __future__ import annotations

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from playwright.sync_api import expect

from domain.sop.naskah import Isian
from tenants.context import tenant_scope
from tests.browser import bahan
from tests.browser.dunia import PROBOLINGGO, SURAKARTA, Dunia
from tests.browser.peramban import Orang, Ruang

MILIK_SARI, MILIK_JOKO = "Pengelolaan Surat Masuk Setwan", "Penerbitan Rujukan Probolinggo"


def _keluar(orang: Orang) -> None:
    orang.page.locator("summary", has_text=f"Akun {orang.nama}").click()
    orang.tombol("Keluar").click()
    expect(orang.page).to_have_url(orang.alamat(f"/{orang.kode}/"))


@pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])
def test_sesi_sari_tidak_menunjukkan_apa_pun_dari_probolinggo(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    bahan.sop(dunia.probolinggo, "disahkan", MILIK_JOKO)
    sop_sari = bahan.sop(dunia.surakarta, "konsep", MILIK_SARI)
    sari = orang("sari", js=js)
    for jalur in ("/kerja/", "/kerja/sop", "/kota-surakarta/", f"/kerja/sop/{sop_sari}"):
        teks = sari.buka(jalur).locator("body").inner_text()
        assert MILIK_JOKO not in teks
        assert "Probolinggo" not in teks
    for jalur in ("/kerja/", "/kerja/sop", f"/kerja/sop/{sop_sari}"):
        sari.buka(f"/{PROBOLINGGO}{jalur}")
        expect(sari.page.get_by_role("heading", level=1)).to_have_text("Masuk ke Kota Probolinggo")


def test_kuki_sesi_tidak_pernah_dikirim_ke_daerah_lain(orang: Ruang) -> None:
    sari = orang("sari")
    jalur = {k["path"] for k in sari.context.cookies() if k["name"] == "riwayat"}
    assert jalur == {f"/{SURAKARTA}/kerja/"}
    with sari.page.expect_request(f"**/{PROBOLINGGO}/kerja/") as permintaan:
        sari.buka(f"/{PROBOLINGGO}/kerja/")
    dikirim = permintaan.value.all_headers().get("cookie", "")
    assert set(SimpleCookie(dikirim)) <= {"riwayat-daerah"}, "which government was last here, and nothing else"


def test_joko_tidak_dapat_membuka_sop_sari_lewat_alamatnya(dunia: Dunia, orang: Ruang) -> None:
    konsep = bahan.sop(dunia.surakarta, "konsep", MILIK_SARI)
    berlaku = bahan.sop(dunia.surakarta, "disahkan", f"{MILIK_SARI} Dua")
    joko = orang("joko", PROBOLINGGO)
    for sop in (konsep, berlaku):
        for akhir in ("", "/riwayat", "/penyuntingan"):
            joko.buka(f"/kerja/sop/{sop}{akhir}", status=404)
            expect(joko.page.locator("body")).not_to_contain_text(MILIK_SARI)
        joko.buka(f"/sop/{sop}", status=404)
    teks = joko.buka("/kerja/sop").locator("body").inner_text()
    assert MILIK_SARI not in teks


def test_satu_peramban_dua_daerah_berdampingan(orang: Ruang) -> None:
    """One browser may hold a session in each; leaving one leaves the other alone."""
    sari = orang("sari")
    joko = Orang(sari.dunia, PROBOLINGGO, "joko", sari.context, sari.page, sari.pengamat).masuk()
    sari.buka("/kerja/")
    expect(sari.page.get_by_text("Akun Sari Wulandari")).to_be_attached()
    _keluar(sari)
    joko.buka("/kerja/")
    expect(joko.page.get_by_text("Akun Joko Susilo")).to_be_attached()


@pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])
def test_keluar_mengakhiri_sesi_di_sini_dan_di_penyedia(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    nama = f"{MILIK_SARI} {js}"
    bahan.sop(dunia.surakarta, "konsep", nama)
    sari = orang("sari", js=js)
    sari.buka("/kerja/sop")
    expect(sari.tautan(nama)).to_be_visible()
    _keluar(sari)
    sari.page.go_back()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Masuk ke Kota Surakarta")
    expect(sari.page.locator("body")).not_to_contain_text(nama)
    sari.lewati_pintu()  # the provider asks whom again: it has forgotten her too
    expect(sari.tautan(nama)).to_be_visible()


def test_batal_di_penyedia_kembali_dengan_penjelasan(orang: Ruang) -> None:
    sari = orang("sari", masuk=False)
    sari.buka("/kerja/")
    sari.tombol("Masuk dengan SSO").click()
    sari.pengamat.ditunggu[403] += 1
    sari.tombol("Batal").click()
    expect(sari.page.get_by_role("alert")).to_contain_text("Anda belum masuk")
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Masuk ke Kota Surakarta")


def test_sesi_yang_habis_tidak_membuang_ketikan_diam_diam(dunia: Dunia, orang: Ruang) -> None:
    """Her session ends while a cell is open: she is asked to sign in again, and may first keep what she typed."""
    sop = bahan.sop(dunia.surakarta, "konsep", "Surat Semalam")
    sari = orang("sari")
    sari.buka_sunting(sop, "isian.unit")
    sari.isian("nilai").fill("Bagian Umum")
    with tenant_scope(dunia.surakarta.tenant):
        dunia.surakarta.rumah.jam.majukan(timedelta(days=1))
    sari.pengamat.ditunggu[401] += 2
    with sari.page.expect_event("dialog") as pertanyaan:
        sari.tombol("Simpan").click()
    pertanyaan.value.dismiss()
    expect(sari.isian("nilai")).to_have_value("Bagian Umum")
    sari.page.once("dialog", lambda tanya: tanya.accept())
    sari.tombol("Simpan").click()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text("Masuk ke Kota Surakarta")
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.UNIT) == ""
