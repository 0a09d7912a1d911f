"""Fetches JSON from an address that an outsider chose, without becoming his tool (SSRF).

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
from typing import Any, cast
from urllib.parse import SplitResult

from app.masuk.alamat import PORT_BAKU, boleh_dihubungi, tuju
from app.masuk.soket import SoketBerbatas, sisa

BATAS_BITA = 256 * 1024
BATAS_DETIK = 5.0


class PengambilanGagalError(Exception):
    """Alamat tidak boleh dihubungi, tidak terjangkau, atau jawabannya bukan JSON yang wajar."""

    def __init__(self, kode: str) -> None:
        super().__init__(kode)
        self.kode = kode


@dataclass(frozen=True, slots=True)
class Jawaban:
    status: int
    isi: dict[str, Any]


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
        jawaban = self._minta("GET", url, None, {})
        if jawaban.status != http.HTTPStatus.OK:
            raise PengambilanGagalError("status-ditolak")
        return jawaban.isi

    def kirim(self, url: str, isi: str, kepala: Mapping[str, str]) -> Jawaban:
        """POST a form; the status is the caller's to judge, since an OAuth refusal is JSON as well."""
        return self._minta("POST", url, isi, kepala)

    def _minta(self, metode: str, url: str, isi: str | None, kepala: Mapping[str, str]) -> Jawaban:
        # The clock starts before the name is looked up: a slow resolver eats from the same five seconds.
        tenggat = monotonic() + self._batas_detik
        try:
            tujuan = tuju(url)
            with self._sambung(tujuan, tenggat) as soket:
                return self._bicara(metode, tujuan, SoketBerbatas(soket, tenggat), isi, kepala)
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
    ) -> Jawaban:
        sambungan = http.client.HTTPConnection(str(tujuan.hostname))
        sambungan.auto_open = 0  # never connect again by name
        sambungan.sock = cast("socket.socket", soket)
        baku = {"Host": tujuan.netloc, "Accept": "application/json", "Connection": "close"}
        jalur = (tujuan.path or "/") + (f"?{tujuan.query}" if tujuan.query else "")
        sambungan.request(metode, jalur, isi, {**baku, **kepala})
        with closing(sambungan.getresponse()) as respons:
            return Jawaban(respons.status, _baca_json(respons))


def _baca_json(respons: http.client.HTTPResponse) -> dict[str, Any]:
    jenis = respons.headers.get_content_type()
    if jenis != "application/json" and not (jenis.startswith("application/") and jenis.endswith("+json")):
        raise PengambilanGagalError("bukan-json")
    bita = respons.read(BATAS_BITA + 1)
    if len(bita) > BATAS_BITA:
        raise PengambilanGagalError("terlalu-besar")
    isi = json.loads(bita)
    if not isinstance(isi, dict):
        raise PengambilanGagalError("bukan-json")
    return isi
