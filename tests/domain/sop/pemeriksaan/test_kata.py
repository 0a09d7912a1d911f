"""Indonesian sentences: how they begin, whom they name, and what they would be in the active voice."""

from __future__ import annotations

import pytest

from domain.sop.pemeriksaan.kata import Bentuk, aktif, bentuk, kata, kata_kerja_terangkai
from domain.sop.pemeriksaan.kosakata import JADI_AKTIF
from domain.sop.pemeriksaan.pelaku import pelaku, tanpa_pelaku
from domain.sop.pemeriksaan.sebutan import Nama, hanya_menyebut, nama_inti
from tests.domain import pembangun as p

AKTIF = """Menerima Memeriksa Mengecek Menyusun Meneliti Melaksanakan Mewawancarai Merekap Mengetik Mengesahkan Memaraf
Menyerahkan/memberitahukan Berkoordinasi Bermusyawarah Bekerja Belajar Datang Menuju Meyakinkan Menginput Mencap
Mem-fotokopi"""
LAIN = {
    Bentuk.BENDA: "Pemeriksaan Pelaksanaan Penandatanganan Pengecekan Pekerjaan Keputusan Koordinasi Diskusi",
    Bentuk.ASING: "Update Upload Scan Print Entry Periksa Kirim Buat Meeting",
    Bentuk.LAIN: "Berkas Berita Media Menteri Melalui Surat Disposisikan-lah Bila Staf Berdasarkan",
    Bentuk.PASIF: "Dikirim Dibuat Diperiksa",
}


@pytest.mark.parametrize("satu", AKTIF.split())
def test_kata_kerja_aktif_dikenali(satu: str) -> None:
    assert bentuk(kata(f"{satu} surat masuk")) is Bentuk.AKTIF


@pytest.mark.parametrize(("jenis", "satu"), [(j, k) for j, semua in LAIN.items() for k in semua.split()])
def test_yang_bukan_kata_kerja_aktif_dikenali(jenis: Bentuk, satu: str) -> None:
    assert bentuk(kata(f"{satu} surat")) is jenis


@pytest.mark.parametrize(
    ("teks", "jenis"),
    [
        ("Berkas diperiksa", Bentuk.PASIF),
        ("SK dibuat oleh staf", Bentuk.PASIF),
        ("Surat yang dibuat", Bentuk.LAIN),
        ("Berkas dinas", Bentuk.LAIN),
    ],
)
def test_kalimat_pasif(teks: str, jenis: Bentuk) -> None:
    assert bentuk(kata(teks)) is jenis


@pytest.mark.parametrize(
    ("teks", "baik"),
    [
        ("Pengecekan berkas", "Mengecek berkas"),
        ("Penandatanganan Berita Acara.", "Menandatangani Berita Acara"),
        ("3. Pelaksanaan pemusnahan arsip", "Melaksanakan pemusnahan arsip"),
        ("- upload dokumen ke SIPD", "Mengunggah dokumen ke SIPD"),
        ("Update status", "Memperbarui status"),
        ("Testing perbaikan", "Menguji perbaikan"),
        ("Berkas permohonan diperiksa", "Memeriksa berkas permohonan"),
        ("SK ditandatangani", "Menandatangani SK"),
        ("Koordinasi dengan instansi terkait", "Berkoordinasi dengan instansi terkait"),
        ("Koordinasi kegiatan", ""),
        ("Petugas menerima berkas", "Menerima berkas"),
        ("Selanjutnya menyerahkan berkas", "Menyerahkan berkas"),
        ("Petugas", ""),
        ("Persetujuan Kepala Dinas", ""),
        ("Paraf Kasubag", ""),
        ("Jika tidak lengkap dikembalikan", ""),
        ("Dikirim ke KPPN", ""),
        ("Memeriksa berkas", ""),
        ("Pemeriksaan", ""),
        ("Pemeriksaan lapangan", ""),
        ("Permintaan disetujui", "Menyetujui permintaan"),
        ("Pengaduan dicatat petugas", ""),
        ("(Pengecekan) berkas", ""),
        ("Rapat persiapan", ""),
        ("", ""),
        ("🙂 !", ""),
        ("pegawaİmenerima berkas", ""),
    ],
)
def test_menjadi_aktif_bila_pasti(teks: str, baik: str) -> None:
    assert aktif(teks) == baik


