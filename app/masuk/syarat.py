"""How strong a sign-in must be at this provider: which `acr` and `amr` have to come back."""

from collections.abc import Collection

from authlib.common.urls import add_params_to_uri

from app.masuk.identitas import Identitas
from app.masuk.penolakan import MasukDitolakError
from tenants.oidc import PengaturanOidc

KURANG_KUAT = (
    "Pemerintah daerah Anda mewajibkan cara masuk yang lebih kuat, misalnya dengan kode sekali pakai. "
    "Silakan ulangi dengan cara itu."
)


def minta_acr(url: str, pengaturan: PengaturanOidc) -> str:
    """Ask for it; only what comes back counts."""
    if not pengaturan.acr:
        return url
    return str(add_params_to_uri(url, [("acr_values", " ".join(pengaturan.acr))]))


def kurang(identitas: Identitas, pengaturan: PengaturanOidc) -> Collection[str]:
    """Which of the two is missing."""
    tanpa_acr = pengaturan.acr and identitas.acr not in pengaturan.acr
    tanpa_amr = not set(pengaturan.amr) <= set(identitas.amr)
    return [nama for nama, ya in (("acr", tanpa_acr), ("amr", tanpa_amr)) if ya]


def periksa_syarat(identitas: Identitas, pengaturan: PengaturanOidc) -> None:
    if pengaturan.wajib_selalu and kurang(identitas, pengaturan):
        raise MasukDitolakError("kurang-kuat", KURANG_KUAT)
