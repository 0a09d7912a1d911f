"""The main story, from the first word of an SOP to its revision a year later, as its people live it in the browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Locator, expect

from tests.browser.dunia import Dunia
from tests.browser.peramban import Orang, Ruang

KEMBALI = "Langkah 2 belum menyebut buku agendanya"
TIDAK = "Antrean di loket terlalu panjang"
REVISI = "Hasil evaluasi: antrean di loket terlalu panjang"
DASAR = "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan"
KOTAK = {
    "kualifikasi_pelaksana": "Memahami tata naskah dinas",
    "keterkaitan": "Tidak ada",
    "peralatan_perlengkapan": "Komputer dan buku agenda",
    "peringatan": "Apabila surat tidak dicatat maka surat dapat hilang",
    "pencatatan_pendataan": "Buku agenda surat masuk",
}
KEPUTUSAN = "188.4/21/2026"
KEGIATAN = ("Menerima surat masuk", "Mencatat surat", "Memeriksa kelengkapan surat", "Menyampaikan surat")
BULAN = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)


def _terbaca(hari: date) -> str:
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


@dataclass
class Cerita:
    """What the people of the story share: the SOP's name, number and address."""

    nama: str
    nomor: str
    mulai: date
    sop: str = ""

    @property
    def halaman(self) -> str:
        return f"/kerja/sop/{self.sop}"


def _simpan(orang: Orang, terlihat: str) -> None:
    """Save the open cell; what was typed stands on the sheet afterwards."""
    orang.tombol("Simpan").click()
    expect(orang.page.locator("#lembar")).to_contain_text(terlihat)


def _isi_sel(orang: Orang, isian: str, nilai: str, terlihat: str = "") -> None:
    orang.pintu_sel(f"isian.{isian}").click()
    orang.isian("nilai").fill(nilai)
    _simpan(orang, terlihat or nilai)
    expect(orang.isian("nilai")).to_have_count(0)


def _tambah_pelaksana(orang: Orang, *jabatan: str) -> None:
    """One after the other: each save opens the form for the next."""
    orang.tautan("Tambah pelaksana").click()
    for satu in jabatan:
        orang.isian("jabatan").fill(satu)
        _simpan(orang, satu)
        expect(orang.isian("jabatan")).to_have_value("")
    orang.tautan("Selesai").filter(has_not_text="menyunting").click()
    expect(orang.isian("jabatan")).to_have_count(0)


def _tambah_langkah(orang: Orang, kegiatan: str, pelaksana: str, simbol: str, lama: str) -> None:
    orang.tautan("Tambah langkah").click()
    orang.isian("kegiatan").fill(kegiatan)
    orang.page.get_by_role("checkbox", name=pelaksana).check()
    orang.page.get_by_role("radio", name=simbol).check()
    orang.isian("lama").fill(lama)
    orang.isian("satuan").select_option(label="menit")
    orang.isian("output").fill(f"Hasil {kegiatan.lower()}")
    _simpan(orang, kegiatan)
    expect(orang.isian("kegiatan")).to_have_count(0)


def _buka_langkah(orang: Orang, nomor: int) -> None:
    orang.page.get_by_role("link", name=f"Sunting langkah {nomor}", exact=True).click()
    expect(orang.isian("kegiatan")).to_have_value(KEGIATAN[nomor - 1])


def _menyusun(sari: Orang, cerita: Cerita) -> None:
    sari.tautan("SOP baru").first.click()
    sari.isian("nama").fill(cerita.nama)
    sari.tombol("Mulai menyusun").click()
    expect(sari.page).to_have_url(re.compile(r"/kerja/sop/[0-9a-f-]{36}/penyuntingan$"))
    cerita.sop = sari.page.url.split("/")[-2]
    _isi_sel(sari, "unit", "Bagian Umum")
    _isi_sel(sari, "pengesah", "Sekretaris DPRD")
    _isi_sel(sari, "tanggal_pembuatan", "2025-11-03", terlihat="3 November 2025")
    for daftar, teks in {"dasar_hukum": DASAR, **KOTAK}.items():
        sari.pintu_sel(f"butir.{daftar}.baru").click()
        sari.isian("nilai").fill(teks)
        _simpan(sari, teks)
        expect(sari.isian("nilai")).to_have_value("")
        sari.tautan("Selesai").filter(has_not_text="menyunting").click()
        expect(sari.isian("nilai")).to_have_count(0)
    _tambah_pelaksana(sari, "Petugas Loket", "Kasubag Umum")
    for kegiatan, pelaksana, simbol, lama in (
        (KEGIATAN[0], "Petugas Loket", "Mulai", "5"),
        (KEGIATAN[1], "Petugas Loket", "Proses", "10"),
        (KEGIATAN[2], "Kasubag Umum", "Keputusan", "15"),
        (KEGIATAN[3], "Kasubag Umum", "Selesai", "5"),
    ):
        _tambah_langkah(sari, kegiatan, pelaksana, simbol, lama)


