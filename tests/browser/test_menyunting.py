"""The editor as people work with it: arrows, one's own undo, handles, a lost connection, a vague time, a phone."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Route, expect

from domain.sop.naskah import Isian
from tests.browser import bahan
from tests.browser.dunia import Dunia
from tests.browser.peramban import SEMPIT, Orang, Ruang


@pytest.fixture
def sop(dunia: Dunia) -> UUID:
    return bahan.sop(dunia.surakarta, "konsep", "Pengelolaan Surat Masuk")


@pytest.fixture
def sari(orang: Ruang) -> Orang:
    return orang("sari")


def _baris(sari: Orang) -> Locator:
    return sari.page.locator("#langkah > [data-baris]")


def _kegiatan(dunia: Dunia, sop: UUID) -> list[str]:
    return [x.kegiatan for x in dunia.surakarta.muat(sop).naskah.langkah]


def _simpan_nomor(sari: Orang, nilai: str) -> None:
    sari.pintu_sel("isian.nomor").click()
    sari.isian("nilai").fill(nilai)
    sari.isian("nilai").press("Enter")
    expect(sari.isian("nilai")).to_have_count(0)


def test_panah_berpindah_dan_enter_membuka_kolomnya(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    satu, dua, *_ = dunia.surakarta.muat(sop).naskah.langkah
    sari.buka_sunting(sop)
    sari.pintu_sel(f"langkah.{satu.id}").focus()
    sari.page.keyboard.press("ArrowDown")
    expect(sari.pintu_sel(f"langkah.{dua.id}")).to_be_focused()
    for _ in range(4):
        sari.page.keyboard.press("ArrowRight")
    expect(_baris(sari).nth(1).locator("td", has_text="Surat tercatat")).to_be_focused()
    sari.page.keyboard.press("Enter")
    expect(sari.isian("output")).to_be_focused()
    sari.isian("output").press("End")
    sari.page.keyboard.type(" dan terberi nomor")
    sari.page.keyboard.press("Control+Enter")
    expect(sari.isian("output")).to_have_count(0)
    expect(_baris(sari).nth(1).locator("td", has_text="Surat tercatat dan terberi nomor")).to_be_focused()
    sari.page.keyboard.press("ArrowUp")
    sari.page.keyboard.press("ArrowLeft")
    expect(_baris(sari).nth(0).locator("td.wk")).to_be_focused()


def test_menyimpan_satu_baris_tidak_menyentuh_baris_lain(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    satu, dua, *_ = dunia.surakarta.muat(sop).naskah.langkah
    sari.buka_sunting(sop)
    sari.page.evaluate("document.querySelectorAll('#langkah > tr').forEach((r) => { r.lama = true; })")
    sari.pintu_sel(f"langkah.{satu.id}").click()
    sari.isian("keterangan").fill("Setiap hari kerja")
    sari.isian("keterangan").press("Control+Enter")
    expect(_baris(sari).nth(0)).to_contain_text("Setiap hari kerja")
    lama = "(r) => r.lama === true"
    assert sari.page.locator(f"#l-{dua.id}").evaluate(lama)
    assert not sari.page.locator(f"#l-{satu.id}").evaluate(lama)


def test_ctrl_z_membatalkan_simpanan_terakhir(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop)
    _simpan_nomor(sari, "000.8/1")
    expect(sari.page.locator("#keadaan")).to_contain_text(re.compile(r"Tersimpan \d\d\.\d\d"))
    sari.page.keyboard.press("Control+z")
    expect(sari.tombol("Kembalikan lagi")).to_be_visible()
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR) == ""
    sari.tombol("Kembalikan lagi").click()
    expect(sari.tombol("Batalkan")).to_be_visible()
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR) == "000.8/1"


def test_yang_diubah_orang_lain_sejak_itu_tidak_dibatalkan(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop)
    _simpan_nomor(sari, "000.8/1")
    bahan.ubah_isian(dunia.surakarta, "hendra", sop, Isian.NOMOR, "000.8/2")
    sari.pengamat.ditunggu[422] += 1
    sari.tombol("Batalkan").click()
    expect(sari.page.get_by_role("alert").first).to_contain_text("sudah diubah lagi")
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR) == "000.8/2"


def test_alt_panah_dan_pegangan_memindahkan_langkah(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    awal = _kegiatan(dunia, sop)
    satu = dunia.surakarta.muat(sop).naskah.langkah[0]
    sari.buka_sunting(sop)
    sari.pintu_sel(f"langkah.{satu.id}").focus()
    sari.page.keyboard.press("Alt+ArrowDown")
    expect(_baris(sari).nth(1)).to_contain_text(awal[0])
    expect(sari.pintu_sel(f"langkah.{satu.id}")).to_be_focused()
    sari.page.keyboard.press("Alt+ArrowUp")
    expect(_baris(sari).nth(0)).to_contain_text(awal[0])
    assert _kegiatan(dunia, sop) == awal
    _seret(sari, _baris(sari).nth(0), _baris(sari).nth(2), 0.5, 0.9)
    expect(_baris(sari).nth(2)).to_contain_text(awal[0])
    _seret(sari, _baris(sari).nth(2), _baris(sari).nth(0), 0.5, 0.1)
    expect(_baris(sari).nth(0)).to_contain_text(awal[0])
    assert _kegiatan(dunia, sop) == awal


def test_kolom_diseret_ke_kiri(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop)
    kolom = sari.page.locator("[data-kolom]")
    jabatan = [p.jabatan for p in dunia.surakarta.muat(sop).naskah.pelaksana]
    _seret(sari, kolom.nth(1), kolom.nth(0), 0.1, 0.5)
    expect(kolom.nth(0)).to_contain_text(jabatan[1])
    assert [p.jabatan for p in dunia.surakarta.muat(sop).naskah.pelaksana] == jabatan[::-1]


def _seret(sari: Orang, apa: Locator, ke: Locator, x: float, y: float) -> None:
    """Take it by its handle and drop it at that part of another's box."""
    sari.page.locator("tr.baru").scroll_into_view_if_needed()
    apa.locator("[data-pegang]").hover()
    sari.page.mouse.down()
    kotak = ke.bounding_box()
    assert kotak is not None
    sari.page.mouse.move(kotak["x"] + kotak["width"] * x, kotak["y"] + kotak["height"] * y, steps=4)
    expect(sari.page.locator("[data-tujuan]")).to_have_count(1)
    sari.page.mouse.up()


