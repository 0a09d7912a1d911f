"""The scan of the signed paper on the web: attached by who works on the SOP, handed out unchanged, never opened."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from app.rumah import Rumah
from app.unggahan import SAMPUL
from domain.sop.pindaian import TERBANYAK, TERBESAR
from domain.sop.samping import PindaianDilampirkan
from infra.berkas import PDF
from infra.projections.baris import SOP
from tenants.context import tenant_scope
from tests.app.akses.panggung import cabut_semua, perintah
from tests.app.conftest import BuatPanggung, Orang, Panggung, beri_akses, masuk
from tests.app.halaman import formulir_ke, periksa_halaman
from tests.app.test_siklus import sop_diajukan, sop_sah
from tests.domain.pembangun import fakta_sah

PINDAIAN = b"%PDF-1.4\nhalaman bertanda tangan\n%%EOF\n\xff\x00"


def lampirkan(
    orang: Orang, sop: str, isi: bytes | None = PINDAIAN, nama: str = "SK 12.pdf", versi: str = "1"
) -> TestResponse:
    data: dict[str, Any] = {"csrf": orang.csrf, "perintah": str(uuid4()), "versi": versi}
    if isi is not None:
        data["pindaian"] = FileStorage(BytesIO(isi), nama, content_type="text/html")
    kiriman, _, batas = stream_encode_multipart(data, use_tempfile=False)
    alamat = f"/{orang.tenant.kode}/kerja/sop/{sop}/pindaian"
    return orang.klien.post(alamat, data=kiriman.read(), content_type=f'multipart/form-data; boundary="{batas}"')


def alamat(sop: str, isi: bytes = PINDAIAN) -> str:
    return f"/kerja/sop/{sop}/pindaian/{sha256(isi).hexdigest()}.pdf"


def unduh(orang: Orang, jalur: str) -> TestResponse:
    return orang.klien.get(f"/{orang.tenant.kode}{jalur}")


def galat(respons: TestResponse) -> str:
    assert respons.status_code == 422
    halaman = periksa_halaman(respons)
    form = formulir_ke(halaman, "/pindaian")
    assert form.find_parent("details").has_attr("open")
    assert form["enctype"] == "multipart/form-data"
    return form.get_text(" ", strip=True)


@pytest.mark.parametrize("nama", ["sari", "hendra", "ratna", "budi"])
def test_dilampirkan_lalu_diunduh_tanpa_berubah(panggung: Panggung, rumah: Rumah, nama: str) -> None:
    sop, orang = sop_sah(panggung), panggung.orang[nama]
    assert "Pindaian bertanda tangan" not in orang.buka(f"/kerja/sop/{sop}").get_text()
    assert lampirkan(orang, sop).status_code == 303
    panel = orang.buka(f"/kerja/sop/{sop}").find(attrs={"aria-labelledby": "pindaian-judul"})
    assert panel is not None
    for kata in ("SK 12.pdf", "Versi 1", "1 KB", orang.aktor.jabatan):
        assert kata in panel.get_text()
    respons = unduh(orang, alamat(sop))
    assert (respons.status_code, respons.data, respons.content_type) == (200, PINDAIAN, "application/pdf")
    assert respons.headers["Content-Disposition"] == 'attachment; filename="SK 12.pdf"'
    assert respons.headers["Content-Security-Policy"].startswith("sandbox;")
    riwayat = orang.buka(f"/kerja/sop/{sop}/riwayat").get_text()
    assert "Pindaian dokumen bertanda tangan versi 1 dilampirkan: SK 12.pdf" in riwayat
    with tenant_scope(panggung.tenant):
        assert rumah.buku.muat(SOP, UUID(sop)).samping.pindaian[0].fakta.ukuran == len(PINDAIAN)


@pytest.mark.parametrize(
    "isi", [None, b"", b"<html>%PDF-</html>", b"\x89PNG\r\n", b"%PDF-" + bytes(TERBESAR - 4)], ids=range(5)
)
def test_bukan_pdf_atau_terlalu_besar_ditolak_dengan_kalimat(panggung: Panggung, isi: bytes | None) -> None:
    sop = sop_sah(panggung)
    assert "paling besar 30 MB" in galat(lampirkan(panggung.sari, sop, isi))
    assert "Pindaian bertanda tangan" not in panggung.sari.buka(f"/kerja/sop/{sop}").get_text()


def test_yang_jauh_terlalu_besar_ditolak_sebelum_dibaca(panggung: Panggung) -> None:
    respons = lampirkan(panggung.sari, sop_sah(panggung), b"%PDF-" + bytes(TERBESAR + SAMPUL))
    assert respons.status_code == 422
    assert "lebih besar dari 30 MB" in periksa_halaman(respons).get_text()


def test_yang_terbesar_diterima_di_sini_saja(panggung: Panggung) -> None:
    sop, isi = sop_sah(panggung), b"%PDF-" + bytes(TERBESAR - 5)
    assert lampirkan(panggung.sari, sop, isi).status_code == 303
    assert unduh(panggung.sari, alamat(sop, isi)).data == isi
    lain = panggung.sari.kirim(f"/kerja/sop/{sop}/revisi", {"alasan": "a" * 3_000_000})
    assert lain.status_code == 413


def test_kembar_dan_yang_keenam_ditolak(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    assert lampirkan(panggung.sari, sop).status_code == 303
    assert "sudah dilampirkan" in galat(lampirkan(panggung.budi, sop, nama="lain.pdf"))
    for n in range(1, TERBANYAK):
        assert lampirkan(panggung.sari, sop, PINDAIAN + bytes([n])).status_code == 303
    assert f"sudah memiliki {TERBANYAK} pindaian" in galat(lampirkan(panggung.sari, sop, PINDAIAN + b"akhir"))


@pytest.mark.parametrize("versi", ["", "2", "x", "9" * 5000, "-1"])
def test_versi_yang_tidak_disahkan_ditolak(panggung: Panggung, versi: str) -> None:
    assert "belum pernah disahkan" in galat(lampirkan(panggung.sari, sop_sah(panggung), versi=versi))


def test_sop_yang_belum_disahkan_tidak_menawarkannya(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    assert "Lampirkan pindaian" not in panggung.sari.buka(f"/kerja/sop/{sop}").get_text()
    assert lampirkan(panggung.sari, sop).status_code == 422


def test_selama_revisi_dan_sesudahnya_versi_lama_tetap_dapat_dilampiri(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    assert panggung.ratna.isi_dan_kirim(f"/kerja/sop/{sop}", "/revisi", alasan="Aturan baru").status_code == 303
    form = formulir_ke(panggung.sari.buka(f"/kerja/sop/{sop}"), "/pindaian")
    assert form.find("input", {"name": "versi"})["value"] == "1"
    assert "pemindaian SOP versi 1" in form.get_text()
    rumah.buku.ubah(SOP, UUID(sop), perintah(rumah, panggung.ratna.aktor), lambda _: fakta_sah(2, nomor="000/2"))
    form = formulir_ke(panggung.sari.buka(f"/kerja/sop/{sop}"), "/pindaian")
    assert [(o["value"], o.has_attr("selected")) for o in form.select("option")] == [("2", True), ("1", False)]
    assert lampirkan(panggung.sari, sop, versi="1").status_code == 303
    kembar = lampirkan(panggung.sari, sop, versi="1")
    assert "sudah dilampirkan" in galat(kembar)
    pilihan = formulir_ke(periksa_halaman(kembar), "/pindaian").select("option[selected]")
    assert [o["value"] for o in pilihan] == ["1"]
    assert lampirkan(panggung.sari, sop, versi="2").status_code == 303


def test_nama_berkas_dibersihkan_dan_tidak_memuat_nip(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    assert "NIP" in galat(lampirkan(panggung.sari, sop, nama="SK 198001012005011999.pdf"))
    assert lampirkan(panggung.sari, sop, nama="../..\\SK <12>;.exe").status_code == 303
    respons = unduh(panggung.sari, alamat(sop))
    assert respons.headers["Content-Disposition"] == 'attachment; filename="SK 12 .exe.pdf"'


@pytest.mark.parametrize("nama", ["ahmad", "tri", "dwi", "siti"])
def test_tanpa_hak_ditolak(panggung: Panggung, nama: str) -> None:
    sop = sop_sah(panggung)
    assert lampirkan(panggung.orang[nama], sop).status_code == 403
    assert lampirkan(panggung.sari, sop).status_code == 303
    boleh_baca = nama in {"ahmad", "tri"}
    assert unduh(panggung.orang[nama], alamat(sop)).status_code == (200 if boleh_baca else 403)
    if boleh_baca:
        assert "Lampirkan pindaian" not in panggung.orang[nama].buka(f"/kerja/sop/{sop}").get_text()


def test_alamat_pindaian_lain_tidak_dikenal(panggung: Panggung, buat_panggung: BuatPanggung, pemda_lain: Any) -> None:
    """Neither of another SOP of the same government, nor the official PDF, nor of another government."""
    sop, lain, asing = sop_sah(panggung), sop_sah(panggung), buat_panggung(pemda_lain)
    assert lampirkan(panggung.sari, sop).status_code == 303
    resmi = panggung.sari.klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}/cetakan.pdf").data
    for jalur in (alamat(lain), alamat(str(uuid4())), alamat(sop, resmi), f"/kerja/sop/{sop}/pindaian/zz.pdf"):
        assert unduh(panggung.sari, jalur).status_code == 404
    assert unduh(asing.sari, alamat(sop)).status_code == 404
    assert lampirkan(asing.sari, sop).status_code == 404


def test_pindaian_yang_diubah_dalam_simpanan_tidak_diserahkan(
    panggung: Panggung, superuser: psycopg.Connection[Any]
) -> None:
    sop = sop_sah(panggung)
    assert lampirkan(panggung.sari, sop).status_code == 303
    ubah = "UPDATE tata.berkas SET isi = isi || '\\x20'::bytea WHERE tenant_id = %s AND sha256 = %s"
    superuser.execute(ubah, (panggung.tenant.id, sha256(PINDAIAN).digest()))
    assert unduh(panggung.sari, alamat(sop)).status_code == 404


@pytest.mark.demonstrasi
def test_auditor_tidak_melihat_yang_dilampirkan_sesudah_periodenya(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah
) -> None:
    sop, awal = sop_sah(panggung), panggung.tenant.tanggal(rumah.jam.kini())
    rumah.jam.majukan(timedelta(days=40))
    lampiran = PindaianDilampirkan(1, "SK 12.pdf", rumah.berkas.simpan(PINDAIAN, PDF), len(PINDAIAN))
    rumah.buku.ubah(SOP, UUID(sop), perintah(rumah, panggung.sari.aktor), lambda _: lampiran)
    for periode, status in (({"sampai": awal + timedelta(days=20)}, 404), ({}, 200)):
        cabut_semua(panggung, rumah)
        beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, panggung.opd, **periode)
        klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.tri.id)
        assert klien.get(f"/{panggung.tenant.kode}{alamat(sop)}").status_code == status
        halaman = klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}").get_data(as_text=True)
        assert ("SK 12.pdf" in halaman) == (status == 200)


def test_laman_umum_tidak_menyebut_pindaian(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    assert lampirkan(panggung.sari, sop).status_code == 303
    umum = panggung.sari.klien.get(f"/{panggung.tenant.kode}/sop/{sop}").get_data(as_text=True)
    assert "SK 12" not in umum
    assert sha256(PINDAIAN).hexdigest() not in umum
