"""Beranda by role, lists, agencies and what they owe, handover, the demonstration's clock."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from app.rumah import Rumah
from domain.opd import decisions as opd
from domain.opd.events import WajibId
from infra.clock import now
from infra.db.pool import Basis
from infra.ids import new_id
from infra.projections.baris import OPD
from tests.app.conftest import BuatPanggung, Panggung, masuk, perintah_uji
from tests.app.halaman import periksa_halaman
from tests.app.test_siklus import buat_sop, sop_diajukan, sop_konsep, sop_sah


def _wajib(rumah: Rumah, panggung: Panggung, opd_id: UUID, judul: str, hari: int) -> WajibId:
    wajib_id = WajibId(new_id())
    tenggat = now().date() + timedelta(days=hari)
    rumah.buku.ubah(
        OPD,
        opd_id,
        perintah_uji(),
        lambda o: opd.wajibkan(
            o, wajib_id=wajib_id, judul=judul, penanggung_jawab=panggung.hendra.jabatan_id, tenggat=tenggat
        ),
    )
    return wajib_id


def test_pimpinan_membaca_jawaban_satu_kalimat(panggung: Panggung, rumah: Rumah) -> None:
    wajib = _wajib(rumah, panggung, panggung.opd, "Surat Masuk", 30)
    _wajib(rumah, panggung, panggung.opd_lain, "Rujukan", -3)
    sop = sop_sah(panggung)
    jalur = f"/kerja/perangkat-daerah/{panggung.opd}/wajib/{wajib}/kaitan"
    assert panggung.hendra.kirim(jalur, {"sop": sop}).status_code == 303
    teks = panggung.ahmad.buka("/kerja/").get_text(" ", strip=True)
    assert "1 dari 2 perangkat daerah" in teks
    assert "1 belum punya satu pun" in teks
    assert "1 SOP lewat tenggat" in teks


def test_angka_kisi_membuka_daftarnya(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    kisi = panggung.budi.buka("/kerja/").find("table", class_="kisi")
    tautan = [a["href"] for a in kisi.find_all("a") if "tahap=reviu" in a["href"]]
    assert len(tautan) == 1
    assert sop in str(panggung.budi.buka(str(tautan[0])))


@pytest.mark.parametrize(
    ("siapa", "menunggu"), [("sari", False), ("budi", True), ("ratna", False), ("tri", False), ("dwi", False)]
)
def test_yang_menunggu_hanya_giliran_sendiri(panggung: Panggung, siapa: str, *, menunggu: bool) -> None:
    sop_diajukan(panggung)
    teks = panggung.orang[siapa].buka("/kerja/").get_text(" ")
    assert ("Menunggu verifikasi Anda" in teks) is menunggu


def test_penyusun_melihat_draf_yang_dikembalikan(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengembalian", alasan="Lengkapi mutu baku")
    assert "Lengkapi mutu baku" in panggung.sari.buka("/kerja/").get_text(" ")


def test_orang_tanpa_jabatan_diberi_tahu(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> None:
    orang_id = rumah.direktori.tambah("Baru Datang")
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, orang_id)
    sup = periksa_halaman(klien.get(f"/{panggung.tenant.kode}/kerja/"))
    assert "Anda belum memegang jabatan" in sup.get_text(" ")
    for jalur in ("sop", "jabatan", f"perangkat-daerah/{panggung.opd}"):
        assert klien.get(f"/{panggung.tenant.kode}/kerja/{jalur}").status_code == 403


def test_daftar_dicari_dan_disaring(panggung: Panggung) -> None:
    sop_konsep(panggung)
    buat_sop(panggung.sari, panggung.opd, "Cuti 100%_Pegawai")
    assert "2 SOP" in panggung.sari.buka("/kerja/sop").get_text(" ")
    assert "1 SOP" in panggung.sari.buka("/kerja/sop?q=100%25_").get_text(" ")
    assert "Tidak ada SOP yang cocok" in panggung.sari.buka("/kerja/sop?tahap=berlaku").get_text(" ")
    potongan = panggung.sari.klien.get(f"/{panggung.tenant.kode}/kerja/sop?q=cuti", headers={"HX-Request": "true"})
    assert periksa_halaman(potongan).find(id="hasil") is not None
    assert "<html" not in potongan.get_data(as_text=True)


def test_opd_lain_tidak_melihat_draf(panggung: Panggung) -> None:
    sop_konsep(panggung)
    assert "Tidak ada SOP yang cocok" in panggung.siti.buka("/kerja/sop").get_text(" ")
    saring = panggung.siti.buka(f"/kerja/sop?opd={panggung.opd}").get_text(" ")
    assert "Tidak ada SOP yang cocok" in saring


def test_halaman_opd_hanya_untuk_yang_berhak(panggung: Panggung) -> None:
    jalur = f"/{panggung.tenant.kode}/kerja/perangkat-daerah/{panggung.opd}"
    for siapa in ("siti", "tri"):  # an auditor sees SOPs, not an agency's posts and duties
        assert panggung.orang[siapa].klien.get(jalur).status_code == 403
    for siapa in ("sari", "budi", "ahmad", "dwi"):
        assert panggung.orang[siapa].klien.get(jalur).status_code == 200


def test_ortala_mewajibkan_dan_mengecualikan(panggung: Panggung) -> None:
    jalur = f"/kerja/perangkat-daerah/{panggung.opd}"
    tenggat = (now().date() + timedelta(days=9)).isoformat()
    assert panggung.budi.isi_dan_kirim(jalur, "/wajib", judul="Pengelolaan Arsip", tenggat=tenggat).status_code == 303
    assert panggung.budi.isi_dan_kirim(jalur, "/wajib", judul="pengelolaan arsip", tenggat=tenggat).status_code == 422
    assert panggung.budi.isi_dan_kirim(jalur, "/wajib", judul="Lain", tenggat="").status_code == 422
    assert panggung.budi.isi_dan_kirim(jalur, "/pengecualian", alasan="").status_code == 422
    assert panggung.budi.isi_dan_kirim(jalur, "/pengecualian", alasan="Digabung ke Setda").status_code == 303
    assert "Digabung ke Setda" in panggung.hendra.buka(jalur).get_text(" ")
    assert panggung.sari.kirim(f"{jalur}/wajib", {"judul": "X", "tenggat": tenggat}).status_code == 403


def test_serah_terima_memindahkan_pekerjaan_dan_menjaga_catatan(
    aplikasi: Flask, rumah: Rumah, panggung: Panggung
) -> None:
    sop = sop_konsep(panggung)
    maya = rumah.direktori.tambah("Maya Anggraini")
    jalur = f"/kerja/jabatan/{panggung.sari.jabatan_id}/serah-terima"
    isi = {
        "kepada": str(maya),
        "tanggal": now().date().isoformat(),
        "sk_nomor": "821/7/2025",
        "sk_tanggal": "2025-01-02",
    }
    assert "Pengelolaan Surat Masuk" in panggung.budi.buka(jalur).get_text(" ")
    assert panggung.budi.isi_dan_kirim(jalur, "/serah-terima", **isi, sk_penerbit="Wali Kota").status_code == 303
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, maya)
    assert "Pengelolaan Surat Masuk" in klien.get(f"/{panggung.tenant.kode}/kerja/").get_data(as_text=True)
    assert panggung.sari.kirim("/kerja/sop", {"nama": "X", "opd": str(panggung.opd)}).status_code == 403
    assert "Sari Wulandari, Pengadministrasi" in panggung.tri.buka(f"/kerja/sop/{sop}/riwayat").get_text(" ")


@pytest.mark.parametrize("ubahan", [{"sk_nomor": ""}, {"tanggal": "x"}, {"tanggal": "2001-01-01"}, {"kepada": "x"}])
def test_serah_terima_yang_salah_ditolak(panggung: Panggung, ubahan: dict[str, str]) -> None:
    jalur = f"/kerja/jabatan/{panggung.sari.jabatan_id}/serah-terima"
    isi = {"sk_nomor": "821", "sk_penerbit": "Wali Kota", "kepada": str(panggung.hendra.id)} | ubahan
    assert panggung.dwi.isi_dan_kirim(jalur, "/serah-terima", **isi).status_code == 422


def test_jam_peragaan_hanya_pada_peragaan(panggung: Panggung) -> None:
    assert panggung.sari.kirim("/kerja/jam-peragaan", {"selama": "tahun"}).status_code == 404


@pytest.mark.demonstrasi
def test_jam_peragaan_maju_dan_tampak(panggung: Panggung) -> None:
    assert "Peragaan." in panggung.sari.buka("/kerja/").get_text(" ")
    assert panggung.sari.kirim("/kerja/jam-peragaan", {"selama": "abad"}).status_code == 404
    assert panggung.sari.kirim("/kerja/jam-peragaan", {"selama": "tahun"}).status_code == 303


def test_halaman_awal_mencari_pemerintah_daerah(aplikasi: Flask, panggung: Panggung) -> None:
    klien = aplikasi.test_client()
    sup = periksa_halaman(klien.get("/"))
    assert [a for a in sup.find_all("a") if str(a["href"]).startswith(f"/{panggung.tenant.kode}/")]
    assert "Tidak ada daerah" in periksa_halaman(klien.get("/?q=atlantis")).get_text(" ")


def test_query_tidak_bertambah_dengan_jumlah_sop(
    aplikasi: Flask, rumah: Rumah, panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list costs the same number of queries for one SOP as for six."""
    jumlah: list[int] = []
    asli = Basis.sambungan

    def hitung(diri: Basis) -> object:
        jumlah.append(1)
        return asli(diri)

    def banyak(jalur: str) -> int:
        jumlah.clear()
        panggung.budi.buka(jalur)
        return len(jumlah)

    monkeypatch.setattr(Basis, "sambungan", hitung)
    sop_diajukan(panggung)
    sedikit = [banyak(j) for j in ("/kerja/", "/kerja/sop", f"/kerja/perangkat-daerah/{panggung.opd}")]
    for n in range(5):
        buat_sop(panggung.sari, panggung.opd, f"SOP {n}")
    assert [banyak(j) for j in ("/kerja/", "/kerja/sop", f"/kerja/perangkat-daerah/{panggung.opd}")] == sedikit
    assert max(sedikit) <= 12


def test_dua_pemerintah_tidak_saling_melihat(
    panggung: Panggung, buat_panggung: BuatPanggung, buat_pemda: object
) -> None:
    sop_sah(panggung)
    lain = buat_panggung(buat_pemda())  # type: ignore[operator]
    for jalur in ("/kerja/", "/kerja/sop", "/"):
        assert "Pengelolaan Surat Masuk" not in lain.budi.buka(jalur).get_text(" ")
