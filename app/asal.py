"""Where a request comes from: the peer, or what a reverse proxy that we know says of it.

Nobody else is believed: a client may write any X-Forwarded-For it likes. X-Forwarded-Host, -Proto and -Prefix are
believed of nobody, since the public address is a setting (RIWAYAT_ALAMAT).
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from infra.settings import SettingsError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PEMILIK_IPV6 = 64
"""Bits that one subscriber of IPv6 has for himself; he may change the others as he likes."""


def jaringan(teks: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses and networks, separated by commas or blanks."""
    try:
        return tuple(ip_network(satu) for satu in teks.replace(",", " ").split())
    except ValueError as error:
        raise SettingsError("RIWAYAT_PROKSI must be addresses or networks, such as 10.0.0.5, 10.1.0.0/24") from error


def pengunjung(alamat: str) -> str:
    """An address as one visitor: an IPv6 subscriber is his /64, an IPv4 address in IPv6 clothes is itself."""
    try:
        ip = ip_address(alamat)
    except ValueError:
        return "?"
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or ip_network((ip, PEMILIK_IPV6), strict=False))
    return str(ip)


class AsalPermintaan:
    """Puts the visitor's address into REMOTE_ADDR, from the right end of X-Forwarded-For, past the proxies we know."""

    def __init__(self, dalam: WSGIApplication, proksi: str) -> None:
        self._dalam, self._proksi = dalam, jaringan(proksi)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        alamat = environ.get("REMOTE_ADDR", "")
        jejak = environ.pop("HTTP_X_FORWARDED_FOR", "").split(",")
        while jejak and self._dipercaya(alamat):
            sebelumnya = jejak.pop().strip()
            if not _sah(sebelumnya):
                break
            alamat = sebelumnya
        environ["REMOTE_ADDR"] = alamat
        return self._dalam(environ, start_response)

    def _dipercaya(self, alamat: str) -> bool:
        return _sah(alamat) and any(ip_address(alamat) in satu for satu in self._proksi)


def _sah(alamat: str) -> bool:
    try:
        ip_address(alamat)
    except ValueError:
        return False
    return True
