"""From an empty form to a person who is signed in: settings, trial, activation, versions, events."""

from __future__ import annotations

import json

import psycopg
import pytest

from tenants.context import tenant_scope
from tests.app.halaman import periksa_halaman
from tests.app.sso.conftest import ADMIN, Lapangan


def teks(halaman: object) -> str:
    return " ".join(halaman.get_text(" ").split())  # type: ignore[attr-defined]


def peristiwa_terakhir(lapangan: Lapangan, superuser: psycopg.Connection) -> tuple[str, dict[str, object]]:
    row = superuser.execute(
        "SELECT topic, payload FROM es.event WHERE tenant_id = %s ORDER BY pos DESC LIMIT 1",
        (lapangan.panggung.tenant.id,),
    ).fetchone()
    assert row is not None
    return row[0], json.loads(bytes(row[1]))["data"]


def test_tanpa_penyedia_halaman_masuk_mengatakannya(lapangan: Lapangan) -> None:
    halaman = periksa_halaman(lapangan.peramban.get(f"/{lapangan.kode}/masuk/"))
    assert "belum mengaktifkan cara masuk" in teks(halaman)
    assert halaman.find("form") is None
    assert lapangan.masuk().status_code == 404


def test_dari_isian_kosong_sampai_masuk(lapangan: Lapangan, superuser: psycopg.Connection) -> None:
    respons = lapangan.simpan()
    assert respons.status_code == 303
    assert "Belum dicoba" in teks(lapangan.panggung.dwi.buka(respons.location))
    assert lapangan.masuk().status_code == 404, "saved is not active"

    hasil = lapangan.coba(1)
    assert hasil.h1.get_text() == "Percobaan berhasil"
    assert "Ratna Dewi" in teks(hasil)
    assert "198501012010012001" in teks(hasil)
    assert "belum dikenal di sini" in teks(hasil)
    assert "klaim “groups”" not in teks(hasil)

    assert lapangan.aktifkan(1).status_code == 303
    assert lapangan.masuk().location == f"/{lapangan.kode}/kerja/"
    assert lapangan.peramban.get(f"/{lapangan.kode}/kerja/").status_code == 200
    topik, isi = peristiwa_terakhir(lapangan, superuser)
    assert topik == "pemda.pengaturan_masuk_diaktifkan.v1"
    assert isi == {"penyedia": 1, "versi": 1, "issuer": lapangan.sendiri, "bersama": False}


def test_percobaan_tidak_mengubah_apa_pun(lapangan: Lapangan) -> None:
    lapangan.simpan()
    with tenant_scope(lapangan.panggung.tenant):
        sebelum = len(lapangan.rumah.direktori.semua())
        lapangan.coba(1)
        assert len(lapangan.rumah.direktori.semua()) == sebelum
        assert lapangan.rumah.direktori.menurut_identitas(lapangan.sendiri, "ratna") is None
        assert lapangan.rumah.sso.arsip.aktif() == []
    assert lapangan.panggung.dwi.buka("/kerja/")  # still signed in as himself


def test_yang_belum_dicoba_tidak_dapat_diaktifkan(lapangan: Lapangan) -> None:
    lapangan.simpan()
    respons = lapangan.aktifkan(1)
    assert respons.status_code == 422
    assert "Coba dahulu pengaturan ini" in teks(periksa_halaman(respons))
    assert "Yang perlu diperiksa" in teks(lapangan.coba(1, batal="1"))
    assert lapangan.aktifkan(1).status_code == 422


def test_versi_lama_tetap_dan_dapat_dipakai_lagi(lapangan: Lapangan, superuser: psycopg.Connection) -> None:
    lapangan.pasang()
    jalur = f"{ADMIN}/penyedia/1"
    assert lapangan.simpan(jalur, nama="SSO Baru", client_secret="").status_code == 303
    assert "SSO Kota" in teks(periksa_halaman(lapangan.peramban.get(f"/{lapangan.kode}/masuk/")))
    assert "Percobaan berhasil" in teks(lapangan.coba(2)), "the secret agreed before goes on"
    lapangan.aktifkan(2)
    assert "SSO Baru" in teks(periksa_halaman(lapangan.peramban.get(f"/{lapangan.kode}/masuk/")))
    halaman = teks(lapangan.panggung.dwi.buka(jalur))
    assert "Versi 2 Aktif" in halaman
    assert "Versi 1 Pernah aktif" in halaman
    assert lapangan.aktifkan(1).status_code == 303
    assert "SSO Kota" in teks(periksa_halaman(lapangan.peramban.get(f"/{lapangan.kode}/masuk/")))
    assert peristiwa_terakhir(lapangan, superuser)[1]["versi"] == 1


