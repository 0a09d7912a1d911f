"""What the providers publish, kept for a while: their metadata and their keys, by issuer."""

from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from joserfc.jwk import Key

from app.masuk.kunci import baca_kunci
from app.masuk.metadata import Metadata, baca_metadata
from app.masuk.penolakan import TIDAK_TERJANGKAU, MasukDitolakError
from app.masuk.salinan import Salinan
from infra.jaringan.pengambil import Jawaban, PengambilAman, PengambilanGagalError

# How long a withdrawn key or a moved endpoint can still be believed.
UMUR = timedelta(hours=1)
# A token with an unknown key id makes us look again, but not each of a flood of them.
JEDA_KUNCI = timedelta(minutes=1)


class Penyedia:
    """One issuer, and everything that is ever asked of it over the network."""

    def __init__(self, issuer: str, http: PengambilAman) -> None:
        self.issuer = issuer
        self._http = http
        self._metadata = Salinan(self._baca_metadata)
        self._kunci = Salinan(self._baca_kunci)

    def metadata(self, sekarang: datetime) -> Metadata:
        return self._metadata.ambil(sekarang, UMUR)

    def kunci(self, kid: str, sekarang: datetime) -> Key | None:
        semua = self._kunci.ambil(sekarang, UMUR)
        if kid not in semua:
            semua = self._kunci.ambil(sekarang, JEDA_KUNCI)
        return semua.get(kid)

    def tukar(self, url: str, isi: str, kepala: dict[str, str]) -> Jawaban:
        try:
            return self._http.kirim(url, isi, kepala)
        except PengambilanGagalError as galat:
            raise MasukDitolakError(f"penyedia-{galat.kode}", TIDAK_TERJANGKAU) from galat

    def _baca_metadata(self, _sekarang: datetime) -> Metadata:
        alamat = self.issuer.rstrip("/") + "/.well-known/openid-configuration"
        return baca_metadata(self.issuer, self._ambil(alamat))

    def _baca_kunci(self, sekarang: datetime) -> dict[str, Key]:
        return baca_kunci(self._ambil(self.metadata(sekarang).jwks_uri))

    def _ambil(self, url: str) -> dict[str, Any]:
        try:
            return self._http.ambil(url)
        except PengambilanGagalError as galat:
            raise MasukDitolakError(f"penyedia-{galat.kode}", TIDAK_TERJANGKAU) from galat


class DaftarPenyedia:
    """All issuers met so far; make one for the process and hand it to every sign-in."""

    def __init__(self, http: PengambilAman) -> None:
        self._http = http
        self._gembok = Lock()
        self._penyedia: dict[str, Penyedia] = {}

    def sementara(self) -> "DaftarPenyedia":
        """An empty list on the same guarded fetcher: for a trial, which reads everything anew and leaves no trace."""
        return DaftarPenyedia(self._http)

    def untuk(self, issuer: str) -> Penyedia:
        with self._gembok:
            return self._penyedia.setdefault(issuer, Penyedia(issuer, self._http))
