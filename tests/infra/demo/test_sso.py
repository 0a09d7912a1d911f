"""The demonstration's provider, spoken to as a browser and a client would, without a network."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet
from werkzeug.test import TestResponse

from infra.demo.sso import OrangPeragaan, PemdaPeragaan, buat_aplikasi

ALAMAT = "http://127.0.0.1:8001"
APLIKASI = "http://127.0.0.1:8000"
VERIFIER = "v" * 43
RATNA = OrangPeragaan("ratna", "Ratna Dewi", "198501012010012001", "Kepala Bagian Organisasi", "Setda")
BUDI = OrangPeragaan("budi", "Budi <Santoso>", "199002022015021002", "Analis", "Dinas Kesehatan")
KOTA = PemdaPeragaan("kota-a", "Kota A", "riwayat-a", "rahasia:a/+ %", (RATNA, BUDI))
KABUPATEN = PemdaPeragaan("kab-b", "Kabupaten B", "riwayat-b", "rahasia-b", (RATNA,))


@dataclass
class Jam:
    detik: int = field(default_factory=lambda: int(time.time()))

    def __call__(self) -> float:
        return self.detik


@dataclass
class Peramban:
    """A browser and the client behind it."""

    aplikasi: Flask
    klien: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.klien = self.aplikasi.test_client()

    def otorisasi(
        self,
        metode: str = "GET",
        data: dict[str, str] | None = None,
        kepala: dict[str, str] | None = None,
        **ubah: str | None,
    ) -> TestResponse:
        isi: dict[str, str | None] = {
            "response_type": "code",
            "client_id": "riwayat-a",
            "redirect_uri": f"{APLIKASI}/kota-a/masuk/kembali",
            "scope": "openid profile",
            "state": "keadaan",
            "nonce": "sekali",
            "code_challenge": create_s256_code_challenge(VERIFIER),
            "code_challenge_method": "S256",
        } | ubah
        jalur = "/kota-a/otorisasi"
        tanya = {nama: nilai for nama, nilai in isi.items() if nilai is not None}
        return self.klien.open(jalur, method=metode, base_url=ALAMAT, query_string=tanya, data=data, headers=kepala)

    def pilih(self, sub: str = "ratna", **ubah: str | None) -> dict[str, str]:
        return balasan(self.otorisasi("POST", {"sub": sub}, **ubah))

    def token(self, kode: str, *, rahasia: str = KOTA.client_secret, **ubah: str) -> TestResponse:
        isi = {
            "grant_type": "authorization_code",
            "code": kode,
            "redirect_uri": f"{APLIKASI}/kota-a/masuk/kembali",
            "code_verifier": VERIFIER,
            "client_id": "riwayat-a",
            "client_secret": rahasia,
        }
        return self.klien.post("/kota-a/token", base_url=ALAMAT, data=isi | ubah)

    def keluar(self, metode: str = "GET", **tanya: str) -> TestResponse:
        return self.klien.open("/kota-a/keluar", method=metode, base_url=ALAMAT, query_string=tanya)


def balasan(respons: TestResponse) -> dict[str, str]:
    """The parameters that the browser carries to the application."""
    assert respons.status_code == 302
    tujuan = urlsplit(respons.location)
    assert f"{tujuan.scheme}://{tujuan.netloc}{tujuan.path}" == f"{APLIKASI}/kota-a/masuk/kembali"
    return {nama: nilai[0] for nama, nilai in parse_qs(tujuan.query).items()}


@pytest.fixture
def jam() -> Jam:
    return Jam()


@pytest.fixture(scope="session")
def folder_kunci(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kunci")


@pytest.fixture
def aplikasi(jam: Jam, folder_kunci: Path) -> Flask:
    return buat_aplikasi(ALAMAT, [KOTA, KABUPATEN], APLIKASI, folder_kunci, jam=jam)


@pytest.fixture
def peramban(aplikasi: Flask) -> Peramban:
    return Peramban(aplikasi)


def test_login_page_lists_the_people_by_unit_and_says_what_it_is(peramban: Peramban) -> None:
    respons = peramban.otorisasi()
    halaman = BeautifulSoup(respons.text, "html.parser")
    assert respons.status_code == 200
    assert "Penyedia identitas peragaan" in halaman.get_text()
    assert [h2.get_text() for h2 in halaman.find_all("h2")] == ["Setda", "Dinas Kesehatan"]
    assert [b["value"] for b in halaman.find_all("button", attrs={"name": "sub"})] == ["ratna", "budi"]
    assert "Budi &lt;Santoso&gt;" in respons.text
    assert not halaman.find_all(style=True)
    assert not halaman.find_all(["script", "style"])


def test_pages_carry_a_strict_policy_that_lets_the_way_back_through(peramban: Peramban) -> None:
    kebijakan = peramban.otorisasi().headers["Content-Security-Policy"]
    assert "default-src 'none'" in kebijakan
    assert f"form-action 'self' {APLIKASI}" in kebijakan
    assert "unsafe" not in kebijakan
    with peramban.klien.get("/aset/sso.css", base_url=ALAMAT) as gaya:
        assert gaya.content_type.startswith("text/css")


def test_choosing_a_person_gives_a_code_state_and_issuer(peramban: Peramban) -> None:
    jawaban = peramban.pilih()
    assert jawaban["state"] == "keadaan"
    assert jawaban["iss"] == f"{ALAMAT}/kota-a"
    assert len(jawaban["code"]) >= 40


def test_tokens_carry_the_claims_and_userinfo_agrees(peramban: Peramban, jam: Jam) -> None:
    jawaban = peramban.token(peramban.pilih("budi")["code"]).get_json()
    kunci = KeySet.import_key_set(peramban.klien.get("/kota-a/kunci", base_url=ALAMAT).get_json())
    token = jwt.decode(jawaban["id_token"], kunci, algorithms=["RS256"])
    assert token.header["kid"] == kunci.keys[0].kid
    assert token.claims | {"sid": "", "at_hash": ""} == {
        "iss": f"{ALAMAT}/kota-a",
        "aud": "riwayat-a",
        "sub": "budi",
        "sid": "",
        "at_hash": "",
        "nonce": "sekali",
        "iat": jam.detik,
        "exp": jam.detik + 600,
        "auth_time": jam.detik,
        "acr": "0",
        "amr": ["user"],
        "name": "Budi <Santoso>",
        "nip": BUDI.nip,
        "jabatan": "Analis",
        "unit": "Dinas Kesehatan",
    }
    kepala = {"Authorization": f"Bearer {jawaban['access_token']}"}
    orang = peramban.klien.get("/kota-a/pengguna", base_url=ALAMAT, headers=kepala).get_json()
    assert orang["sub"] == "budi"
    assert orang["nip"] == BUDI.nip
    jam.detik += 601
    assert peramban.klien.get("/kota-a/pengguna", base_url=ALAMAT, headers=kepala).status_code == 401


def test_second_issuer_signs_with_an_elliptic_curve(peramban: Peramban) -> None:
    metadata = peramban.klien.get("/kab-b/.well-known/openid-configuration", base_url=ALAMAT).get_json()
    assert metadata["issuer"] == f"{ALAMAT}/kab-b"
    assert metadata["id_token_signing_alg_values_supported"] == ["ES256"]
    kunci = peramban.klien.get("/kab-b/kunci", base_url=ALAMAT).get_json()["keys"][0]
    assert kunci["kty"] == "EC"
    assert "d" not in kunci


def test_keys_survive_a_restart_and_are_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "sso"
    satu, dua = (buat_aplikasi(ALAMAT, [KABUPATEN, KOTA], APLIKASI, folder) for _ in range(2))
    for kode in ("kota-a", "kab-b"):
        jalur = f"/{kode}/kunci"
        terbitan = [a.test_client().get(jalur, base_url=ALAMAT).get_json() for a in (satu, dua)]
        assert terbitan[0] == terbitan[1]
    assert folder.stat().st_mode & 0o077 == 0
    assert {berkas.stat().st_mode & 0o077 for berkas in folder.iterdir()} == {0}


@pytest.mark.parametrize(
    "ubah",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge_method": None},
        {"code_challenge": VERIFIER, "code_challenge_method": "plain"},
        {"nonce": None},
        {"response_type": "token"},
    ],
    ids=["no-challenge", "no-method", "plain", "no-nonce", "implicit"],
)
def test_weak_requests_are_sent_back_as_errors_with_the_issuer(peramban: Peramban, ubah: dict[str, str | None]) -> None:
    assert "error" not in peramban.pilih(nonce="lain")
    jawaban = balasan(peramban.otorisasi(**ubah))
    assert jawaban["error"] in ("invalid_request", "unsupported_response_type")
    assert "code" not in jawaban
    assert jawaban["state"] == "keadaan"
    assert jawaban["iss"] == f"{ALAMAT}/kota-a"


@pytest.mark.parametrize(
    "ubah",
    [
        {"redirect_uri": "https://jahat.example/kembali"},
        {"redirect_uri": f"{APLIKASI}/kab-b/masuk/kembali"},
        {"redirect_uri": f'{APLIKASI}/kota-a/masuk/kembali"'},
        {"redirect_uri": None},
        {"client_id": "riwayat-b"},
    ],
    ids=["stranger", "other-tenant", "unquotable", "missing", "other-client"],
)
def test_unknown_ways_back_are_never_followed(peramban: Peramban, ubah: dict[str, str | None]) -> None:
    respons = peramban.otorisasi(**ubah)
    assert respons.status_code == 400
    assert "Permintaan tidak dikenali" in respons.text


def test_cancelling_tells_the_application(peramban: Peramban) -> None:
    jawaban = balasan(peramban.otorisasi("POST", {"batal": "1"}))
    assert jawaban["error"] == "access_denied"
    assert jawaban["iss"] == f"{ALAMAT}/kota-a"


def test_form_of_another_site_is_refused(peramban: Peramban) -> None:
    orang = {"sub": "ratna"}
    assert "code" in balasan(peramban.otorisasi("POST", orang, {"Origin": ALAMAT}))
    asing = {"Origin": "https://jahat.example"}
    assert peramban.otorisasi("POST", orang, asing, nonce="dua").status_code == 403


def test_other_host_names_are_refused(peramban: Peramban) -> None:
    jalur = "/kota-a/.well-known/openid-configuration"
    assert peramban.klien.get(jalur, base_url=ALAMAT).status_code == 200
    assert peramban.klien.get(jalur, base_url="http://jahat.example:8001").status_code == 400


@pytest.mark.parametrize(
    "ubah",
    [
        {"rahasia": "salah"},
        {"code_verifier": "w" * 43},
        {"code_verifier": ""},
        {"redirect_uri": f"{APLIKASI}/kab-b/masuk/kembali"},
    ],
    ids=["secret", "verifier", "no-verifier", "redirect"],
)
def test_code_is_worth_nothing_to_others(peramban: Peramban, ubah: dict[str, str]) -> None:
    assert peramban.token(peramban.pilih()["code"]).status_code == 200
    assert peramban.token(peramban.pilih()["code"], **ubah).status_code in (400, 401)


def test_code_works_once_and_for_a_minute(peramban: Peramban, jam: Jam) -> None:
    kode = peramban.pilih()["code"]
    assert peramban.token(kode).status_code == 200
    assert peramban.token(kode).get_json()["error"] == "invalid_grant"
    kode = peramban.pilih()["code"]
    jam.detik += 61
    assert peramban.token(kode).get_json()["error"] == "invalid_grant"


def test_session_is_remembered_until_a_fresh_sign_in_is_wanted(peramban: Peramban, jam: Jam) -> None:
    peramban.pilih()
    jam.detik += 100
    assert "code" in balasan(peramban.otorisasi(nonce="dua"))
    assert "code" in balasan(peramban.otorisasi(nonce="tiga", max_age="100"))
    assert peramban.otorisasi(nonce="empat", max_age="99").status_code == 200
    assert peramban.otorisasi(nonce="lima", prompt="login").status_code == 200
    assert "code" in balasan(peramban.otorisasi(nonce="enam", prompt="none"))
    assert balasan(peramban.otorisasi(nonce="tujuh", prompt="none", max_age="99"))["error"] == "login_required"


def test_session_of_one_government_is_not_one_of_another(peramban: Peramban) -> None:
    peramban.pilih()
    kuki = peramban.klien.get_cookie("sso-peragaan-kota-a", domain="127.0.0.1", path="/kota-a/")
    assert kuki is not None
    assert kuki.http_only
    assert kuki.same_site == "Lax"


def test_leaving_ends_the_session_and_returns_to_the_public_page(peramban: Peramban) -> None:
    id_token = peramban.token(peramban.pilih()["code"]).get_json()["id_token"]
    respons = peramban.keluar(id_token_hint=id_token, post_logout_redirect_uri=f"{APLIKASI}/kota-a/")
    assert respons.status_code == 302
    assert respons.location == f"{APLIKASI}/kota-a/"
    assert peramban.otorisasi(nonce="dua").status_code == 200


def test_leaving_never_redirects_to_strangers_and_asks_without_a_token(peramban: Peramban) -> None:
    id_token = peramban.token(peramban.pilih()["code"]).get_json()["id_token"]
    assert "Keluar dari penyedia identitas?" in peramban.keluar().text
    assert "code" in balasan(peramban.otorisasi(nonce="dua"))  # asking has ended nothing
    jahat = peramban.keluar(id_token_hint=id_token, post_logout_redirect_uri="https://jahat.example/")
    assert jahat.status_code == 200
    assert "Anda sudah keluar" in jahat.text
    assert peramban.keluar(id_token_hint=id_token + "x").status_code == 400
    peramban.pilih(nonce="tiga")
    assert "Anda sudah keluar" in peramban.keluar("POST").text
    assert peramban.otorisasi(nonce="empat").status_code == 200
