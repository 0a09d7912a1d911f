"""The checks of an ID token: ours, on joserfc, all of them, in one place (OIDC Core 3.1.3.7, RFC 9700)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import Key
from typing_extensions import override

from app.masuk.klaim import periksa_klaim
from app.masuk.penolakan import MasukDitolakError
from tenants.oidc import PengaturanOidc

# Headers by which a token would bring its own key, or ask for rules that we do not know.
KEPALA_TERLARANG = frozenset({"jku", "jwk", "x5u", "x5c", "crit", "b64"})
JENIS_ID = "JWT"

CariKunci = Callable[[str], Key | None]


@dataclass(frozen=True, slots=True)
class Harapan:
    """What this very sign-in expects of the token."""

    pengaturan: PengaturanOidc
    nonce: str = field(repr=False)
    access_token: str | None = field(default=None, repr=False)


def periksa_id_token(token: str, harapan: Harapan, cari_kunci: CariKunci, sekarang: datetime) -> dict[str, Any]:
    """Return the claims of a token that is right in every respect; MasukDitolakError otherwise."""
    alg, klaim = baca_token(token, harapan.pengaturan, cari_kunci, jenis=JENIS_ID)
    periksa_klaim(
        klaim,
        pengaturan=harapan.pengaturan,
        nonce=harapan.nonce,
        jejak_akses=(alg, harapan.access_token),
        sekarang=sekarang.timestamp(),
    )
    return klaim


def penerbit_tersebut(token: str) -> str:
    """Whom a token names as its maker. Nothing is believed yet: it tells whose keys it is to be checked with."""
    iss = _baca_klaim(_urai(token).payload).get("iss")
    return iss if isinstance(iss, str) else ""


def baca_token(
    token: str, pengaturan: PengaturanOidc, cari_kunci: CariKunci, *, jenis: str
) -> tuple[str, dict[str, Any]]:
    """The algorithm and the claims of a token of this type that the provider has signed; what they say is not judged.

    A logout token or an access token is signed by the same keys: its type is what tells it from an ID token.
    """
    obyek = _urai(token)
    kepala = obyek.headers()
    _periksa_typ(kepala, jenis)
    _periksa_alg(kepala, pengaturan.algoritma)
    _periksa_kepala(kepala)
    kunci = cari_kunci(kepala["kid"])
    if kunci is None:
        raise MasukDitolakError("kunci-tidak-dikenal")
    _periksa_tanda_tangan(obyek, kunci, pengaturan.algoritma)
    return kepala["alg"], _baca_klaim(obyek.payload)


def _urai(token: str) -> jws.CompactSignature:
    try:
        obyek = jws.extract_compact(token.encode("ascii"))
    except (JoseError, ValueError, TypeError) as galat:
        raise MasukDitolakError("token-rusak") from galat
    if not isinstance(obyek.headers(), dict):
        raise MasukDitolakError("token-rusak")
    return obyek


def _periksa_typ(kepala: dict[str, Any], jenis: str) -> None:
    # Only an ID token may go without: it is older than the rule that names types.
    if str(kepala.get("typ", JENIS_ID)).upper() != jenis:
        raise MasukDitolakError("typ-ditolak")


def _periksa_alg(kepala: dict[str, Any], algoritma: tuple[str, ...]) -> None:
    if kepala.get("alg") not in algoritma:
        raise MasukDitolakError("alg-ditolak")


def _periksa_kepala(kepala: dict[str, Any]) -> None:
    if KEPALA_TERLARANG & kepala.keys():
        raise MasukDitolakError("kepala-ditolak")
    kid = kepala.get("kid")
    if not isinstance(kid, str) or not kid:
        raise MasukDitolakError("kid-hilang")


def _periksa_tanda_tangan(obyek: jws.CompactSignature, kunci: Key, algoritma: tuple[str, ...]) -> None:
    try:
        # joserfc also holds the key to its own words here: its type, curve, `use` and `alg`.
        sah = jws.validate_compact(obyek, kunci, registry=_DaftarAlgoritma(algoritma))
    except (JoseError, ValueError, TypeError) as galat:
        raise MasukDitolakError("tanda-tangan-salah") from galat
    if not sah:
        raise MasukDitolakError("tanda-tangan-salah")


def _baca_klaim(muatan: bytes) -> dict[str, Any]:
    try:
        klaim = json.loads(muatan)
    except (ValueError, RecursionError) as galat:
        raise MasukDitolakError("token-rusak") from galat
    if not isinstance(klaim, dict):
        raise MasukDitolakError("token-rusak")
    return klaim


class _DaftarAlgoritma(jws.JWSRegistry):
    """Our list and only our list.

    The library's own look-up warns at each use of `EdDSA` because RFC 9864 gave it a second name;
    providers go on using the first. Header parameters that nobody knows are ignored, as RFC 7515 says.
    """

    def __init__(self, algoritma: tuple[str, ...]) -> None:
        super().__init__(algorithms=algoritma, strict_check_header=False)

    @override
    def get_alg(self, name: str) -> Any:
        if name not in (self.allowed or ()):
            raise UnsupportedAlgorithmError
        return self.algorithms[name]
