"""Clients that sign a statement instead of sending a secret: `private_key_jwt` (RFC 7523)."""

from collections.abc import Callable
from typing import Any

from authlib.oauth2.rfc6749.errors import InvalidClientError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from infra.demo.sso.catatan import Klien
from infra.demo.sso.penerbit import Penerbit

ALGORITMA = ("ES256", "ES512")
AmbilKunci = Callable[[str], dict[str, Any]]


class PernyataanKlien(JWTBearerClientAssertion):  # type: ignore[misc]
    CLIENT_AUTH_METHOD = "private_key_jwt"

    def __init__(self, penerbit: Penerbit, ambil_kunci: AmbilKunci) -> None:
        super().__init__()
        self._penerbit = penerbit
        self._ambil_kunci = ambil_kunci

    def get_audiences(self) -> list[str]:
        return [self._penerbit.issuer, f"{self._penerbit.issuer}/token"]

    def validate_jti(self, _claims: Any, jti: str) -> bool:
        """Each statement once."""
        baru = jti not in self._penerbit.pernyataan
        self._penerbit.pernyataan.add(jti)
        return baru

    def resolve_client_public_key(self, client: Klien) -> KeySet:
        isi: Any = self._ambil_kunci(client.alamat_kunci)
        return KeySet.import_key_set(isi)

    def process_assertion_claims(self, assertion: str, resolve_key: Any) -> Any:
        try:
            klaim = jwt.decode(assertion, resolve_key, algorithms=list(ALGORITMA)).claims
        except JoseError as galat:
            raise InvalidClientError(description="bad statement") from galat
        self.verify_claims(klaim)
        return klaim
