"""The one call from server to server: a code, and the proof that we are we, for the tokens."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_token_request

from app.masuk.metadata import PERNYATAAN_KLIEN, Metadata, cara_klien
from app.masuk.penolakan import ULANGI, MasukDitolakError
from app.masuk.penyedia import Penyedia
from app.masuk.pernyataan import pernyataan_klien
from app.masuk.transaksi import TransaksiMasuk
from tenants.oidc import PengaturanOidc

JENIS_ISI = "application/x-www-form-urlencoded"


def tukar_kode(
    pengaturan: PengaturanOidc,
    transaksi: TransaksiMasuk,
    kode: str,
    penyedia: Penyedia,
    metadata: Metadata,
    sekarang: datetime,
) -> dict[str, Any]:
    cara = cara_klien(metadata, pengaturan.cara)
    bukti = pernyataan_klien(pengaturan, metadata, sekarang) if cara == PERNYATAAN_KLIEN else {}
    isi = prepare_token_request(
        "authorization_code",
        redirect_uri=transaksi.redirect_uri,
        code=kode,
        code_verifier=transaksi.verifier,
        **bukti,
    )
    # Made anew for each request: Authlib writes the secret into the very headers that it is given.
    kepala = {"Content-Type": JENIS_ISI}
    if cara != PERNYATAAN_KLIEN:
        kepala, isi = _dengan_rahasia(pengaturan, cara, metadata.token_endpoint, (kepala, isi))
    jawaban = penyedia.tukar(metadata.token_endpoint, isi, kepala)
    if jawaban.status != HTTPStatus.OK:
        raise MasukDitolakError("kode-ditolak", ULANGI)
    return jawaban.isi


def _dengan_rahasia(
    pengaturan: PengaturanOidc, cara: str, url: str, permintaan: tuple[dict[str, str], str]
) -> tuple[dict[str, str], str]:
    rahasia = pengaturan.client_id, pengaturan.client_secret
    if cara == "client_secret_basic":
        # RFC 6749 2.3.1 wants both encoded before a colon joins them; Authlib leaves that out. A space becomes
        # %20, not +: servers of either school read that.
        rahasia = quote(rahasia[0], safe=""), quote(rahasia[1], safe="")
    _, kepala, isi = ClientAuth(*rahasia, cara).prepare("POST", url, *permintaan)
    return kepala, isi
