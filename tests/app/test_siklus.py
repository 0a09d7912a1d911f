"""The main job through the screens: draft, submit, return, verify, approve, publish, evaluate, revise."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest

from app.rumah import Rumah
from domain.sop.naskah import Isian, Naskah
from infra.clock import now
from infra.projections.baris import SOP
from tenants.context import tenant_scope
from tests.app.conftest import Orang, Panggung
from tests.app.halaman import formulir_ke, isi_formulir

SK = {"sk_nomor": "188.4/21/2025", "sk_tanggal": "2025-06-02", "sk_penerbit": "Sekretaris DPRD"}


def buat_sop(orang: Orang, opd: UUID, nama: str = "Pengelolaan Surat Masuk") -> str:
    respons = orang.kirim("/kerja/sop", {"nama": nama, "opd": str(opd)})
    assert respons.status_code == 303
    cocok = re.search(r"/kerja/sop/([0-9a-f-]{36})/penyuntingan", respons.location)
    assert cocok is not None
    return cocok.group(1)


def isi_langkah(orang: Orang, sop: str, kegiatan: str = "Mencatat surat masuk", setelah: str = "") -> None:
    halaman = f"/kerja/sop/{sop}/penyuntingan?sel=langkah.baru.{setelah}"
    respons = orang.isi_dan_kirim(
        halaman, "/penyuntingan/langkah", kegiatan=kegiatan, lama="10", satuan="menit", output="Surat tercatat"
    )
    assert respons.status_code == 303


def sop_konsep(panggung: Panggung) -> str:
    sop = buat_sop(panggung.sari, panggung.opd)
    isi_langkah(panggung.sari, sop)
    return sop


LEMBAR = {
    "unit": "Bagian Umum",
    "pengesah": "Sekretaris DPRD",
    "tanggal_pembuatan": "2025-05-05",
}
KOTAK = {
    "dasar_hukum": "Peraturan Pemerintah Nomor 18 Tahun 2016 tentang Perangkat Daerah sebagaimana telah diubah dengan "
    "Peraturan Pemerintah Nomor 72 Tahun 2019, susunan organisasi Sekretariat DPRD",
    "kualifikasi_pelaksana": "Memahami tata naskah dinas",
    "keterkaitan": "Tidak ada",
    "peralatan_perlengkapan": "Komputer",
    "peringatan": "Apabila surat tidak dicatat maka surat dapat hilang",
    "pencatatan_pendataan": "Buku agenda surat masuk",
}
LANGKAH = (
    ("Mencatat surat masuk", "mulai", 0, "Surat masuk", "Surat tercatat"),
    ("Menelaah isi surat", "proses", 1, "Surat tercatat", "Telaahan surat"),
    ("Mengarsipkan surat", "selesai", 0, "Telaahan surat", "Berkas surat"),
)


def naskah(orang: Orang, sop: str) -> Naskah:
    rumah: Rumah = orang.klien.application.extensions["riwayat"]
    with tenant_scope(orang.tenant):
        return rumah.buku.muat(SOP, UUID(sop)).naskah


def lengkapi(orang: Orang, sop: str) -> None:
    """Everything that the check asks of an SOP before it is handed in and approved."""
    jalur = f"/kerja/sop/{sop}/penyuntingan"
    for isian, nilai in LEMBAR.items():
        dari = naskah(orang, sop).nilai(Isian(isian))
        assert orang.kirim(f"{jalur}/isian/{isian}", {"dari": dari, "nilai": nilai}).status_code == 303
    for daftar, nilai in KOTAK.items():
        assert orang.kirim(f"{jalur}/butir/{daftar}", {"nilai": nilai}).status_code == 303
    for jabatan in ("Pengadministrasi Umum", "Kepala Subbagian Umum"):
        assert orang.kirim(f"{jalur}/pelaksana", {"jabatan": jabatan}).status_code == 303
    kolom, setelah = [str(p.id) for p in naskah(orang, sop).pelaksana], ""
    for kegiatan, simbol, siapa, kelengkapan, output in LANGKAH:
        mutu = {"kelengkapan": kelengkapan, "lama": "10", "satuan": "menit", "output": output}
        isi = {"kegiatan": kegiatan, "simbol": simbol, "pelaksana": kolom[siapa], "setelah": setelah, **mutu}
        assert orang.kirim(f"{jalur}/langkah", isi).status_code == 303
        setelah = str(naskah(orang, sop).langkah[-1].id)


def sop_siap(panggung: Panggung, nama: str = "Pengelolaan Surat Masuk") -> str:
    """A draft in which the check finds nothing that stops it."""
    sop = buat_sop(panggung.sari, panggung.opd, nama)
    lengkapi(panggung.sari, sop)
    return sop


def sop_diajukan(panggung: Panggung) -> str:
    sop = sop_siap(panggung)
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengajuan").status_code == 303
    return sop


def sop_sah(panggung: Panggung) -> str:
    sop = sop_diajukan(panggung)
    assert panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/verifikasi").status_code == 303
    hari = now().date().isoformat()
    respons = panggung.ratna.isi_dan_kirim(
        f"/kerja/sop/{sop}", "/pengesahan", nomor=f"SOP/{sop[:8]}", tanggal_efektif=hari, **SK
    )
    assert respons.status_code == 303, respons.get_data(as_text=True)
    return sop


def test_dari_draf_sampai_berlaku_dan_terbaca_umum(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    kode = panggung.tenant.kode
    umum = panggung.sari.klien.get(f"/{kode}/sop/{sop}")
    assert umum.status_code == 200
    assert "Asli dan masih berlaku" in umum.get_data(as_text=True)
    assert "Pengelolaan Surat Masuk" in panggung.sari.klien.get(f"/{kode}/").get_data(as_text=True)


def test_draf_tidak_terbaca_umum(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/sop/{sop}").status_code == 404


def test_kasubag_mengembalikan_dengan_alasan(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    respons = panggung.hendra.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengembalian", alasan="Langkah 1: tambah petugas")
    assert respons.status_code == 303
    assert "Langkah 1: tambah petugas" in panggung.sari.buka(f"/kerja/sop/{sop}").get_text()
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengajuan").status_code == 303


def test_pengembalian_tanpa_alasan_ditolak_di_bidangnya(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    respons = panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengembalian", alasan=" ")
    assert respons.status_code == 422
    assert 'id="kembali-alasan-galat"' in respons.get_data(as_text=True)


def test_penyusun_tidak_melihat_dan_tidak_dapat_verifikasi(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    assert not [f for f in panggung.sari.buka(f"/kerja/sop/{sop}").find_all("form") if "verifikasi" in f["action"]]
    assert panggung.sari.kirim(f"/kerja/sop/{sop}/verifikasi", {"digest": "x"}).status_code == 403


def test_penulis_tidak_mengesahkan_karyanya_sendiri(panggung: Panggung) -> None:
    """The kasubag edits and may return others' work, but not what he helped to write."""
    sop = sop_siap(panggung)
    ubah = {"dari": "Bagian Umum", "nilai": "Bagian Umum dan Keuangan"}
    assert panggung.hendra.kirim(f"/kerja/sop/{sop}/penyuntingan/isian/unit", ubah).status_code == 303
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengajuan").status_code == 303
    respons = panggung.hendra.kirim(f"/kerja/sop/{sop}/pengembalian", {"alasan": "Perbaiki"})
    assert respons.status_code == 403
    assert "Anda ikut menyunting" in respons.get_data(as_text=True)


