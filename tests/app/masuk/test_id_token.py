"""Each kind of bad token by itself: first the honest one is let in, then the one with a single fault is not."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from app.masuk.id_token import Harapan, periksa_id_token
from app.masuk.identitas import baca_identitas
from app.masuk.kunci import baca_kunci
from app.masuk.penolakan import TIDAK_DIPERCAYA, MasukDitolakError
from tenants.oidc import ALGORITMA_DIKENAL, PengaturanOidc

SEKARANG = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
KINI = int(SEKARANG.timestamp())
PENGATURAN = PengaturanOidc("https://sso.kota-a.example", "riwayat-a", "rahasia")
HARAPAN = Harapan(PENGATURAN, "sekali", "token-akses")

RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
EC = ECKey.generate_key("P-256", {"kid": "ec"})
PENYERANG = RSAKey.generate_key(2048, {"kid": "rsa"})

Isi = dict[str, Any]


def klaim(**ubah: Any) -> Isi:
    dasar = {
        "iss": PENGATURAN.issuer,
        "sub": "ratna",
        "aud": "riwayat-a",
        "nonce": "sekali",
        "iat": KINI,
        "exp": KINI + 600,
    }
    return {nama: nilai for nama, nilai in (dasar | ubah).items() if nilai is not ...}


def b64(bita: bytes) -> str:
    return base64.urlsafe_b64encode(bita).rstrip(b"=").decode()


def mentah(kepala: object, isi: object, tanda: Callable[[bytes], bytes]) -> str:
    """A token put together by hand, since no library would make most of these."""
    bagian = ".".join(b64(json.dumps(satu).encode()) for satu in (kepala, isi))
    return f"{bagian}.{b64(tanda(bagian.encode()))}"


def dengan(kunci: Key, alg: str = "RS256") -> Callable[[bytes], bytes]:
    model = jws.JWSRegistry.algorithms[alg]
    return lambda bita: model.sign(bita, kunci)


def token(isi: object | None = None, kunci: Key = RSA, **kepala: Any) -> str:
    dasar = {"alg": "RS256", "kid": kunci.kid, "typ": "JWT"} | kepala
    return mentah(
        {nama: nilai for nama, nilai in dasar.items() if nilai is not ...},
        klaim() if isi is None else isi,
        dengan(kunci, dasar["alg"] if dasar["alg"] in ALGORITMA_DIKENAL else "RS256"),
    )


def periksa(isi: str, *kunci: Key, harapan: Harapan = HARAPAN) -> Isi:
    umum = baca_kunci({"keys": [satu.as_dict(private=False) for satu in kunci or (RSA, EC)]})
    return periksa_id_token(isi, harapan, umum.get, SEKARANG)


def ditolak(kode: str, isi: str, *kunci: Key, harapan: Harapan = HARAPAN) -> None:
    with pytest.raises(MasukDitolakError) as galat:
        periksa(isi, *kunci, harapan=harapan)
    assert (galat.value.kode, galat.value.kalimat) == (kode, TIDAK_DIPERCAYA)
    assert "ratna" not in f"{galat.value}{galat.value.kalimat}"


def at_hash(nilai: str, nama: str = "sha256") -> str:
    cerna = hashlib.new(nama, nilai.encode()).digest()
    return b64(cerna[: len(cerna) // 2])


@pytest.mark.parametrize(
    ("kode", "honest", "bad"),
    [
        ("iss-beda", {}, {"iss": "https://sso.kota-b.example"}),
        ("iss-beda", {}, {"iss": "https://sso.kota-a.example/"}),
        ("iss-beda", {}, {"iss": ...}),
        ("aud-beda", {}, {"aud": "lain"}),
        ("aud-beda", {}, {"aud": "lain", "azp": "riwayat-a"}),
        ("aud-beda", {"aud": ["riwayat-a"]}, {"aud": ["riwayat-a", "lain"]}),
        ("aud-beda", {"aud": ["riwayat-a"]}, {"aud": []}),
        ("aud-beda", {}, {"aud": ...}),
        ("azp-beda", {"azp": "riwayat-a"}, {"azp": "lain"}),
        ("azp-beda", {"azp": "riwayat-a"}, {"azp": None}),
        ("nonce-beda", {}, {"nonce": "lain"}),
        ("nonce-beda", {}, {"nonce": "\ud800"}),
        ("nonce-beda", {}, {"nonce": ["sekali"]}),
        ("nonce-beda", {}, {"nonce": ...}),
        ("exp-lewat", {"iat": KINI - 60, "exp": KINI - 29}, {"iat": KINI - 60, "exp": KINI - 30}),
        ("exp-lewat", {}, {"exp": float("nan")}),
        ("exp-salah", {}, {"exp": ...}),
        ("exp-salah", {}, {"exp": str(KINI + 600)}),
        ("exp-salah", {}, {"exp": True}),
        ("exp-salah", {}, {"exp": 10**400}),
        ("iat-salah", {}, {"iat": ...}),
        ("iat-jauh", {"iat": KINI - 300}, {"iat": KINI - 301}),
        ("iat-jauh", {"iat": KINI + 300}, {"iat": KINI + 301}),
        ("iat-jauh", {}, {"iat": float("nan")}),
        ("umur-terlalu-panjang", {"exp": KINI + 86_399}, {"exp": KINI + 86_400}),
        ("umur-terlalu-panjang", {}, {"exp": float("inf")}),
        ("umur-terlalu-panjang", {"iat": KINI - 20, "exp": KINI - 19}, {"iat": KINI - 20, "exp": KINI - 20}),
        ("nbf-belum", {"nbf": KINI + 300}, {"nbf": KINI + 301}),
        ("nbf-salah", {"nbf": KINI}, {"nbf": "nanti"}),
        ("auth-time-salah", {"auth_time": KINI - 9_999_999}, {"auth_time": KINI + 31}),
        ("auth-time-salah", {"auth_time": 0}, {"auth_time": -1}),
        ("sub-salah", {}, {"sub": ...}),
        ("sub-salah", {}, {"sub": ""}),
        ("sub-salah", {}, {"sub": 7}),
        ("sub-salah", {"sub": "a" * 255}, {"sub": "a" * 256}),
        ("sub-salah", {}, {"sub": "ratna\x00"}),
        ("sub-salah", {}, {"sub": "ratnа"}),
        ("token-keluar", {}, {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}}),
        ("at-hash-beda", {"at_hash": at_hash("token-akses")}, {"at_hash": at_hash("token-lain")}),
        ("at-hash-beda", {"at_hash": at_hash("token-akses")}, {"at_hash": None}),
    ],
)
def test_claims(kode: str, honest: Isi, bad: Isi) -> None:
    assert periksa(token(klaim(**honest)))["iss"] == PENGATURAN.issuer
    ditolak(kode, token(klaim(**bad)))


def test_at_hash_without_an_access_token() -> None:
    isi = token(klaim(at_hash=at_hash("token-akses")))
    assert periksa(isi)
    ditolak("at-hash-beda", isi, harapan=Harapan(PENGATURAN, "sekali"))


@pytest.mark.parametrize(
    ("kode", "honest", "bad"),
    [
        ("kid-hilang", {}, {"kid": ...}),
        ("kid-hilang", {}, {"kid": ""}),
        ("kid-hilang", {}, {"kid": 7}),
        ("kid-hilang", {}, {"kid": ["rsa"]}),
        ("kunci-tidak-dikenal", {}, {"kid": "lain"}),
        ("kepala-ditolak", {"x5t": "YWJj", "milik-penyedia": 1}, {"jku": "https://jahat.example/kunci"}),
        ("kepala-ditolak", {}, {"jwk": EC.as_dict(private=False)}),
        ("kepala-ditolak", {}, {"x5u": "https://jahat.example/sertifikat"}),
        ("kepala-ditolak", {}, {"x5c": ["YWJj"]}),
        ("kepala-ditolak", {}, {"crit": ["exp"], "exp": 1}),
        ("token-rusak", {}, {"b64": False}),
        ("kepala-ditolak", {}, {"b64": True}),
        ("typ-ditolak", {"typ": "jwt"}, {"typ": "logout+jwt"}),
        ("typ-ditolak", {"typ": ...}, {"typ": "at+jwt"}),
        ("typ-ditolak", {}, {"typ": None}),
    ],
)
def test_headers(kode: str, honest: Isi, bad: Isi) -> None:
    assert periksa(token(**honest))["sub"] == "ratna"
    ditolak(kode, token(**bad))


@pytest.mark.parametrize("alg", ["none", "None", "HS256", "HS512", "RS384", "ES256K", "", 7, ..., ["RS256"]])
def test_algorithms_that_are_not_on_our_list(alg: Any) -> None:
    assert periksa(token())["sub"] == "ratna"
    ditolak("token-rusak" if alg is ... else "alg-ditolak", token(alg=alg))


def test_no_signature_at_all() -> None:
    for alg in ("none", "RS256"):
        tanpa = mentah({"alg": alg, "kid": "rsa"}, klaim(), lambda _: b"")
        ditolak("alg-ditolak" if alg == "none" else "tanda-tangan-salah", tanpa)


def test_public_key_as_a_shared_secret() -> None:
    pem = RSA.as_pem(private=False)
    palsu = mentah({"alg": "HS256", "kid": "rsa"}, klaim(), lambda b: hmac.digest(pem, b, "sha256"))
    ditolak("alg-ditolak", palsu)


def test_list_of_one_tenant_can_be_shorter() -> None:
    hanya_ec = PengaturanOidc(PENGATURAN.issuer, "riwayat-a", "rahasia", algoritma=("ES256",))
    harapan = Harapan(hanya_ec, "sekali")
    assert periksa(token(kunci=EC, alg="ES256"), harapan=harapan)
    ditolak("alg-ditolak", token(), harapan=harapan)


@pytest.mark.parametrize("algoritma", [("none",), ("RS256", "HS256"), ("Ed448",), ()])
def test_settings_refuse_what_is_no_asymmetric_signature(algoritma: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="algoritma"):
        PengaturanOidc("https://sso.example", "a", "b", algoritma=algoritma)


def test_settings_need_openid_and_hide_the_secret() -> None:
    with pytest.raises(ValueError, match="openid"):
        PengaturanOidc("https://sso.example", "a", "b", scopes=("profile",))
    assert "rahasia" not in repr(PENGATURAN)


@pytest.mark.parametrize(
    ("alg", "kunci", "cerna"),
    [
        ("RS256", RSA, "sha256"),
        ("PS256", RSA, "sha256"),
        ("ES256", EC, "sha256"),
        ("ES384", ECKey.generate_key("P-384", {"kid": "p384"}), "sha384"),
        ("ES512", ECKey.generate_key("P-521", {"kid": "p521"}), "sha512"),
        ("EdDSA", OKPKey.generate_key("Ed25519", {"kid": "ed"}), "sha512"),
    ],
)
def test_every_algorithm_of_the_list_works_and_notices_a_change(alg: str, kunci: Key, cerna: str) -> None:
    isi = token(klaim(at_hash=at_hash("token-akses", cerna)), kunci, alg=alg)
    assert periksa(isi, kunci)["sub"] == "ratna"
    kepala, muatan, tanda = isi.split(".")
    diubah = b64(json.dumps(klaim(sub="budi")).encode())
    ditolak("tanda-tangan-salah", f"{kepala}.{diubah}.{tanda}", kunci)
    ditolak("tanda-tangan-salah", f"{kepala}.{muatan}.", kunci)
    ditolak("tanda-tangan-salah", token(kunci=PENYERANG, alg="RS256", kid=kunci.kid), kunci)


def test_key_is_held_to_its_own_words() -> None:
    hanya_ps = RSAKey.import_key(RSA.as_dict(private=True) | {"alg": "PS256"})
    assert periksa(token(kunci=hanya_ps, alg="PS256"), hanya_ps)
    ditolak("tanda-tangan-salah", token(kunci=RSA, alg="RS256"), hanya_ps)
    ditolak("tanda-tangan-salah", token(kunci=RSA, kid="ec"), RSA, EC)
    sandi = RSAKey.import_key(RSA.as_dict(private=True) | {"use": "enc"})
    ditolak("kunci-tidak-dikenal", token(), sandi)


RUSAK = {
    "empty": "",
    "two parts": "a.b",
    "five parts": "a.b.c.d.e",
    "a fourth part": token() + ".x",
    "padded": token() + "=",
    "no header": "." + token().split(".", 1)[1],
    "header is a list": mentah(["alg"], klaim(), dengan(RSA)),
    "header is a text": mentah("alg", klaim(), dengan(RSA)),
    "header is a number": mentah(7, klaim(), dengan(RSA)),
    "claims are a list": token([klaim()]),
    "claims are a text": token("teks"),
    "detached claims": token().split(".", maxsplit=1)[0] + ".." + token().rsplit(".", maxsplit=1)[1],
    "far too long": token(klaim(sampah="x" * 200_000)),
}


# Named, since the tokens themselves differ from one test worker to the next.
@pytest.mark.parametrize("rusak", RUSAK.values(), ids=RUSAK.keys())
def test_what_is_no_token(rusak: str) -> None:
    assert periksa(token())
    with pytest.raises(MasukDitolakError) as galat:
        periksa(rusak)
    assert galat.value.kode in ("token-rusak", "tanda-tangan-salah")


def test_bottomless_json_under_a_good_signature() -> None:
    kepala, dalam = b64(json.dumps({"alg": "RS256", "kid": "rsa"}).encode()), b64(b"[" * 90_000)
    tanda = dengan(RSA)(f"{kepala}.{dalam}".encode())
    ditolak("token-rusak", f"{kepala}.{dalam}.{b64(tanda)}")


def test_person_is_read_with_care() -> None:
    isi = klaim(
        name="  Ratna\x00 Dewi\ud800 ", nip=19850101, unit="x" * 999, email="", amr=["otp", 7, ""], acr=["2"], sid="s"
    )
    siapa = baca_identitas(periksa(token(isi)), PENGATURAN, "token")
    assert (siapa.nama, siapa.nip, siapa.unit, siapa.email) == ("Ratna Dewi", None, "x" * 200, None)
    assert (siapa.amr, siapa.acr, siapa.sid, siapa.auth_time) == (("otp",), None, "s", None)


def test_claim_names_are_the_tenants() -> None:
    lain = PengaturanOidc(
        PENGATURAN.issuer, "riwayat-a", "x", klaim_nip="pegawai_id", klaim_nama="nama", klaim_unit="opd"
    )
    isi = klaim(pegawai_id="1985", nama="Ratna", opd="Setda", name="bukan ini")
    siapa = baca_identitas(periksa(token(isi)), lain, "token")
    assert (siapa.nip, siapa.nama, siapa.unit) == ("1985", "Ratna", "Setda")
