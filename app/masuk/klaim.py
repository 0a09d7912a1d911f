"""What the claims of an ID token must say, once its signature is known to be the provider's."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from app.masuk.penolakan import MasukDitolakError
from tenants.oidc import PengaturanOidc

KELONGGARAN = 30
IAT_TERJAUH = 5 * 60
UMUR_TERPANJANG = 24 * 60 * 60
SUB_TERPANJANG = 255

Klaim = Mapping[str, Any]


def periksa_klaim(
    klaim: Klaim,
    *,
    pengaturan: PengaturanOidc,
    nonce: str,
    jejak_akses: tuple[str, str | None],
    sekarang: float,
) -> None:
    """`jejak_akses` is (alg of the token's header, access token): what `at_hash` is made of."""
    _periksa_pihak(klaim, pengaturan)
    _periksa_waktu(klaim, sekarang)
    if "events" in klaim:
        raise MasukDitolakError("token-keluar")
    if not isinstance(klaim.get("nonce"), str) or not sama(klaim["nonce"], nonce):
        raise MasukDitolakError("nonce-beda")
    if "at_hash" in klaim:
        _periksa_at_hash(klaim["at_hash"], *jejak_akses)


def _periksa_pihak(klaim: Klaim, pengaturan: PengaturanOidc) -> None:
    if klaim.get("iss") != pengaturan.issuer:
        raise MasukDitolakError("iss-beda")
    # For us alone: a token that names a second audience can be replayed here by that audience.
    if klaim.get("aud") not in (pengaturan.client_id, [pengaturan.client_id]):
        raise MasukDitolakError("aud-beda")
    if "azp" in klaim and klaim["azp"] != pengaturan.client_id:
        raise MasukDitolakError("azp-beda")
    sub = klaim.get("sub")
    if not isinstance(sub, str) or not 1 <= len(sub) <= SUB_TERPANJANG or not _huruf_biasa(sub):
        raise MasukDitolakError("sub-salah")


def _periksa_waktu(klaim: Klaim, sekarang: float) -> None:
    # Each test is written so that NaN, which JSON lets through in Python, fails it.
    exp, iat = _detik(klaim, "exp"), _detik(klaim, "iat")
    if not sekarang < exp + KELONGGARAN:
        raise MasukDitolakError("exp-lewat")
    if not abs(sekarang - iat) <= IAT_TERJAUH:
        raise MasukDitolakError("iat-jauh")
    if not 0 < exp - iat < UMUR_TERPANJANG:
        raise MasukDitolakError("umur-terlalu-panjang")
    if "nbf" in klaim and not _detik(klaim, "nbf") <= sekarang + KELONGGARAN:
        raise MasukDitolakError("nbf-belum")
    # A sign-in of the future would stay fresh for a step-up for as long as it likes.
    if "auth_time" in klaim and not 0 <= _detik(klaim, "auth_time") <= sekarang + KELONGGARAN:
        raise MasukDitolakError("auth-time-salah")


def _detik(klaim: Klaim, nama: str) -> float:
    nilai = klaim.get(nama)
    try:
        if isinstance(nilai, int | float) and not isinstance(nilai, bool):
            return float(nilai)
    except OverflowError:
        pass
    raise MasukDitolakError(f"{nama.replace('_', '-')}-salah")


def _periksa_at_hash(at_hash: object, alg: str, access_token: str | None) -> None:
    if not isinstance(at_hash, str) or access_token is None:
        raise MasukDitolakError("at-hash-beda")
    # EdDSA names no hash; its signature uses SHA-512, and so do the providers.
    cerna = hashlib.new("sha512" if alg == "EdDSA" else f"sha{alg[2:]}", access_token.encode()).digest()
    separuh = urlsafe_b64encode(cerna[: len(cerna) // 2]).rstrip(b"=").decode()
    if not sama(at_hash, separuh):
        raise MasukDitolakError("at-hash-beda")


def _huruf_biasa(sub: str) -> bool:
    # ASCII by the standard; printable, since a zero byte would break the database's text.
    return sub.isascii() and sub.isprintable()


def sama(satu: str, dua: str) -> bool:
    """Equal, in a time that does not tell how much of it is."""
    return hmac.compare_digest(satu.encode("utf-8", "surrogatepass"), dua.encode("utf-8", "surrogatepass"))
