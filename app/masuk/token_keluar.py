"""The checks of a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6), beside those of the ID token."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.masuk.id_token import CariKunci, baca_token
from app.masuk.klaim import KELONGGARAN, periksa_exp, periksa_iat, periksa_pihak, wajar
from app.masuk.penolakan import MasukDitolakError
from infra.daftar_sesi import PerintahKeluar
from tenants.oidc import PengaturanOidc

JENIS_KELUAR = "LOGOUT+JWT"
PERISTIWA_KELUAR = "http://schemas.openid.net/event/backchannel-logout"
# The standard recommends two minutes; what is good for a day could be replayed after our memory of it is gone.
UMUR_KELUAR = 10 * 60


def periksa_token_keluar(
    token: str, pengaturan: PengaturanOidc, cari_kunci: CariKunci, sekarang: datetime
) -> PerintahKeluar:
    """Whom the provider has signed out; MasukDitolakError if the token is not right in every respect."""
    _, klaim = baca_token(token, pengaturan, cari_kunci, jenis=JENIS_KELUAR)
    periksa_pihak(klaim, pengaturan)
    periksa_exp(klaim, sekarang.timestamp())
    periksa_iat(klaim, sekarang.timestamp(), UMUR_KELUAR)
    _periksa_peristiwa(klaim)
    _periksa_tanpa_nonce(klaim)
    sub, sid = _siapa(klaim, "sub"), _siapa(klaim, "sid")
    if not sub and not sid:
        raise MasukDitolakError("sub-dan-sid-hilang")
    if not wajar(klaim.get("jti")):
        raise MasukDitolakError("jti-salah")
    # Remembered for longer than any clock would still let it pass.
    sampai = datetime.fromtimestamp(klaim["exp"], UTC) + timedelta(seconds=2 * KELONGGARAN)
    return PerintahKeluar(pengaturan.issuer, sub, sid, klaim["jti"], sampai)


def _periksa_peristiwa(klaim: Mapping[str, Any]) -> None:
    peristiwa = klaim.get("events")
    if not isinstance(peristiwa, dict) or not isinstance(peristiwa.get(PERISTIWA_KELUAR), dict):
        raise MasukDitolakError("bukan-token-keluar")


def _periksa_tanpa_nonce(klaim: Mapping[str, Any]) -> None:
    # An ID token has one: the standard forbids it here so that neither can pass for the other.
    if "nonce" in klaim:
        raise MasukDitolakError("nonce-terlarang")


def _siapa(klaim: Mapping[str, Any], nama: str) -> str:
    if nama not in klaim:
        return ""
    nilai = klaim[nama]
    if not isinstance(nilai, str) or not wajar(nilai):
        raise MasukDitolakError(f"{nama}-salah")
    return nilai
