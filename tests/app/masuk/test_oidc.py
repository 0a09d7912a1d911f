"""The whole sign-in against the real provider of the demonstration, and what goes wrong on the way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import RSAKey

from app.masuk import oidc
from app.masuk.identitas import Identitas
from app.masuk.penolakan import MasukDitolakError
from app.masuk.views import _tujuan
from infra.demo.sso.catatan import ACR_DUA, KODE_PERAGAAN
from tests.app.masuk.panggung import APLIKASI, RATNA, Panggung

METADATA = ".well-known/openid-configuration"


def ditolak(kode: str, lakukan: Callable[[], object]) -> None:
    with pytest.raises(MasukDitolakError) as galat:
        lakukan()
    assert galat.value.kode == kode
    assert galat.value.kalimat.endswith(".")


@pytest.mark.parametrize("kode", ["kota-a", "kab-b"], ids=["rsa", "eliptik"])
def test_the_person_comes_back(panggung: Panggung, kode: str) -> None:
    siapa = panggung.masuk(kode)
    assert (siapa.iss, siapa.sub) == (f"{panggung.alamat}/{kode}", "ratna")
    assert (siapa.nama, siapa.nip, siapa.unit, siapa.email) == (RATNA.nama, RATNA.nip, "Setda", None)
    assert siapa.auth_time is not None
    assert abs(siapa.auth_time - panggung.sekarang) < timedelta(minutes=1)
    assert (siapa.acr, siapa.amr) == ("0", ("user",))  # a click, and nobody calls it more than that
    assert siapa.sid
    assert siapa.id_token not in repr(siapa)


def test_the_request_carries_everything_and_nothing_twice(panggung: Panggung) -> None:
    satu, dua = panggung.mulai(pembuktian="sesi"), panggung.mulai()
    tanya = parse_qs(urlsplit(satu.url).query)
    assert tanya == {
        "response_type": ["code"],
        "client_id": ["riwayat-a"],
        "redirect_uri": [f"{APLIKASI}/kota-a/masuk/kembali"],
        "scope": ["openid profile email"],
        "state": [satu.transaksi.state],
        "nonce": [satu.transaksi.nonce],
        "code_challenge": [create_s256_code_challenge(satu.transaksi.verifier)],
        "code_challenge_method": ["S256"],
        "prompt": ["login"],
        "max_age": ["900"],
    }
    rahasia = [(t.state, t.nonce, t.verifier) for t in (satu.transaksi, dua.transaksi)]
    semua = {nilai for tiga in rahasia for nilai in tiga}
    assert len(semua) == 6
    assert min(map(len, semua)) == 43  # 256 bits in base64url
    assert not any(nilai in repr(satu.transaksi) for nilai in semua)


def test_secret_can_also_travel_in_the_form(panggung: Panggung) -> None:
    hanya_post = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    panggung.palsukan(METADATA, lambda asli: asli | hanya_post)
    assert panggung.masuk().sub == "ratna"


@pytest.mark.parametrize("state", ["lain", "", "é\ud800", None])
def test_wrong_state(panggung: Panggung, state: str | None) -> None:
    permulaan = panggung.mulai()
    parameter = panggung.pilih(permulaan)
    salah = {nama: nilai for nama, nilai in parameter.items() if nama != "state"}
    salah |= {} if state is None else {"state": state}
    ditolak("state-beda", lambda: panggung.selesaikan(permulaan, salah))
    assert panggung.selesaikan(permulaan, parameter).sub == "ratna"


@pytest.mark.parametrize("mundur", [timedelta(minutes=10, seconds=1), timedelta(seconds=-1)])
def test_transaction_lives_for_ten_minutes(panggung: Panggung, mundur: timedelta) -> None:
    permulaan = panggung.mulai()
    parameter = panggung.pilih(permulaan)
    ditolak("transaksi-kedaluwarsa", lambda: panggung.selesaikan(permulaan, parameter, mundur=mundur))
    assert panggung.selesaikan(permulaan, parameter, mundur=timedelta(minutes=10)).sub == "ratna"


def test_replayed_code(panggung: Panggung) -> None:
    permulaan = panggung.mulai()
    parameter = panggung.pilih(permulaan)
    assert panggung.selesaikan(permulaan, parameter).sub == "ratna"
    ditolak("kode-ditolak", lambda: panggung.selesaikan(permulaan, parameter))


def test_code_of_another_browser(panggung: Panggung) -> None:
    """Code injection: my transaction, your code. The provider's PKCE check stops it before our nonce does."""
    milik_saya, milik_orang = panggung.mulai(), panggung.mulai()
    parameter = panggung.pilih(milik_saya) | {"code": panggung.pilih(milik_orang)["code"]}
    ditolak("kode-ditolak", lambda: panggung.selesaikan(milik_saya, parameter))


