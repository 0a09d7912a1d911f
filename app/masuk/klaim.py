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
    periksa_pihak(klaim, pengaturan)
    _periksa_sub(klaim)
    periksa_exp(klaim, sekarang)
    periksa_iat(klaim, sekarang, UMUR_TERPANJANG)
    _periksa_nbf(klaim, sekarang)
    _periksa_auth_time(klaim)
    _periksa_bukan_keluar(klaim)
    _periksa_nonce(klaim, nonce)
    if "at_hash" in klaim:
        _periksa_at_hash(klaim["at_hash"], *jejak_akses)


def periksa_pihak(klaim: Klaim, pengaturan: PengaturanOidc) -> None:
    """Who made the token, and for whom."""
    _periksa_iss(klaim, pengaturan)
    _periksa_aud(klaim, pengaturan)


def _periksa_iss(klaim: Klaim, pengaturan: PengaturanOidc) -> None:
    if klaim.get("iss") != pengaturan.issuer:
        raise MasukDitolakError("iss-beda")


def _periksa_aud(klaim: Klaim, pengaturan: PengaturanOidc) -> None:
    # For us alone: a token that names a second audience can be replayed here by that audience.
    if klaim.get("aud") not in (pengaturan.client_id, [pengaturan.client_id]):
        raise MasukDitolakError("aud-beda")
    if "azp" in klaim and klaim["azp"] != pengaturan.client_id:
        raise MasukDitolakError("azp-beda")


def _periksa_sub(klaim: Klaim) -> None:
    if not wajar(klaim.get("sub")):
        raise MasukDitolakError("sub-salah")


# Each test of a time is written so that NaN, which JSON lets through in Python, fails it.


def periksa_exp(klaim: Klaim, sekarang: float) -> None:
    if not sekarang < _detik(klaim, "exp") + KELONGGARAN:
        raise MasukDitolakError("exp-lewat")


def periksa_iat(klaim: Klaim, sekarang: float, terlama: float) -> None:
    """Made just now, and not for longer than such a token is needed."""
    exp, iat = _detik(klaim, "exp"), _detik(klaim, "iat")
    if not abs(sekarang - iat) <= IAT_TERJAUH:
        raise MasukDitolakError("iat-jauh")
    if not 0 < exp - iat < terlama:
        raise MasukDitolakError("umur-terlalu-panjang")


def _periksa_nbf(klaim: Klaim, sekarang: float) -> None:
    # As far ahead as the provider's clock may be: some write the time of issue here as well.
    if "nbf" in klaim and not _detik(klaim, "nbf") <= sekarang + IAT_TERJAUH:
        raise MasukDitolakError("nbf-belum")


def _periksa_auth_time(klaim: Klaim) -> None:
    # By the provider's own clock, which may be ahead of ours: nobody signs in after his token was made. A sign-in of
    # the future would stay fresh for a binding act for as long as it likes.
    if "auth_time" in klaim and not 0 <= _detik(klaim, "auth_time") <= _detik(klaim, "iat") + KELONGGARAN:
        raise MasukDitolakError("auth-time-salah")


def _periksa_bukan_keluar(klaim: Klaim) -> None:
    if "events" in klaim:
        raise MasukDitolakError("token-keluar")


def _periksa_nonce(klaim: Klaim, nonce: str) -> None:
    if not isinstance(klaim.get("nonce"), str) or not sama(klaim["nonce"], nonce):
        raise MasukDitolakError("nonce-beda")


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


def wajar(nilai: object) -> bool:
    """What a `sub`, `sid` or `jti` looks like: ASCII by the standard; printable, as a zero byte would break the
    database's text; not empty, as all who have none would be one person."""
    return isinstance(nilai, str) and 1 <= len(nilai) <= SUB_TERPANJANG and nilai.isascii() and nilai.isprintable()


def sama(satu: str, dua: str) -> bool:
    """Equal, in a time that does not tell how much of it is."""
    return hmac.compare_digest(satu.encode("utf-8", "surrogatepass"), dua.encode("utf-8", "surrogatepass"))