def _membuat_cabang_dan_mengajukan(sari: Orang, cerita: Cerita) -> None:
    """The decision leads on or back; then everything goes to Ortala."""
    _buka_langkah(sari, 3)
    sari.isian("pertanyaan").fill("Lengkap?")
    for n, (label, nomor) in enumerate((("Ya", 4), ("Tidak", 1))):
        sari.isian(f"cabang_label_{n}").fill(label)
        sari.isian(f"cabang_ke_{n}").select_option(label=f"{nomor} · {KEGIATAN[nomor - 1]}")
    _simpan(sari, "Ya: ke langkah 4, Tidak: ke langkah 1")
    expect(sari.isian("kegiatan")).to_have_count(0)
    _buka_langkah(sari, 2)
    sari.isian("lama").fill("1-2")
    sari.isian("satuan").select_option(label="jam")
    _simpan(sari, "1-2 jam")
    expect(sari.isian("kegiatan")).to_have_count(0)
    sari.tautan("Selesai menyunting").click()
    expect(sari.page).to_have_url(sari.alamat(cerita.halaman))
    _mengajukan(sari)


def _mengajukan(sari: Orang) -> None:
    sari.formulir("/pengajuan").get_by_role("button").click()
    expect(sari.formulir("/penarikan")).to_be_attached()
    expect(sari.formulir("/pengajuan")).to_have_count(0)


def _mengembalikan(hendra: Orang, cerita: Cerita) -> None:
    hendra.buka(cerita.halaman)
    hendra.page.locator("summary", has_text="Kembalikan dengan alasan").click()
    formulir = hendra.formulir("/pengembalian")
    hendra.isian("alasan", formulir).fill(KEMBALI)
    formulir.get_by_role("checkbox", name=f"2. {KEGIATAN[1]}").check()
    formulir.get_by_role("button", name="Kembalikan").click()
    expect(hendra.page.get_by_role("main")).to_contain_text("Dikembalikan oleh")


def _memperbaiki(sari: Orang, cerita: Cerita) -> None:
    """She reads the reason on her own page, follows it to the step, mends that and hands in again."""
    sari.buka("/kerja/")
    expect(sari.page.get_by_role("main")).to_contain_text(KEMBALI)
    sari.tautan(cerita.nama).click()
    isi = sari.page.get_by_role("main")
    expect(isi).to_contain_text("Dikembalikan oleh Kasubag Umum dan Kepegawaian")
    expect(isi).to_contain_text(KEMBALI)
    expect(isi).to_contain_text("Langkah yang ditunjuk: 2")
    sari.tautan("Sunting formulir").click()
    _buka_langkah(sari, 2)
    sari.isian("kelengkapan").fill("Buku agenda surat masuk")
    _simpan(sari, "Buku agenda surat masuk")
    expect(sari.isian("kegiatan")).to_have_count(0)
    sari.tautan("Selesai menyunting").click()
    expect(sari.page).to_have_url(sari.alamat(cerita.halaman))
    _mengajukan(sari)


def _memverifikasi(budi: Orang, cerita: Cerita) -> None:
    """It waits for him on his first page."""
    budi.tautan(cerita.nama).click()
    budi.formulir("/verifikasi").get_by_role("button").click()
    expect(budi.formulir("/verifikasi")).to_have_count(0)


def mengesahkan(ratna: Orang, sop: str, nomor: str) -> None:
    ratna.tautan(sop).click()
    formulir = ratna.formulir("/pengesahan")
    hari = ratna.pemda.hari_ini().isoformat()
    for nama, nilai in (
        ("nomor", nomor),
        ("tanggal_efektif", hari),
        ("sk_nomor", KEPUTUSAN),
        ("sk_tanggal", hari),
        ("sk_penerbit", "Sekretaris DPRD"),
    ):
        ratna.isian(nama, formulir).fill(nilai)
    formulir.get_by_role("button", name="Sahkan").click()
    expect(ratna.page.get_by_role("main")).to_contain_text(f"Disahkan dengan {KEPUTUSAN}")
    expect(ratna.page.get_by_role("main")).to_contain_text("berlaku sejak")


