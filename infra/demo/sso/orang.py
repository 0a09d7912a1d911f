"""The people of the demonstration, as the launcher hands them in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OrangPeragaan:
    sub: str
    nama: str
    nip: str
    jabatan: str
    unit: str
    grup: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PemdaPeragaan:
    """One identity provider, of a government of its own or of several."""

    kode: str
    nama: str
    client_id: str
    client_secret: str = field(repr=False)
    orang: tuple[OrangPeragaan, ...]
    untuk: tuple[str, ...] = ()  # governments that share this provider; none: only the one that it is named after