def test_issuer_parameter_of_somebody_else(panggung: Panggung) -> None:
    permulaan = panggung.mulai()
    parameter = panggung.pilih(permulaan)
    for asing in (f"{panggung.alamat}/kab-b", parameter["iss"] + "/", ""):
        ditolak("iss-jawaban-beda", lambda asing=asing: panggung.selesaikan(permulaan, parameter | {"iss": asing}))
    assert panggung.selesaikan(permulaan, parameter).sub == "ratna"


def test_issuer_parameter_missing(panggung: Panggung) -> None:
    permulaan = panggung.mulai()
    parameter = panggung.pilih(permulaan)
    del parameter["iss"]
    ditolak("iss-jawaban-hilang", lambda: panggung.selesaikan(permulaan, parameter))


def test_issuer_parameter_may_miss_where_it_is_not_announced(panggung: Panggung) -> None:
    panggung.palsukan(METADATA, lambda asli: asli | {"authorization_response_iss_parameter_supported": False})
    permulaan = panggung.mulai()
    parameter = panggung.pilih(permulaan)
    asing = parameter | {"iss": f"{panggung.alamat}/kab-b"}
    ditolak("iss-jawaban-beda", lambda: panggung.selesaikan(permulaan, asing))
    del parameter["iss"]
    assert panggung.selesaikan(permulaan, parameter).sub == "ratna"


def test_error_from_the_provider(panggung: Panggung) -> None:
    permulaan = panggung.mulai()
    batal = panggung.pilih(permulaan, batal="1")
    ditolak("dibatalkan", lambda: panggung.selesaikan(permulaan, batal))
    ditolak("penyedia-menolak", lambda: panggung.selesaikan(permulaan, batal | {"error": "<script>"}))
    # Only an answer to our own question counts, and only from the one we asked.
    ditolak("state-beda", lambda: panggung.selesaikan(permulaan, batal | {"state": "lain"}))
    ditolak("iss-jawaban-beda", lambda: panggung.selesaikan(permulaan, batal | {"iss": "https://x.example"}))


def test_answer_without_a_code(panggung: Panggung) -> None:
    permulaan = panggung.mulai()
    parameter = panggung.pilih(permulaan)
    del parameter["code"]
    ditolak("kode-hilang", lambda: panggung.selesaikan(permulaan, parameter))


@pytest.mark.parametrize("id_token", [None, "", 7, "bukan.token", "ä.ö.ü"])
def test_missing_or_broken_id_token(panggung: Panggung, id_token: object) -> None:
    assert panggung.masuk().sub == "ratna"
    panggung.palsukan("token", lambda asli: asli | {"id_token": id_token})
    rusak = isinstance(id_token, str) and id_token
    ditolak("token-rusak" if rusak else "id-token-hilang", panggung.masuk)


def test_access_token_is_bound_to_the_id_token(panggung: Panggung) -> None:
    panggung.palsukan("token", lambda asli: asli | {"access_token": "milik orang lain"})
    ditolak("at-hash-beda", panggung.masuk)


def test_token_of_an_earlier_sign_in(panggung: Panggung) -> None:
    lama = panggung.masuk().id_token
    panggung.palsukan("token", lambda asli: asli | {"id_token": lama})
    ditolak("nonce-beda", panggung.masuk)