def _terbaca_umum(tamu: Orang, cerita: Cerita) -> None:
    tamu.buka("/kota-surakarta/")
    tamu.tautan(cerita.nama).click()
    isi = tamu.page.get_by_role("main")
    expect(isi).to_contain_text("Asli dan masih berlaku")
    expect(isi).to_contain_text(cerita.nomor)
    expect(isi).to_contain_text("Sekretaris DPRD")
    for satu in (DASAR, *KEGIATAN):
        expect(isi).to_contain_text(satu)


def _maju_setahun(hendra: Orang) -> None:
    """A year passes at one click; whoever was signed in has long been signed out by then."""
    sebelum = hendra.pemda.hari_ini()
    hendra.tombol("Maju setahun").click()
    hendra.lewati_pintu(dikenal=True)  # the provider, whose clock is the world's, still knows him
    expect(hendra.page).to_have_url(hendra.alamat("/kerja/"))
    assert hendra.pemda.hari_ini() - sebelum >= timedelta(days=365)


def _mengevaluasi(hendra: Orang, cerita: Cerita) -> None:
    expect(hendra.page.get_by_role("region", name="Waktunya dievaluasi")).to_contain_text(cerita.nama)
    hendra.tautan(cerita.nama).click()
    hendra.tautan("Evaluasi tahun").click()
    formulir = hendra.formulir("/evaluasi")
    for n in range(1, 8):
        formulir.get_by_role("group", name=re.compile(rf"^{n}\D")).get_by_role(
            "radio", name="Tidak" if n == 3 else "Ya"
        ).check()
    hendra.isian("alasan_3").fill(TIDAK)
    formulir.get_by_role("radio", name=re.compile("perlu revisi", re.IGNORECASE)).check()
    hendra.isian("catatan", formulir).fill("Loket perlu ditambah")
    formulir.get_by_role("button", name="Kirim evaluasi").click()
    expect(hendra.page).to_have_url(hendra.alamat(cerita.halaman))
    expect(hendra.page.get_by_role("region", name="Ringkasan")).to_contain_text("Evaluasi terakhir")


def _membuka_revisi(sari: Orang, cerita: Cerita) -> None:
    sari.buka(cerita.halaman)
    sari.lewati_pintu(dikenal=True)
    expect(sari.page).to_have_url(sari.alamat(cerita.halaman))
    sari.page.locator("summary", has_text="Buka revisi").click()
    formulir = sari.formulir("/revisi")
    sari.isian("alasan", formulir).fill(REVISI)
    formulir.get_by_role("button").click()
    expect(sari.formulir("/pengajuan")).to_be_attached()
    expect(sari.page.get_by_role("main")).to_contain_text("versi 1 berlaku sejak", ignore_case=True)


@dataclass(frozen=True)
class Baris:
    """One event as the riwayat tells it."""

    hari: date
    siapa: str
    isi: str


def _semua_kejadian(orang: Orang) -> list[Baris]:
    """Every event's line with the day above it; in a folded run the person stands on the fold."""
    sup = BeautifulSoup(orang.page.content(), "html5lib")
    hasil = []
    for tautan in sup.find_all("a", id=re.compile(r"^k-\d+$")):
        baris, waktu = tautan.find_parent("li"), tautan.find_previous("time")
        assert isinstance(baris, Tag)
        assert isinstance(waktu, Tag)
        lipatan = tautan.find_parent("details")
        kepala = lipatan.summary.get_text(" ", strip=True) if lipatan and lipatan.summary else ""
        isi = baris.get_text(" ", strip=True)
        assert re.search(r"\d\d\.\d\d WIB", isi), f"no time of day: {isi}"
        hasil.append(Baris(date.fromisoformat(str(waktu["datetime"])), kepala or isi, isi))
    return hasil