def test_rahasia_tersegel_dan_tidak_pernah_ditampilkan(lapangan: Lapangan, superuser: psycopg.Connection) -> None:
    lapangan.pasang()
    row = superuser.execute(
        "SELECT client_secret, rahasia, isi::text FROM tata.oidc WHERE tenant_id = %s", (lapangan.panggung.tenant.id,)
    ).fetchone()
    assert row is not None
    assert row[0] == ""
    assert b"rahasia-sekali" not in row[1]
    assert "rahasia-sekali" not in row[2]
    for jalur in (ADMIN, f"{ADMIN}/penyedia/1", "/masuk/"):
        respons = lapangan.panggung.dwi.klien.get(f"/{lapangan.kode}{jalur}")
        assert "rahasia-sekali" not in respons.get_data(as_text=True)


def test_alamat_baru_menuntut_rahasia_baru(lapangan: Lapangan) -> None:
    lapangan.pasang()
    respons = lapangan.simpan(f"{ADMIN}/penyedia/1", issuer=lapangan.bersama, client_secret="")
    assert respons.status_code == 422
    assert "rahasianya perlu ditulis lagi" in teks(periksa_halaman(respons))


@pytest.mark.parametrize(
    ("ubahan", "kalimat"),
    [
        ({"nama": " "}, "Tulis sebutan penyedia"),
        ({"issuer": ""}, "Tulis alamat penerbit"),
        ({"issuer": "sso.kota.go.id"}, "diawali https://"),
        ({"issuer": "http://sso.kota.go.id"}, "diawali https://"),
        ({"issuer": "https://sso.kota.go.id?a=1"}, "tanpa tanda tanya"),
        ({"issuer": "https://a@sso.kota.go.id"}, "diawali https://"),
        ({"issuer": "javascript:alert(1)"}, "diawali https://"),
        ({"client_id": "a\nb"}, "satu baris"),
        ({"client_id": "x" * 201}, "paling banyak 200"),
        ({"client_secret": ""}, "Tulis rahasia"),
        ({"cara": "none"}, "Pilih salah satu cara"),
        ({"scopes": 'openid "x"'}, "dipisahkan spasi"),
        ({"peta_grup": "pegawai = raja"}, "belum benar"),
        ({"peta_grup": "pegawai = admin"}, "belum benar"),
        ({"peta_grup": "tanpa peran"}, "belum benar"),
    ],
)
def test_isian_salah_disebut_dan_tidak_hilang(lapangan: Lapangan, ubahan: dict[str, str], kalimat: str) -> None:
    respons = lapangan.simpan(**ubahan)
    assert respons.status_code == 422
    halaman = periksa_halaman(respons)
    assert kalimat in teks(halaman)
    assert halaman.find("input", attrs={"name": "klaim_nip"})["value"] == "nip"
    with tenant_scope(lapangan.panggung.tenant):
        assert lapangan.rumah.sso.arsip.semua() == []


def test_http_hanya_di_basis_peragaan(lapangan: Lapangan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lapangan.rumah, "boleh_loopback", False)
    assert lapangan.simpan().status_code == 422


@pytest.mark.parametrize(
    "issuer",
    ["http://127.0.0.1:1/kota", "https://10.0.0.1/kota", "https://169.254.169.254/latest", "https://[fd00::1]/x"],
)
def test_penyedia_yang_tidak_terjangkau_dan_yang_terlarang_sama(lapangan: Lapangan, issuer: str) -> None:
    """Which of the two it was would tell what lies inside the network of the server."""
    lapangan.simpan(issuer=issuer)
    respons = lapangan.panggung.dwi.kirim(f"{ADMIN}/versi/1/percobaan")
    assert respons.status_code == 422
    halaman = teks(periksa_halaman(respons))
    assert "tidak dapat dihubungi" in halaman
    assert "penyedia-tidak-terbaca" in halaman


