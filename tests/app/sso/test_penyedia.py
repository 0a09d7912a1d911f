"""Several providers, one that others share, and our own signature in place of a secret."""

from __future__ import annotations

import json
from typing import Any

import pytest
from joserfc import jws

from app.masuk.penyedia import Penyedia
from app.masuk.pernyataan import pernyataan_klien
from infra.clock import now
from infra.kunci_klien import JEDA
from tenants.context import tenant_scope
from tests.app.conftest import beri_akses
from tests.app.halaman import periksa_halaman
from tests.app.sso.conftest import ADMIN, Lapangan
from tests.app.sso.test_sso import teks

BERSAMA = {"nama": "SSO ASN", "client_id": "riwayat-asn", "client_secret": "rahasia-asn", "bersama": "ya"}


def pasang_bersama(lapangan: Lapangan) -> int:
    return lapangan.pasang(issuer=lapangan.bersama, **BERSAMA)


def undang(lapangan: Lapangan, orang: object) -> str:
    respons = lapangan.panggung.dwi.kirim(f"{ADMIN}/undangan", {"orang": str(orang)})
    kode = periksa_halaman(respons).find(class_="kode-undangan")
    assert kode is not None
    return kode.get_text(strip=True)


def sebagai(lapangan: Lapangan) -> str:
    return teks(periksa_halaman(lapangan.peramban.get(f"/{lapangan.kode}/kerja/")))


def test_satu_tombol_untuk_setiap_penyedia(lapangan: Lapangan) -> None:
    lapangan.pasang()
    pasang_bersama(lapangan)
    respons = lapangan.peramban.get(f"/{lapangan.kode}/masuk/")
    tombol = [b.get_text(strip=True) for b in periksa_halaman(respons).find_all("button")]
    assert tombol == ["Masuk dengan SSO Kota", "Masuk dengan SSO ASN"]
    assert f"form-action 'self' {lapangan.alamat}" in respons.headers["Content-Security-Policy"]
    assert lapangan.diminta(penyedia="1")["client_id"] == ["riwayat"]
    assert lapangan.diminta(penyedia="2")["client_id"] == ["riwayat-asn"]
    assert lapangan.diminta()["client_id"] == ["riwayat"]
    for asing in ("3", "x", "-1", "9" * 30):
        assert lapangan.peramban.post(f"/{lapangan.kode}/masuk/", data={"penyedia": asing}).status_code in (303, 404)


def test_orang_sama_di_dua_penyedia_adalah_dua_identitas(lapangan: Lapangan) -> None:
    lapangan.pasang()
    pasang_bersama(lapangan)
    assert lapangan.masuk(penyedia="1").status_code == 303
    assert lapangan.masuk(penyedia="2").status_code == 403, "the same sub at the shared one is nobody here"


def test_orang_asing_di_penyedia_bersama_tidak_mendapat_akun(lapangan: Lapangan) -> None:
    pasang_bersama(lapangan)
    with tenant_scope(lapangan.panggung.tenant):
        sebelum = len(lapangan.rumah.direktori.semua())
        respons = lapangan.masuk()
        assert respons.status_code == 403
        assert "belum dikenal di pemerintah daerah ini" in teks(periksa_halaman(respons))
        assert len(lapangan.rumah.direktori.semua()) == sebelum
        assert lapangan.rumah.direktori.menurut_identitas(lapangan.bersama, "ratna") is None


def test_dengan_undangan_ia_dikenal_untuk_seterusnya(lapangan: Lapangan) -> None:
    pasang_bersama(lapangan)
    kode = undang(lapangan, lapangan.panggung.sari.id)
    assert "Sari Wulandari" in teks(lapangan.panggung.dwi.buka(ADMIN))
    assert lapangan.masuk(undangan=kode.lower().replace("-", " ")).status_code == 303
    assert "Sari Wulandari" in sebagai(lapangan)
    assert lapangan.masuk().status_code == 303, "no code any more"
    respons = lapangan.masuk("bayu", undangan=kode)
    assert respons.status_code == 403
    assert "sudah dipakai" in teks(periksa_halaman(respons))


def test_undangan_berlaku_juga_di_penyedia_sendiri(lapangan: Lapangan) -> None:
    """Where the government has moved to another provider, people stay who they are."""
    lapangan.pasang()
    assert lapangan.masuk(undangan=undang(lapangan, lapangan.panggung.sari.id)).status_code == 303
    assert "Sari Wulandari" in sebagai(lapangan)
    assert lapangan.masuk("bayu", undangan="SALAH-SALAH").status_code == 403
    assert lapangan.masuk("bayu").status_code == 303


