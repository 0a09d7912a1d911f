"""Two people at the same SOP, and one person who clicks twice."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.sync_api import expect

from domain.sop.naskah import Daftar, Isian
from tests.browser import bahan
from tests.browser.dunia import Dunia
from tests.browser.peramban import Orang, Ruang

DENGAN_DAN_TANPA_JS = pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])


def _nomor(dunia: Dunia, sop: UUID) -> str:
    return dunia.surakarta.muat(sop).naskah.nilai(Isian.NOMOR)


def _simpan(orang: Orang, nilai: str) -> None:
    orang.isian("nilai").fill(nilai)
    orang.tombol("Simpan").click()


@DENGAN_DAN_TANPA_JS
def test_sel_yang_sama_yang_kedua_melihat_kedua_nilai(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    sop = bahan.sop(dunia.surakarta, "konsep", f"Surat Masuk {js}")
    sari, hendra = orang("sari", js=js), orang("hendra", js=js)
    for siapa in (sari, hendra):
        siapa.buka_sunting(sop)
        siapa.pintu_sel("isian.nomor").click()
    _simpan(sari, "000.8/1/2026")
    expect(sari.isian("nilai")).to_have_count(0)
    hendra.pengamat.ditunggu[409] += 1
    _simpan(hendra, "000.8/2/2026")
    pesan = hendra.page.get_by_role("alert")
    expect(pesan).to_contain_text("000.8/1/2026")
    expect(pesan).to_contain_text("000.8/2/2026")
    expect(hendra.isian("nilai")).to_have_value("000.8/2/2026")
    assert _nomor(dunia, sop) == "000.8/1/2026", "nothing is overwritten unasked"
    hendra.tombol("Pakai tulisan saya").click()
    expect(hendra.isian("nilai")).to_have_count(0)
    assert _nomor(dunia, sop) == "000.8/2/2026"
    sari.buka(f"/kerja/sop/{sop}/riwayat")
    expect(sari.page.locator("body")).to_contain_text("dari “000.8/1/2026” menjadi “000.8/2/2026”")


def test_yang_kedua_boleh_memakai_isi_yang_sekarang(dunia: Dunia, orang: Ruang) -> None:
    sop = bahan.sop(dunia.surakarta, "konsep", "Surat Keluar")
    hendra = orang("hendra")
    hendra.buka_sunting(sop, "isian.nomor")
    bahan.ubah_isian(dunia.surakarta, "sari", sop, Isian.NOMOR, "000.8/3/2026")
    hendra.pengamat.ditunggu[409] += 1
    _simpan(hendra, "000.8/4/2026")
    hendra.tautan("Pakai isi sekarang").click()
    expect(hendra.isian("nilai")).to_have_count(0)
    expect(hendra.page.get_by_role("main")).to_contain_text("000.8/3/2026")
    assert _nomor(dunia, sop) == "000.8/3/2026"


@DENGAN_DAN_TANPA_JS
def test_sel_berbeda_keduanya_tersimpan(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    sop = bahan.sop(dunia.surakarta, "konsep", f"Rapat Dinas {js}")
    sari, hendra = orang("sari", js=js), orang("hendra", js=js)
    sari.buka_sunting(sop, "isian.nomor")
    hendra.buka_sunting(sop, "isian.unit")
    for siapa, nilai in ((sari, "000.8/5/2026"), (hendra, "Subbagian Persidangan")):
        _simpan(siapa, nilai)
        expect(siapa.isian("nilai")).to_have_count(0)
    expect(hendra.page.get_by_role("main")).to_contain_text("000.8/5/2026")
    naskah = dunia.surakarta.muat(sop).naskah
    assert (naskah.nilai(Isian.NOMOR), naskah.nilai(Isian.UNIT)) == ("000.8/5/2026", "Subbagian Persidangan")


@DENGAN_DAN_TANPA_JS
def test_klik_ganda_mengajukan_sekali(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    sop = bahan.sop(dunia.surakarta, "konsep", f"Klik Ganda {js}")
    sebelum = dunia.surakarta.muat(sop).versi_aliran
    sari = orang("sari", js=js)
    sari.pengamat.batal_boleh = not js  # the browser itself gives up the first of two navigations
    sari.buka(f"/kerja/sop/{sop}")
    sari.formulir("/pengajuan").get_by_role("button", name="Ajukan ke Ortala").dblclick()
    expect(sari.formulir("/penarikan")).to_be_attached()
    expect(sari.page.get_by_role("alert")).to_have_count(0)
    assert dunia.surakarta.muat(sop).versi_aliran == sebelum + 1


@DENGAN_DAN_TANPA_JS
def test_klik_ganda_menambah_satu_butir(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    """After the first save the same place holds the form for the next entry: the second click must not fill it in."""
    sop = bahan.sop(dunia.surakarta, "konsep", f"Butir Ganda {js}")
    sari = orang("sari", js=js)
    sari.pengamat.batal_boleh = not js
    sari.buka_sunting(sop, "butir.peringatan.baru")
    sari.isian("nilai").fill("Jangan ditunda")
    sari.tombol("Simpan").dblclick()
    expect(sari.isian("nilai")).to_have_value("")
    expect(sari.page.locator("#lembar").get_by_text("Jangan ditunda")).to_have_count(1)
    teks = [b.teks for b in dunia.surakarta.muat(sop).naskah.isi_daftar(Daftar.PERINGATAN)]
    assert teks.count("Jangan ditunda") == 1


@DENGAN_DAN_TANPA_JS
def test_klik_ganda_membuat_satu_sop(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    nama = f"Lahir Sekali {js}"
    sari = orang("sari", js=js)
    sari.pengamat.batal_boleh = True  # the answer to the first click leads away while the second is under way
    sari.buka("/kerja/sop/baru")
    sari.isian("nama").fill(nama)
    sari.tombol("Mulai menyusun").dblclick()
    expect(sari.page.get_by_role("heading", level=1)).to_have_text(nama)
    sari.buka("/kerja/sop")
    expect(sari.tautan(nama)).to_have_count(1)
