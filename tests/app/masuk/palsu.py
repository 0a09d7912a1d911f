"""A provider that says whatever a test wants, and the network it is found in: no socket is opened.

`Jaringan` stands where the product has its guarded fetcher; what it does not know, it hands to the real one.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from infra.clock import now
from infra.ids import new_token
from infra.jaringan.pengambil import Jawaban, PengambilAman, PengambilanGagalError

Klaim = dict[str, Any]
KUNCI = {nama: RSAKey.generate_key(2048, {"kid": nama}) for nama in ("satu", "dua", "tiga", "penyerang")}
# Small enough for a header: the library reads no more than 512 bytes of it.
KUNCI_KECIL = ECKey.generate_key("P-256", {"kid": "penyerang"})


@dataclass
class Penyedia:
    """One issuer. `palsukan` changes the answer to a code; `pkce` and `sekali` are what a careless one leaves out."""

    issuer: str
    kunci: RSAKey
    metadata: dict[str, Any] = field(default_factory=dict)
    jwks: list[RSAKey] = field(default_factory=list)
    pkce: bool = True
    sekali: bool = True
    mundur: float = 0
    palsukan: Callable[[dict[str, Any], Klaim], dict[str, Any]] = lambda jawaban, _: jawaban
    kode: dict[str, tuple[Klaim, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.jwks = self.jwks or [self.kunci]

    def dokumen(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/otorisasi",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/kunci",
            "end_session_endpoint": f"{self.issuer}/keluar",
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        } | self.metadata

    def kini(self) -> int:
        return int(now().timestamp() - self.mundur)

    def setujui(self, url: str, **klaim: Any) -> dict[str, str]:
        """Somebody signs in here; what the browser takes back. `...` leaves a claim out."""
        tanya = {nama: nilai[0] for nama, nilai in parse_qs(urlsplit(url).query).items()}
        dasar = {"iss": self.issuer, "aud": tanya["client_id"], "nonce": tanya["nonce"], "iat": self.kini()}
        dasar |= {"exp": self.kini() + 600, "auth_time": self.kini(), "sub": "siapa", "name": "Siapa Saja"}
        kode = new_token()
        self.kode[kode] = (bersih(dasar | klaim), tanya["code_challenge"])
        return {"code": kode, "state": tanya["state"], "iss": self.issuer}

    def token(self, isi: Mapping[str, str]) -> Jawaban:
        ambil = self.kode.pop if self.sekali else self.kode.get
        klaim, tantangan = ambil(isi["code"], None) or ({}, "")
        terbukti = not self.pkce or create_s256_code_challenge(isi.get("code_verifier", "")) == tantangan
        if not klaim or not terbukti:
            return Jawaban(400, {"error": "invalid_grant"})
        jawaban = {"access_token": "akses", "token_type": "Bearer", "id_token": tanda_tangani(self.kunci, klaim)}
        return Jawaban(200, self.palsukan(jawaban, klaim))

    def token_keluar(self, aud: str, **klaim: Any) -> str:
        dasar = {"iss": self.issuer, "aud": aud, "iat": self.kini(), "exp": self.kini() + 120, "jti": new_token()}
        dasar |= {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}}
        return tanda_tangani(self.kunci, bersih(dasar | klaim), typ="logout+jwt")


def bersih(klaim: Klaim) -> Klaim:
    return {nama: nilai for nama, nilai in klaim.items() if nilai is not ...}


def tanda_tangani(kunci: RSAKey | ECKey, klaim: Klaim, **kepala: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": kunci.kid, "typ": "JWT"} | kepala, klaim, kunci)


@dataclass
class Jaringan:
    """Who is asked what, and how often."""

    penyedia: list[Penyedia]
    asli: PengambilAman
    mati: bool = False
    hitungan: Counter[str] = field(default_factory=Counter)
    terkirim: list[tuple[str, str]] = field(default_factory=list)

    def ambil(self, url: str) -> dict[str, Any]:
        self.hitungan[url] += 1
        if self.mati:
            raise PengambilanGagalError("tidak-terjangkau")
        for satu in self.penyedia:
            if url == f"{satu.issuer}/.well-known/openid-configuration":
                return satu.dokumen()
            if url == f"{satu.issuer}/kunci":
                return {"keys": [kunci.as_dict(private=False) for kunci in satu.jwks]}
        return self.asli.ambil(url)

    def kirim(self, url: str, isi: str, kepala: Mapping[str, str]) -> Jawaban:
        self.terkirim.append((url, isi))
        for satu in self.penyedia:
            if url == f"{satu.issuer}/token":
                return satu.token(dict(parse_qsl(isi)))
        return self.asli.kirim(url, isi, kepala)


def mentah(kepala: Klaim, klaim: Klaim, tanda: Callable[[bytes], bytes] = lambda _: b"") -> str:
    """A token put together by hand, since no library would make it."""
    bagian = ".".join(b64(json.dumps(satu).encode()) for satu in (kepala, klaim))
    return f"{bagian}.{b64(tanda(bagian.encode()))}"


def b64(bita: bytes) -> str:
    return base64.urlsafe_b64encode(bita).rstrip(b"=").decode()