def test_undangan_baru_menghapus_yang_lama(lapangan: Lapangan) -> None:
    pasang_bersama(lapangan)
    lama = undang(lapangan, lapangan.panggung.sari.id)
    undang(lapangan, lapangan.panggung.sari.id)
    assert lapangan.masuk(undangan=lama).status_code == 403
    assert lapangan.masuk(undangan="!!!").status_code == 403


def test_undangan_lewat_tujuh_hari_tidak_berlaku(lapangan: Lapangan, superuser: Any) -> None:
    pasang_bersama(lapangan)
    kode = undang(lapangan, lapangan.panggung.sari.id)
    superuser.execute(
        "UPDATE tata.undangan SET dibuat = dibuat - interval '7 days 1 second' WHERE tenant_id = %s",
        (lapangan.panggung.tenant.id,),
    )
    assert lapangan.masuk(undangan=kode).status_code == 403


def test_tanpa_mandat_penyedia_bersama_tidak_cukup(lapangan: Lapangan) -> None:
    pasang_bersama(lapangan)
    with tenant_scope(lapangan.panggung.tenant):
        tanpa_jabatan = lapangan.rumah.direktori.tambah("Maya Sari")
    respons = lapangan.masuk(undangan=undang(lapangan, tanpa_jabatan))
    assert respons.status_code == 403
    assert "tidak sedang memegang jabatan" in teks(periksa_halaman(respons))


def test_auditor_dengan_akses_masuk_lewat_penyedia_bersama(lapangan: Lapangan) -> None:
    """His right is a grant and no post."""
    pasang_bersama(lapangan)
    with tenant_scope(lapangan.panggung.tenant):
        siapa = lapangan.rumah.direktori.tambah("Pemeriksa BPK")
        beri_akses(lapangan.rumah, lapangan.panggung.budi.aktor, siapa)
    assert lapangan.masuk(undangan=undang(lapangan, siapa)).status_code == 303
    assert lapangan.peramban.get(f"/{lapangan.kode}/kerja/sop").status_code == 200


def test_mengundang_siapa_pun_yang_tidak_ada(lapangan: Lapangan) -> None:
    for orang in ("", "x", "00000000-0000-4000-8000-000000000000"):
        respons = lapangan.panggung.dwi.kirim(f"{ADMIN}/undangan", {"orang": orang})
        assert respons.status_code == 422
        assert "Pilih orang yang diundang" in teks(periksa_halaman(respons))


def test_penyedia_terakhir_tidak_dapat_dihentikan(lapangan: Lapangan) -> None:
    lapangan.pasang()
    henti = f"{ADMIN}/penyedia/1/penghentian"
    respons = lapangan.panggung.dwi.kirim(henti)
    assert respons.status_code == 422
    assert "tidak ada yang dapat masuk" in teks(periksa_halaman(respons))
    pasang_bersama(lapangan)
    assert lapangan.panggung.dwi.kirim(henti).status_code == 303
    assert lapangan.panggung.dwi.kirim(henti).status_code == 303, "twice is once"
    assert lapangan.masuk(penyedia="1").status_code == 404
    assert lapangan.aktifkan(1).status_code == 303


def test_issuer_yang_sama_tidak_dua_kali_aktif(lapangan: Lapangan) -> None:
    lapangan.pasang()
    lapangan.simpan(nama="Kembaran")
    lapangan.coba(2)
    respons = lapangan.aktifkan(2)
    assert respons.status_code == 422
    assert "issuer) yang sama" in teks(periksa_halaman(respons))


@pytest.mark.parametrize("alg", ["ES256", "ES512"])
@pytest.mark.parametrize("penerima", ["issuer", "token"])
def test_masuk_dengan_tanda_tangan_sendiri(lapangan: Lapangan, alg: str, penerima: str) -> None:
    lapangan.pasang(cara=alg, client_secret="", penerima=penerima)
    assert lapangan.masuk().status_code == 303
    (kunci,) = lapangan.peramban.get(f"/{lapangan.kode}/masuk/kunci").get_json()["keys"]
    assert (kunci["alg"], kunci["use"], kunci["kty"]) == (alg, "sig", "EC")
    assert "d" not in kunci, "the private part stays here"


