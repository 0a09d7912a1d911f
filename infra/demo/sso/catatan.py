"""What a provider remembers, in the shape that Authlib asks for: the client, sessions, codes, tokens."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from authlib.oidc.core import AuthorizationCodeMixin

from infra.demo.sso.orang import OrangPeragaan, PemdaPeragaan
from infra.ids import new_token

Jam = Callable[[], float]

# Nobody is asked for a password here, and the provider says so: a click proves presence, no more. Whoever is asked for
# the second factor by `acr_values` copies the code that stands beside the field.
ACR_SATU, AMR_SATU = "0", ["user"]
ACR_DUA, AMR_DUA = "urn:riwayat:peragaan:dua-faktor", ["user", "otp", "mfa"]
KODE_PERAGAAN = "246810"

SCOPE = ("openid", "profile")
CARA_KLIEN = ("client_secret_basic", "client_secret_post", "private_key_jwt")


@dataclass(frozen=True)
class Klien(ClientMixin):  # type: ignore[misc]
    """Riwayat itself, as registered at one provider."""

    pemda: PemdaPeragaan
    alamat: str

    @property
    def client_metadata(self) -> dict[str, Any]:
        return {"post_logout_redirect_uris": [f"{self.alamat}/{kode}/" for kode in self._pemakai]}

    @property
    def _pemakai(self) -> tuple[str, ...]:
        return self.pemda.untuk or (self.pemda.kode,)

    @property
    def alamat_kunci(self) -> str:
        """Where Riwayat publishes the keys by which it signs."""
        return f"{self.alamat}/{self._pemakai[0]}/masuk/kunci"

    def get_client_id(self) -> str:
        return self.pemda.client_id

    def get_default_redirect_uri(self) -> None:
        return None  # the client must say where it waits

    def get_allowed_scope(self, scope: str | None) -> str:
        return " ".join(satu for satu in (scope or "").split() if satu in SCOPE)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in [f"{self.alamat}/{kode}/masuk/kembali" for kode in self._pemakai]

    def check_client_secret(self, client_secret: str) -> bool:
        return secrets.compare_digest(self.pemda.client_secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method in CARA_KLIEN

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass(frozen=True)
class Sesi:
    """Somebody who has signed in here, in one browser."""

    orang: OrangPeragaan
    sejak: int
    dua_faktor: bool = False
    sid: str = field(default_factory=new_token)


@dataclass(frozen=True)
class Kode(AuthorizationCodeMixin):  # type: ignore[misc]
    UMUR: ClassVar[int] = 60

    sesi: Sesi
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str
    code_challenge_method: str
    dibuat: float

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return self.sesi.sejak

    def get_acr(self) -> str:
        return ACR_DUA if self.sesi.dua_faktor else ACR_SATU

    def get_amr(self) -> list[str]:
        return AMR_DUA if self.sesi.dua_faktor else AMR_SATU


@dataclass(frozen=True)
class TokenAkses(TokenMixin):  # type: ignore[misc]
    UMUR: ClassVar[int] = 600

    sesi: Sesi
    klien: Klien
    scope: str
    dibuat: float
    jam: Jam

    def get_scope(self) -> str:
        return self.scope

    def get_user(self) -> Sesi:
        return self.sesi

    def get_client(self) -> Klien:
        return self.klien

    def is_expired(self) -> bool:
        return self.jam() >= self.dibuat + self.UMUR

    def is_revoked(self) -> bool:
        return False
