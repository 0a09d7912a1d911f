"""Siapa membaca apa: what is kept of a reading, of whom, how often, and who sees it."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from flask import Flask

from app.rumah import Rumah
from infra.errors import TersibukError
from infra.queries.jejak import SEHALAMAN, TANPA_SOP, Bacaan, catat_bacaan
from tests.app.akses.panggung import RAHASIA, cabut_semua, jejak, sop_lain
from tests.app.conftest import Panggung, beri_akses, masuk
from tests.app.test_siklus import sop_konsep, sop_sah

HALAMAN = "/kerja/jejak-baca"


def test_setiap_pembacaan_auditor_tercatat_sekali_sejam(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    for _ in range(3):
        panggung.tri.buka(f"/kerja/sop/{sop}")
        panggung.tri.buka(f"/kerja/sop/{sop}/riwayat")
        panggung.tri.buka("/kerja/")
        panggung.tri.buka("/kerja/sop")
    tri, tiada = panggung.tri.id, str(TANPA_SOP)
    satu_sop = [(tri, sop, "tindakan"), (tri, sop, "riwayat")]
    assert jejak(rumah, panggung) == [*satu_sop, (tri, tiada, "beranda"), (tri, tiada, "sop")]


def test_yang_bukan_satu_sop_disebut_menurut_halamannya(panggung: Panggung, rumah: Rumah) -> None:
    """A search and a table taken away are readings too, and so is the page beside which a question was refused."""
    for jalur in ("pencarian?q=surat", "keadaan", "keadaan.csv", "admin/jejak", "log"):
        assert panggung.tri.klien.get(f"/{panggung.tenant.kode}/kerja/{jalur}").status_code == 200
    assert panggung.tri.kirim("/kerja/bundel", {"isi": ""}).status_code == 422
    baris = panggung.budi.buka(HALAMAN).select("tbody tr")
    halaman = {sel.get_text(strip=True) for b in baris for sel in b.select('td[data-nama="Halaman"]')}
    assert halaman == {
        *("Pencarian", "Keadaan", "Keadaan (tabel unduhan)", "Jejak administrasi", "Keutuhan riwayat", "Bundel bukti")
    }
    assert {sel.get_text(" ", strip=True) for b in baris for sel in b.select('td[data-nama="SOP"]')} == {
        "Bukan satu SOP"
    }
    assert not panggung.ratna.buka(HALAMAN).select("tbody tr")


def test_kepala_opd_melihat_pencarian_auditor_opdnya(panggung: Panggung, rumah: Rumah) -> None:
    """A grant to one agency alone: what is searched and listed under it concerns that agency."""
    cabut_semua(panggung, rumah)
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, panggung.opd)
    panggung.tri.buka("/kerja/pencarian?q=surat")
    (baris,) = panggung.ratna.buka(HALAMAN).select("tbody tr")
    assert "Bukan satu SOP, Sekretariat DPRD Pencarian" in " ".join(baris.stripped_strings)
    assert not panggung.siti.buka(HALAMAN).select("tbody tr")


def test_yang_tidak_dapat_dicatat_tidak_diperlihatkan(
    panggung: Panggung, rumah: Rumah, monkeypatch: pytest.MonkeyPatch
) -> None:
    sop = sop_lain(panggung, rumah)

    def gagal(*_: object, **__: object) -> None:
        raise TersibukError

    monkeypatch.setattr("app.akses.jejak.catat_bacaan", gagal)
    for jalur in (f"/kerja/sop/{sop}", "/kerja/sop", "/kerja/pencarian?q=wabah", "/kerja/keadaan", "/kerja/"):
        assert RAHASIA not in str(panggung.tri.buka(jalur, status=503))
    assert panggung.tri.buka("/kerja/sesi")
    assert RAHASIA in str(panggung.budi.buka("/kerja/sop"))


@pytest.mark.demonstrasi
def test_sejam_kemudian_dan_sesi_lain_menjadi_baris_baru(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_lain(panggung, rumah, "Surat Masuk", panggung.opd)
    panggung.tri.buka(f"/kerja/sop/{sop}")
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.tri.id)
    klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}")
    assert len(jejak(rumah, panggung)) == 2
    rumah.jam.majukan(timedelta(hours=1))
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.tri.id)
    klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}")
    assert len(jejak(rumah, panggung)) == 3


def test_yang_ditolak_dan_yang_bukan_auditor_tidak_tercatat(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_konsep(panggung)
    panggung.siti.buka(f"/kerja/sop/{sop}", status=403)
    panggung.budi.buka(f"/kerja/sop/{sop}")
    assert jejak(rumah, panggung) == []


def test_sop_peka_mencatat_setiap_pembaca(panggung: Panggung, rumah: Rumah) -> None:
    sop, biasa = sop_konsep(panggung), sop_lain(panggung, rumah, "Biasa", panggung.opd)
    assert panggung.ratna.kirim(f"{HALAMAN}/pemantauan", {"sop": "x", "alasan": "Data"}).status_code == 422
    assert panggung.ratna.kirim(f"{HALAMAN}/pemantauan", {"sop": sop, "alasan": ""}).status_code == 422
    assert panggung.siti.kirim(f"{HALAMAN}/pemantauan", {"sop": sop, "alasan": "Data"}).status_code == 403
    assert panggung.ratna.kirim(f"{HALAMAN}/pemantauan", {"sop": sop, "alasan": "Data pasien"}).status_code == 303
    for satu in (sop, biasa):
        panggung.budi.buka(f"/kerja/sop/{satu}")
    assert jejak(rumah, panggung) == [(panggung.budi.id, sop, "tindakan")]
    assert "Data pasien" in panggung.ratna.buka(HALAMAN).get_text(" ")
    assert panggung.budi.kirim(f"{HALAMAN}/pemantauan/{sop}/penghentian", {"alasan": "Umum"}).status_code == 303
    panggung.ratna.buka(f"/kerja/sop/{sop}")
    assert len(jejak(rumah, panggung)) == 1


def test_kepala_opd_melihat_jejak_opdnya_saja(panggung: Panggung, rumah: Rumah) -> None:
    sendiri, lain = sop_lain(panggung, rumah, "Milik Setwan", panggung.opd), sop_lain(panggung, rumah)
    for satu in (sendiri, lain):
        panggung.tri.buka(f"/kerja/sop/{satu}")
    for siapa, milik, asing in (("ratna", True, False), ("siti", False, True), ("budi", True, True)):
        teks = panggung.orang[siapa].buka(HALAMAN).get_text(" ")
        assert ("Milik Setwan" in teks, RAHASIA in teks) == (milik, asing)
    for siapa in ("sari", "hendra", "tri", "dwi"):
        panggung.orang[siapa].buka(HALAMAN, status=403)


def test_saringan_dan_halaman_demi_halaman(panggung: Panggung, rumah: Rumah) -> None:
    kini = rumah.jam.kini()
    sop = sop_lain(panggung, rumah, "Surat", panggung.opd)
    for n in range(SEHALAMAN + 3):
        jenis = f"halaman_{n:03}"
        bacaan = Bacaan(bytes(32), sop, panggung.opd, jenis, "Auditor", kini - timedelta(days=n // 10), panggung.tri.id)  # type: ignore[arg-type]
        catat_bacaan(rumah.basis, bacaan, selalu=True)
    pertama = panggung.budi.buka(HALAMAN)
    lanjut = pertama.find("a", string="Yang lebih lama")
    assert lanjut is not None
    kedua = panggung.budi.buka(str(lanjut["href"]))
    jenis = [sel.get_text(strip=True) for sup in (pertama, kedua) for sel in sup.select('td[data-nama="Halaman"]')]
    assert len(jenis) == len(set(jenis)) == SEHALAMAN + 3
    assert kedua.find("a", string="Yang lebih lama") is None
    hari = panggung.tenant.tanggal(kini).isoformat()
    assert len(panggung.budi.buka(f"{HALAMAN}?sejak={hari}&sampai={hari}").select("tbody tr")) == 10
    assert not panggung.budi.buka(f"{HALAMAN}?orang={panggung.sari.id}").select("tbody tr")
    for aneh in ("sejak=kemarin", "orang=x", "sop=1", "setelah=abc", "sampai=9999-12-31", "setelah=2026-01-01_x"):
        panggung.budi.buka(f"{HALAMAN}?{aneh}")


def test_jejak_tidak_dapat_diubah_atau_dihapus_aplikasi(panggung: Panggung, rumah: Rumah) -> None:
    panggung.tri.buka(f"/kerja/sop/{sop_lain(panggung, rumah)}")
    for perintah in ("UPDATE tata.jejak_baca SET jabatan = ''", "DELETE FROM tata.jejak_baca"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rumah.basis.jalankan(perintah)  # type: ignore[arg-type]
    assert len(jejak(rumah, panggung)) == 1
