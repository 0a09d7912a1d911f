"""Everything by keyboard alone: no test here touches the mouse."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from playwright.sync_api import expect

from domain.sop.naskah import Isian
from tests.browser import bahan
from tests.browser.dunia import Dunia
from tests.browser.peramban import Orang, Ruang

TAB_TERBANYAK = 120


TERTUTUP = """() => { const e = document.activeElement, r = e.getBoundingClientRect();
  const kena = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
  return !(kena && (e.contains(kena) || kena.contains(e))); }"""


def _tab_sampai(orang: Orang, potongan_href: str) -> None:
    """Tab on until the focus is on the link whose address has this in it."""
    for _ in range(TAB_TERBANYAK):
        orang.page.keyboard.press("Tab")
        if potongan_href in (orang.yang_fokus()["href"] or ""):
            return
    raise AssertionError(f"{TAB_TERBANYAK} times Tab does not lead to a link to {potongan_href}")


@pytest.fixture
def sop(dunia: Dunia) -> UUID:
    return bahan.sop(dunia.surakarta, "konsep", "Pengelolaan Surat Masuk")


@pytest.fixture
def sari(orang: Ruang) -> Orang:
    return orang("sari")


def test_sel_dibuka_diisi_dan_disimpan(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop)
    _tab_sampai(sari, "sel=isian.nomor#")
    sari.page.keyboard.press("Enter")
    expect(sari.isian("nilai")).to_be_focused()
    assert not sari.page.evaluate(TERTUTUP), "something lies over the field that has the focus"
    sari.page.keyboard.type("000.8/9/2026")
    sari.page.keyboard.press("Enter")
    expect(sari.isian("nilai")).to_have_count(0)
    expect(sari.page.get_by_role("main")).to_contain_text("000.8/9/2026")
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR) == "000.8/9/2026"
    expect(sari.pintu_sel("isian.nomor")).to_be_focused()


def test_ctrl_enter_menyimpan_lalu_ke_isian_kosong_berikutnya(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    """Whoever fills in what was empty wants the next empty one; whoever mends what was there is done."""
    sari.buka_sunting(sop, "isian.nomor")
    expect(sari.isian("nilai")).to_be_focused()
    sari.page.keyboard.type("000.8/9/2026")
    sari.page.keyboard.press("Control+Enter")
    expect(sari.formulir("/isian/tanggal_revisi").locator("[name=nilai]")).to_be_focused()
    sari.page.keyboard.press("Escape")
    expect(sari.pintu_sel("isian.tanggal_revisi")).to_be_focused()
    sari.buka_sunting(sop, "isian.nomor")
    sari.isian("nilai").press("End")
    sari.page.keyboard.type("/A")
    sari.page.keyboard.press("Control+Enter")
    expect(sari.isian("nilai")).to_have_count(0)
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR) == "000.8/9/2026/A"


def test_esc_membatalkan_dan_kembali_ke_selnya(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    sebelum = dunia.surakarta.muat(sop).versi_aliran
    sari.buka_sunting(sop)
    _tab_sampai(sari, "sel=isian.unit#")
    sari.page.keyboard.press("Enter")
    expect(sari.isian("nilai")).to_be_focused()
    sari.page.keyboard.type("Tidak jadi")
    sari.page.keyboard.press("Escape")
    expect(sari.isian("nilai")).to_have_count(0)
    expect(sari.pintu_sel("isian.unit")).to_be_focused()
    expect(sari.page.locator("body")).not_to_contain_text("Tidak jadi")
    assert dunia.surakarta.muat(sop).versi_aliran == sebelum


def test_membuka_sel_lain_menyimpan_yang_terbuka(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    """Leaving a cell saves it; what was typed is never dropped."""
    sari.buka_sunting(sop, "isian.nomor")
    expect(sari.isian("nilai")).to_be_focused()
    sari.page.keyboard.type("000.8/10/2026")
    _tab_sampai(sari, "sel=isian.unit#")
    sari.page.keyboard.press("Enter")
    expect(sari.formulir("/isian/unit").locator("[name=nilai]")).to_be_focused()
    expect(sari.page.get_by_role("main")).to_contain_text("000.8/10/2026")
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR) == "000.8/10/2026"


@pytest.mark.parametrize("sel", ["isian.unit", "isian.sifat", "butir.peringatan.baru", "pelaksana.baru", "langkah"])
def test_sel_yang_tidak_diubah_ditinggalkan_tanpa_suara(dunia: Dunia, sari: Orang, sop: UUID, sel: str) -> None:
    """Nothing typed, nothing sent: neither by opening another cell nor by leaving the page, which asks nothing."""
    terkirim: list[str] = []
    sari.page.on("request", lambda r: terkirim.append(r.url) if r.method == "POST" else None)
    sari.page.on("dialog", lambda tanya: (terkirim.append(tanya.type), tanya.accept()))
    nama = f"langkah.{dunia.surakarta.muat(sop).naskah.langkah[1].id}" if sel == "langkah" else sel
    sari.buka_sunting(sop, nama)
    expect(sari.page.locator("#sel :focus")).to_have_count(1)
    _tab_sampai(sari, "sel=isian.cakupan#")
    sari.page.keyboard.press("Enter")
    expect(sari.formulir("/isian/cakupan").locator("[name=nilai]")).to_be_focused()
    sari.tautan("Selesai menyunting").press("Enter")
    expect(sari.page).to_have_url(sari.alamat(f"/kerja/sop/{sop}"))
    assert terkirim == []


def test_langkah_dan_butir_dengan_papan_ketik(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop)
    _tab_sampai(sari, "sel=butir.peringatan.baru#")
    sari.page.keyboard.press("Enter")
    for teks in ("Jaga kerahasiaan", "Simpan di tempat terkunci"):
        expect(sari.isian("nilai")).to_have_value("")
        expect(sari.isian("nilai")).to_be_focused()
        sari.page.keyboard.type(teks)
        sari.page.keyboard.press("Control+Enter")
        expect(sari.page.get_by_text(teks)).to_have_count(1)
    expect(sari.isian("nilai")).to_have_value("")
    sari.page.keyboard.press("Escape")
    expect(sari.isian("nilai")).to_have_count(0)
    satu = dunia.surakarta.muat(sop).naskah.langkah[0]
    _tab_sampai(sari, f"sel=langkah.{satu.id}#")
    sari.page.keyboard.press("Enter")
    expect(sari.isian("kegiatan")).to_be_focused()
    sari.page.keyboard.press("Control+A")
    sari.page.keyboard.type("Menerima dan membuka surat")
    sari.page.keyboard.press("Control+Enter")
    expect(sari.isian("kegiatan")).to_have_count(0)
    assert dunia.surakarta.muat(sop).naskah.langkah[0].kegiatan == "Menerima dan membuka surat"
    assert not sari.page.evaluate(TERTUTUP), "something lies over the link that has the focus"
    expect(sari.pintu_sel(f"langkah.{satu.id}")).to_be_focused()


@pytest.mark.parametrize("jalur", ["/kerja/", "/kerja/sop"])
def test_garis_miring_ke_pencarian(sari: Orang, jalur: str) -> None:
    sari.buka(jalur)
    sari.page.keyboard.press("/")
    cari = sari.page.locator("input[type=search]:focus")
    expect(cari).to_have_count(1)
    sari.page.keyboard.type("a/b")
    expect(cari).to_have_value("a/b")


def test_garis_miring_di_isian_tetap_garis_miring(sari: Orang) -> None:
    sari.buka("/kerja/sop/baru")
    expect(sari.isian("nama")).to_be_focused()
    sari.page.keyboard.type("Surat/Nota")
    expect(sari.isian("nama")).to_have_value("Surat/Nota")


@pytest.mark.parametrize("jalur", ["/kerja/", "/kota-surakarta/", "/"])
def test_tautan_lompat_membawa_ke_isi(sari: Orang, jalur: str) -> None:
    sari.buka(jalur)
    sari.page.keyboard.press("Tab")
    assert sari.yang_fokus()["href"] == "#isi"
    expect(sari.tautan("Langsung ke isi")).to_be_in_viewport()
    sari.page.keyboard.press("Enter")
    sari.page.keyboard.press("Tab")
    di_dalam = "() => document.getElementById('isi').contains(document.activeElement)"
    assert sari.page.evaluate(di_dalam), sari.yang_fokus()


def test_fokus_ke_ringkasan_galat_setelah_422(sari: Orang, dunia: Dunia) -> None:
    sari.buka("/kerja/sop/baru")
    expect(sari.isian("nama")).to_be_focused()
    sari.pengamat.ditunggu[422] += 1
    sari.page.keyboard.press("Enter")
    ringkasan = sari.page.get_by_role("alert")
    expect(ringkasan).to_be_focused()
    sari.page.keyboard.press("Tab")
    sari.page.keyboard.press("Enter")
    expect(sari.isian("nama")).to_be_focused()


def test_fokus_ke_sel_yang_salah_setelah_422(sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop, "isian.tanggal_efektif")
    expect(sari.isian("nilai")).to_be_focused()
    sari.page.keyboard.type("31 Februari")
    sari.pengamat.ditunggu[422] += 1
    sari.page.keyboard.press("Control+Enter")
    expect(sari.isian("nilai")).to_have_attribute("aria-invalid", "true")
    expect(sari.isian("nilai")).to_be_focused()
    expect(sari.isian("nilai")).to_have_value("31 Februari")
    expect(sari.isian("nilai")).to_have_accessible_description(re.compile("tanggal", re.IGNORECASE))


def test_fokus_ke_pesan_setelah_pengembalian_tanpa_alasan(dunia: Dunia, orang: Ruang) -> None:
    sop = bahan.sop(dunia.surakarta, "diajukan", "Tanpa Alasan")
    hendra = orang("hendra")
    hendra.buka(f"/kerja/sop/{sop}")
    hendra.page.locator("summary", has_text="Kembalikan dengan alasan").press("Enter")
    hendra.pengamat.ditunggu[422] += 1
    hendra.tombol("Kembalikan").press("Enter")
    expect(hendra.page.get_by_role("alert")).to_be_focused()
