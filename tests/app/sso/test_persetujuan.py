"""A stolen session of one admin does not swap the provider: fresh sign-in, and the consent of another admin."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from flask import Flask

from app.rumah import Rumah
from domain.pemda.masuk import PenyediaMasukDihentikan
from domain.pemda.pembuktian import ubah_pembuktian_ulang
from domain.wewenang import Peran
from infra.clock import now
from infra.darurat import PENERBIT
from infra.pemda import ubah_pemda
from tenants.context import tenant_scope
from tests.app.conftest import Orang, orang_baru, perintah_uji
from tests.app.halaman import periksa_halaman
from tests.app.sso.conftest import ADMIN, Lapangan
from tests.app.sso.test_sso import peristiwa_terakhir, teks


@pytest.fixture
def pindah(lapangan: Lapangan) -> Lapangan:
    """One provider is active; a version with another issuer has been tried and could take its place."""
    lapangan.pasang()
    baru = {"issuer": lapangan.bersama, "client_id": "riwayat-asn", "client_secret": "rahasia-asn"}
    assert lapangan.simpan(f"{ADMIN}/penyedia/1", **baru).status_code == 303
    assert lapangan.coba(2).h1.get_text() == "Percobaan berhasil"
    return lapangan


@pytest.fixture
def rina(pindah: Lapangan, aplikasi: Flask, rumah: Rumah, superuser: psycopg.Connection) -> Orang:
    siapa = ("Rina Marlina", "Admin Kedua", Peran.ADMIN, None)
    with tenant_scope(pindah.panggung.tenant):
        rina = orang_baru(aplikasi, rumah, pindah.panggung.tenant, siapa)
    sejak_lama(superuser, rina)
    return rina


def sejak_lama(superuser: psycopg.Connection, orang: Orang) -> None:
    """As if the post had been given two days ago: a new admin does not consent yet."""
    superuser.execute("UPDATE baca.mandat SET pada = pada - interval '2 days' WHERE mandat_id = %s", (orang.mandat_id,))


def aktif(lapangan: Lapangan) -> str:
    with tenant_scope(lapangan.panggung.tenant):
        (satu,) = lapangan.rumah.sso.arsip.aktif()
        return satu.pengaturan.issuer


def lama(lapangan: Lapangan, superuser: psycopg.Connection) -> None:
    """As if the admin had signed in an hour ago."""
    superuser.execute(
        "UPDATE tata.sesi SET auth_time = %s WHERE tenant_id = %s",
        (now() - timedelta(hours=1), lapangan.panggung.tenant.id),
    )


def test_satu_admin_cukup_dengan_masuk_ulang(pindah: Lapangan, superuser: psycopg.Connection) -> None:
    """Even where the government has decided that binding acts need none: that decision could be stolen too."""
    with tenant_scope(pindah.panggung.tenant):
        ubah_pemda(pindah.rumah.buku, perintah_uji(), lambda p: ubah_pembuktian_ulang(p.pembuktian_ulang, wajib=False))
    lama(pindah, superuser)
    respons = pindah.aktifkan(2)
    assert respons.status_code == 303
    assert "/kerja/pembuktian/" in respons.location
    halaman = pindah.panggung.dwi.buka(respons.location)
    assert "Mengganti pengaturan SSO" in teks(halaman)
    assert f"{ADMIN}/penyedia/1" in str(halaman)
    assert aktif(pindah) == pindah.sendiri
    superuser.execute("UPDATE tata.sesi SET auth_time = now() WHERE tenant_id = %s", (pindah.panggung.tenant.id,))
    assert pindah.aktifkan(2).status_code == 303
    assert aktif(pindah) == pindah.bersama


def test_admin_kedua_menyetujui(pindah: Lapangan, rina: Orang, superuser: psycopg.Connection) -> None:
    assert pindah.aktifkan(2).status_code == 303
    assert aktif(pindah) == pindah.sendiri
    topik, isi = peristiwa_terakhir(pindah, superuser)
    assert topik == "pemda.pengaturan_masuk_diusulkan.v1"
    assert isi == {"penyedia": 1, "versi": 2, "issuer": pindah.bersama}
    assert "menunggu persetujuan admin lain" in teks(rina.buka(ADMIN))
    sendiri = pindah.aktifkan(2)
    assert sendiri.status_code == 422
    assert "menunggu persetujuan admin lain" in teks(periksa_halaman(sendiri))
    assert "Menunggu admin lain" in teks(pindah.panggung.dwi.buka(f"{ADMIN}/penyedia/1"))
    halaman = teks(rina.buka(f"{ADMIN}/penyedia/1"))
    assert "Diusulkan Dwi Astuti" in halaman
    assert "Setujui dan aktifkan" in halaman
    assert aktif(pindah) == pindah.sendiri
    assert rina.kirim(f"{ADMIN}/versi/2/pengaktifan").status_code == 303
    assert aktif(pindah) == pindah.bersama
    assert "menunggu persetujuan" not in teks(rina.buka(ADMIN))


def test_admin_kedua_pun_membuktikan_diri(pindah: Lapangan, rina: Orang, superuser: psycopg.Connection) -> None:
    assert pindah.aktifkan(2).status_code == 303
    lama(pindah, superuser)
    assert "/kerja/pembuktian/" in rina.kirim(f"{ADMIN}/versi/2/pengaktifan").location
    assert aktif(pindah) == pindah.sendiri


def test_penerbit_yang_sama_tidak_perlu_persetujuan(pindah: Lapangan, rina: Orang) -> None:
    assert pindah.simpan(f"{ADMIN}/penyedia/1", nama="SSO Baru").status_code == 303
    assert pindah.coba(3).h1.get_text() == "Percobaan berhasil"
    assert pindah.aktifkan(3).status_code == 303
    with tenant_scope(pindah.panggung.tenant):
        assert [v.versi for v in pindah.rumah.sso.arsip.aktif()] == [3]


def test_admin_yang_nonaktif_tidak_ditunggu(pindah: Lapangan, rina: Orang) -> None:
    with tenant_scope(pindah.panggung.tenant):
        pindah.rumah.basis.jalankan(
            "UPDATE tata.orang SET aktif = false WHERE tenant_id = %s AND orang_id = %s",
            (pindah.panggung.tenant.id, rina.id),
        )
    assert pindah.aktifkan(2).status_code == 303
    assert aktif(pindah) == pindah.bersama


def test_akses_darurat_memperbaiki_tanpa_menunggu(pindah: Lapangan, rina: Orang, superuser: psycopg.Connection) -> None:
    """Its code comes from the console, is on record and mailed; and the provider that would prove it may be down."""
    superuser.execute(
        "UPDATE tata.sesi SET iss = %s, sub = %s, auth_time = NULL WHERE tenant_id = %s AND orang_id = %s",
        (PENERBIT, (now() + timedelta(hours=1)).isoformat(), pindah.panggung.tenant.id, pindah.panggung.dwi.id),
    )
    assert pindah.aktifkan(2).status_code == 303
    assert aktif(pindah) == pindah.bersama


def test_admin_kedua_menolak_dan_pengusul_menarik(pindah: Lapangan, rina: Orang, superuser: psycopg.Connection) -> None:
    """A no needs no fresh sign-in: it opens nothing."""
    dwi, tolak = pindah.panggung.dwi, f"{ADMIN}/versi/2/penolakan"
    assert pindah.aktifkan(2).status_code == 303
    lama(pindah, superuser)
    kosong = rina.kirim(tolak, {"alasan": ""})
    assert kosong.status_code == 422
    assert periksa_halaman(kosong).find(id="alasan-galat") is not None
    assert rina.kirim(tolak, {"alasan": "Bukan penyedia kota ini"}).status_code == 303
    assert peristiwa_terakhir(pindah, superuser)[0] == "pemda.pengaturan_masuk_ditolak.v1"
    halaman = teks(dwi.buka(f"{ADMIN}/penyedia/1"))
    assert "Usulan ditolak Rina Marlina" in halaman
    assert "Bukan penyedia kota ini" in halaman
    assert "menunggu persetujuan" not in teks(dwi.buka(ADMIN))
    assert aktif(pindah) == pindah.sendiri
    assert "Usulan masuk lewat penerbit lain ditolak: versi 2" in teks(dwi.buka("/kerja/admin/jejak"))
    superuser.execute("UPDATE tata.sesi SET auth_time = now() WHERE tenant_id = %s", (pindah.panggung.tenant.id,))
    assert pindah.aktifkan(2).status_code == 303  # waits again
    assert aktif(pindah) == pindah.sendiri
    assert dwi.isi_dan_kirim(f"{ADMIN}/penyedia/1", "/versi/2/penolakan", alasan="Keliru").status_code == 303
    assert "menunggu persetujuan" not in teks(rina.buka(ADMIN))


@pytest.mark.parametrize("cara", ["nonaktif", "berhenti"])
def test_yang_dikeluarkan_lebih_dahulu_masih_ditunggu(pindah: Lapangan, rina: Orang, cara: str) -> None:
    """A stolen session would throw the other admin out first."""
    dwi, halaman = pindah.panggung.dwi, f"/kerja/admin/orang/{rina.id}"
    akhir = "/penonaktifan" if cara == "nonaktif" else f"{rina.mandat_id}/penghentian"
    assert dwi.isi_dan_kirim(halaman, akhir, alasan="Pindah").status_code == 303
    assert pindah.aktifkan(2).status_code == 303
    assert aktif(pindah) == pindah.sendiri
    assert pindah.aktifkan(2).status_code == 422
    assert aktif(pindah) == pindah.sendiri


def test_admin_yang_baru_diangkat_belum_menyetujui(
    pindah: Lapangan, rina: Orang, aplikasi: Flask, rumah: Rumah
) -> None:
    """Nor one who was made for it, whatever day his decree names."""
    with tenant_scope(pindah.panggung.tenant):
        teman = orang_baru(aplikasi, rumah, pindah.panggung.tenant, ("Bayu Aji", "Admin Ketiga", Peran.ADMIN, None))
    assert pindah.aktifkan(2).status_code == 303
    ditolak = teman.kirim(f"{ADMIN}/versi/2/pengaktifan")
    assert ditolak.status_code == 422
    assert "kurang dari 24 jam" in teks(periksa_halaman(ditolak))
    assert aktif(pindah) == pindah.sendiri
    assert rina.kirim(f"{ADMIN}/versi/2/pengaktifan").status_code == 303
    assert aktif(pindah) == pindah.bersama


def test_dua_penghentian_bersamaan_menyisakan_satu_penyedia(lapangan: Lapangan) -> None:
    """The second one decides after the first one's event and before its row."""
    lapangan.pasang()
    lain = {"issuer": lapangan.bersama, "client_id": "riwayat-asn", "client_secret": "rahasia-asn"}
    assert lapangan.simpan(**lain).status_code == 303
    assert lapangan.coba(2).h1.get_text() == "Percobaan berhasil"
    assert lapangan.aktifkan(2).status_code == 303
    with tenant_scope(lapangan.panggung.tenant):
        henti = PenyediaMasukDihentikan(1, 1, lapangan.sendiri)
        ubah_pemda(lapangan.rumah.buku, perintah_uji(), lambda _: (henti,))
    assert lapangan.panggung.dwi.kirim(f"{ADMIN}/penyedia/2/penghentian").status_code == 422
