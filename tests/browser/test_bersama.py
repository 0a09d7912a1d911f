"""Two people at one form in two browsers: they see each other, each other's saved cells, and talk beside it."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import Locator, expect

from domain.sop.events import LangkahDiubah
from domain.sop.langkah import UbahanLangkah
from domain.sop.naskah import Isian
from tests.browser import bahan
from tests.browser.dunia import Dunia
from tests.browser.peramban import SEMPIT, Orang, Ruang


def _tanya(orang: Orang) -> None:
    """Ask now instead of in a few seconds, and wait for the answer."""
    with orang.page.expect_response(lambda r: "/kabar?" in r.url):
        orang.page.evaluate("htmx.trigger('#kabar-sop', 'kembali')")


def _sel(orang: Orang, sel: str) -> Locator:
    return orang.page.locator(f'.e:has(> [data-buka="{sel}"])')


def _langkah(dunia: Dunia, sop: UUID, n: int) -> str:
    return f"#l-{dunia.surakarta.muat(sop).naskah.langkah[n].id}"


def _simpan(orang: Orang, nilai: str) -> None:
    orang.isian("nilai").fill(nilai)
    orang.tombol("Simpan").click()
    expect(orang.isian("nilai")).to_have_count(0)


def test_dua_orang_saling_melihat_dan_sel_berbeda_menyatu(dunia: Dunia, orang: Ruang) -> None:
    sop = bahan.sop(dunia.surakarta, "konsep", "Dua Orang Sekaligus")
    sari, hendra = orang("sari"), orang("hendra")
    sari.buka_sunting(sop, "isian.nomor")
    _tanya(sari)
    hendra.buka_sunting(sop, "isian.tanggal_revisi")
    _tanya(hendra)
    hadir = hendra.page.locator(".hadir")
    expect(hadir).to_contain_text("Sari Wulandari")
    expect(hadir).to_contain_text("Pengadministrasi Persidangan")
    expect(hadir).to_contain_text("menyunting nomor SOP")
    _tanya(sari)
    expect(sari.page.locator(".hadir")).to_contain_text("Hendra Kusnanto")
    hendra.isian("nilai").fill("2025-11")
    _simpan(sari, "000.8/7/2026")
    _tanya(hendra)
    expect(_sel(hendra, "isian.nomor")).to_contain_text("000.8/7/2026")
    expect(hendra.page.get_by_role("status").filter(has_text="Sari Wulandari")).to_contain_text("000.8/7/2026")
    expect(hendra.isian("nilai")).to_have_value("2025-11")
    expect(hendra.isian("nilai")).to_be_focused()
    _simpan(hendra, "2025-11")
    _tanya(sari)
    expect(_sel(sari, "isian.tanggal_revisi")).to_contain_text("November 2025")
    naskah = dunia.surakarta.muat(sop).naskah
    assert (naskah.nilai(Isian.NOMOR), naskah.nilai(Isian.TANGGAL_REVISI)) == ("000.8/7/2026", "2025-11")


def test_kabar_datang_tanpa_diminta(dunia: Dunia, orang: Ruang) -> None:
    """No help from the test: the form's own clock asks."""
    sop = bahan.sop(dunia.surakarta, "konsep", "Datang Sendiri")
    hendra = orang("hendra")
    hendra.buka_sunting(sop)
    bahan.ubah_isian(dunia.surakarta, "sari", sop, Isian.NOMOR, "000.8/8/2026")
    expect(_sel(hendra, "isian.nomor")).to_contain_text("000.8/8/2026")


def test_sel_yang_sama_dikabarkan_lalu_kedua_isi_ditampilkan(dunia: Dunia, orang: Ruang) -> None:
    sop = bahan.sop(dunia.surakarta, "konsep", "Sel Yang Sama")
    hendra = orang("hendra")
    hendra.buka_sunting(sop, "isian.nomor")
    hendra.isian("nilai").fill("000.8/2/2026")
    for nomor in ("000.8/1/2026", "000.8/9/2026"):
        bahan.ubah_isian(dunia.surakarta, "sari", sop, Isian.NOMOR, nomor)
        _tanya(hendra)
        pemberitahuan = hendra.page.locator(".didahului:visible")
        expect(pemberitahuan).to_have_count(1)
        expect(pemberitahuan).to_contain_text(nomor)
    expect(hendra.isian("nilai")).to_have_value("000.8/2/2026")
    expect(hendra.isian("nilai")).to_be_focused()
    hendra.pengamat.ditunggu[409] += 1
    hendra.tombol("Simpan").click()
    pesan = hendra.page.get_by_role("alert")
    expect(pesan).to_contain_text("000.8/9/2026")
    expect(pesan).to_contain_text("000.8/2/2026")
    hendra.isian("nilai").focus()
    bahan.ubah_isian(dunia.surakarta, "sari", sop, Isian.PENGESAH, "Sekretaris")
    _tanya(hendra)
    expect(_sel(hendra, "isian.pengesah")).to_contain_text("Sekretaris")
    expect(hendra.isian("nilai")).to_have_value("000.8/2/2026")
    expect(hendra.isian("nilai")).to_be_focused()


