"""The people of the demonstration, as the launcher hands them in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OrangPeragaan:
    sub: str
    nama: str
    nip: str
    jabatan: str
    unit: str


@dataclass(frozen=True, slots=True)
class PemdaPeragaan:
    """One government with an identity provider of its own."""

    kode: str
    nama: str
    client_id: str
    client_secret: str = field(repr=False)
    orang: tuple[OrangPeragaan, ...]
