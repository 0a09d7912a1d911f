"""The one call from server to server: a code, and our secret, for the tokens."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_token_request

from app.masuk.metadata import Metadata
from app.masuk.penolakan import ULANGI, MasukDitolakError
from app.masuk.penyedia import Penyedia
from app.masuk.transaksi import TransaksiMasuk
from tenants.oidc import PengaturanOidc


def tukar_kode(
    pengaturan: PengaturanOidc, transaksi: TransaksiMasuk, kode: str, penyedia: Penyedia, metadata: Metadata
) -> dict[str, Any]:
    isi = prepare_token_request(
        "authorization_code", redirect_uri=transaksi.redirect_uri, code=kode, code_verifier=transaksi.verifier
    )
    rahasia = pengaturan.client_id, pengaturan.client_secret
    if metadata.cara_klien == "client_secret_basic":
        # RFC 6749 2.3.1 wants both encoded before a colon joins them; Authlib leaves that out. A space becomes
        # %20, not +: servers of either school read that.
        rahasia = quote(rahasia[0], safe=""), quote(rahasia[1], safe="")
    kepala = {"Content-Type": "application/x-www-form-urlencoded"}
    klien = ClientAuth(*rahasia, metadata.cara_klien)
    _, kepala, isi = klien.prepare("POST", metadata.token_endpoint, kepala, isi)
    jawaban = penyedia.tukar(metadata.token_endpoint, isi, kepala)
    if jawaban.status != HTTPStatus.OK:
        raise MasukDitolakError("kode-ditolak", ULANGI)
    return jawaban.isi