def _riwayat_menceritakan(tri: Orang, cerita: Cerita) -> None:
    kejadian = _semua_kejadian(tri)
    setahun = cerita.mulai + timedelta(days=366)
    efektif = f"disahkan dengan nomor {cerita.nomor}, berlaku sejak"
    for kalimat, sub, mengapa, sejak in (
        (f"SOP “{cerita.nama}” mulai disusun", "sari", "", cerita.mulai),
        (f"Dasar hukum ditambah “{DASAR}”", "sari", "", cerita.mulai),
        ("Kolom pelaksana “Kasubag Umum” ditambahkan", "sari", "", cerita.mulai),
        (f"Langkah “{KEGIATAN[3]}” ditambahkan", "sari", "", cerita.mulai),
        ("Langkah 2: waktu dari “10 menit” menjadi “1-2 jam”", "sari", "", cerita.mulai),
        ("Versi 1 dikembalikan kepada penyusun, menunjuk langkah 2", "hendra", KEMBALI, cerita.mulai),
        ("menjadi “Buku agenda surat masuk”", "sari", "", cerita.mulai),
        ("Versi 1 diajukan untuk diverifikasi", "sari", "", cerita.mulai),
        ("Versi 1 diverifikasi", "budi", "", cerita.mulai),
        (efektif, "ratna", KEPUTUSAN, cerita.mulai),
        ("6 dari 7 Ya, perlu revisi", "hendra", "Loket perlu ditambah", setahun),
        ("Revisi dibuka: versi 2 mulai disusun", "sari", REVISI, setahun),
    ):
        cocok = [k for k in kejadian if kalimat in k.isi]
        assert cocok, f"the riwayat does not tell: {kalimat}"
        assert cocok[0].siapa.find(tri.pemda.pejabat[sub].sebutan) >= 0, (kalimat, cocok[0].siapa)
        assert mengapa in cocok[0].isi, (kalimat, cocok[0].isi)
        assert timedelta() <= cocok[0].hari - sejak <= timedelta(days=1), (kalimat, cocok[0].hari)


def _keadaan(orang: Orang) -> Locator:
    return orang.page.get_by_role("region", name="Keadaan", exact=True)


def _melihat_ke_belakang(tri: Orang, cerita: Cerita) -> None:
    """As it was after the first event, and at the end of the day on which it was approved."""
    tri.page.locator("#k-1").click()
    expect(_keadaan(tri)).to_contain_text("bukan keadaan sekarang")
    expect(_keadaan(tri)).to_contain_text("Belum ada langkah")
    expect(_keadaan(tri)).not_to_contain_text(KEGIATAN[0])
    tri.isian("pada").fill((cerita.mulai + timedelta(days=1)).isoformat())
    tri.page.get_by_role("button", name="Lihat", exact=True).click()
    expect(_keadaan(tri)).to_contain_text(f"Keadaan pada akhir {_terbaca(cerita.mulai + timedelta(days=1))}")
    expect(_keadaan(tri)).to_contain_text(f"versi 1 ({cerita.nomor})")
    expect(_keadaan(tri)).to_contain_text(KEGIATAN[3])
    tri.isian("pada").fill("2001-01-01")
    tri.page.get_by_role("button", name="Lihat", exact=True).click()
    expect(_keadaan(tri)).to_contain_text("belum ada pada 1 Januari 2001")


# lambat: seven people, some sixty pages, and a year between them; one story cannot be told in pieces
@pytest.mark.lambat
@pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])
def test_dari_kata_pertama_sampai_revisi(dunia: Dunia, orang: Ruang, *, js: bool) -> None:
    cara = "js" if js else "tanpa js"
    cerita = Cerita(f"Penanganan Surat {cara}", f"000.8.3.3/{cara[:2].upper()}/2026", dunia.surakarta.hari_ini())
    sari = orang("sari", js=js)
    _menyusun(sari, cerita)
    _membuat_cabang_dan_mengajukan(sari, cerita)
    hendra = orang("hendra", js=js)
    _mengembalikan(hendra, cerita)
    _memperbaiki(sari, cerita)
    _memverifikasi(orang("budi", js=js), cerita)
    mengesahkan(orang("ratna", js=js), cerita.nama, cerita.nomor)
    _terbaca_umum(orang.tamu(js=js), cerita)
    _maju_setahun(hendra)
    _mengevaluasi(hendra, cerita)
    _membuka_revisi(sari, cerita)
    dunia.surakarta.buka_akses("budi", "tri")  # the grant of a year ago has ended
    tri = orang("tri", js=js)
    tri.buka(f"{cerita.halaman}/riwayat")
    _riwayat_menceritakan(tri, cerita)
    _melihat_ke_belakang(tri, cerita)
