"""Which addresses the server may speak to on behalf of a tenant, and which URLs belong together."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

NAMA_LOOPBACK = ("127.0.0.1", "localhost")
PORT_BAKU = {"https": 443, "http": 80}

# Allocated global unicast. Everything outside carries an IPv4 address inside (mapped, NAT64), or is local.
GLOBAL_V6 = IPv6Network("2000::/3")
# Python calls parts of it global; a cloud keeps its machines' secrets at 192.0.0.192.
KHUSUS_V4 = IPv4Network("192.0.0.0/24")
# Since 3.13 Python calls ::ffff:127.0.0.1 loopback as well; no honest record of a name is written so.
LOOPBACK = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))


def tuju(url: str) -> SplitResult:
    """Take a URL apart; refuse with ValueError what two readers could understand differently."""
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise ValueError("alamat memuat tanda yang tidak diterima")
    tujuan = urlsplit(url)
    if tujuan.scheme not in PORT_BAKU or not tujuan.hostname or tujuan.fragment:
        raise ValueError("alamat tidak lengkap")
    if "@" in tujuan.netloc or tujuan.port == 0:
        raise ValueError("alamat memuat nama pengguna atau port yang tidak diterima")
    return tujuan


def asal(url: str) -> tuple[str, str | None, int]:
    """Scheme, host and port: what a browser calls the origin."""
    tujuan = tuju(url)
    return tujuan.scheme, tujuan.hostname, tujuan.port or PORT_BAKU[tujuan.scheme]


def boleh_dihubungi(tujuan: SplitResult, ditemukan: Collection[str], *, boleh_loopback: bool) -> bool:
    alamat = [ip_address(teks) for teks in ditemukan]
    if not alamat:
        return False
    if tujuan.scheme == "https":
        return all(_umum(satu) or (boleh_loopback and _loopback(satu)) for satu in alamat)
    return boleh_loopback and tujuan.hostname in NAMA_LOOPBACK and all(_loopback(satu) for satu in alamat)


def _loopback(alamat: IPv4Address | IPv6Address) -> bool:
    return any(alamat in jaringan for jaringan in LOOPBACK)


def _umum(alamat: IPv4Address | IPv6Address) -> bool:
    if not alamat.is_global or alamat.is_multicast:
        return False
    if isinstance(alamat, IPv4Address):
        return alamat not in KHUSUS_V4
    return alamat in GLOBAL_V6 and alamat.sixtofour is None and alamat.teredo is None