def test_kepala_opd_lain_tidak_dapat_mengesahkan(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    assert panggung.siti.kirim(f"/kerja/sop/{sop}/pengesahan", {"digest": "x"}).status_code == 403
    assert panggung.siti.klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}").status_code == 403


def test_pengajuan_atas_isi_yang_sudah_berubah_409(panggung: Panggung) -> None:
    sop = sop_konsep(panggung)
    form = isi_formulir(formulir_ke(panggung.sari.buka(f"/kerja/sop/{sop}"), "/pengajuan"))
    isi_langkah(panggung.hendra, sop, "Menyelipkan langkah lain")
    respons = panggung.sari.kirim(f"/kerja/sop/{sop}/pengajuan", form)
    assert respons.status_code == 409
    assert "Isi SOP berubah" in respons.get_data(as_text=True)


def test_perintah_yang_sama_dua_kali_terjadi_sekali(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_siap(panggung)
    form = isi_formulir(formulir_ke(panggung.sari.buka(f"/kerja/sop/{sop}"), "/pengajuan"))
    assert panggung.sari.kirim(f"/kerja/sop/{sop}/pengajuan", form).status_code == 303
    versi = rumah.buku.muat(SOP, UUID(sop)).versi_aliran
    assert panggung.sari.kirim(f"/kerja/sop/{sop}/pengajuan", form).status_code == 303
    assert rumah.buku.muat(SOP, UUID(sop)).versi_aliran == versi


def test_perintah_dipakai_untuk_permintaan_lain_ditolak(panggung: Panggung) -> None:
    sop = sop_konsep(panggung)
    satu = {"perintah": str(uuid4()), "dari": "", "nilai": "000.8/1"}
    assert panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/isian/nomor", satu).status_code == 303
    lain = satu | {"nilai": "000.8/2", "dari": "000.8/1"}
    assert panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/isian/nomor", lain).status_code == 409


def test_nomor_sop_ganda_ditolak_di_bidangnya(panggung: Panggung) -> None:
    sop_sah(panggung)
    kedua = sop_siap(panggung, "Surat Keluar")
    panggung.sari.isi_dan_kirim(f"/kerja/sop/{kedua}", "/pengajuan")
    panggung.budi.isi_dan_kirim(f"/kerja/sop/{kedua}", "/verifikasi")
    pertama = panggung.budi.buka("/kerja/sop?tahap=berlaku").find_all("td")[0].small.get_text()
    respons = panggung.ratna.isi_dan_kirim(f"/kerja/sop/{kedua}", "/pengesahan", **SK, nomor=f" {pertama.lower()} ")
    assert respons.status_code == 422
    assert "sudah dipakai SOP lain" in respons.get_data(as_text=True)


@pytest.mark.parametrize(
    ("bidang", "nilai"),
    [
        ("nomor", " .. "),
        ("tanggal_efektif", ""),
        ("tanggal_efektif", "31-12-2025"),
        ("sk_nomor", ""),
        ("sk_tanggal", "x"),
    ]
    + [("sk_tanggal", "2999-01-01"), ("sk_penerbit", ""), ("tanggal_pembuatan", "kemarin")],
)
def test_isian_pengesahan_yang_salah_ditolak_di_bidangnya(panggung: Panggung, bidang: str, nilai: str) -> None:
    sop = sop_diajukan(panggung)
    panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/verifikasi")
    isi = {"nomor": "1", "tanggal_efektif": "2025-06-02", **SK} | {bidang: nilai}
    respons = panggung.ratna.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengesahan", **isi)
    assert respons.status_code == 422
    assert 'aria-invalid="true"' in respons.get_data(as_text=True)


def test_uji_coba_dicatat_pada_isi_yang_tampil(panggung: Panggung) -> None:
    sop = sop_siap(panggung)
    halaman = f"/kerja/sop/{sop}"
    tanggal = now().date().isoformat()
    salah = panggung.sari.isi_dan_kirim(halaman, "/uji-coba", tanggal="2999-01-01", peserta="Loket", hasil="Lancar")
    assert salah.status_code == 422
    assert "tidak boleh lewat dari hari ini" in salah.get_data(as_text=True)
    assert "Lancar" in salah.get_data(as_text=True)
    respons = panggung.sari.isi_dan_kirim(halaman, "/uji-coba", tanggal=tanggal, peserta="Loket", hasil="Lancar")
    assert respons.status_code == 303
    assert "diuji coba" in panggung.sari.buka(f"{halaman}/riwayat").get_text(" ")
    assert "GV-08" not in panggung.sari.buka(f"{halaman}/pemeriksaan").get_text(" ")


def test_yang_tidak_perlu_diuji_coba_menyebut_alasannya(panggung: Panggung) -> None:
    halaman = f"/kerja/sop/{sop_siap(panggung)}"
    assert "GV-08" in panggung.sari.buka(f"{halaman}/pemeriksaan").get_text(" ")
    assert panggung.sari.isi_dan_kirim(halaman, "/uji-coba/pengecualian", alasan=" ").status_code == 422
    assert panggung.sari.isi_dan_kirim(halaman, "/uji-coba/pengecualian", alasan="Ejaan").status_code == 303
    assert "Tidak perlu" in panggung.sari.buka(halaman).get_text(" ")


def test_evaluasi_lalu_revisi_dan_riwayat_menceritakan_semuanya(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    jawab = {f"jawaban_{n}": "ya" for n in range(1, 8)} | {"jawaban_3": "tidak", "alasan_3": "Antrean panjang"}
    respons = panggung.hendra.isi_dan_kirim(f"/kerja/sop/{sop}/evaluasi", "/evaluasi", **jawab, simpulan="revisi")
    assert respons.status_code == 303
    alasan = "Hasil evaluasi: antrean panjang"
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}", "/revisi", alasan=alasan).status_code == 303
    cerita = panggung.tri.buka(f"/kerja/sop/{sop}/riwayat").get_text(" ")
    for kalimat in (
        "mulai disusun",
        "diajukan",
        "diverifikasi",
        "disahkan dengan nomor",
        "6 dari 7 Ya",
        "Revisi dibuka",
    ):
        assert kalimat in cerita
    for siapa in ("Sari Wulandari", "Budi Santoso", "Ratna Dewi", alasan):
        assert siapa in cerita


@pytest.mark.parametrize(
    ("isi", "galat"),
    [
        ({}, "Ketujuh pernyataan"),
        ({f"jawaban_{n}": "ya" for n in range(1, 7)} | {"simpulan": "tetap"}, "Ketujuh pernyataan"),
        ({f"jawaban_{n}": "tidak" for n in range(1, 8)} | {"simpulan": "tetap"}, "mengapa tidak"),
        ({f"jawaban_{n}": "ya" for n in range(1, 8)}, "Pilih simpulan"),
    ],
)
def test_evaluasi_yang_belum_lengkap_ditolak(panggung: Panggung, isi: dict[str, str], galat: str) -> None:
    sop = sop_sah(panggung)
    respons = panggung.hendra.isi_dan_kirim(f"/kerja/sop/{sop}/evaluasi", "/evaluasi", **isi)
    assert respons.status_code == 422
    assert galat in respons.get_data(as_text=True)


def test_pencabutan_menghilangkan_dari_laman_umum(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    hari = now().date().isoformat()
    respons = panggung.ratna.isi_dan_kirim(
        f"/kerja/sop/{sop}", "/pencabutan", alasan="Digabung", tanggal_efektif=hari, **SK
    )
    assert respons.status_code == 303
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/sop/{sop}").status_code == 404


def test_pembatalan_pengesahan(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    respons = panggung.ratna.isi_dan_kirim(f"/kerja/sop/{sop}", "/pembatalan-pengesahan", alasan="Salah lampiran", **SK)
    assert respons.status_code == 303
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/sop/{sop}").status_code == 404
    assert "dibatalkan" in panggung.tri.buka(f"/kerja/sop/{sop}/riwayat").get_text()


def test_keadaan_pada_peristiwa_dan_tanggal(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    awal = panggung.tri.buka(f"/kerja/sop/{sop}/riwayat?peristiwa=1")
    assert "bukan keadaan sekarang" in awal.get_text()
    assert "Belum ada langkah" in awal.get_text()
    assert "belum ada pada" in panggung.tri.buka(f"/kerja/sop/{sop}/riwayat?pada=2001-01-01").get_text()
    hari = panggung.tenant.tanggal(now()).isoformat()
    assert "Keadaan pada akhir" in panggung.tri.buka(f"/kerja/sop/{sop}/riwayat?pada={hari}").get_text()
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/sop/{sop}/pada/{hari}").status_code == 200
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/sop/{sop}/pada/2001-01-01").status_code == 404
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/sop/{sop}/pada/kemarin").status_code == 404
