"""A provider's description of itself (OpenID Connect Discovery), as far as we let it speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.masuk.penolakan import SALAH_ATUR, MasukDitolakError
from infra.jaringan.alamat import asal
from tenants.oidc import CaraKlien

RAHASIA_KLIEN = ("client_secret_basic", "client_secret_post")
PERNYATAAN_KLIEN = "private_key_jwt"


@dataclass(frozen=True, slots=True)
class Metadata:
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None
    iss_diumumkan: bool
    cara_klien: tuple[str, ...]
    alg_pernyataan: tuple[str, ...]


def baca_metadata(issuer: str, dokumen: Mapping[str, Any]) -> Metadata:
    """Check the document against the issuer agreed on; its endpoints must be of the issuer's own origin.

    Same scheme, host and port: a document that was tampered with cannot send our client secret, or our
    users, anywhere else; and https of the issuer makes https of all.
    """
    _periksa_issuer(dokumen, issuer)
    if "code" not in _daftar(dokumen, "response_types_supported"):
        raise MasukDitolakError("metadata-tanpa-kode", SALAH_ATUR)
    if "S256" not in _daftar(dokumen, "code_challenge_methods_supported"):
        raise MasukDitolakError("metadata-tanpa-pkce", SALAH_ATUR)
    return Metadata(
        issuer=issuer,
        authorization_endpoint=_alamat(dokumen, "authorization_endpoint", issuer),
        token_endpoint=_alamat(dokumen, "token_endpoint", issuer),
        jwks_uri=_alamat(dokumen, "jwks_uri", issuer),
        end_session_endpoint=(
            _alamat(dokumen, "end_session_endpoint", issuer) if dokumen.get("end_session_endpoint") else None
        ),
        iss_diumumkan=dokumen.get("authorization_response_iss_parameter_supported") is True,
        # Absent means client_secret_basic (Discovery 1.0, section 3).
        cara_klien=_teks(dokumen, "token_endpoint_auth_methods_supported") or RAHASIA_KLIEN[:1],
        alg_pernyataan=_teks(dokumen, "token_endpoint_auth_signing_alg_values_supported"),
    )


def _periksa_issuer(dokumen: Mapping[str, Any], issuer: str) -> None:
    if dokumen.get("issuer") != issuer:
        raise MasukDitolakError("metadata-issuer-beda", SALAH_ATUR)


def _daftar(dokumen: Mapping[str, Any], nama: str) -> list[Any]:
    isi = dokumen.get(nama)
    return isi if isinstance(isi, list) else []


def _alamat(dokumen: Mapping[str, Any], nama: str, issuer: str) -> str:
    alamat = dokumen.get(nama)
    try:
        if isinstance(alamat, str) and asal(alamat) == asal(issuer):
            return alamat
    except ValueError:
        pass
    raise MasukDitolakError("metadata-alamat-asing", SALAH_ATUR)


def _teks(dokumen: Mapping[str, Any], nama: str) -> tuple[str, ...]:
    return tuple(satu for satu in _daftar(dokumen, nama) if isinstance(satu, str))


def cara_klien(metadata: Metadata, cara: CaraKlien) -> str:
    """How we prove at the token address who we are: as agreed, if the provider knows that way."""
    if cara is CaraKlien.RAHASIA:
        pilihan = [satu for satu in RAHASIA_KLIEN if satu in metadata.cara_klien]
        if not pilihan:
            raise MasukDitolakError("metadata-cara-klien", SALAH_ATUR)
        return pilihan[0]
    if PERNYATAAN_KLIEN not in metadata.cara_klien:
        raise MasukDitolakError("metadata-cara-klien", SALAH_ATUR)
    if metadata.alg_pernyataan and cara.value not in metadata.alg_pernyataan:
        raise MasukDitolakError("metadata-alg-klien", SALAH_ATUR)
    return PERNYATAAN_KLIEN