def test_sambungan_putus_tidak_menghilangkan_ketikan(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop, "isian.nomor")
    sari.page.clock.install()
    sari.page.route("**/isian/nomor", lambda route: route.abort("internetdisconnected"))
    sari.isian("nilai").fill("000.8/7/2026")
    sari.isian("nilai").press("Enter")
    expect(sari.page.locator("#putus")).to_contain_text("sambungan terputus")
    expect(sari.isian("nilai")).to_have_value("000.8/7/2026")
    assert any("isian/nomor" in k for k in sari.pengamat.keluhan)
    terkirim: list[Route] = []

    def layani(route: Route) -> None:
        terkirim.append(route)
        route.continue_()

    sari.page.unroute("**/isian/nomor")
    sari.page.route("**/isian/nomor", layani)
    sari.page.clock.run_for(11_000)
    expect(sari.isian("nilai")).to_have_count(0)
    assert len(terkirim) == 1, "tried again by itself, once"
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR) == "000.8/7/2026"
    sari.pengamat.keluhan.clear()


def test_diminta_menunggu_tidak_menghilangkan_ketikan(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    """Refused for asking too often (429): the page that says so is not swapped in, and the save is tried again."""
    sari.buka_sunting(sop, "isian.nomor")
    sari.page.clock.install()
    sari.page.route("**/isian/nomor", lambda r: r.fulfill(status=429, content_type="text/html", body="<h1>Tunggu</h1>"))
    sari.pengamat.ditunggu[429] += 1
    sari.isian("nilai").fill("000.8/8/2026")
    sari.isian("nilai").press("Enter")
    expect(sari.page.locator("#putus")).to_be_visible()
    expect(sari.isian("nilai")).to_have_value("000.8/8/2026")
    sari.page.unroute("**/isian/nomor")
    sari.page.clock.run_for(11_000)
    expect(sari.isian("nilai")).to_have_count(0)
    assert dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR) == "000.8/8/2026"