def test_baris_yang_terbuka_tetap_dan_baris_lain_berganti(dunia: Dunia, orang: Ruang) -> None:
    pemda = dunia.surakarta
    sop = bahan.sop(pemda, "konsep", "Baris Yang Terbuka")
    langkah = pemda.muat(sop).naskah.langkah
    hendra = orang("hendra")
    hendra.buka_sunting(sop, f"langkah.{langkah[0].id}")
    hendra.isian("keterangan").fill("Sedang saya tulis")
    for n in (0, 1):
        ubahan = UbahanLangkah(output=f"Hasil baru {n}")
        pemda.lakukan("sari", sop, lambda *_, n=n, ubahan=ubahan: LangkahDiubah(langkah[n].id, ubahan))
    _tanya(hendra)
    expect(hendra.page.locator(_langkah(dunia, sop, 1))).to_contain_text("Hasil baru 1")
    expect(hendra.page.locator(_langkah(dunia, sop, 1))).to_have_attribute("data-baru", "")
    expect(hendra.isian("keterangan")).to_have_value("Sedang saya tulis")
    expect(hendra.page.locator(".didahului")).to_contain_text("Hasil baru 0")


def test_langkah_dapat_dipindah_sesudah_melihat_kabar(dunia: Dunia, orang: Ruang) -> None:
    """What has arrived has been seen: moving a step is no conflict then."""
    pemda = dunia.surakarta
    sop = bahan.sop(pemda, "konsep", "Pindah Sesudah Kabar")
    langkah, hendra = pemda.muat(sop).naskah.langkah, orang("hendra")
    hendra.buka_sunting(sop, f"langkah.{langkah[1].id}")
    bahan.ubah_isian(pemda, "sari", sop, Isian.NOMOR, "000.8/6/2026")
    _tanya(hendra)
    expect(_sel(hendra, "isian.nomor")).to_contain_text("000.8/6/2026")
    hendra.tombol("Naik").first.click()
    expect(hendra.page.locator(f"#l-{langkah[0].id} .no")).to_have_text("2")
    expect(hendra.page.get_by_role("alert")).to_have_count(0)
    assert [x.id for x in pemda.muat(sop).naskah.langkah][:2] == [langkah[1].id, langkah[0].id]


def test_langkah_baru_menunggu_sampai_isian_ditutup(dunia: Dunia, orang: Ruang) -> None:
    pemda = dunia.surakarta
    sop = bahan.sop(pemda, "konsep", "Langkah Baru")
    naskah, hendra = pemda.muat(sop).naskah, orang("hendra")
    hendra.buka_sunting(sop, "isian.nomor")
    hendra.isian("nilai").fill("000.8/4/2026")
    baru = bahan.Langkah(bahan.LangkahId(UUID(int=77)), "Menggandakan surat")
    pemda.lakukan("sari", sop, lambda *_: bahan.LangkahDitambahkan(baru, naskah.langkah[0].id))
    _tanya(hendra)
    expect(hendra.page.locator("#berita")).to_contain_text("setelah isian yang sedang Anda buka ditutup")
    expect(hendra.page.locator("#langkah, table.sop tbody").first).not_to_contain_text("Menggandakan surat")
    _simpan(hendra, "000.8/4/2026")
    _tanya(hendra)
    expect(hendra.page.locator(f"#l-{baru.id}")).to_contain_text("Menggandakan surat")


def test_masukan_ditulis_dibalas_dan_diselesaikan_dua_orang(dunia: Dunia, orang: Ruang) -> None:
    sop = bahan.sop(dunia.surakarta, "diajukan", "Dibicarakan Berdua")
    budi, sari = orang("budi"), orang("sari")
    halaman = f"/kerja/sop/{sop}/masukan"
    budi.buka(halaman)
    budi.page.locator("summary", has_text="Tulis masukan").click()
    budi.page.get_by_label("Atas langkah atau isian").select_option(label="Langkah 2: Mencatat surat")
    budi.isian("teks").fill("Dicatat di buku mana?")
    budi.page.locator("summary", has_text="Beri tahu seseorang").click()
    budi.page.get_by_label("Sari Wulandari").check()
    budi.tombol("Kirim masukan").click()
    utas = budi.page.locator("article", has_text="Dicatat di buku mana?")
    expect(utas).to_be_focused()
    sari.buka("/kerja/")
    sari.page.locator("section", has_text="Masukan yang menyebut Anda").get_by_role("link").first.click()
    milik_sari = sari.page.locator("article", has_text="Dicatat di buku mana?")
    expect(milik_sari).to_contain_text("Untuk Sari Wulandari")
    milik_sari.get_by_role("link", name="Balas").click()
    expect(sari.isian("teks", sari.formulir("/balasan"))).to_be_focused()
    sari.isian("teks", sari.formulir("/balasan")).fill("Buku agenda surat masuk")
    sari.page.keyboard.press("Control+Enter")
    expect(milik_sari).to_contain_text("Buku agenda surat masuk")
    budi.page.set_viewport_size(SEMPIT)
    budi.buka(halaman)
    expect(utas).to_contain_text("Buku agenda surat masuk")
    utas.get_by_role("button", name="Tandai selesai").click()
    expect(budi.page.get_by_text("Tidak ada masukan yang terbuka")).to_be_visible()
    expect(budi.page.get_by_text("1 masukan selesai")).to_be_visible()
    sari.buka("/kerja/")
    expect(sari.page.get_by_text("Masukan yang menyebut Anda")).to_have_count(0)
