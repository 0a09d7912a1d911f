"""Signing in at a tenant's own provider: authorization code, PKCE, state and nonce.

Authlib writes the messages, our fetcher carries them, our own code judges what comes back. The view
keeps the `TransaksiMasuk` on the server, hands it out once, and forgets it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from app.masuk.bukti import periksa_bukti, permintaan_bukti
from app.masuk.id_token import Harapan, periksa_id_token
from app.masuk.identitas import Identitas, baca_identitas
from app.masuk.metadata import Metadata, cara_klien
from app.masuk.penolakan import DIBATALKAN, ULANGI, MasukDitolakError
from app.masuk.penukaran import tukar_kode
from app.masuk.penyedia import DaftarPenyedia
from app.masuk.transaksi import TransaksiMasuk, periksa_transaksi
from infra.ids import new_token
from tenants.oidc import PengaturanOidc


@dataclass(frozen=True, slots=True)
class Permulaan:
    url: str
    transaksi: TransaksiMasuk


def mulai(
    pengaturan: PengaturanOidc,
    redirect_uri: str,
    http: DaftarPenyedia,
    *,
    sekarang: datetime,
    pembuktian: str = "",
) -> Permulaan:
    """Where to send the browser, and what to remember until it returns.

    `pembuktian` names an open session whose owner must sign in afresh before a binding act (step-up).
    """
    metadata = http.untuk(pengaturan.issuer).metadata(sekarang)
    cara_klien(metadata, pengaturan.cara)  # what cannot end well does not begin
    state, nonce, verifier = (new_token() for _ in range(3))
    url = prepare_grant_uri(
        metadata.authorization_endpoint,
        pengaturan.client_id,
        "code",
        redirect_uri,
        list(pengaturan.scopes),
        state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
        **(permintaan_bukti(pengaturan) if pembuktian else {}),
    )
    transaksi = TransaksiMasuk(state, nonce, verifier, redirect_uri, pengaturan.issuer, sekarang, pembuktian)
    return Permulaan(url, transaksi)


def selesaikan(
    pengaturan: PengaturanOidc,
    transaksi: TransaksiMasuk,
    parameter: Mapping[str, str],
    http: DaftarPenyedia,
    *,
    sekarang: datetime,
) -> Identitas:
    """Turn the answer that the browser brought into a person, or raise MasukDitolakError."""
    periksa_transaksi(pengaturan, transaksi, parameter, sekarang)
    penyedia = http.untuk(pengaturan.issuer)
    metadata = penyedia.metadata(sekarang)
    # RFC 9207 comes before everything else in the answer, so that a stranger's error is not believed either.
    _periksa_iss_jawaban(parameter, metadata)
    kode = _kode(parameter)
    jawaban = tukar_kode(pengaturan, transaksi, kode, penyedia, metadata, sekarang)
    id_token, access_token = _id_token(jawaban), jawaban.get("access_token")
    harapan = Harapan(pengaturan, transaksi.nonce, access_token if isinstance(access_token, str) else None)
    klaim = periksa_id_token(id_token, harapan, partial(penyedia.kunci, sekarang=sekarang), sekarang)
    identitas = baca_identitas(klaim, pengaturan, id_token)
    if transaksi.sesi:
        periksa_bukti(identitas, pengaturan, sekarang)
    return identitas


def url_keluar(
    pengaturan: PengaturanOidc, http: DaftarPenyedia, id_token: str, kembali: str, *, sekarang: datetime
) -> str | None:
    """Where to end the provider's own session; None if it offers that nowhere or cannot be asked now."""
    try:
        tujuan = http.untuk(pengaturan.issuer).metadata(sekarang).end_session_endpoint
    except MasukDitolakError:
        return None  # leaving Riwayat must always work
    if tujuan is None:
        return None
    isi = {
        "id_token_hint": id_token,
        "client_id": pengaturan.client_id,
        "post_logout_redirect_uri": kembali,
    }
    return str(add_params_to_uri(tujuan, list(isi.items())))


def _periksa_iss_jawaban(parameter: Mapping[str, str], metadata: Metadata) -> None:
    iss = parameter.get("iss")
    if iss is None and metadata.iss_diumumkan:
        raise MasukDitolakError("iss-jawaban-hilang")
    if iss is not None and iss != metadata.issuer:
        raise MasukDitolakError("iss-jawaban-beda")


def _id_token(jawaban: Mapping[str, Any]) -> str:
    id_token = jawaban.get("id_token")
    if not isinstance(id_token, str) or not id_token:
        raise MasukDitolakError("id-token-hilang")
    return id_token


def _kode(parameter: Mapping[str, str]) -> str:
    if galat := parameter.get("error"):
        raise MasukDitolakError("dibatalkan" if galat == "access_denied" else "penyedia-menolak", DIBATALKAN)
    if not (kode := parameter.get("code")):
        raise MasukDitolakError("kode-hilang", ULANGI)
    return kode
