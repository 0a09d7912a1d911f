"""What the server remembers of a sign-in while the browser is away at the provider."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from app.masuk.klaim import sama
from app.masuk.penolakan import ULANGI, MasukDitolakError
from tenants.oidc import PengaturanOidc

UMUR_TRANSAKSI = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class TransaksiMasuk:
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect_uri: str
    issuer: str
    dibuat: datetime
    # The open session whose owner must prove himself once more; empty for an ordinary sign-in.
    sesi: str = ""


def kemas(transaksi: TransaksiMasuk) -> dict[str, Any]:
    """As it is kept until the browser returns."""
    return asdict(transaksi) | {"dibuat": transaksi.dibuat.isoformat()}


def buka(isi: dict[str, Any]) -> TransaksiMasuk:
    return replace(TransaksiMasuk(**isi), dibuat=datetime.fromisoformat(isi["dibuat"]))


def periksa_transaksi(
    pengaturan: PengaturanOidc, transaksi: TransaksiMasuk, parameter: Mapping[str, str], sekarang: datetime
) -> None:
    _periksa_state(parameter, transaksi)
    if not timedelta() <= sekarang - transaksi.dibuat <= UMUR_TRANSAKSI:
        raise MasukDitolakError("transaksi-kedaluwarsa", ULANGI)
    if transaksi.issuer != pengaturan.issuer:
        raise MasukDitolakError("issuer-berubah", ULANGI)


def _periksa_state(parameter: Mapping[str, str], transaksi: TransaksiMasuk) -> None:
    if not sama(parameter.get("state", ""), transaksi.state):
        raise MasukDitolakError("state-beda", ULANGI)
