"""What a government tells us about one of its identity providers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# Asymmetric signatures only. A provider's own list is never asked: it may name `none`, by the standard,
# and a shared-secret algorithm would let anybody who reads the client secret make tokens.
ALGORITMA_DIKENAL = ("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA")


class CaraKlien(StrEnum):
    """How we prove to the provider that we are we: by a shared secret, or by a signature of our own (RFC 7523)."""

    RAHASIA = "client_secret"
    ES256 = "ES256"
    ES512 = "ES512"

    @property
    def sebutan(self) -> str:
        return {
            "client_secret": "Rahasia klien (client secret)",
            "ES256": "Kunci Riwayat, ES256 (private_key_jwt)",
            "ES512": "Kunci Riwayat, ES512 (private_key_jwt)",
        }[self.value]


class Penerima(StrEnum):
    """Whom our signed statement names as its reader: newer providers want the issuer, older ones the token address."""

    ISSUER = "issuer"
    TOKEN = "token"  # noqa: S105 - no secret, the name of an endpoint


@dataclass(frozen=True, slots=True)
class KunciKlien:
    """One of our own signing keys; `privat` is a JWK as JSON."""

    kid: str
    alg: str
    privat: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PengaturanOidc:
    """One version of a tenant's agreement with one provider. `versi` counts over all providers of the tenant."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    algoritma: tuple[str, ...] = ALGORITMA_DIKENAL
    klaim_nip: str = "nip"
    klaim_nama: str = "name"
    klaim_unit: str = "unit"
    klaim_grup: str = "groups"
    versi: int = 1
    penyedia: int = 1
    nama: str = ""
    bersama: bool = False  # serves others too: it says who somebody is, never that he belongs here
    cara: CaraKlien = CaraKlien.RAHASIA
    penerima: Penerima = Penerima.ISSUER
    # What a sign-in before a binding act has to say of itself: one of these acr, and all of these amr.
    acr: tuple[str, ...] = ()
    amr: tuple[str, ...] = ()
    wajib_selalu: bool = False  # at every sign-in, not before binding acts only
    peta_grup: Mapping[str, str] = field(default_factory=dict)  # group -> the role it suggests
    kunci: KunciKlien | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if asing := set(self.algoritma) - set(ALGORITMA_DIKENAL):
            raise ValueError(f"algoritma tanda tangan tidak diterima: {', '.join(sorted(asing))}")
        if not self.algoritma:
            raise ValueError("paling sedikit satu algoritma tanda tangan harus diterima")
        if "openid" not in self.scopes:
            raise ValueError("scopes harus memuat openid")

    def usulan_peran(self, grup: tuple[str, ...]) -> tuple[str, ...]:
        """What these groups suggest, each once. A suggestion for whoever gives posts out; never a right."""
        return tuple(dict.fromkeys(self.peta_grup[satu] for satu in grup if satu in self.peta_grup))