def test_mix_up_of_two_providers(panggung: Panggung) -> None:
    """Sign-in begins at A; B answers in its place with a code and, further on, a token of its own."""
    di_a, di_b = panggung.mulai("kota-a"), panggung.mulai("kab-b")
    dari_b = panggung.pilih(di_b) | {"state": di_a.transaksi.state}
    ditolak("iss-jawaban-beda", lambda: panggung.selesaikan(di_a, dari_b))
    menyamar = dari_b | {"iss": f"{panggung.alamat}/kota-a"}
    ditolak("kode-ditolak", lambda: panggung.selesaikan(di_a, menyamar))
    token_b = panggung.masuk("kab-b").id_token
    panggung.palsukan("token", lambda _: {"id_token": token_b})
    ditolak("kunci-tidak-dikenal", lambda: panggung.selesaikan(di_a, menyamar))


def test_issuer_changed_while_the_browser_was_away(panggung: Panggung) -> None:
    permulaan = panggung.mulai("kota-a")
    lain = replace(permulaan.transaksi, issuer=f"{panggung.alamat}/kab-b")
    parameter = panggung.pilih(permulaan)
    ditolak("issuer-berubah", lambda: panggung.selesaikan(replace(permulaan, transaksi=lain), parameter))


@pytest.mark.parametrize(
    ("kode", "ubah"),
    [
        ("metadata-issuer-beda", {"issuer": "https://sso.example"}),
        ("metadata-issuer-beda", {"issuer": None}),
        ("metadata-tanpa-kode", {"response_types_supported": ["token"]}),
        ("metadata-tanpa-pkce", {"code_challenge_methods_supported": ["plain"]}),
        ("metadata-tanpa-pkce", {"code_challenge_methods_supported": None}),
        ("metadata-cara-klien", {"token_endpoint_auth_methods_supported": ["private_key_jwt"]}),
        ("metadata-alamat-asing", {"jwks_uri": "https://sso.example/kunci"}),
        ("metadata-alamat-asing", {"token_endpoint": "http://127.0.0.1:1/kota-a/token"}),
        ("metadata-alamat-asing", {"token_endpoint": "http://169.254.169.254/latest"}),
        ("metadata-alamat-asing", {"authorization_endpoint": "javascript:alert(1)"}),
        ("metadata-alamat-asing", {"authorization_endpoint": None}),
        ("metadata-alamat-asing", {"end_session_endpoint": "https://jahat.example/keluar"}),
    ],
)
def test_untrustworthy_metadata(panggung: Panggung, kode: str, ubah: dict[str, Any]) -> None:
    panggung.palsukan(METADATA, lambda asli: asli | ubah)
    ditolak(kode, panggung.mulai)


def test_endpoints_may_not_borrow_the_host_of_the_issuer(panggung: Panggung) -> None:
    tuan = urlsplit(panggung.alamat).netloc
    for alamat in (f"https://{tuan}/t", f"http://{tuan}@jahat.example/t", f"http://x@{tuan}/t", f"http://{tuan}\\@x/"):
        panggung.palsukan(METADATA, lambda asli, alamat=alamat: asli | {"token_endpoint": alamat})
        panggung.sekarang += timedelta(minutes=1)  # past the pause after a failure
        ditolak("metadata-alamat-asing", panggung.mulai)


def test_metadata_and_keys_are_read_once_an_hour(panggung: Panggung) -> None:
    def bacaan() -> tuple[int, int]:
        hitungan = panggung.perantara.hitungan
        return hitungan[f"/kota-a/{METADATA}"], hitungan["/kota-a/kunci"]

    for _ in range(3):
        panggung.masuk()
    assert bacaan() == (1, 1)
    penyedia, kid = panggung.daftar.untuk(panggung.pengaturan().issuer), panggung.penerbit().kunci.kid
    for lewat, harapan in ((timedelta(minutes=59), (1, 1)), (timedelta(hours=1), (2, 2))):
        penyedia.metadata(panggung.sekarang + lewat)
        assert penyedia.kunci(str(kid), panggung.sekarang + lewat) is not None
        assert bacaan() == harapan


