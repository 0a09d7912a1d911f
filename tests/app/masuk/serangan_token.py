"""Attacks by what stands in the token, or by what signs it. Each says whether the attacker got in."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any

from tests.app.masuk.medan import Medan
from tests.app.masuk.palsu import KUNCI, KUNCI_KECIL, Klaim, mentah, tanda_tangani

Serangan = Callable[[Medan], bool]
HARI = 24 * 60 * 60


def klaim(**isi: Any) -> Serangan:
    """Everything is honest but these claims."""
    return lambda m: m.masuk(**isi).di_dalam(m.a)


def waktu(iat: int, exp: int) -> Serangan:
    """Made and ending so many seconds from now."""

    def serang(m: Medan) -> bool:
        kini = m.penyedia_a.kini()
        return m.masuk(iat=kini + iat, exp=kini + exp, auth_time=kini + iat).di_dalam(m.a)

    return serang


def aud_bersama_orang_asing(m: Medan) -> bool:
    return m.masuk(aud=["riwayat-a", "riwayat-b"]).di_dalam(m.a)


def iss_dengan_garis(m: Medan) -> bool:
    return m.masuk(iss=m.penyedia_a.issuer + "/").di_dalam(m.a)


def _ganti_token(m: Medan, buat: Callable[[Klaim], str]) -> bool:
    """The answer to the code carries this token instead."""
    m.penyedia_a.palsukan = lambda jawaban, isi: jawaban | {"id_token": buat(isi)}
    return m.masuk().di_dalam(m.a)


def alg_none(m: Medan) -> bool:
    return _ganti_token(m, lambda isi: mentah({"alg": "none", "kid": "satu"}, isi))


def alg_none_diumumkan(m: Medan) -> bool:
    m.penyedia_a.metadata["id_token_signing_alg_values_supported"] = ["RS256", "none"]
    return alg_none(m)


def kunci_umum_sebagai_rahasia(m: Medan) -> bool:
    pem = KUNCI["satu"].as_pem(private=False)
    kepala = {"alg": "HS256", "kid": "satu"}
    return _ganti_token(m, lambda isi: mentah(kepala, isi, lambda bita: hmac.digest(pem, bita, "sha256")))


def kunci_umum_sebagai_rahasia_diumumkan(m: Medan) -> bool:
    m.penyedia_a.metadata["id_token_signing_alg_values_supported"] = ["RS256", "HS256"]
    return kunci_umum_sebagai_rahasia(m)


def kunci_dibawa_token(m: Medan) -> bool:
    umum = KUNCI_KECIL.as_dict(private=False)
    return _ganti_token(m, lambda isi: tanda_tangani(KUNCI_KECIL, isi, alg="ES256", kid="satu", jwk=umum))


def kid_tidak_dikenal(m: Medan) -> bool:
    return _ganti_token(m, lambda isi: tanda_tangani(KUNCI["penyerang"], isi))


def kunci_penyedia_lain(m: Medan) -> bool:
    """Signed by a provider that this installation knows well, but not this government's."""
    m.rumah.penyedia.untuk(m.asing.issuer)
    return _ganti_token(m, lambda isi: tanda_tangani(m.asing.kunci, isi))


def tanpa_id_token(m: Medan) -> bool:
    m.penyedia_a.palsukan = lambda jawaban, _: {"access_token": jawaban["access_token"]}
    return m.masuk().di_dalam(m.a)


def metadata_tanpa_issuer(m: Medan) -> bool:
    m.penyedia_a.metadata["issuer"] = None
    return m.masuk(iss=m.asing.issuer).di_dalam(m.a)


def metadata_issuer_lain(m: Medan) -> bool:
    m.penyedia_a.metadata["issuer"] = m.asing.issuer
    return m.masuk(iss=m.asing.issuer).di_dalam(m.a)


def token_keluar_sebagai_id_token(m: Medan) -> bool:
    return _ganti_token(m, lambda isi: m.penyedia_a.token_keluar("riwayat-a", sub=isi["sub"]))
