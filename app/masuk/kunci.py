"""The public keys of a provider, by their id."""

from collections.abc import Mapping
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

JENIS: dict[str, type[RSAKey | ECKey | OKPKey]] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}

# 2048 bits written in base64url; a shorter modulus is not worth its signature.
PANJANG_MODULUS = 342


def baca_kunci(dokumen: Mapping[str, Any]) -> dict[str, Key]:
    """Keep what can verify a signature; one key that we cannot read does not spoil the others.

    Symmetric keys (`oct`) are left out, so that a public document can never become a shared secret.
    """
    daftar = dokumen.get("keys")
    kunci: dict[str, Key] = {}
    for jwk in daftar if isinstance(daftar, list) else []:
        if isinstance(jwk, dict) and _dapat_dipakai(jwk):
            try:
                kunci.setdefault(jwk["kid"], JENIS[jwk["kty"]].import_key(jwk))
            except (JoseError, ValueError, TypeError, KeyError):
                continue
    return kunci


def _dapat_dipakai(jwk: Mapping[str, Any]) -> bool:
    kid, jenis = jwk.get("kid"), jwk.get("kty")
    if not isinstance(kid, str) or not kid or jenis not in tuple(JENIS):
        return False
    if jwk.get("use", "sig") != "sig":
        return False
    return jenis != "RSA" or (isinstance(jwk.get("n"), str) and len(jwk["n"]) >= PANJANG_MODULUS)