def test_meninggalkan_ketikan_ditanya_dulu(sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop, "isian.nomor")
    sari.isian("nilai").fill("Belum disimpan")
    ditanya: list[str] = []
    sari.page.on("dialog", lambda tanya: (ditanya.append(tanya.type), tanya.accept()))
    sari.buka(f"/kerja/sop/{sop}")
    assert ditanya == ["beforeunload"]


def test_waktu_yang_kabur_ketahuan_selagi_diketik(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    satu = dunia.surakarta.muat(sop).naskah.langkah[0]
    sari.buka_sunting(sop, f"langkah.{satu.id}")
    saran = sari.page.locator("#saran-waktu")
    expect(saran).to_be_hidden()
    sari.isian("lama").fill("Secepatnya")
    expect(saran).to_contain_text("Waktu “Secepatnya” belum terukur. Tulis angka dan satuan.")
    saran.get_by_role("button", name="1 hari kerja").click()
    expect(saran).to_be_hidden()
    expect(sari.isian("satuan")).to_have_value("hari_kerja")
    sari.isian("lama").press("Control+Enter")
    expect(sari.isian("lama")).to_have_count(0)
    assert dunia.surakarta.muat(sop).naskah.langkah[0].waktu.teks == "1 hari kerja"


def test_tombol_tunggal_dapat_dimatikan(sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop)
    sari.page.keyboard.press("?")
    expect(sari.page.locator("#pintasan")).to_have_attribute("open", "")
    sari.page.get_by_label("Matikan tombol tunggal").check()
    sari.page.locator("h1").click()
    sari.page.keyboard.press("n")
    sari.page.keyboard.press("ArrowDown")
    expect(sari.isian("kegiatan")).to_have_count(0)
    sari.page.get_by_label("Matikan tombol tunggal").uncheck()
    sari.page.locator("#pintasan summary").press("n")
    expect(sari.isian("kegiatan")).to_be_focused()


def test_panel_di_samping_mengikuti_simpanan(sari: Orang, sop: UUID) -> None:
    sari.buka_sunting(sop)
    sari.page.locator("[data-panel]", has_text="Riwayat").click()
    expect(sari.page.locator("#panel-isi")).to_contain_text("Langkah “Menyimpan arsip” ditambahkan")
    _simpan_nomor(sari, "000.8/11")
    expect(sari.page.locator("#panel-isi")).to_contain_text("000.8/11")


def test_menyunting_di_ponsel(dunia: Dunia, sari: Orang, sop: UUID) -> None:
    satu = dunia.surakarta.muat(sop).naskah.langkah[1]
    sari.page.set_viewport_size(SEMPIT)
    sari.buka_sunting(sop)
    sari.pintu_sel(f"langkah.{satu.id}").click()
    expect(sari.isian("kegiatan")).to_be_focused()
    for nama in ("kegiatan", "kelengkapan", "lama", "output", "keterangan"):
        kotak = sari.isian(nama).bounding_box()
        assert kotak is not None
        assert kotak["x"] >= 0
        assert kotak["x"] + kotak["width"] <= SEMPIT["width"], nama
    sari.isian("kegiatan").fill("Mencatat surat di buku agenda")
    sari.page.get_by_label("Kasubag Umum").check()
    sari.tombol("Simpan").click()
    expect(_baris(sari).nth(1)).to_contain_text("Mencatat surat di buku agenda")
    baris = dunia.surakarta.muat(sop).naskah.langkah[1]
    assert (baris.kegiatan, len(baris.pelaksana)) == ("Mencatat surat di buku agenda", 2)
    assert not sari.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
