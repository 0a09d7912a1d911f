"""How fresh and how strong a sign-in must be before an act that binds the government (step-up)."""

from datetime import datetime, timedelta
from typing import Protocol

from app.masuk.penolakan import BUKTI_LAMA, BUKTI_LEMAH, MasukDitolakError
from tenants.oidc import PengaturanOidc

UMUR_BUKTI = timedelta(minutes=15)


class Bukti(Protocol):
    """An identity that has just come back from the provider, or what a session remembers of it."""

    @property
    def auth_time(self) -> datetime | None: ...
    @property
    def acr(self) -> str | None: ...
    @property
    def amr(self) -> tuple[str, ...]: ...


def permintaan_bukti(pengaturan: PengaturanOidc) -> dict[str, str]:
    """What to ask of the provider. `max_age` obliges it to say when the person signed in."""
    wajib = {"acr_values": " ".join(pengaturan.acr)} if pengaturan.acr else {}
    return {"prompt": "login", "max_age": str(int(UMUR_BUKTI.total_seconds()))} | wajib


def periksa_bukti(bukti: Bukti, pengaturan: PengaturanOidc | None, sekarang: datetime) -> None:
    """What was asked for is not taken for granted: only what the signed token says counts."""
    _periksa_segar(bukti, sekarang)
    if pengaturan is not None:
        _periksa_kuat(bukti, pengaturan)


def _periksa_segar(bukti: Bukti, sekarang: datetime) -> None:
    if bukti.auth_time is None or not sekarang - bukti.auth_time < UMUR_BUKTI:
        raise MasukDitolakError("bukti-lama", BUKTI_LAMA)


def _periksa_kuat(bukti: Bukti, pengaturan: PengaturanOidc) -> None:
    if pengaturan.acr and bukti.acr not in pengaturan.acr:
        raise MasukDitolakError("bukti-lemah", BUKTI_LEMAH)
    if not set(pengaturan.amr) <= set(bukti.amr):
        raise MasukDitolakError("bukti-lemah", BUKTI_LEMAH)
