"""A code makes somebody's account another person's: four eyes, a fresh sign-in, and a line in the log at either end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from flask import Flask

from app.rumah import Rumah
from domain.wewenang import Peran
from infra.clock import now
from tenants.context import tenant_scope
from tests.app.conftest import Orang, orang_baru
from tests.app.halaman import periksa_halaman
from tests.app.sso.conftest import ADMIN, Lapangan
from tests.app.sso.test_persetujuan import lama, sejak_lama
from tests.app.sso.test_sso import peristiwa_terakhir, teks

UNDANGAN = f"{ADMIN}/undangan"


@pytest.fixture
def rina(lapangan: Lapangan, aplikasi: Flask, rumah: Rumah, superuser: psycopg.Connection) -> Orang:
    lapangan.pasang()
    siapa = ("Rina Marlina", "Admin Kedua", Peran.ADMIN, None)
    with tenant_scope(lapangan.panggung.tenant):
        rina = orang_baru(aplikasi, rumah, lapangan.panggung.tenant, siapa)
    sejak_lama(superuser, rina)
    return rina


def kode(respons: Any) -> str:
    tempat = periksa_halaman(respons).find(class_="kode-undangan")
    return tempat.get_text() if tempat else ""


def test_satu_admin_tidak_membuat_kode_selama_ada_yang_lain(
    lapangan: Lapangan, rina: Orang, superuser: psycopg.Connection
) -> None:
    dwi, ratna = lapangan.panggung.dwi, lapangan.panggung.ratna
    usul = dwi.kirim(UNDANGAN, {"orang": str(ratna.id)})
    assert usul.status_code == 303
    assert peristiwa_terakhir(lapangan, superuser)[0] == "orang.undangan_diusulkan.v1"
    lagi = dwi.kirim(UNDANGAN, {"orang": str(ratna.id)})
    assert lagi.status_code == 422
    assert kode(lagi) == ""
    assert "menunggu persetujuan admin lain" in teks(periksa_halaman(lagi))
    assert "Tarik usulan" in teks(dwi.buka(ADMIN))
    halaman = rina.buka(ADMIN)
    assert "Menunggu admin lain" in teks(halaman)
    setuju = rina.kirim(UNDANGAN, {"orang": str(ratna.id)})
    assert lapangan.masuk("bayu", undangan=kode(setuju)).status_code == 303
    topik, isi = peristiwa_terakhir(lapangan, superuser)
    assert (topik, isi) == ("orang.akun_dikaitkan.v1", {"issuer": lapangan.sendiri})
    jejak = teks(rina.buka("/kerja/admin/jejak"))
    assert "Akun baru masuk sebagai Ratna Dewi" in jejak
    assert "Kode undangan bagi Ratna Dewi dibuat" in jejak
    assert "Menunggu admin lain" not in teks(rina.buka(ADMIN))


def test_yang_lain_menolak_dan_pengusul_menarik(lapangan: Lapangan, rina: Orang) -> None:
    dwi, ratna = lapangan.panggung.dwi, lapangan.panggung.ratna
    assert dwi.kirim(UNDANGAN, {"orang": str(ratna.id)}).status_code == 303
    assert rina.isi_dan_kirim(ADMIN, f"{ratna.id}/penolakan", alasan="").status_code == 422
    assert rina.isi_dan_kirim(ADMIN, f"{ratna.id}/penolakan", alasan="Tidak meminta").status_code == 303
    assert "Menunggu admin lain" not in teks(dwi.buka(ADMIN))
    assert dwi.kirim(UNDANGAN, {"orang": str(ratna.id)}).status_code == 303
    assert dwi.isi_dan_kirim(ADMIN, f"{ratna.id}/penolakan", alasan="Keliru").status_code == 303
    assert "Tidak meminta" in teks(dwi.buka("/kerja/admin/jejak"))


def test_pengundang_membuktikan_diri_dan_pilihannya_tidak_hilang(
    lapangan: Lapangan, superuser: psycopg.Connection
) -> None:
    lapangan.pasang()
    dwi, ratna = lapangan.panggung.dwi, lapangan.panggung.ratna
    lama(lapangan, superuser)
    respons = dwi.kirim(UNDANGAN, {"orang": str(ratna.id)})
    assert "/kerja/pembuktian/" in respons.location
    assert "Mengundang seseorang" in teks(dwi.buka(respons.location))
    superuser.execute("UPDATE tata.sesi SET auth_time = now() WHERE tenant_id = %s", (lapangan.panggung.tenant.id,))
    kembali = dwi.klien.get(respons.location)
    assert kembali.status_code == 303
    terpilih = dwi.buka(kembali.location).find("option", selected=True, value=str(ratna.id))
    assert terpilih is not None


@pytest.mark.parametrize(
    ("jalur", "isi"),
    [
        ("/kerja/admin/token", {"nama": "BKPSDM", "cakupan": "scim"}),
        ("/kerja/akses-auditor", {"lingkup": "semua"}),
        ("/kerja/pembuktian-ulang", {"wajib": "tidak"}),
        (f"{ADMIN}/penyedia/1/penghentian", {}),
        (f"{ADMIN}/versi/1/pengaktifan", {}),
    ],
)
def test_yang_mengubah_siapa_boleh_apa_menuntut_masuk_ulang(
    lapangan: Lapangan, superuser: psycopg.Connection, jalur: str, isi: dict[str, str]
) -> None:
    lapangan.pasang()
    orang = lapangan.panggung.budi if "auditor" in jalur else lapangan.panggung.dwi
    lama(lapangan, superuser)
    assert "/kerja/pembuktian/" in orang.kirim(jalur, isi).location


def test_jabatan_diberikan_sesudah_masuk_ulang_dan_isiannya_kembali(
    lapangan: Lapangan, superuser: psycopg.Connection
) -> None:
    dwi, sari = lapangan.panggung.dwi, lapangan.panggung.sari
    lama(lapangan, superuser)
    halaman = f"/kerja/admin/orang/{sari.id}"
    respons = dwi.isi_dan_kirim(halaman, "/peran", sk_nomor="821/77/2026")
    assert "Memberi jabatan" in teks(dwi.buka(respons.location))
    superuser.execute("UPDATE tata.sesi SET auth_time = now() WHERE tenant_id = %s", (lapangan.panggung.tenant.id,))
    kembali = dwi.klien.get(respons.location)
    assert dwi.buka(kembali.location).find(id="sk_nomor")["value"] == "821/77/2026"


@pytest.mark.parametrize(
    ("halaman", "akhir", "isi"),
    [
        ("/kerja/admin/token", "/token", {"nama": "Sistem kepegawaian"}),
        ("/kerja/akses-auditor", "/akses-auditor", {"sk_nomor": "700/99/2026"}),
    ],
)
def test_isian_kembali_sesudah_masuk_ulang(
    lapangan: Lapangan, superuser: psycopg.Connection, halaman: str, akhir: str, isi: dict[str, str]
) -> None:
    lama(lapangan, superuser)
    orang = lapangan.panggung.budi if "auditor" in halaman else lapangan.panggung.dwi
    respons = orang.isi_dan_kirim(halaman, akhir, **isi)
    superuser.execute("UPDATE tata.sesi SET auth_time = now() WHERE tenant_id = %s", (lapangan.panggung.tenant.id,))
    kembali = orang.buka(orang.klien.get(respons.location).location)
    for nama, nilai in isi.items():
        assert kembali.find(attrs={"name": nama, "value": nilai}) is not None


def test_penyedia_yang_dihentikan_tidak_meninggalkan_sesi(lapangan: Lapangan, superuser: psycopg.Connection) -> None:
    lapangan.pasang()
    bersama = {"issuer": lapangan.bersama, "client_id": "riwayat-asn", "client_secret": "rahasia-asn"}
    assert lapangan.simpan(**bersama).status_code == 303
    assert lapangan.coba(2).h1.get_text() == "Percobaan berhasil"
    assert lapangan.aktifkan(2).status_code == 303
    assert lapangan.masuk("bayu").status_code == 303
    jalur = f"/{lapangan.kode}/kerja/sesi"
    assert lapangan.peramban.get(jalur).status_code == 200
    assert lapangan.panggung.dwi.kirim(f"{ADMIN}/penyedia/1/penghentian").status_code == 303
    assert lapangan.peramban.get(jalur).status_code == 303


def test_sesi_lama_juga_tidak_cukup_untuk_mengganti_keharusan_itu_sendiri(
    lapangan: Lapangan, superuser: psycopg.Connection
) -> None:
    """Turned off, it still asks: whoever stole the session could have turned it off."""
    dwi = lapangan.panggung.dwi
    assert dwi.kirim("/kerja/pembuktian-ulang", {"wajib": "tidak"}).status_code == 303
    superuser.execute(
        "UPDATE tata.sesi SET auth_time = %s WHERE tenant_id = %s",
        (now() - timedelta(hours=1), lapangan.panggung.tenant.id),
    )
    assert "/kerja/pembuktian/" in dwi.kirim("/kerja/pembuktian-ulang", {"wajib": "ya"}).location
