"""Authlib's authorization server, told about one `Penerbit`."""

from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2.rfc6749.errors import InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core import UserInfo, UserInfoEndpoint
from authlib.oidc.core.grants import OpenIDCode
from authlib.oidc.rpinitiated import EndSessionEndpoint
from flask import Flask

from infra.demo.sso.catatan import CARA_KLIEN, Klien, Kode, Sesi, TokenAkses
from infra.demo.sso.penerbit import Penerbit
from infra.demo.sso.pernyataan import AmbilKunci, PernyataanKlien


def buat_peladen(aplikasi: Flask, penerbit: Penerbit, ambil_kunci: AmbilKunci) -> AuthorizationServer:
    def cari_klien(client_id: str) -> Klien | None:
        return penerbit.klien if client_id == penerbit.pemda.client_id else None

    def simpan_token(token: dict[str, Any], permintaan: Any) -> None:
        isi = TokenAkses(permintaan.user, permintaan.client, token.get("scope", ""), penerbit.jam(), penerbit.jam)
        penerbit.simpan_token(token["access_token"], isi)

    peladen = AuthorizationServer(aplikasi, cari_klien, simpan_token)
    hibah = type("HibahPenerbit", (Hibah,), {"penerbit": penerbit})
    peladen.register_grant(hibah, [TokenIdentitas(penerbit), PkceWajib()])
    peladen.register_client_auth_method("private_key_jwt", PernyataanKlien(penerbit, ambil_kunci))
    peladen.register_extension(ParameterIss(penerbit))
    peladen.register_endpoint(Pengguna(penerbit))
    peladen.register_endpoint(AkhirSesi(penerbit))
    return peladen


class Hibah(AuthorizationCodeGrant):  # type: ignore[misc]
    """The code grant; Authlib makes one per request, so its provider is an attribute of a subclass."""

    TOKEN_ENDPOINT_AUTH_METHODS = CARA_KLIEN
    penerbit: Penerbit

    def save_authorization_code(self, code: str, request: Any) -> None:
        isi = request.payload.data
        kode = Kode(
            sesi=request.user,
            redirect_uri=request.payload.redirect_uri,
            scope=request.scope,
            nonce=isi.get("nonce"),
            code_challenge=isi["code_challenge"],
            code_challenge_method=isi["code_challenge_method"],
            dibuat=self.penerbit.jam(),
        )
        self.penerbit.simpan_kode(code, kode)

    def query_authorization_code(self, code: str, _client: Klien) -> Kode | None:
        return self.penerbit.ambil_kode(code)

    def delete_authorization_code(self, authorization_code: Kode) -> None:
        """Gone already when it was looked up."""

    def authenticate_user(self, authorization_code: Kode) -> Sesi:
        return authorization_code.sesi


class PkceWajib(CodeChallenge):  # type: ignore[misc]
    """S256 from everybody; Authlib asks for it only from clients without a secret."""

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        isi = grant.request.payload.data
        if not isi.get("code_challenge") or isi.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE with S256 is required", redirect_uri=redirect_uri)
        super().validate_code_challenge(grant, redirect_uri)


class TokenIdentitas(OpenIDCode):  # type: ignore[misc]
    UMUR = 600

    def __init__(self, penerbit: Penerbit) -> None:
        super().__init__(require_nonce=True)
        self._penerbit = penerbit

    def exists_nonce(self, nonce: str, _request: Any) -> bool:
        return any(kode.nonce == nonce for kode in list(self._penerbit.kode.values()))

    def resolve_client_private_key(self, _client: Klien) -> Any:
        return self._penerbit.kunci

    def get_client_algorithm(self, _client: Klien) -> str:
        return self._penerbit.alg

    def get_encode_header(self, _client: Klien) -> dict[str, Any]:
        return {"alg": self._penerbit.alg, "kid": self._penerbit.kunci.kid}

    def get_client_claims(self, client: Klien) -> dict[str, Any]:
        kini = int(self._penerbit.jam())
        # A plain string: from a list, Authlib's end-session endpoint cannot tell the client.
        pihak = {"iss": self._penerbit.issuer, "aud": client.get_client_id()}
        return pihak | {"iat": kini, "exp": kini + self.UMUR}

    def generate_user_info(self, user: Sesi, scope: str) -> UserInfo:
        return UserInfo(self._penerbit.klaim_orang(user, scope))


class ParameterIss(IssuerParameter):  # type: ignore[misc]
    def __init__(self, penerbit: Penerbit) -> None:
        self._penerbit = penerbit

    def get_issuer(self) -> str:
        return self._penerbit.issuer


class Pengguna(UserInfoEndpoint):  # type: ignore[misc]
    def __init__(self, penerbit: Penerbit) -> None:
        pelindung = ResourceProtector()
        pelindung.register_token_validator(PemeriksaToken(penerbit))
        super().__init__(resource_protector=pelindung)
        self._penerbit = penerbit

    def generate_user_info(self, user: Sesi, scope: str) -> UserInfo:
        return UserInfo(self._penerbit.klaim_orang(user, scope))


class PemeriksaToken(BearerTokenValidator):  # type: ignore[misc]
    def __init__(self, penerbit: Penerbit) -> None:
        super().__init__()
        self._penerbit = penerbit

    def authenticate_token(self, token_string: str) -> TokenAkses | None:
        return self._penerbit.token.get(token_string)


class AkhirSesi(EndSessionEndpoint):  # type: ignore[misc]
    def __init__(self, penerbit: Penerbit) -> None:
        super().__init__()
        self._penerbit = penerbit

    def get_server_jwks(self) -> dict[str, Any]:
        return self._penerbit.jwks()

    def end_session(self, end_session_request: Any) -> None:
        """The view ends the session: only it can see the browser's cookie."""
