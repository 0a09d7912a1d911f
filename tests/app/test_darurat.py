"""Breaking the glass: only from the console, once, for an hour, for one person; and everybody hears of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.cli import main
from app.rumah import Rumah
from domain.wewenang import Peran
from infra.clock import now
from infra.darurat import kode_baru
from tests.app.conftest import Panggung, orang_baru
from tests.app.halaman import periksa_halaman
from tests.basis_data import BasisData
from tests.conftest import BuatPemda

HARI = now().date()


@pytest.fixture
def riwayat(monkeypatch: pytest.MonkeyPatch, basis_data: BasisData, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("DATABASE_URL_MIGRASI", basis_data.superuser)
    monkeypatch.setenv("DATABASE_URL", basis_data.app)

    def jalan(*kata: str) -> tuple[int, list[str]]:
        kode = main(kata)
        keluar = capsys.readouterr()
        return kode, (keluar.out or keluar.err).strip().splitlines()

    return jalan


def pintu(aplikasi: Flask, panggung: Panggung, kode: str) -> tuple[FlaskClient, int]:
    klien = aplikasi.test_client()
    alamat = f"/{panggung.tenant.kode}/masuk/darurat"
    periksa_halaman(klien.get(alamat))
    respons = klien.post(alamat, data={"kode": kode})
    if respons.status_code == 422:
        assert "tidak berlaku" in periksa_halaman(respons).get_text(" ")
    return klien, respons.status_code


def test_tanpa_pemda_pintunya_tidak_ada(aplikasi: Flask) -> None:
    assert aplikasi.test_client().get("/masuk/darurat").status_code == 404
    assert aplikasi.test_client().post("/masuk/darurat", data={"kode": "x"}).status_code == 404


def test_kode_membuka_pintu_sekali_dan_tercatat(riwayat: Any, aplikasi: Flask, panggung: Panggung) -> None:
    status, baris = riwayat("darurat", "Sari Wulandari", "--pemda", panggung.tenant.kode, "--alasan", "SSO mati")
    assert status == 0
    assert not any(baris[-1] in b for b in baris[:-1])
    klien, jawab = pintu(aplikasi, panggung, baris[-1])
    assert jawab == 303
    assert "Administrasi" in periksa_halaman(klien.get(f"/{panggung.tenant.kode}/kerja/admin")).get_text(" ")
    assert pintu(aplikasi, panggung, baris[-1])[1] == 422
    jejak = " ".join(panggung.tri.buka("/kerja/admin/jejak").get_text(" ").split())
    assert "Akses darurat sebagai admin dibuka bagi Sari Wulandari untuk 60 menit" in jejak
    assert "SSO mati" in jejak
    assert "Sari Wulandari masuk sebagai admin dengan akses darurat" in jejak


def test_akses_darurat_tidak_membawa_jabatan_sendiri(riwayat: Any, aplikasi: Flask, panggung: Panggung) -> None:
    """Who did not prove himself at the provider administers, but touches no content."""
    _, baris = riwayat("darurat", "ratna@contoh.test", "--pemda", panggung.tenant.kode, "--alasan", "SSO mati")
    klien, _ = pintu(aplikasi, panggung, baris[-1])
    awal = f"/{panggung.tenant.kode}/kerja"
    assert klien.get(f"{awal}/sop").status_code == 403
    assert klien.get(f"{awal}/admin/orang").status_code == 200


def test_akses_darurat_bertindak_tanpa_jabatan_dan_tidak_bagi_diri_sendiri(
    riwayat: Any, aplikasi: Flask, rumah: Rumah, panggung: Panggung
) -> None:
    _, baris = riwayat("darurat", "Sari Wulandari", "--pemda", panggung.tenant.kode, "--alasan", "Admin pensiun")
    klien, _ = pintu(aplikasi, panggung, baris[-1])
    awal = f"/{panggung.tenant.kode}/kerja/admin/orang"
    csrf = periksa_halaman(klien.get(f"{awal}/{panggung.hendra.id}")).find("input", {"name": "csrf"})["value"]
    isi = {"csrf": csrf, "alasan": "Uji"}
    assert (
        klien.post(f"{awal}/{panggung.hendra.id}/penonaktifan", data=isi | {"perintah": str(uuid4())}).status_code
        == 303
    )
    beri = {
        "jabatan": str(panggung.dwi.jabatan_id),
        "mulai": HARI.isoformat(),
        "sk_nomor": "1",
        "sk_tanggal": HARI.isoformat(),
    }
    diri = f"{awal}/{panggung.sari.id}/peran"
    assert klien.post(diri, data=isi | beri | {"perintah": str(uuid4())}).status_code == 422


def test_orang_pertama_sebuah_pemda_baru(riwayat: Any, aplikasi: Flask, buat_pemda: BuatPemda) -> None:
    """Added by the platform, known to nobody: the door opens from the console, and leads to the sign-on settings."""
    pemda = buat_pemda()
    siapa = ("darurat", "Rina Marlina", "--pemda", pemda.kode, "--alasan", "Daerah baru")
    assert riwayat(*siapa)[0] == 1, "nobody of this name"
    status, baris = riwayat(*siapa, "--baru")
    assert status == 0
    assert riwayat(*siapa, "--baru")[0] == 1, "she is there by now"
    klien = aplikasi.test_client()
    assert klien.post(f"/{pemda.kode}/masuk/darurat", data={"kode": baris[-1]}).status_code == 303
    assert klien.get(f"/{pemda.kode}/kerja/admin/sso").status_code == 200


def test_satu_jam_lalu_selesai(
    aplikasi: Flask, rumah: Rumah, panggung: Panggung, riwayat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, baris = riwayat("darurat", "Sari Wulandari", "--pemda", panggung.tenant.kode, "--alasan", "SSO mati")
    klien, _ = pintu(aplikasi, panggung, baris[-1])
    _, lain = riwayat("darurat", "Hendra Wijaya", "--pemda", panggung.tenant.kode, "--alasan", "SSO mati")
    nanti = now() + timedelta(minutes=20)
    monkeypatch.setattr(type(rumah.jam), "kini", lambda _: nanti)
    assert klien.get(f"/{panggung.tenant.kode}/kerja/admin").status_code == 200
    nanti = now() + timedelta(minutes=45)
    assert klien.get(f"/{panggung.tenant.kode}/kerja/admin").status_code == 200
    nanti = now() + timedelta(minutes=61)
    assert klien.get(f"/{panggung.tenant.kode}/kerja/admin").status_code == 303
    assert pintu(aplikasi, panggung, lain[-1])[1] == 422


@pytest.mark.parametrize(
    ("siapa", "alasan"),
    [("Entah Siapa", "SSO mati"), ("Sari Wulandari", " "), ("Sari Wulandari", "NIK 3372010101900001")],
)
def test_yang_tidak_dikenal_dan_alasan_yang_buruk_ditolak(
    riwayat: Any, panggung: Panggung, siapa: str, alasan: str
) -> None:
    status, baris = riwayat("darurat", siapa, "--pemda", panggung.tenant.kode, "--alasan", alasan)
    assert status == 1
    assert baris[0].startswith("riwayat: ")


def test_yang_dinonaktifkan_tidak_mendapat_kode(riwayat: Any, panggung: Panggung) -> None:
    jalur = f"/kerja/admin/orang/{panggung.sari.id}/penonaktifan"
    assert panggung.dwi.kirim(jalur, {"alasan": "Pindah"}).status_code == 303
    status, _ = riwayat("darurat", "Sari Wulandari", "--pemda", panggung.tenant.kode, "--alasan", "SSO mati")
    assert status == 1


def test_dua_orang_senama_harus_disebut_nomornya(
    riwayat: Any, aplikasi: Flask, rumah: Rumah, panggung: Panggung
) -> None:
    orang_baru(aplikasi, rumah, panggung.tenant, ("Sari Wulandari", "Arsiparis", Peran.PENYUSUN, panggung.opd))
    status, baris = riwayat("darurat", "Sari Wulandari", "--pemda", panggung.tenant.kode, "--alasan", "SSO mati")
    assert status == 1
    assert "2 orang bernama" in baris[0]
    assert riwayat("darurat", str(panggung.sari.id), "--pemda", panggung.tenant.kode, "--alasan", "SSO mati")[0] == 0


def test_proses_web_tidak_dapat_membuka_akses_darurat(rumah: Rumah, panggung: Panggung) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        kode_baru(rumah.basis, panggung.sari.id, now())


def test_kode_daerah_lain_tidak_membuka(
    riwayat: Any, aplikasi: Flask, panggung: Panggung, buat_panggung: Any, buat_pemda: Any
) -> None:
    lain = buat_panggung(buat_pemda())
    _, baris = riwayat("darurat", "Sari Wulandari", "--pemda", lain.tenant.kode, "--alasan", "SSO mati")
    assert pintu(aplikasi, panggung, baris[-1])[1] == 422
    assert pintu(aplikasi, lain, baris[-1])[1] == 303
