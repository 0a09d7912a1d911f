"""Akses auditor: letting in, what is seen of it, the period of the history, ending it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.rumah import Rumah
from domain.kernel import OrangId
from domain.sop.events import IsianDiubah
from domain.sop.naskah import Isian
from infra.projections.baris import SOP
from tests.app.akses.panggung import angkat, cabut_semua, daftar, perintah, sop_lain
from tests.app.conftest import Panggung, beri_akses, masuk
from tests.app.test_siklus import sop_sah

HALAMAN = "/kerja/akses-auditor"


def isian(panggung: Panggung, rumah: Rumah, **ubahan: Any) -> dict[str, Any]:
    hari = panggung.tenant.tanggal(rumah.jam.kini())
    return {
        "orang": str(panggung.tri.id),
        "lingkup": "pilih",
        "opd": [str(panggung.opd)],
        "tujuan": "Audit kinerja 2026",
        "sk_nomor": "700/1",
        "sk_tanggal": hari.isoformat(),
        "mulai": hari.isoformat(),
        "akhir": (hari + timedelta(days=10)).isoformat(),
    } | ubahan


def test_pimpinan_membuka_dan_auditor_diberi_tahu(panggung: Panggung, rumah: Rumah) -> None:
    cabut_semua(panggung, rumah)
    sop = sop_sah(panggung)
    assert panggung.tri.klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}").status_code == 403
    assert panggung.ahmad.kirim(HALAMAN, isian(panggung, rumah)).status_code == 303
    teks = panggung.tri.buka("/kerja/").get_text(" ")
    assert "Yang terbuka bagi Anda" in teks
    assert "10 hari lagi" in teks
    assert "Sekretariat DPRD" in teks
    assert "Dinas Kesehatan" not in teks
    assert "Audit kinerja 2026" in teks
    assert panggung.tri.buka(f"/kerja/sop/{sop}").find("h1")
    tercatat = panggung.budi.buka(HALAMAN).get_text(" ")
    assert "Tri Hartono" in tercatat
    assert "700/1" in tercatat


@pytest.mark.parametrize("siapa", ["sari", "hendra", "ratna", "tri", "dwi"])
def test_yang_tidak_berhak_tidak_membuka_apa_pun(panggung: Panggung, rumah: Rumah, siapa: str) -> None:
    assert panggung.orang[siapa].kirim(HALAMAN, isian(panggung, rumah)).status_code == 403
    panggung.orang[siapa].buka(HALAMAN, status=403)


@pytest.mark.parametrize(
    ("ubahan", "kalimat"),
    [
        ({"orang": ""}, "Pilih orang yang akan diberi akses"),
        ({"opd": []}, "Pilih paling sedikit satu perangkat daerah"),
        ({"opd": [str(uuid4())]}, "Pilih paling sedikit satu perangkat daerah"),
        ({"tujuan": ""}, "Isian ini wajib diisi"),
        ({"sk_nomor": ""}, "wajib diisi"),
        ({"akhir": "2999-01-01"}, "paling lama 90 hari"),
        ({"akhir": "besok"}, "anggal"),
        ({"mulai": "2020-01-01", "akhir": "2020-01-02"}, "paling awal hari ini"),
        ({"sejak": "2026-05-01", "sampai": "2026-01-01"}, "Akhir periode riwayat"),
    ],
)
def test_isian_yang_salah_ditolak_dengan_kalimat(
    panggung: Panggung, rumah: Rumah, ubahan: dict[str, Any], kalimat: str
) -> None:
    cabut_semua(panggung, rumah)
    respons = panggung.budi.kirim(HALAMAN, isian(panggung, rumah, **ubahan))
    assert respons.status_code == 422
    assert kalimat in respons.get_data(as_text=True)
    assert not [a for a in daftar(rumah).akses.values() if a.dicabut is None]


def test_pemegang_jabatan_dan_diri_sendiri_ditolak(panggung: Panggung, rumah: Rumah) -> None:
    respons = panggung.budi.kirim(HALAMAN, isian(panggung, rumah, orang=str(panggung.sari.id)))
    assert (respons.status_code, "memegang jabatan lain" in respons.get_data(as_text=True)) == (422, True)
    respons = panggung.budi.kirim(HALAMAN, isian(panggung, rumah, orang=str(panggung.budi.id)))
    assert respons.status_code == 422
    respons = panggung.budi.kirim(HALAMAN, isian(panggung, rumah))
    assert (respons.status_code, "sudah punya akses" in respons.get_data(as_text=True)) == (422, True)


def test_dicabut_berarti_tertutup_pada_permintaan_berikutnya(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    panggung.tri.buka(f"/kerja/sop/{sop}")
    akses_id = next(iter(daftar(rumah).akses))
    jalur = f"{HALAMAN}/{akses_id}/pencabutan"
    assert panggung.ahmad.kirim(jalur, {"alasan": ""}).status_code == 422
    assert panggung.ahmad.kirim(jalur, {"alasan": "Pemeriksaan selesai"}).status_code == 303
    assert panggung.tri.klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}").status_code == 403
    assert panggung.ahmad.kirim(jalur, {"alasan": "Lagi"}).status_code == 422
    assert "Pemeriksaan selesai" in panggung.budi.buka(HALAMAN).get_text(" ")


def test_orang_luar_tanpa_jabatan_membaca_dengan_akses_saja(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    orang = OrangId(rumah.direktori.tambah("Pemeriksa BPK"))
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, orang)
    sop = sop_sah(panggung)
    jalur = f"/{panggung.tenant.kode}/kerja/sop/{sop}"
    assert klien.get(jalur).status_code == 403
    beri_akses(rumah, panggung.budi.aktor, orang, panggung.opd)
    assert klien.get(jalur).status_code == 200
    assert klien.get(f"{jalur}/penyuntingan").status_code == 403


@pytest.mark.demonstrasi
def test_akses_berakhir_sendiri(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    jalur = f"/{panggung.tenant.kode}/kerja/sop/{sop}"
    for lama, status in ((29, 200), (1, 403)):  # a grant of thirty days, the first of them today
        rumah.jam.majukan(timedelta(days=lama))
        klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.tri.id)
        assert klien.get(jalur).status_code == status


@pytest.mark.demonstrasi
def test_periode_riwayat_menutup_yang_sebelum_dan_sesudahnya(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    """The SOP is shown as it was at the end of the period; of the riwayat only what was recorded in it."""
    cabut_semua(panggung, rumah)
    sop = sop_lain(panggung, rumah, "Nama Sangat Lama", panggung.opd)
    awal = panggung.tenant.tanggal(rumah.jam.kini())
    for nama in ("Nama Tengah", "Nama Baru Sekali"):
        rumah.jam.majukan(timedelta(days=40))
        ubah = IsianDiubah(Isian.NAMA, nama)
        rumah.buku.ubah(SOP, UUID(sop), perintah(rumah, panggung.sari.aktor), lambda _, satu=ubah: satu)
    sesudah = sop_lain(panggung, rumah, "Belum Ada Waktu Itu", panggung.opd)
    periode = {"sejak": awal + timedelta(days=20), "sampai": awal + timedelta(days=60)}
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, panggung.opd, **periode)
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.tri.id)
    for jalur in ("", f"/{sop}", f"/{sop}/riwayat", f"/{sop}/riwayat?peristiwa=1", f"/{sop}/cetakan"):
        isi = klien.get(f"/{panggung.tenant.kode}/kerja/sop{jalur}").get_data(as_text=True)
        assert "Nama Tengah" in isi, jalur
        assert "Nama Baru Sekali" not in isi, jalur
        assert "Belum Ada Waktu Itu" not in isi, jalur
        assert "mulai disusun" not in isi, jalur
    assert klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sesudah}").status_code == 404
    alamat = f"/{panggung.tenant.kode}/kerja/sop/{sop}/perbandingan"
    for tanya in ("?dari=1&ke=2", "?dari=2&ke=1", ".pdf?dari=1&ke=2"):
        assert klien.get(alamat + tanya).status_code == 404, tanya
    assert klien.get(f"{alamat}?dari=2&ke=2").status_code == 200


@pytest.mark.demonstrasi
def test_jejak_administrasi_hanya_selama_periodenya(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    """Who was appointed before or after the period is not named; with some agencies alone there is no such page."""
    cabut_semua(panggung, rumah)
    awal = panggung.tenant.tanggal(rumah.jam.kini())
    for siapa in ("Arjuna Dahulu", "Bima Tengah", "Nakula Kemudian"):
        angkat(rumah, panggung.opd, siapa, f"821/{siapa}")
        rumah.jam.majukan(timedelta(days=40))
    periode = {"sejak": awal + timedelta(days=20), "sampai": awal + timedelta(days=60)}
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, **periode)
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.tri.id)
    isi = klien.get(f"/{panggung.tenant.kode}/kerja/admin/jejak").get_data(as_text=True)
    assert [siapa for siapa in ("Arjuna Dahulu", "Bima Tengah", "Nakula Kemudian") if siapa in isi] == ["Bima Tengah"]
    cabut_semua(panggung, rumah)
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, panggung.opd)
    assert klien.get(f"/{panggung.tenant.kode}/kerja/admin/jejak").status_code == 403
    beranda = klien.get(f"/{panggung.tenant.kode}/kerja/").get_data(as_text=True)
    assert ("/kerja/admin/jejak" in beranda, "/kerja/log" in beranda) == (False, True)
