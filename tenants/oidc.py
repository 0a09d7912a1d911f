"""What a government tells us about its own identity provider."""

from dataclasses import dataclass, field

# Asymmetric signatures only. A provider's own list is never asked: it may name `none`, by the standard,
# and a shared-secret algorithm would let anybody who reads the client secret make tokens.
ALGORITMA_DIKENAL = ("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA")


@dataclass(frozen=True, slots=True)
class PengaturanOidc:
    """One tenant's agreement with its provider; `versi` rises whenever any of it changes."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    algoritma: tuple[str, ...] = ALGORITMA_DIKENAL
    klaim_nip: str = "nip"
    klaim_nama: str = "name"
    klaim_unit: str = "unit"
    versi: int = 1
    acr: tuple[str, ...] = ()  # one of these must come back
    amr: tuple[str, ...] = ()  # all of these must come back

    def __post_init__(self) -> None:
        if asing := set(self.algoritma) - set(ALGORITMA_DIKENAL):
            raise ValueError(f"algoritma tanda tangan tidak diterima: {', '.join(sorted(asing))}")
        if not self.algoritma:
            raise ValueError("paling sedikit satu algoritma tanda tangan harus diterima")
        if "openid" not in self.scopes:
            raise ValueError("scopes harus memuat openid")
