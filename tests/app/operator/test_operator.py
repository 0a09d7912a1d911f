"""The platform's operator: comes in at the installation's own provider, sees figures, adds, suspends, reads nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from flask import Flask

from app.pemda import keadaan_pemda
from domain.pemda import ALIRAN
from domain.pemda.pembuktian import ubah_pembuktian_ulang
from infra.clock import now
from infra.demo.sso.catatan import KODE_PERAGAAN
from infra.errors import TidakAdaError
from infra.pemda import ubah_pemda
from infra.projections.baris import PEMDA
from infra.settings import SettingsError, settings_from
from tenants.context import tenant_scope
from tenants.model import Keadaan, Tenant
from tests.app.conftest import BuatPanggung, perintah_uji
from tests.app.operator.conftest import Meja, di_penyedia
from tests.conftest import BuatPemda

RUTE = ("/operator/", "/operator/pemda-baru", "/operator/jejak", "/operator/pemda/kota-x")


def teks(halaman: Any) -> str:
    return " ".join(halaman.get_text(" ").split())


def test_setiap_rute_operator_menuntut_sesi_operator(pemasangan: Flask) -> None:
    for rute in pemasangan.url_map.iter_rules():
        if rute.rule.startswith("/operator") and not rute.rule.startswith("/operator/masuk/"):
            assert getattr(pemasangan.view_functions[rute.endpoint], "operator", False), rute.rule


def test_tanpa_sesi_diminta_masuk(tamu: Meja, pemda_lain: Tenant) -> None:
    for jalur in RUTE:
        assert tamu.klien.get(jalur).location == "/operator/masuk/"
    for jalur in ("/operator/pemda-baru", f"/operator/pemda/{pemda_lain.kode}/penutupan", "/operator/keluar"):
        assert tamu.klien.post(jalur, data={"alasan": "x"}).location == "/operator/masuk/"
    assert tamu.rumah.registry.menurut_kode(pemda_lain.kode).keadaan is Keadaan.AKTIF  # type: ignore[union-attr]


def test_tidak_ada_di_dalam_pemda(meja: Meja, pemda_lain: Tenant) -> None:
    for jalur in (*RUTE, "/operator/masuk/"):
        assert meja.klien.get(f"/{pemda_lain.kode}{jalur}").status_code == 404


def test_tanpa_pengaturan_tidak_ada_pintunya(aplikasi: Flask) -> None:
    for jalur in (*RUTE, "/operator/masuk/", "/operator/masuk/kembali"):
        assert aplikasi.test_client().get(jalur).status_code == 404


def test_masuk_menuntut_masuk_ulang_dan_faktor_kedua(tamu: Meja) -> None:
    """What is asked of the provider, and that it is not taken for granted."""
    url = tamu.klien.post("/operator/masuk/").location
    assert "prompt=login" in url
    assert "max_age=900" in url
    ditolak = tamu.klien.get(di_penyedia(url, sub="opi"))  # without the second factor
    assert ditolak.status_code == 403
    assert "bukti-lemah" in ditolak.get_data(as_text=True)
    assert tamu.klien.get("/operator/").status_code == 303


def test_orang_lain_di_penyedia_yang_sama_bukan_operator(tamu: Meja) -> None:
    respons = tamu.masuk("lain")
    assert respons.status_code == 403
    assert "bukan operator" in respons.get_data(as_text=True)
    assert tamu.klien.get("/operator/").status_code == 303


def test_batal_dan_percobaan_sekali_pakai(tamu: Meja) -> None:
    assert tamu.masuk(batal="1").status_code == 403
    kembali = di_penyedia(tamu.klien.post("/operator/masuk/").location, sub="opi", kode=KODE_PERAGAAN)
    assert tamu.klien.get(kembali).status_code == 303
    assert tamu.klien.get(kembali).status_code == 403
    assert tamu.klien.post("/operator/masuk/", headers={"Origin": "https://jahat.test"}).status_code == 403


def test_sesi_berakhir_karena_diam_atau_dicabut(meja: Meja, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.operator.penjaga.now", lambda: now() + timedelta(minutes=31))
    assert meja.klien.get("/operator/").status_code == 303
    monkeypatch.undo()
    assert meja.klien.get("/operator/").status_code == 200
    pengaturan = meja.rumah.settings
    monkeypatch.setattr(
        meja.rumah,
        "settings",
        replace(pengaturan, operator=replace(pengaturan.operator, orang=("orang-baru",))),  # type: ignore[type-var]
    )
    assert meja.klien.get("/operator/").status_code == 303


def test_keluar(meja: Meja) -> None:
    form = meja.buka("/operator/").find("form", action="/operator/keluar")
    csrf = form.find("input", attrs={"name": "csrf"})["value"]  # type: ignore[union-attr,index]
    kuki = meja.klien.get_cookie("riwayat-operator", path="/operator/")
    respons = meja.klien.post("/operator/keluar", data={"csrf": csrf})
    assert respons.status_code == 303
    assert "post_logout_redirect_uri" in respons.location
    meja.klien.set_cookie("riwayat-operator", kuki.value, path="/operator/")  # type: ignore[union-attr]
    assert meja.klien.get("/operator/").status_code == 303


def test_sesi_operator_tidak_membuka_pemda_dan_sebaliknya(meja: Meja, panggung: Any) -> None:
    kuki = meja.klien.get_cookie("riwayat-operator", path="/operator/")
    kode = panggung.tenant.kode
    meja.klien.set_cookie("riwayat", kuki.value, path=f"/{kode}/kerja/")  # type: ignore[union-attr]
    assert meja.klien.get(f"/{kode}/kerja/").status_code == 303
    sesi = panggung.dwi.klien.get_cookie("riwayat", path=f"/{kode}/kerja/")
    meja.klien.set_cookie("riwayat-operator", sesi.value, path="/operator/")
    assert meja.klien.get("/operator/").status_code == 303


@pytest.mark.parametrize("kepala", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://jahat.test"}])
def test_perubahan_menuntut_token_dan_asal_sendiri(meja: Meja, pemda_lain: Tenant, kepala: dict[str, str]) -> None:
    jalur = f"/operator/pemda/{pemda_lain.kode}/penutupan"
    csrf = meja.buka("/operator/").find("input", attrs={"name": "csrf"})["value"]  # type: ignore[index]
    assert meja.klien.post(jalur, data={"alasan": "x"}).status_code == 403
    assert meja.klien.post(jalur, data={"alasan": "x", "csrf": csrf}, headers=kepala).status_code == 403


def test_daftar_menyebut_angka_dan_tidak_satu_kata_pun_dari_isinya(meja: Meja, pemda_lain: Tenant) -> None:
    for jalur in ("/operator/", f"/operator/pemda/{pemda_lain.kode}"):
        isi = teks(meja.buka(jalur))
        assert pemda_lain.nama in isi
        assert "Surat" not in isi
        assert "Joko" not in isi
    assert meja.klien.get("/operator/pemda/kota-tiada").status_code == 404


def test_log_dan_pekerja_yang_bermasalah_tampil(
    meja: Meja, pemda_lain: Tenant, superuser: psycopg.Connection[Any]
) -> None:
    superuser.execute(
        "INSERT INTO sistem.jaga (tenant_id, server, sah, size) VALUES (%s, pg_postmaster_start_time(), false, 1)",
        (pemda_lain.id,),
    )
    superuser.execute(
        "INSERT INTO sistem.kursor (konsumen, tenant_id, pos, gagal) VALUES ('surat', %s, 0, 'ValueError')",
        (pemda_lain.id,),
    )
    isi = teks(meja.buka(f"/operator/pemda/{pemda_lain.kode}"))
    assert "bermasalah" in isi
    assert "berhenti: surat" in isi
    perlu = meja.buka("/operator/").find(class_="pesan").get_text(" ", strip=True)
    judul, _, nama = perlu.partition("perlu diperhatikan")
    assert judul, "how many"
    assert pemda_lain.nama in [satu.strip() for satu in nama.split(",")]
    superuser.execute("DELETE FROM sistem.jaga WHERE tenant_id = %s", (pemda_lain.id,))
    superuser.execute("DELETE FROM sistem.kursor WHERE tenant_id = %s", (pemda_lain.id,))


def test_sso_yang_aktif_terhitung(meja: Meja, buat_pemda: BuatPemda) -> None:
    pemda = buat_pemda()
    assert "SSO belum ada" in teks(meja.buka(f"/operator/pemda/{pemda.kode}"))
    with tenant_scope(pemda):
        meja.rumah.sso.pasang("https://sso.contoh.test", "riwayat", "rahasia")
    assert "SSO aktif" in teks(meja.buka(f"/operator/pemda/{pemda.kode}"))
    with tenant_scope(pemda):
        meja.rumah.sso.arsip.hentikan(1)
    assert "SSO belum ada" in teks(meja.buka(f"/operator/pemda/{pemda.kode}"))


def test_menambah_pemda(meja: Meja) -> None:
    respons = meja.tambah()
    assert respons.status_code == 303
    kode = respons.location.rsplit("/", 1)[1]
    assert "Menambahkan" in teks(meja.buka(respons.location))
    tenant = meja.rumah.registry.menurut_kode(kode)
    assert tenant is not None
    assert not tenant.demonstrasi
    assert meja.klien.get(f"/{kode}/").status_code == 200
    with pemasangan_konteks(meja), tenant_scope(tenant):
        with pytest.raises(TidakAdaError):
            meja.rumah.buku.muat(PEMDA, ALIRAN)
        assert keadaan_pemda().kode_wilayah == "33.98"
        ubah_pemda(meja.rumah.buku, perintah_uji(), lambda p: ubah_pembuktian_ulang(p.pembuktian_ulang, wajib=False))
        pemda = meja.rumah.buku.muat(PEMDA, ALIRAN)
    assert (pemda.nama, pemda.kode_wilayah, pemda.zona) == ("Kota Layar", "33.98", "WIT")
    assert (pemda.pembuktian_ulang, pemda.versi_aliran) == (False, 2)


def test_huruf_kendali_di_dalam_nama_tidak_tersimpan(meja: Meja) -> None:
    kode = meja.tambah(nama="Kota\x00 Layar\x07", kode_wilayah="33\x00.98").location.rsplit("/", 1)[1]
    tenant = meja.rumah.registry.menurut_kode(kode)
    assert tenant is not None
    assert (tenant.nama, tenant.kode_wilayah) == ("Kota Layar", "33.98")


def pemasangan_konteks(meja: Meja) -> Any:
    return meja.aplikasi.app_context()


@pytest.mark.parametrize(
    ("ubahan", "kalimat"),
    [
        ({"nama": " "}, "wajib diisi"),
        ({"kode": "Kota X"}, "Kode ditulis dengan huruf kecil"),
        ({"kode": "operator"}, "Kode ditulis dengan huruf kecil"),
        ({"kode": "aset"}, "Kode ditulis dengan huruf kecil"),
        ({"kode": "k" * 62}, "Kode ditulis dengan huruf kecil"),
        ({"kode_wilayah": "1" * 21}, "20"),
    ],
)
def test_isian_salah_disebut_dan_tidak_hilang(meja: Meja, ubahan: dict[str, str], kalimat: str) -> None:
    respons = meja.tambah(**ubahan)
    assert respons.status_code == 422
    isi = respons.get_data(as_text=True)
    assert kalimat in isi
    assert "33.98" in isi or "kode_wilayah" in ubahan


def test_kode_yang_sudah_dipakai(meja: Meja, pemda_lain: Tenant) -> None:
    assert "sudah dipakai" in meja.tambah(kode=pemda_lain.kode).get_data(as_text=True)


def _ubah(meja: Meja, kode: str, tindakan: str, alasan: str = "Kontrak berakhir") -> int:
    return meja.isi_dan_kirim(f"/operator/pemda/{kode}", f"/{tindakan}", alasan=alasan).status_code


def test_penangguhan_menutup_ruang_kerja_saja(meja: Meja, buat_pemda: BuatPemda, buat_panggung: BuatPanggung) -> None:
    panggung = buat_panggung(buat_pemda())
    kode = panggung.tenant.kode
    kuki = panggung.sari.klien.get_cookie("riwayat", path=f"/{kode}/kerja/")
    meja.klien.set_cookie("riwayat", kuki.value, path=f"/{kode}/kerja/")  # type: ignore[union-attr]
    assert meja.klien.get(f"/{kode}/kerja/").status_code == 200
    assert _ubah(meja, kode, "penangguhan") == 303
    for jalur in ("/kerja/", "/masuk/", "/masuk/darurat", "/scim/v2/Users", "/api/peristiwa", "/dosir/x"):
        assert meja.klien.get(f"/{kode}{jalur}").status_code == 423, jalur
    assert meja.klien.post(f"/{kode}/masuk/").status_code == 423
    assert meja.klien.get(f"/{kode}/").status_code == 200
    assert meja.klien.get(f"/{kode}/tidak-ada").status_code == 404
    assert _ubah(meja, kode, "pembukaan") == 303
    assert meja.klien.get(f"/{kode}/kerja/").status_code == 200
    isi = teks(meja.buka("/operator/jejak"))
    assert f"Menangguhkan {kode}" in isi
    assert f"Membuka kembali {kode}" in isi
    assert "Opi Operator · Kontrak berakhir" in isi


def test_penutupan_menyisakan_log(meja: Meja, buat_pemda: BuatPemda) -> None:
    pemda = buat_pemda()
    assert pemda.nama in teks(meja.buka("/"))
    assert _ubah(meja, pemda.kode, "penutupan") == 303
    for jalur in ("/", "/kerja/", "/masuk/"):
        assert meja.klien.get(f"/{pemda.kode}{jalur}").status_code == 410, jalur
    assert meja.klien.get(f"/{pemda.kode}/log/kunci").status_code != 410
    assert f'href="/{pemda.kode}/"' not in str(meja.buka("/"))
    assert "Ditutup" in teks(meja.buka(f"/operator/pemda/{pemda.kode}"))


def test_tanpa_alasan_tidak_terjadi(meja: Meja, pemda_lain: Tenant) -> None:
    assert _ubah(meja, pemda_lain.kode, "penutupan", " ") == 422
    assert meja.rumah.operator.satu(pemda_lain.kode).keadaan is Keadaan.AKTIF


def test_masuk_tercatat_dan_jejak_tidak_dapat_diubah(meja: Meja, superuser: psycopg.Connection[Any]) -> None:
    assert "Masuk" in teks(meja.buka("/operator/jejak"))
    superuser.execute("SET ROLE riwayat_operator")
    for perintah in ("UPDATE sistem.jejak_operator SET nama = 'x'", "DELETE FROM sistem.jejak_operator"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            superuser.execute(perintah)  # type: ignore[arg-type]


def test_pengaturan_setengah_ditolak() -> None:
    penuh = {
        "DATABASE_URL_OPERATOR": "postgresql://x",
        "RIWAYAT_OPERATOR_ISSUER": "https://sso.contoh.go.id",
        "RIWAYAT_OPERATOR_CLIENT_ID": "riwayat",
        "RIWAYAT_OPERATOR_CLIENT_SECRET": "r",
        "RIWAYAT_OPERATOR": "a, b",
        "RIWAYAT_OPERATOR_AMR": "otp",
    }
    operator = settings_from(penuh).operator
    assert operator is not None
    assert (operator.orang, operator.amr) == (("a", "b"), ("otp",))
    assert settings_from({"DATABASE_URL_OPERATOR": "postgresql://x"}).operator is None
    for nama in penuh:
        if nama != "RIWAYAT_OPERATOR_AMR":
            with pytest.raises(SettingsError):
                settings_from({n: v for n, v in penuh.items() if n != nama})