def test_clock_that_is_set_back_makes_us_read_again(panggung: Panggung) -> None:
    panggung.mulai()
    panggung.sekarang -= timedelta(hours=2)
    panggung.mulai()
    assert panggung.perantara.hitungan[f"/kota-a/{METADATA}"] == 2


def test_a_crowd_shares_one_reading(panggung: Panggung) -> None:
    with ThreadPoolExecutor(16) as kolam:
        alamat = {satu.url.split("?")[0] for satu in kolam.map(lambda _: panggung.mulai(), range(16))}
    assert alamat == {f"{panggung.alamat}/kota-a/otorisasi"}
    assert panggung.perantara.hitungan[f"/kota-a/{METADATA}"] == 1


def test_flood_of_unknown_key_ids_is_answered_from_memory(panggung: Panggung) -> None:
    kunci_penyerang = RSAKey.generate_key(2048)

    def serang() -> None:
        for nomor in range(50):
            palsu = jwt.encode({"alg": "RS256", "kid": f"acak-{nomor}"}, {"sub": "ratna"}, kunci_penyerang)
            panggung.palsukan("token", lambda _, palsu=palsu: {"id_token": palsu})
            permulaan = panggung.mulai()
            parameter = {"state": permulaan.transaksi.state, "code": "x", "iss": permulaan.transaksi.issuer}
            ditolak("kunci-tidak-dikenal", lambda p=permulaan, isi=parameter: panggung.selesaikan(p, isi))

    serang()
    assert panggung.perantara.hitungan["/kota-a/kunci"] == 1
    panggung.sekarang += timedelta(seconds=61)
    serang()
    assert panggung.perantara.hitungan["/kota-a/kunci"] == 2
    panggung.perantara.palsu.clear()
    assert panggung.masuk().sub == "ratna"


def test_key_rotation(panggung: Panggung) -> None:
    lama = panggung.penerbit().kunci
    assert panggung.masuk().sub == "ratna"
    baru = RSAKey.generate_key(2048)
    baru.ensure_kid()
    panggung.penerbit().kunci = baru
    ditolak("kunci-tidak-dikenal", panggung.masuk)  # read less than a minute ago
    panggung.sekarang += timedelta(seconds=61)
    assert panggung.masuk().sub == "ratna"
    panggung.penerbit().kunci = lama  # withdrawn above: its signature is worth nothing any more
    ditolak("kunci-tidak-dikenal", panggung.masuk)


def test_withdrawn_key_dies_within_the_hour(panggung: Panggung) -> None:
    panggung.masuk()
    penyedia, kid = panggung.daftar.untuk(panggung.pengaturan().issuer), str(panggung.penerbit().kunci.kid)
    panggung.palsukan("kunci", lambda _: {"keys": []})
    assert penyedia.kunci(kid, panggung.sekarang + timedelta(minutes=59)) is not None
    assert penyedia.kunci(kid, panggung.sekarang + timedelta(minutes=61)) is None


def test_unusable_keys_are_left_out(panggung: Panggung) -> None:
    def campur(asli: dict[str, Any]) -> dict[str, Any]:
        baik = asli["keys"][0]
        rusak = [7, {}, {"kty": "oct", "kid": "o", "k": "eA"}, {"kty": ["RSA"], "kid": "l"}, baik | {"kid": None}]
        rusak += [
            baik | {"kid": "e", "use": "enc"},
            baik | {"kid": "n", "n": baik["n"][:339] + "B"},
            {"kty": "EC", "kid": "x"},
        ]
        return {"keys": [*rusak, baik]}

    panggung.palsukan("kunci", campur)
    assert panggung.masuk().sub == "ratna"
    penyedia = panggung.daftar.untuk(panggung.pengaturan().issuer)
    assert [kid for kid in "olenx" if penyedia.kunci(kid, panggung.sekarang)] == []


