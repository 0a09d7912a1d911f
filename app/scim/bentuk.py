"""A person of the directory <-> a SCIM User."""

from __future__ import annotations

from contextlib import suppress

from pydantic import ValidationError
from scim2_models import Email, EnterpriseUser, InvalidValueException, Meta, Name
from scim2_models import User as UserDasar

from domain.kernel import teks_rapi
from infra.scim import IsiPengguna, Pengguna

User = UserDasar[EnterpriseUser]
"""With the extension that big directories always send; nothing of it is kept."""
TERPANJANG = 200


def sumber(p: Pengguna, alamat: str) -> User:
    """What the other system is shown."""
    surel = []
    with suppress(ValidationError):  # an address that the library takes for none is not shown rather than refused
        surel = [Email(value=p.surel, type=Email.Type.work, primary=True)] if p.surel else []
    return User(
        id=str(p.orang_id),
        external_id=p.id_luar or None,
        user_name=p.nama_pengguna,
        name=Name(formatted=p.nama),
        display_name=p.nama,
        active=p.aktif,
        emails=surel or None,
        meta=Meta(
            resource_type="User", created=p.dibuat, last_modified=p.diubah, location=f"{alamat}/Users/{p.orang_id}"
        ),
    )


def isi_pengguna(user: User, lama: Pengguna | None = None) -> IsiPengguna:
    """What is kept of a resource: four texts, no more."""
    isi = IsiPengguna(
        teks_rapi(_nama(user, lama.nama if lama else "")),
        teks_rapi(_surel(user)),
        teks_rapi(user.user_name or ""),
        teks_rapi(user.external_id or ""),
    )
    for bidang in (isi.nama, isi.surel, isi.nama_pengguna, isi.id_luar):
        if len(bidang) > TERPANJANG:
            raise InvalidValueException(detail=f"at most {TERPANJANG} characters")
    if not isi.nama_pengguna:
        raise InvalidValueException(detail="userName is required")
    return isi


def _nama(user: User, lama: str) -> str:
    """SCIM has several names for a person; the one that was changed counts. One part alone is no name where there is
    another: who sends a new given name did not take the family name away."""
    n = user.name or Name()
    bagian = [b for b in (n.given_name, n.family_name) if b]
    calon = [" ".join(bagian) if len(bagian) > 1 else "", n.formatted or "", user.display_name or ""]
    baru = next((c for c in calon if c and c != lama), lama if any(calon) else "")
    return baru or next(iter(bagian), lama or user.user_name or "")


def _surel(user: User) -> str:
    semua = [e for e in user.emails or [] if e.value]
    utama = next((e for e in semua if e.primary), semua[0] if semua else None)
    return str(utama.value) if utama else ""
