"""Asks an address that an outsider chose, for JSON or for plain text, without becoming his tool (SSRF).

The standard library's client does here what requests cannot be told to do simply: it speaks over a
socket that we connected ourselves, so the address that was checked is the address that is used. It
follows no redirect and reads no proxy from the environment.
"""

import http.client
import json
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeAlias, TypeVar, cast
from urllib.parse import SplitResult

from infra.jaringan.alamat import PORT_BAKU, boleh_dihubungi, tuju
from infra.jaringan.soket import SoketBerbatas, sisa

BATAS_BITA = 256 * 1024
BATAS_DETIK = 5.0

_J = TypeVar("_J")
_Respons: TypeAlias = http.client.HTTPResponse
_KEPALA_JSON = {"Accept": "application/json"}


class PengambilanGagalError(Exception):
    """Alamat tidak boleh dihubungi, tidak terjangkau, atau jawabannya tidak wajar."""

    def __init__(self, kode: str) -> None:
        super().__init__(kode)
        self.kode = kode


@dataclass(frozen=True, slots=True)
class Jawaban:
    status: int
    isi: dict[str, Any]


@dataclass(frozen=True, slots=True)
class JawabanTeks:
    status: int
    jenis: str
    isi: str


class PengambilAman:
    """`boleh_loopback` is for databases marked as a demonstration; it opens this machine and nothing else."""

    def __init__(
        self,
        *,
        boleh_loopback: bool = False,
        batas_detik: float = BATAS_DETIK,
        cari_alamat: Callable[..., list[Any]] = socket.getaddrinfo,
        konteks_tls: ssl.SSLContext | None = None,
    ) -> None:
        self._boleh_loopback = boleh_loopback
        self._batas_detik = batas_detik
        self._cari_alamat = cari_alamat
        self._konteks_tls = konteks_tls or ssl.create_default_context()

    def ambil(self, url: str) -> dict[str, Any]:
        """GET a JSON object; any other status than 200 is a failure."""
        jawaban = self._minta("GET", url, None, _KEPALA_JSON, _baca_json)
        if jawaban.status != http.HTTPStatus.OK:
            raise PengambilanGagalError("status-ditolak")
        return jawaban.isi

    def kirim(self, url: str, isi: str, kepala: Mapping[str, str]) -> Jawaban:
        """POST a form; the status is the caller's to judge, since an OAuth refusal is JSON as well."""
        return self._minta("POST", url, isi, {**_KEPALA_JSON, **kepala}, _baca_json)

    def teks(self, url: str, isi: str | None = None) -> JawabanTeks:
        """GET a text, or POST `isi` as one; the status is the caller's to judge."""
        metode, kepala = ("GET", {}) if isi is None else ("POST", {"Content-Type": "text/plain; charset=utf-8"})
        return self._minta(metode, url, isi, kepala, _baca_teks)

    def serahkan(self, url: str, isi: str, kepala: Mapping[str, str]) -> int:
        """POST a text; returns the status, whatever the answer says beside it."""
        return self._minta("POST", url, isi, kepala, lambda respons: respons.status)

    def _minta(
        self, metode: str, url: str, isi: str | None, kepala: Mapping[str, str], baca: Callable[[_Respons], _J]
    ) -> _J:
        # The clock starts before the name is looked up: a slow resolver eats from the same five seconds.
        tenggat = monotonic() + self._batas_detik
        try:
            tujuan = tuju(url)
            with self._sambung(tujuan, tenggat) as soket:
                respons = self._bicara(metode, tujuan, SoketBerbatas(soket, tenggat), isi, kepala)
                with closing(respons):
                    return baca(respons)
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as galat:
            raise PengambilanGagalError("tidak-terjangkau") from galat

    def _sambung(self, tujuan: SplitResult, tenggat: float) -> socket.socket:
        nama, port = str(tujuan.hostname), tujuan.port or PORT_BAKU[tujuan.scheme]
        ditemukan = {info[4][0] for info in self._cari_alamat(nama, port, type=socket.SOCK_STREAM)}
        # One bad address condemns the name: an honest provider has no record that points inside.
        if not boleh_dihubungi(tujuan, ditemukan, boleh_loopback=self._boleh_loopback):
            raise PengambilanGagalError("alamat-ditolak")
        # IPv4 first (no colon): an office network without IPv6 is common, the reverse is not.
        alamat = min(ditemukan, key=lambda teks: (":" in teks, teks))
        soket = socket.create_connection((alamat, port), timeout=sisa(tenggat))
        if tujuan.scheme == "http":
            return soket
        with soket:  # wrap_socket takes the descriptor over; this closes it when the handshake fails first
            soket.settimeout(sisa(tenggat))
            return self._konteks_tls.wrap_socket(soket, server_hostname=nama)

    def _bicara(
        self,
        metode: str,
        tujuan: SplitResult,
        soket: SoketBerbatas,
        isi: str | None,
        kepala: Mapping[str, str],
    ) -> _Respons:
        sambungan = http.client.HTTPConnection(str(tujuan.hostname))
        sambungan.auto_open = 0  # never connect again by name
        sambungan.sock = cast("socket.socket", soket)
        baku = {"Host": tujuan.netloc, "Connection": "close"}
        jalur = (tujuan.path or "/") + (f"?{tujuan.query}" if tujuan.query else "")
        bita = None if isi is None else isi.encode()
        sambungan.request(metode, jalur, bita, {**baku, **kepala})
        return sambungan.getresponse()


def _baca_teks(respons: _Respons) -> JawabanTeks:
    """Text as UTF-8; anything that is not fails as ValueError, hence as unreachable."""
    return JawabanTeks(respons.status, respons.headers.get_content_type(), _baca_bita(respons).decode())


def _baca_json(respons: _Respons) -> Jawaban:
    jenis = respons.headers.get_content_type()
    if jenis != "application/json" and not (jenis.startswith("application/") and jenis.endswith("+json")):
        raise PengambilanGagalError("bukan-json")
    isi = json.loads(_baca_bita(respons))
    if not isinstance(isi, dict):
        raise PengambilanGagalError("bukan-json")
    return Jawaban(respons.status, isi)


def _baca_bita(respons: _Respons) -> bytes:
    bita = respons.read(BATAS_BITA + 1)
    if len(bita) > BATAS_BITA:
        raise PengambilanGagalError("terlalu-besar")
    return bita
