"""Answers to the browser's script: the cell that changed and what depends on it, taking back, and hostile input."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from app.rumah import Rumah
from domain.sop.events import LangkahDitambahkan
from domain.sop.langkah import Langkah, LangkahId, Simbol
from domain.sop.naskah import Isian, Naskah
from infra.projections.baris import SOP
from tests.app.conftest import HX, Orang, Panggung, perintah_uji
from tests.app.halaman import formulir_ke, isi_formulir, periksa_halaman
from tests.app.test_siklus import buat_sop, isi_langkah

LEMBAR = "/kerja/sop/{}/penyuntingan"


@pytest.fixture
def sop(panggung: Panggung, rumah: Rumah) -> str:
    """Two columns and three steps."""
    sop = buat_sop(panggung.sari, panggung.opd)
    for jabatan in ("Petugas", "Kasubag"):
        panggung.sari.isi_dan_kirim(f"{LEMBAR.format(sop)}?sel=pelaksana.baru", "/pelaksana", jabatan=jabatan)
    for kegiatan in ("Menerima surat", "Mencatat surat", "Menyimpan surat"):
        langkah = _naskah(rumah, sop).langkah
        isi_langkah(panggung.sari, sop, kegiatan, str(langkah[-1].id) if langkah else "")
    return sop


def _naskah(rumah: Rumah, sop: str) -> Naskah:
    return rumah.buku.muat(SOP, UUID(sop)).naskah


def _kirim(
    orang: Orang, sop: str, sel: str, akhir: str, *, layar: str | None = None, rangka: str = "", **ubahan: Any
) -> TestResponse:
    """Fill in the open cell and send it as the script does, which says what the page shows."""
    sup = orang.buka(f"{LEMBAR.format(sop)}?sel={sel}")
    keadaan = sup.find(id="keadaan")
    assert keadaan is not None
    form = formulir_ke(sup, akhir)
    kepala = HX | {"Sel": sel if layar is None else layar, "Rangka": rangka or str(keadaan["data-rangka"])}
    data = isi_formulir(form) | {"csrf": orang.csrf, "perintah": str(uuid4())} | ubahan
    return orang.klien.post(str(form["action"]), data=data, headers=kepala)


def _bagian(respons: TestResponse) -> dict[str, str]:
    """Where each part of an answer goes, and its HTML."""
    periksa_halaman(respons)
    pola = r'<hx-partial hx-target="([^"]+)" hx-swap="(\w+)"[^>]*>(.*?)</hx-partial>'
    return {tujuan: isi for tujuan, _, isi in re.findall(pola, respons.get_data(as_text=True), re.DOTALL)}


def test_teks_sebuah_baris_mengembalikan_baris_itu_saja(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    dua = _naskah(rumah, sop).langkah[1]
    respons = _kirim(panggung.sari, sop, f"langkah.{dua.id}", f"/langkah/{dua.id}", output="Buku agenda terisi")
    bagian = _bagian(respons)
    assert set(bagian) == {"#keadaan", "#pesan-sunting", "#sel", "#sel-alat"}
    assert f'id="l-{dua.id}"' in bagian["#sel"]
    assert "Buku agenda terisi" in bagian["#sel"]
    assert "Tersimpan" in bagian["#keadaan"]
    assert respons.headers["HX-Trigger"] == "sop-tersimpan"


def test_bentuk_sebuah_baris_mengembalikan_semua_baris(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    naskah = _naskah(rumah, sop)
    dua, petugas = naskah.langkah[1], naskah.pelaksana[0]
    respons = _kirim(panggung.sari, sop, f"langkah.{dua.id}", f"/langkah/{dua.id}", pelaksana=[str(petugas.id)])
    bagian = _bagian(respons)
    assert set(bagian) == {"#keadaan", "#pesan-sunting", "#langkah"}
    assert bagian["#langkah"].count("data-baris") == 3


def test_kolom_mengembalikan_seluruh_lembar(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    sel = f"pelaksana.{_naskah(rumah, sop).pelaksana[0].id}"
    respons = _kirim(panggung.sari, sop, sel, f"/{sel.removeprefix('pelaksana.')}", jabatan="Petugas Loket")
    assert set(_bagian(respons)) == {"#keadaan", "#pesan-sunting", "#kolom-pelaksana", "#kertas"}


@pytest.mark.parametrize(
    ("isian", "nilai", "tujuan"),
    [
        ("nomor", "000.8/7", {"#identitas"}),
        ("sifat", "teknis", {"#klasifikasi-sop"}),
        ("unit", "Subbagian Umum", {"#identitas", "#klasifikasi-sop"}),
        ("nama", "Surat Keluar", {"#identitas", "#judul-sop"}),
    ],
)
def test_isian_mengembalikan_kotaknya(panggung: Panggung, sop: str, isian: str, nilai: str, tujuan: set[str]) -> None:
    bagian = _bagian(_kirim(panggung.sari, sop, f"isian.{isian}", f"/isian/{isian}", nilai=nilai))
    assert set(bagian) == {"#keadaan", "#pesan-sunting"} | tujuan
    assert all(nilai in bagian[satu] for satu in tujuan)


def test_butir_mengembalikan_kotaknya_dan_membuka_isian_berikutnya(panggung: Panggung, sop: str) -> None:
    bagian = _bagian(_kirim(panggung.sari, sop, "butir.peringatan.baru", "/butir/peringatan", nilai="Jaga rahasia"))
    assert set(bagian) == {"#keadaan", "#pesan-sunting", "#k-peringatan"}
    assert "Jaga rahasia" in bagian["#k-peringatan"]
    assert 'id="sel"' in bagian["#k-peringatan"]


def test_membuka_sel_menutup_yang_terbuka(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    satu, _, tiga = _naskah(rumah, sop).langkah
    keadaan = panggung.sari.buka(LEMBAR.format(sop)).find(id="keadaan")
    assert keadaan is not None
    for terbuka, dibuka, tujuan in (
        ("", f"langkah.{satu.id}", {f"#l-{satu.id}"}),
        (f"langkah.{satu.id}", f"langkah.{tiga.id}", {"#sel", "#sel-alat", f"#l-{tiga.id}"}),
        (f"langkah.{tiga.id}", "", {"#sel", "#sel-alat"}),
        (f"langkah.baru.{tiga.id}", "", {"#sel", "#sel-alat"}),
        ("", f"langkah.baru.{tiga.id}", {"#langkah"}),
        ("isian.nomor", "butir.peringatan.baru", {"#identitas", "#k-peringatan"}),
    ):
        kepala = HX | {"Sel": terbuka, "Rangka": str(keadaan["data-rangka"])}
        alamat = f"/{panggung.tenant.kode}{LEMBAR.format(sop)}?sel={dibuka}"
        bagian = _bagian(panggung.sari.klien.get(alamat, headers=kepala))
        assert set(bagian) == {"#keadaan", "#pesan-sunting"} | tujuan, (terbuka, dibuka)


def test_rangka_usang_mendapat_semua_baris(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    """Somebody else added a row since this page was drawn."""
    satu = _naskah(rumah, sop).langkah[0]
    respons = _kirim(panggung.sari, sop, f"langkah.{satu.id}", f"/{satu.id}", rangka="lama", output="Surat")
    assert "#lembar" not in _bagian(respons)
    kolom = panggung.sari.buka(LEMBAR.format(sop)).find(id="keadaan")
    assert kolom is not None
    usang = str(kolom["data-rangka"]).partition(".")[0] + ".usang"
    respons = _kirim(panggung.sari, sop, f"langkah.{satu.id}", f"/{satu.id}", rangka=usang, output="Surat masuk")
    assert "#langkah" in _bagian(respons)


def test_yang_ditolak_tetap_terbuka_di_barisnya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    satu = _naskah(rumah, sop).langkah[0]
    respons = _kirim(panggung.sari, sop, f"langkah.{satu.id}", f"/{satu.id}", lama="Secepatnya")
    assert respons.status_code == 422
    bagian = _bagian(respons)
    assert "Waktu “Secepatnya” belum terukur" in bagian["#sel"]
    assert "Pakai:" in bagian["#sel"]
    assert "Belum tersimpan" in bagian["#keadaan"]


def test_usulan_waktu_menyimpan_tanpa_skrip(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    satu = _naskah(rumah, sop).langkah[0]
    halaman = f"{LEMBAR.format(sop)}?sel=langkah.{satu.id}"
    panggung.sari.isi_dan_kirim(halaman, f"/{satu.id}", lama="Secepatnya", pakai="1 hari_kerja")
    assert _naskah(rumah, sop).langkah[0].waktu.teks == "1 hari kerja"


@pytest.mark.parametrize(
    ("lama", "tersimpan"),
    [("2 jam", "2 jam"), ("1 - 2 Hari  Kerja", "1-2 hari kerja"), ("1,5 jam", "1.5 jam"), ("3", "3 menit")],
)
def test_waktu_boleh_ditulis_dengan_satuannya(
    panggung: Panggung, rumah: Rumah, sop: str, lama: str, tersimpan: str
) -> None:
    satu = _naskah(rumah, sop).langkah[0]
    halaman = f"{LEMBAR.format(sop)}?sel=langkah.{satu.id}"
    panggung.sari.isi_dan_kirim(halaman, f"/{satu.id}", lama=lama)
    assert _naskah(rumah, sop).langkah[0].waktu.teks == tersimpan


def test_langkah_baru_berurutan_dan_isian_kosong_berikutnya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    tiga = _naskah(rumah, sop).langkah[-1]
    akhir = "/penyuntingan/langkah"
    _kirim(panggung.sari, sop, f"langkah.baru.{tiga.id}", akhir, kegiatan="Melapor", lanjut="berikut")
    baru = _naskah(rumah, sop).langkah[-1]
    respons = _kirim(panggung.sari, sop, f"langkah.baru.{baru.id}", akhir, kegiatan="Selesai", lanjut="berikut")
    assert f"sel=langkah.baru.{_naskah(rumah, sop).langkah[-1].id}" in respons.headers["HX-Replace-Url"]
    respons = _kirim(panggung.sari, sop, "isian.tanggal_efektif", "/tanggal_efektif", nilai="2026-01", lanjut="berikut")
    assert "sel=isian.pengesah" in respons.headers["HX-Replace-Url"]
    respons = _kirim(panggung.sari, sop, "isian.nama", "/isian/nama", nilai="Surat Dinas", lanjut="berikut")
    assert "sel=" not in respons.headers["HX-Replace-Url"], "it was filled in before"


def _simpanan(panggung: Panggung, sop: str, isian: str, nilai: str) -> dict[str, Any]:
    """Save a field without scripts; the form that takes it back, filled in."""
    halaman = f"{LEMBAR.format(sop)}?sel=isian.{isian}"
    respons = panggung.sari.isi_dan_kirim(halaman, f"/isian/{isian}", nilai=nilai)
    tujuan = respons.location.partition(f"/{panggung.tenant.kode}")[2]
    isi = isi_formulir(formulir_ke(panggung.sari.buka(tujuan), "/pembatalan"))
    return {"versi": isi["versi"]}


def test_simpanan_terakhir_dibatalkan_dan_dikembalikan_lagi(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    isi = _simpanan(panggung, sop, "nomor", "000.8/1")
    respons = panggung.sari.kirim(f"{LEMBAR.format(sop)}/pembatalan", isi)
    assert respons.status_code == 303
    assert _naskah(rumah, sop).nilai(Isian.NOMOR) == ""
    versi = rumah.buku.muat(SOP, UUID(sop)).versi_aliran
    panggung.sari.kirim(f"{LEMBAR.format(sop)}/pembatalan", {"versi": str(versi), "ulangi": "ya"})
    assert _naskah(rumah, sop).nilai(Isian.NOMOR) == "000.8/1"


def test_yang_diubah_orang_lain_sejak_itu_tidak_dibatalkan(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    isi = _simpanan(panggung, sop, "nomor", "000.8/1")
    panggung.hendra.isi_dan_kirim(f"{LEMBAR.format(sop)}?sel=isian.nomor", "/isian/nomor", nilai="000.8/2")
    respons = panggung.sari.kirim(f"{LEMBAR.format(sop)}/pembatalan", isi)
    assert respons.status_code == 422
    assert "sudah diubah lagi" in periksa_halaman(respons).get_text(" ")
    assert _naskah(rumah, sop).nilai(Isian.NOMOR) == "000.8/2"


@pytest.mark.parametrize("versi", ["1", "0", "-1", "9999", "99999999999999999999", "satu", ""])
def test_hanya_simpanan_sendiri_yang_dibatalkan(panggung: Panggung, sop: str, versi: str) -> None:
    respons = panggung.sari.kirim(f"{LEMBAR.format(sop)}/pembatalan", {"versi": versi})
    assert respons.status_code == 422
    assert "simpanan Anda sendiri" in periksa_halaman(respons).get_text(" ")


def test_simpanan_orang_lain_bukan_milik_saya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    isi = _simpanan(panggung, sop, "nomor", "000.8/1")
    assert panggung.hendra.kirim(f"{LEMBAR.format(sop)}/pembatalan", isi).status_code == 422
    assert _naskah(rumah, sop).nilai(Isian.NOMOR) == "000.8/1"


def test_kolom_dihapus_setelah_langkahnya_disebut(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    naskah = _naskah(rumah, sop)
    dua, petugas = naskah.langkah[1], naskah.pelaksana[0]
    _kirim(panggung.sari, sop, f"langkah.{dua.id}", f"/langkah/{dua.id}", pelaksana=[str(petugas.id)])
    sup = panggung.sari.buka(f"{LEMBAR.format(sop)}?sel=pelaksana.{petugas.id}")
    teks = sup.find("details", class_="hapus-kolom").get_text(" ")  # type: ignore[union-attr]
    assert "1 langkah kehilangan pelaksananya" in teks
    assert "2 · Mencatat surat" in teks


def test_panel_perubahan(panggung: Panggung, sop: str) -> None:
    panel = panggung.sari.buka(f"{LEMBAR.format(sop)}/perubahan", htmx=True)
    assert "Langkah “Menyimpan surat” ditambahkan" in panel.get_text(" ")
    assert panggung.sari.buka(f"{LEMBAR.format(sop)}/perubahan").find("h1") is not None


JAHAT = {
    "panjang": "kata " * 2000,
    "emoji": "Menerima surat 📨👩🏽‍💼🇮🇩",
    "rtl": "Menerima \u202esurat\u202c \u200f masuk \u2067x\u2069",
    "html": '<script>alert(1)</script><img src=x onerror=alert(1)>"\'><hx-partial hx-target="body">',
    "typst": '#import "x" $ y $ *tebal* _miring_ = Judul @rujuk `kode` \\',
    "nul": "a\x00b\x1bc\ud7ff",
    "jinja": "{{ 7 * 7 }}{% raw %}",
}


@pytest.mark.parametrize("nama", JAHAT)
@pytest.mark.parametrize("layar", [True, False], ids=["potongan", "halaman"])
def test_isi_yang_bermusuhan_disimpan_atau_ditolak(
    panggung: Panggung, rumah: Rumah, sop: str, nama: str, *, layar: bool
) -> None:
    """Stored as text or refused with a sentence; never an error of ours, and never markup."""
    teks, satu = JAHAT[nama], _naskah(rumah, sop).langkah[0]
    for sel, akhir, isi in (
        (f"langkah.{satu.id}", f"/{satu.id}", {"kegiatan": teks, "kelengkapan": teks, "output": teks, "lama": ""}),
        (f"langkah.{satu.id}", f"/{satu.id}", {"lama": teks, "cabang_label_0": teks, "cabang_ke_0": teks}),
        ("isian.nomor", "/isian/nomor", {"nilai": teks}),
        ("butir.peringatan.baru", "/butir/peringatan", {"nilai": teks}),
        ("pelaksana.baru", "/pelaksana", {"jabatan": teks, "unit": teks}),
    ):
        respons = _kirim(panggung.sari, sop, sel, akhir, **isi) if layar else None
        respons = respons or panggung.sari.isi_dan_kirim(f"{LEMBAR.format(sop)}?sel={sel}", akhir, **isi)
        assert respons.status_code in (200, 303, 422), (sel, respons.status)
        if respons.status_code != 303:
            mentah = respons.get_data(as_text=True)
            assert "<script>alert" not in mentah
            assert "onerror=alert(1)>" not in mentah.replace("&gt;", "")
            assert mentah.count("<hx-partial") == mentah.count("</hx-partial>")
    panggung.sari.buka(LEMBAR.format(sop))
    panggung.sari.buka(f"/kerja/sop/{sop}/riwayat")


def test_putaran_tanpa_jalan_keluar_tetap_tergambar(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    naskah = _naskah(rumah, sop)
    for langkah in naskah.langkah:
        isi = {"cabang_ke_0": str(langkah.id), "cabang_label_0": "Ya", "simbol": "keputusan"}
        isi |= {"cabang_ke_1": str(naskah.langkah[0].id), "cabang_label_1": "Tidak"}
        kolom = [str(p.id) for p in naskah.pelaksana]
        respons = _kirim(panggung.sari, sop, f"langkah.{langkah.id}", f"/{langkah.id}", pelaksana=kolom, **isi)
        assert respons.status_code == 200
    assert {x.simbol for x in _naskah(rumah, sop).langkah} == {Simbol.KEPUTUSAN}
    panggung.sari.buka(LEMBAR.format(sop))


def test_sel_yang_tidak_ada_membuka_lembar_biasa(panggung: Panggung, sop: str) -> None:
    for sel in ("langkah.x", f"langkah.{uuid4()}", "butir.x.baru", "isian.", "pelaksana", "a" * 500, "<b>", "butir"):
        keadaan = panggung.sari.buka(f"{LEMBAR.format(sop)}?sel={sel}").find(id="keadaan")
        assert keadaan is not None
        kepala = HX | {"Sel": sel[:100].replace("\n", ""), "Rangka": str(keadaan["data-rangka"])}
        alamat = f"/{panggung.tenant.kode}{LEMBAR.format(sop)}?sel={sel}"
        assert panggung.sari.klien.get(alamat, headers=kepala).status_code == 200


def test_lima_ratus_langkah(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    """Far more than any real SOP has: slow, but it opens and saves."""
    pelaksana = _naskah(rumah, sop).pelaksana[0].id
    tambahan = [
        LangkahDitambahkan(Langkah(LangkahId(uuid4()), f"Langkah tambahan {n}", pelaksana=(pelaksana,)))
        for n in range(500)
    ]
    rumah.buku.ubah(SOP, UUID(sop), perintah_uji(panggung.sari.aktor), lambda _: tambahan)
    halaman = panggung.sari.klien.get(f"/{panggung.tenant.kode}{LEMBAR.format(sop)}")
    assert halaman.status_code == 200
    rangka = re.search(r'data-rangka="([^"]+)"', halaman.get_data(as_text=True))
    assert rangka is not None
    data = {"csrf": panggung.sari.csrf, "perintah": str(uuid4()), "dari": "", "nilai": "000.8/500"}
    kepala = HX | {"Sel": "isian.nomor", "Rangka": rangka.group(1)}
    alamat = f"/{panggung.tenant.kode}{LEMBAR.format(sop)}/isian/nomor"
    bagian = _bagian(panggung.sari.klien.post(alamat, data=data, headers=kepala))
    assert "000.8/500" in bagian["#identitas"]
