"""Who came back from the provider, in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.masuk.klaim import wajar
from tenants.oidc import PengaturanOidc

# Display texts, cut to what a screen and a column hold; they decide nothing.
TEKS_TERPANJANG = 200
GRUP_TERBANYAK = 200


@dataclass(frozen=True, slots=True)
class Identitas:
    """The person is (iss, sub). Name, NIP, unit and e-mail are what the provider calls him, no more."""

    iss: str
    sub: str
    nama: str | None
    nip: str | None
    unit: str | None
    email: str | None
    auth_time: datetime | None
    acr: str | None
    amr: tuple[str, ...]
    sid: str | None
    id_token: str = field(repr=False)
    grup: tuple[str, ...] = ()


def baca_identitas(klaim: Mapping[str, Any], pengaturan: PengaturanOidc, id_token: str) -> Identitas:
    auth_time, amr = klaim.get("auth_time"), klaim.get("amr")
    cara = [_bersih(satu) for satu in amr] if isinstance(amr, list) else []
    return Identitas(
        iss=klaim["iss"],
        sub=klaim["sub"],
        nama=_bersih(cari_klaim(klaim, pengaturan.klaim_nama)),
        nip=_bersih(cari_klaim(klaim, pengaturan.klaim_nip)),
        unit=_bersih(cari_klaim(klaim, pengaturan.klaim_unit)),
        email=_bersih(klaim.get("email")),
        auth_time=None if auth_time is None else datetime.fromtimestamp(auth_time, UTC),
        acr=_bersih(klaim.get("acr")),
        amr=tuple(satu for satu in cara if satu),
        sid=klaim["sid"] if wajar(klaim.get("sid")) else None,
        id_token=id_token,
        grup=_grup(cari_klaim(klaim, pengaturan.klaim_grup)),
    )


def cari_klaim(klaim: Mapping[str, Any], nama: str) -> object:
    """A claim by its name; where there is none, dots lead into it, as in `realm_access.roles`."""
    if not nama or nama in klaim:
        return klaim.get(nama)
    isi: object = klaim
    for bagian in nama.split("."):
        isi = isi.get(bagian) if isinstance(isi, Mapping) else None
    return isi


def _grup(nilai: object) -> tuple[str, ...]:
    """Some providers write a single group without the list around it."""
    daftar = nilai if isinstance(nilai, list) else [nilai]
    return tuple(bersih for satu in daftar[:GRUP_TERBANYAK] if (bersih := _bersih(satu)))


def _bersih(nilai: object) -> str | None:
    if not isinstance(nilai, str):
        return None
    # Half characters and zero bytes, which JSON allows, would break the database's text.
    return "".join(huruf for huruf in nilai if huruf.isprintable()).strip()[:TEKS_TERPANJANG] or None
