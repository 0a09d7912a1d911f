"""Each rule on the sheet by one example that breaks it and one that only looks as if; complete over these groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.sop.naskah import Naskah
from domain.sop.pemeriksaan import dasar_hukum, identitas, keterkaitan, tanggal, tata_kelola
from domain.sop.pemeriksaan.bahan import Bahan, HasilUjiCoba, Pengesahan, SopLain
from domain.sop.pemeriksaan.temuan import Aturan, Temuan
from tests.domain.pembangun import TERIMA
from tests.domain.sop.pemeriksaan.lembar import DASAR, HARI, LAIN, SAH, dengan, hukum, isian, kotak

ATURAN: dict[str, Aturan] = {
    a.kode: a for modul in (identitas, tanggal, dasar_hukum, keterkaitan, tata_kelola) for a in modul.ATURAN
}
UU_43 = "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan"
PP_18 = "Peraturan Pemerintah Nomor 18 Tahun 2016 tentang Perangkat Daerah"
CAMAT = {"opd": "Kecamatan Contoh Utara", "unit": ("Seksi Pelayanan",)}

CONTOH: dict[str, tuple[Bahan, Bahan]] = {
    "ID-01": (isian(tanggal_pembuatan=""), isian(tanggal_revisi="")),
    "ID-02": (isian(nomor="…/…"), isian(nomor="12")),
    "ID-03": (isian(nama="SOP Pengelolaan Surat"), isian(nama="Fasilitasi Penyusunan SOP Perangkat Daerah")),
    "ID-04": (isian(pengesah=""), dengan(pengesahan=Pengesahan())),
    "ID-05": (
        kotak(kualifikasi_pelaksana=("Sekretaris",)),
        kotak(kualifikasi_pelaksana=("Memahami tugas Sekretaris",)),
    ),
    "ID-06": (kotak(peralatan_perlengkapan=()), kotak(peralatan_perlengkapan=("-",))),
    "ID-07": (kotak(peringatan=("Berkas tidak lengkap",)), kotak(peringatan=("Diselesaikan paling lambat 3 hari",))),
    "ID-08": (
        replace(isian(pengesah="Camat Contoh Selatan"), **CAMAT),
        replace(isian(pengesah="Camat Contoh Utara"), **CAMAT),
    ),
    "ID-09": (kotak(pencatatan_pendataan=()), kotak(pencatatan_pendataan=("Buku agenda",))),
    "DT-01": (isian(tanggal_pembuatan="2025-10"), isian(tanggal_pembuatan="2025-09")),
    "DT-02": (
        replace(isian(tanggal_revisi="2025-07-01"), versi=2),
        replace(isian(tanggal_revisi="2025-08-15"), versi=2),
    ),
    "DT-03": (dengan(versi=2), replace(isian(tanggal_revisi="2025-08-15"), versi=2)),
    "DT-04": (
        dengan(pengesahan=replace(SAH, sk_tanggal=date(2025, 9, 2))),
        dengan(pengesahan=replace(SAH, sk_tanggal=date(2025, 8, 31))),
    ),
    "DT-05": (dengan(evaluasi_tenggat=date(2026, 1, 4)), dengan(evaluasi_tenggat=HARI)),
    "DT-06": (isian(tanggal_efektif="2025-09"), isian(tanggal_efektif="2026-12-31")),
    "LH-01": (kotak(dasar_hukum=()), kotak(dasar_hukum=(UU_43,))),
    "LH-02": (
        hukum("UU No. 32 Tahun 2004 tentang Pemerintahan Daerah"),
        hukum(f"{PP_18} sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 72 Tahun 2019"),
    ),
    "LH-03": (hukum("Undang-Undang Nomor 43 Tahun 2029 tentang Kearsipan"), hukum(UU_43)),
    "LH-04": (hukum(PP_18, UU_43), hukum(UU_43, PP_18)),
    "LH-05": (
        hukum("Peraturan Wali Kota Kota Lain Nomor 5 Tahun 2008 tentang Organisasi Kecamatan"),
        hukum("Peraturan Gubernur Jawa Tengah Nomor 5 Tahun 2018 tentang Kearsipan"),
    ),
    "LH-06": (hukum("Undang-Undang Kearsipan"), hukum("Undang-Undang Dasar Negara Republik Indonesia Tahun 1945")),
    "KT-01": (kotak(keterkaitan=()), kotak(keterkaitan=("Tidak ada",))),
    "KT-02": (kotak(keterkaitan=("SOP pengelolaan surat masuk",)), kotak(keterkaitan=("Pengelolaan Surat Keluar",))),
    "KT-03": (kotak(keterkaitan=("Pengelolaan Rapat",)), kotak(keterkaitan=("SOP Pengelolaan surat keluar.",))),
    "KT-04": (kotak(keterkaitan=("Pengelolaan Arsip",)), kotak(keterkaitan=("Pengelolaan Surat Keluar",))),
    "GV-02": (
        dengan(pengesahan=replace(SAH, sk_nomor="")),
        replace(isian(tanggal_efektif="2026-02-01"), pengesahan=replace(SAH, sk_nomor="")),
    ),
    "GV-08": (dengan(uji_coba=HasilUjiCoba.BERUBAH), dengan(uji_coba=HasilUjiCoba.SUDAH)),
    "PB-02": (kotak(pencatatan_pendataan=("Hubungi 0812-3456-7890",)), kotak(pencatatan_pendataan=("Nomor 021/2025",))),
}
"""By rule: what breaks it, and what only looks as if."""


def temuan(kode: str, bahan: Bahan) -> list[Temuan]:
    return list(ATURAN[kode].periksa(bahan))


def kalimat(kode: str, bahan: Bahan) -> str:
    return " ".join(t.kalimat for t in temuan(kode, bahan))


def test_setiap_aturan_lembar_punya_contoh():
    assert list(CONTOH) == list(ATURAN)


@pytest.mark.parametrize("kode", CONTOH)
def test_yang_melanggar_ditemukan_dan_yang_mirip_tidak(kode):
    salah, benar = CONTOH[kode]
    satu = temuan(kode, salah)
    assert satu
    assert temuan(kode, benar) == []
    assert temuan(kode, DASAR) == []


@pytest.mark.parametrize("kode", CONTOH)
def test_temuan_berkalimat_bersaran_dan_bertempat(kode):
    for satu in temuan(kode, CONTOH[kode][0]):
        assert satu.aturan == kode
        assert satu.kalimat.endswith(".")
        assert satu.saran.endswith((".", "?"))
        assert satu.tempat.sebutan[0].isupper()


@pytest.mark.parametrize("kode", CONTOH)
def test_naskah_kosong_tidak_menggagalkan_aturan(kode):
    for satu in temuan(kode, Bahan(Naskah(), HARI)):
        assert satu.aturan == kode


def test_lembar_kosong_menyebut_semua_yang_kurang_sekali_saja():
    (satu,) = temuan("ID-01", Bahan(Naskah(), HARI))
    assert satu.tempat.sel == ""
    assert "nomor SOP" in satu.kalimat
    assert "pencatatan dan pendataan" in satu.kalimat


@pytest.mark.parametrize("nomor", ["000.8.3/002/SOP/2025", " 000.8.3/002/sop/2025. "])
def test_nomor_sop_lain_tidak_dipakai_lagi(nomor):
    assert "Pengelolaan Surat Keluar" in kalimat("ID-02", isian(nomor=nomor))


@pytest.mark.parametrize(
    ("nama", "tanpa"),
    [
        ("Standar Operasional Prosedur (SOP) Pelayanan Legalisasi Surat", "Pelayanan Legalisasi Surat"),
        ("SOP: rapat dinas", "Rapat dinas"),
        ("sop-ap tentang pengelolaan arsip", "Pengelolaan arsip"),
    ],
)
def test_nama_tanpa_kata_sop_ditawarkan(nama, tanpa):
    (satu,) = temuan("ID-03", isian(nama=nama))
    assert [p.isi for p in satu.perbaikan] == [{"nilai": tanpa}]


@pytest.mark.parametrize(
    ("nama", "apa"),
    [
        ("SOP", "mengulang"),
        ("Menyusun Laporan", "kata kerja"),
        ("Cuti Tahunan, Cuti Sakit, Cuti Bersalin, dan Cuti Besar", "daftar"),
        ("Rapat" * 30, "terlalu panjang"),
        ("Rapat\ndan Risalah", "daftar"),
    ],
)
def test_nama_yang_bukan_nama_kegiatan(nama, apa):
    assert apa in kalimat("ID-03", isian(nama=nama))


@pytest.mark.parametrize("nama", ["Mental Health Awareness", "Mentoring Pegawai", ""])
def test_kata_yang_mirip_kata_kerja_dibiarkan(nama):
    assert temuan("ID-03", isian(nama=nama)) == []


@pytest.mark.parametrize(
    ("pengesahan", "apa"),
    [
        (replace(SAH, nama="", nip=""), "nama dan NIP"),
        (replace(SAH, nip="1980"), "18 angka"),
        (replace(SAH, nip=""), "NIP belum ada"),
    ],
)
def test_blok_tanda_tangan_yang_kurang(pengesahan, apa):
    assert apa in kalimat("ID-04", dengan(pengesahan=pengesahan))


def test_wali_kota_tidak_ber_nip():
    assert temuan("ID-04", replace(isian(pengesah="Wali Kota Contoh"), pengesahan=replace(SAH, nip=""))) == []


def test_nama_orang_bukan_kualifikasi():
    assert "nama orang" in kalimat("ID-05", kotak(kualifikasi_pelaksana=("Budi Santoso, S.Sos",)))
    assert "kosong" in kalimat("ID-05", kotak(kualifikasi_pelaksana=()))
    assert "kosong" in kalimat("ID-07", kotak(peringatan=()))


@pytest.mark.parametrize(
    ("bahan", "asing"),
    [
        (replace(isian(unit="Bagian Umum Kota Mataram"), daerah="Kota Batam"), "Kota Mataram"),
        (replace(isian(pengesah="Wali Kota Tangerang Selatan"), daerah="Kota Tangerang"), "Kota Tangerang Selatan"),
        (replace(isian(pengesah="Bupati Bantul"), daerah="Kabupaten Sleman"), "Kabupaten Bantul"),
        (replace(isian(pengesah="Wali Kota Kediri"), daerah="KPU Kabupaten Kediri"), "Kota Kediri"),
        (
            replace(kotak(pencatatan_pendataan=("Register Kota Medan",)), daerah="Kota Binjai"),
            "Kota Medan",
        ),
        (replace(isian(unit="Kelurahan Sekip"), opd="Kelurahan Sei Putih"), "Kelurahan Sekip"),
        (isian(pengesah="Camat Contoh Selatan"), "Camat Contoh Selatan"),
    ],
)
def test_nama_dari_tempat_lain(bahan, asing):
    assert asing in kalimat("ID-08", bahan)


@pytest.mark.parametrize(
    "bahan",
    [
        replace(isian(unit="Bagian Umum Kota Surakarta"), daerah="Pemerintah Kota Surakarta"),
        replace(isian(nama="Penilaian Kota Layak Anak"), daerah="Kota Batam"),
        replace(isian(pengesah="Wali Kota Batam"), daerah="Pemerintah Kabupaten (tidak tercantum)"),
        replace(isian(pengesah="Bupati Bantul"), daerah="Daerah Istimewa, Provinsi Yogyakarta"),
        replace(isian(pengesah="Camat Contoh Selatan", unit=""), opd="", unit=()),
    ],
    ids=["sendiri", "bukan nama daerah", "daerah tidak dikenal", "provinsi", "unit tidak dikenal"],
)
def test_nama_yang_boleh_ada(bahan):
    assert temuan("ID-08", bahan) == []


@pytest.mark.parametrize(
    ("bahan", "apa"),
    [
        (replace(isian(tanggal_revisi="2025-10-01"), versi=2), "Tanggal revisi lebih baru"),
        (isian(tanggal_revisi="2025-08-10"), "sudah bertanggal revisi"),
        (isian(tanggal_pembuatan="2026-02-01"), "belum terjadi"),
        (isian(tanggal_pembuatan="2025"), "belum lengkap"),
        (isian(tanggal_pembuatan="31 Februari"), "belum lengkap"),
        (isian(tanggal_pembuatan="2025-02-31"), "belum lengkap"),
    ],
)
def test_tanggal_yang_tidak_masuk_akal(bahan, apa):
    assert apa in " ".join(kalimat(kode, bahan) for kode in ("DT-02", "DT-03", "DT-06"))


@pytest.mark.parametrize(
    ("teks", "apa", "perbaikan"),
    [
        ("Seluruh SOP di dinas ini", "tidak menunjuk", []),
        ("Pengelolaan Surat Keluwar", "tidak ditemukan", ["Pengelolaan Surat Keluar"]),
    ],
)
def test_keterkaitan_yang_tidak_menunjuk_sop(teks, apa, perbaikan):
    (satu,) = temuan("KT-03", kotak(keterkaitan=(teks,)))
    assert apa in satu.kalimat
    assert [p.isi["nilai"] for p in satu.perbaikan] == perbaikan


@pytest.mark.parametrize("tiada", ["-", "Tidak ada", "nihil."])
def test_yang_menyatakan_tidak_ada_bukan_rujukan(tiada):
    assert not temuan("KT-03", kotak(keterkaitan=(tiada,)))
    assert not temuan("KT-01", kotak(keterkaitan=(tiada,)))


def test_tanpa_daftar_sop_keterkaitan_tidak_dicari():
    assert temuan("KT-03", replace(kotak(keterkaitan=("Apa pun",)), sop_lain=())) == []


def test_nama_yang_hidup_lagi_lebih_dahulu_daripada_yang_dicabut():
    lagi = (*LAIN, SopLain("c", "Pengelolaan Arsip"))
    assert temuan("KT-04", replace(kotak(keterkaitan=("Pengelolaan Arsip",)), sop_lain=lagi)) == []


@pytest.mark.parametrize("kolom", ["kegiatan", "output", "keterangan"])
def test_kontak_pribadi_pada_langkah(kolom):
    naskah = replace(DASAR.naskah, langkah=(replace(TERIMA, **{kolom: "Kirim ke ani@gmail.com"}),))
    (satu,) = temuan("PB-02", dengan(naskah=naskah))
    assert (satu.tempat.langkah, satu.tempat.bidang) == (TERIMA.id, kolom)