def test_provider_that_is_down_is_asked_again_only_after_a_pause(panggung: Panggung) -> None:
    metadata = f"/kota-a/{METADATA}"
    panggung.palsukan(METADATA, lambda _: {})
    ditolak("metadata-issuer-beda", panggung.mulai)
    ditolak("penyedia-masih-gagal", panggung.mulai)
    assert panggung.perantara.hitungan[metadata] == 1
    panggung.perantara.palsu.clear()
    panggung.sekarang += timedelta(seconds=10)
    assert panggung.mulai().url
    assert panggung.perantara.hitungan[metadata] == 2


def test_provider_that_is_gone(panggung: Panggung) -> None:
    tiada = replace(panggung.pengaturan(), issuer="http://127.0.0.1:1/kota-a")
    sekarang = datetime.now(UTC)
    ditolak("penyedia-tidak-terjangkau", lambda: oidc.mulai(tiada, "x", panggung.daftar, sekarang=sekarang))
    assert oidc.url_keluar(tiada, panggung.daftar, "t", f"{APLIKASI}/kota-a/", sekarang=sekarang) is None


def test_leaving_goes_by_the_provider_and_back(panggung: Panggung) -> None:
    kembali = f"{APLIKASI}/kota-a/"
    token = panggung.masuk().id_token
    alamat = oidc.url_keluar(panggung.pengaturan(), panggung.daftar, token, kembali, sekarang=panggung.sekarang)
    assert alamat is not None
    with requests.get(alamat, allow_redirects=False, timeout=5) as respons:
        assert (respons.status_code, respons.headers["Location"]) == (302, kembali)


def test_leaving_where_the_provider_offers_nothing(panggung: Panggung) -> None:
    panggung.palsukan(METADATA, lambda asli: asli | {"end_session_endpoint": None})
    pengaturan, kembali = panggung.pengaturan(), f"{APLIKASI}/kota-a/"
    assert oidc.url_keluar(pengaturan, panggung.daftar, "t", kembali, sekarang=panggung.sekarang) is None


def test_demonstration_tells_the_truth_about_a_second_factor(panggung: Panggung) -> None:
    """A fresh and stronger sign-in before a binding act: given only to whoever typed the code."""
    pengaturan = replace(panggung.pengaturan(), acr=(ACR_DUA,))
    permulaan = oidc.mulai(
        pengaturan, f"{APLIKASI}/kota-a/masuk/kembali", panggung.daftar, sekarang=panggung.sekarang, pembuktian="sesi"
    )
    assert parse_qs(urlsplit(permulaan.url).query)["acr_values"] == [ACR_DUA]
    halaman = requests.get(permulaan.url, timeout=5)
    assert KODE_PERAGAAN in halaman.text
    salah = requests.post(permulaan.url, data={"sub": "ratna", "kode": "1"}, allow_redirects=False, timeout=5)
    assert (salah.status_code, "Kode itu tidak sama" in salah.text) == (422, True)

    def selesai(**isian: str) -> Identitas:
        parameter = panggung.pilih(permulaan, sub="ratna", **isian)
        return oidc.selesaikan(pengaturan, permulaan.transaksi, parameter, panggung.daftar, sekarang=panggung.sekarang)

    ditolak("bukti-lemah", selesai)
    siapa = selesai(kode=KODE_PERAGAAN)
    assert (siapa.acr, siapa.amr) == (ACR_DUA, ("user", "otp", "mfa"))


@pytest.mark.parametrize("tujuan", ["/kerja/\0", "/kerja/\r\nX-Kepala: 1", "/kerja/\x85"])
def test_tujuan_dengan_huruf_kendali_bukan_tujuan(tujuan: str) -> None:
    """Found by a scanner: a NUL reached the database, which takes none."""
    assert _tujuan(tujuan) == "/kerja/"
    assert _tujuan("/kerja/sop?q=surat masuk") == "/kerja/sop?q=surat masuk"