def test_kosakata_menuju_kata_kerja_aktif() -> None:
    """What is offered as right must itself be found right, and no word leads to two verbs."""
    assert {bentuk((k,)) for k in JADI_AKTIF.values()} == {Bentuk.AKTIF}
    assert [k for k in JADI_AKTIF if bentuk((k,)) is Bentuk.AKTIF] == []


def test_kata_kerja_yang_dirangkai() -> None:
    assert kata_kerja_terangkai("Menerima, mencatat dan berkas; serta menyimpan") == [
        "menerima",
        "mencatat",
        "menyimpan",
    ]
    assert kata_kerja_terangkai("") == []


KOLOM = (
    p.pelaksana("Kuasa Pengguna Anggaran", kode="KPA"),
    p.pelaksana("Kepala Seksi Kesiagaan"),
    p.pelaksana("Staf/Pendamping AKD", kode="st"),
    p.pelaksana("Sekretaris DPRD (Sekwan)"),
    p.pelaksana("Kepala Sub Bagian Umum dan Kepegawaian"),
    p.pelaksana("()"),
)
NAMA = Nama(KOLOM)


@pytest.mark.parametrize(
    ("teks", "tertulis", "sisa"),
    [
        ("KPA menyerahkan RKA kepada PPK", "KPA", "Menyerahkan RKA kepada PPK"),
        ("Kasi Kesiagaan menerima laporan", "Kasi Kesiagaan", "Menerima laporan"),
        ("Kasi menerima laporan", "Kasi", "Menerima laporan"),
        ("2) staf mengetik laporan", "staf", "Mengetik laporan"),
        ("Sekwan: menugaskan Kabag", "Sekwan", "Menugaskan Kabag"),
        ("Kepala Sub Bagian Umum memeriksa", "Kepala Sub Bagian Umum", "Memeriksa"),
        ("Staf", "Staf", "Staf"),
        ("Berkas diperiksa oleh Kasubag Umum", "Kasubag Umum", "Berkas diperiksa"),
        ("Diperiksa oleh staf", "staf", "Diperiksa oleh staf"),
        ("Oleh staf", "staf", "Oleh staf"),
        ("Berkas diperiksa oleh staf kembali", "staf", "Berkas diperiksa oleh staf kembali"),
        ("Staf persidangan", "", "Staf persidangan"),
        ("Menilai arsip oleh panitia", "", "Menilai arsip oleh panitia"),
        ("Menerima surat yang telah diparaf oleh Sekwan", "", "Menerima surat yang telah diparaf oleh Sekwan"),
        ("Memproses surat oleh", "", "Memproses surat oleh"),
        ("Staf menerima surat oleh Sekwan", "Staf", "Menerima surat oleh Sekwan"),
        ("", "", ""),
    ],
)
def test_pelaku_di_dalam_kalimat(teks: str, tertulis: str, sisa: str) -> None:
    siapa = pelaku(teks, NAMA)
    assert (siapa.tertulis, tanpa_pelaku(siapa)) == (tertulis, sisa)


@pytest.mark.parametrize(
    ("teks", "ya"),
    [
        ("Kasubag UK", True),
        ("Kasi Kesiagaan dan Staf", True),
        ("Pendamping AKD", True),
        ("Tim", False),
        ("", False),
        ("Staf menunggu", False),
        ("Kasubag Umum saja", False),
        ("Staf " * 13, False),
        ("Arsip", False),
    ],
)
def test_keterangan_yang_hanya_menyebut_pelaksana(teks: str, ya: bool) -> None:
    assert hanya_menyebut(teks, nama_inti(KOLOM)) is ya


def test_dua_kolom_dengan_nama_yang_sama_disebut_berdua() -> None:
    kembar = (p.pelaksana("Staf Umum"), p.pelaksana("Staf Umum", unit="Bagian B"), p.pelaksana("Staf Keuangan"))
    kembar = (kembar[0], p.pelaksana("Staf umum"), kembar[2])
    assert pelaku("Staf Umum mencatat surat", Nama(kembar)).subjek == kembar[:2]