def test_rahasia_salah_dijelaskan(lapangan: Lapangan) -> None:
    lapangan.simpan(client_secret="keliru")
    halaman = teks(lapangan.coba(1))
    assert "Percobaan belum berhasil" in halaman
    assert "client ID, rahasia" in halaman
    assert "kode-ditolak" in halaman


def test_hasil_percobaan_tidak_disimpan_lama(lapangan: Lapangan, superuser: psycopg.Connection) -> None:
    lapangan.pasang()
    milik = (lapangan.panggung.tenant.id,)
    superuser.execute(
        "UPDATE tata.percobaan_masuk SET dibuat = dibuat - interval '11 minutes' WHERE tenant_id = %s", milik
    )
    lapangan.diminta()
    assert superuser.execute("SELECT count(*) FROM tata.percobaan_masuk WHERE tenant_id = %s", milik).fetchone() == (0,)


def test_hasil_percobaan_hanya_bagi_yang_mencoba(lapangan: Lapangan, superuser: psycopg.Connection) -> None:
    lapangan.simpan()
    lapangan.coba(1)
    row = superuser.execute(
        "UPDATE tata.percobaan_masuk SET orang_id = gen_random_uuid() WHERE tenant_id = %s RETURNING percobaan_id",
        (lapangan.panggung.tenant.id,),
    ).fetchone()
    assert row is not None
    lapangan.panggung.dwi.buka(f"{ADMIN}/percobaan/{row[0]}", status=404)


def test_percobaan_membaca_metadata_yang_baru(lapangan: Lapangan) -> None:
    lapangan.pasang()
    lapangan.perantara.palsu[f"/{lapangan.kode}/.well-known/openid-configuration"] = lambda asli: (
        asli | {"code_challenge_methods_supported": ["plain"]}
    )
    respons = lapangan.panggung.dwi.kirim(f"{ADMIN}/versi/1/percobaan")
    assert "PKCE S256" in teks(periksa_halaman(respons))


def test_syarat_acr_dan_amr(lapangan: Lapangan) -> None:
    lapangan.pasang(acr="urn:riwayat:peragaan:dua-faktor", amr="otp mfa", wajib_selalu="ya")
    assert lapangan.diminta()["acr_values"] == ["urn:riwayat:peragaan:dua-faktor"]
    assert lapangan.masuk().status_code == 303
    lapangan.simpan(f"{ADMIN}/penyedia/1", amr="otp hwk", wajib_selalu="ya")
    hasil = teks(lapangan.coba(2))
    assert "belum cukup kuat" in hasil
    assert lapangan.aktifkan(2).status_code == 422
    with tenant_scope(lapangan.panggung.tenant):
        lapangan.rumah.sso.arsip.aktifkan(2)  # as if the provider had grown weaker since
    respons = lapangan.masuk()
    assert respons.status_code == 403
    assert "cara masuk yang lebih kuat" in teks(periksa_halaman(respons))


def test_grup_menjadi_usulan_dan_bukan_hak(lapangan: Lapangan) -> None:
    lapangan.pasang(peta_grup="sop-penyusun = penyusun\nlain-lain = ortala")
    lapangan.masuk()
    halaman = teks(lapangan.panggung.dwi.buka(ADMIN))
    assert "Usulan peran dari grup SSO" in halaman
    assert "Ratna Dewi Penyusun SOP" in halaman
    assert lapangan.peramban.get(f"/{lapangan.kode}/kerja/sop/baru").status_code == 403


def test_hanya_admin(lapangan: Lapangan) -> None:
    for orang in (lapangan.panggung.budi, lapangan.panggung.tri, lapangan.panggung.ratna):
        orang.buka(ADMIN, status=403)
        assert orang.kirim(f"{ADMIN}/penyedia-baru", lapangan.isian()).status_code == 403