def test_rahasia_satu_penyedia_tidak_ikut_ke_permintaan_berikut(
    lapangan: Lapangan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headers that outlive a request would carry one government's secret to the next one's provider."""
    kepala: list[dict[str, str]] = []
    asli = Penyedia.tukar

    def catat(self: Penyedia, url: str, isi: str, milik: dict[str, str]) -> Any:
        kepala.append(dict(milik))
        return asli(self, url, isi, milik)

    monkeypatch.setattr(Penyedia, "tukar", catat)
    lapangan.pasang()
    lapangan.simpan(f"{ADMIN}/penyedia/1", cara="ES256", client_secret="")
    assert lapangan.coba(2).h1.get_text() == "Percobaan berhasil"
    assert ["Authorization" in satu for satu in kepala] == [True, False]


def test_kunci_dapat_diganti_tanpa_putus(lapangan: Lapangan, monkeypatch: pytest.MonkeyPatch) -> None:
    lapangan.pasang(cara="ES256", client_secret="")

    def terbitan() -> list[str]:
        return [k["kid"] for k in lapangan.peramban.get(f"/{lapangan.kode}/masuk/kunci").get_json()["keys"]]

    (pertama,) = terbitan()
    for putaran in (1, 2):
        assert lapangan.panggung.dwi.kirim(f"{ADMIN}/kunci", {"alg": "ES256"}).status_code == 303
        assert pertama in terbitan(), "it still signs, or did until a moment ago"
        assert lapangan.masuk().status_code == 303
        nanti = now() + putaran * JEDA
        monkeypatch.setattr("infra.kunci_klien.now", lambda nanti=nanti: nanti)
        assert len(terbitan()) == 2
        assert lapangan.masuk().status_code == 303
    assert pertama not in terbitan()
    assert lapangan.panggung.dwi.kirim(f"{ADMIN}/kunci", {"alg": "HS256"}).status_code == 404


def test_penyedia_yang_tidak_mengenal_tanda_tangan(lapangan: Lapangan) -> None:
    metadata = f"/{lapangan.kode}/.well-known/openid-configuration"
    lapangan.simpan(cara="ES512", client_secret="")
    for ubahan, kata in (
        ({"token_endpoint_auth_methods_supported": ["client_secret_post"]}, "cara pembuktian klien"),
        ({"token_endpoint_auth_signing_alg_values_supported": ["ES256"]}, "jenis kunci"),
    ):
        lapangan.perantara.palsu[metadata] = lambda asli, ubahan=ubahan: asli | ubahan
        respons = lapangan.panggung.dwi.kirim(f"{ADMIN}/versi/1/percobaan")
        assert kata in teks(periksa_halaman(respons))


def test_pernyataan_menyebut_satu_penerima_dan_tidak_tahan_lama(lapangan: Lapangan) -> None:
    lapangan.pasang(cara="ES256", client_secret="")
    with tenant_scope(lapangan.panggung.tenant):
        pengaturan = lapangan.rumah.sso.pengaturan()
    assert pengaturan is not None
    metadata = lapangan.rumah.penyedia.untuk(lapangan.sendiri).metadata(now())
    satu, dua = (pernyataan_klien(pengaturan, metadata, now())["client_assertion"] for _ in range(2))
    isi = json.loads(jws.extract_compact(satu.encode()).payload)
    assert isi["aud"] == lapangan.sendiri
    assert isi["iss"] == isi["sub"] == "riwayat"
    assert 0 < isi["exp"] - isi["iat"] <= 120
    assert satu != dua, "each has an id of its own"


def test_token_scim_menyebut_di_penyedia_mana_orangnya_dikenal(lapangan: Lapangan) -> None:
    """`externalId` is the person's `sub` at the provider that the token names, and at no other."""
    lapangan.pasang()
    dwi = lapangan.panggung.dwi
    isi = {"nama": "BKN", "cakupan": "scim", "akhir": now().date().isoformat()}
    assert dwi.buka("/kerja/admin/token").find(id="penyedia") is None, "nothing to choose yet"
    pasang_bersama(lapangan)
    salah = dwi.kirim("/kerja/admin/token", isi | {"penyedia": "3"})
    assert "Pilih penyedia yang sedang aktif" in teks(periksa_halaman(salah))
    halaman = periksa_halaman(dwi.kirim("/kerja/admin/token", isi | {"penyedia": "2"}))
    assert "penyedia SSO ASN" in teks(halaman)
    kepala = {"Authorization": f"Bearer {halaman.find(class_='rahasia').get_text()}"}
    orang = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ratna", "externalId": "ratna"}
    respons = lapangan.peramban.post(f"/{lapangan.kode}/scim/v2/Users", json=orang, headers=kepala)
    assert respons.status_code == 201
    with tenant_scope(lapangan.panggung.tenant):
        dikenal = lapangan.rumah.direktori.menurut_identitas(lapangan.bersama, "ratna")
        assert dikenal is not None
        assert str(dikenal.id) == respons.get_json(force=True)["id"]
        assert lapangan.rumah.direktori.menurut_identitas(lapangan.sendiri, "ratna") is None
        lapangan.rumah.sso.arsip.hentikan(2)
        lain = orang | {"userName": "bayu", "externalId": "bayu"}
        assert lapangan.peramban.post(f"/{lapangan.kode}/scim/v2/Users", json=lain, headers=kepala).status_code == 201
        for issuer in (lapangan.bersama, lapangan.sendiri):
            assert lapangan.rumah.direktori.menurut_identitas(issuer, "bayu") is None, "never at another one instead"
