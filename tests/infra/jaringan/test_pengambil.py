"""The fetcher, against real sockets on this machine and addresses that nobody may reach."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from infra.jaringan.pengambil import BATAS_BITA, PengambilAman, PengambilanGagalError

Layanan = Callable[[socket.socket], None]
JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"


class Pencari:
    """A name server with a script; it remembers what it was asked."""

    def __init__(self, *jawaban: list[str]) -> None:
        self.jawaban = list(jawaban)
        self.ditanya: list[str] = []

    def __call__(self, nama: str, port: int, **_: Any) -> list[Any]:
        self.ditanya.append(nama)
        return [(0, 0, 0, "", (alamat, port)) for alamat in self.jawaban.pop(0)]


@contextmanager
def layani(layanan: Layanan, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that hands each connection to `layanan`; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as telinga:

        def terima() -> None:
            with suppress(OSError):
                while True:
                    sambungan = telinga.accept()[0]
                    with sambungan, suppress(OSError):
                        aman = tls.wrap_socket(sambungan, server_side=True) if tls else sambungan
                        with aman:
                            layanan(aman)

        benang = Thread(target=terima, daemon=True)
        benang.start()
        try:
            yield telinga.getsockname()[1]
        finally:
            telinga.shutdown(socket.SHUT_RDWR)
            benang.join()


def menjawab(bita: bytes, catatan: list[bytes] | None = None) -> Layanan:
    def jawab(sambungan: socket.socket) -> None:
        permintaan = baca_permintaan(sambungan)
        if catatan is not None:
            catatan.append(permintaan)
        sambungan.sendall(bita)

    return jawab


def baca_permintaan(sambungan: socket.socket) -> bytes:
    """Head and body, which come in separate pieces."""
    with sambungan.makefile("rb") as berkas:
        kepala = list(iter(berkas.readline, b"\r\n"))
        panjang = [int(baris.split(b":")[1]) for baris in kepala if baris.startswith(b"Content-Length")]
        return b"".join(kepala) + b"\r\n" + berkas.read(sum(panjang))


def gagal(kode: str, http: PengambilAman, url: str) -> None:
    with pytest.raises(PengambilanGagalError) as galat:
        http.ambil(url)
    assert galat.value.kode == kode


TLS = ssl.create_default_context()  # slow to make, and the same for all
LOKAL = PengambilAman(boleh_loopback=True, batas_detik=2)


def test_get_and_post_speak_plain_http() -> None:
    catatan: list[bytes] = []
    with layani(menjawab(JSON + b'{"a": "\xc3\xa9"}', catatan)) as port:
        assert LOKAL.ambil(f"http://localhost:{port}/x/y?z=1") == {"a": "é"}
        jawaban = LOKAL.kirim(f"http://127.0.0.1:{port}/t", "a=b", {"Authorization": "Basic eA=="})
    assert (jawaban.status, jawaban.isi) == (200, {"a": "é"})
    assert catatan[0].startswith(b"GET /x/y?z=1 HTTP/1.1\r\n")
    assert f"Host: localhost:{port}\r\n".encode() in catatan[0]
    assert catatan[0].count(b"Host:") == 1
    assert b"Authorization: Basic eA==\r\n" in catatan[1]
    assert catatan[1].endswith(b"\r\n\r\na=b")


def test_plain_text_is_fetched_and_sent() -> None:
    dicatat: list[bytes] = []
    kepala = b"HTTP/1.1 409 Conflict\r\nContent-Type: text/x.tlog.size; charset=x\r\n\r\n"
    with layani(menjawab(kepala + "12 é\n".encode(), dicatat)) as port:
        jawaban = LOKAL.teks(f"http://127.0.0.1:{port}/a", "isi é\n")
        assert LOKAL.teks(f"http://127.0.0.1:{port}/b") == jawaban
    assert (jawaban.status, jawaban.jenis, jawaban.isi) == (409, "text/x.tlog.size", "12 é\n")
    assert dicatat[0].startswith(b"POST /a HTTP/1.1\r\n")
    assert dicatat[0].endswith("\r\n\r\nisi é\n".encode())
    assert dicatat[1].startswith(b"GET /b HTTP/1.1\r\n")


@pytest.mark.parametrize("isi", [b"\xff\xfe", b"x" * (BATAS_BITA + 1)])
def test_what_is_no_text_or_too_much_of_it(isi: bytes) -> None:
    jawaban = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + isi
    with layani(menjawab(jawaban)) as port, pytest.raises(PengambilanGagalError):
        LOKAL.teks(f"http://127.0.0.1:{port}/")


def test_refusal_of_the_token_endpoint_is_an_answer() -> None:
    jawaban = b'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{"error": "invalid_grant"}'
    with layani(menjawab(jawaban)) as port:
        assert LOKAL.kirim(f"http://127.0.0.1:{port}/", "", {}).status == 400
        gagal("status-ditolak", LOKAL, f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "alamat",
    [
        *("127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.0.192", "198.18.0.1", "203.0.113.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::"),
    ],
)
def test_addresses_inside_are_refused_whatever_their_name(alamat: str) -> None:
    for boleh_loopback in (False, True):
        if boleh_loopback and alamat in ("127.0.0.1", "127.1.2.3", "::1"):
            continue
        # A public address beside it does not make it better, in either order.
        for jawaban in ([alamat], [alamat, "93.184.215.14"], ["93.184.215.14", alamat]):
            http = PengambilAman(boleh_loopback=boleh_loopback, cari_alamat=Pencari(jawaban), konteks_tls=TLS)
            gagal("alamat-ditolak", http, "https://sso.kota-a.example/")


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/", "https://localhost/"],
)
def test_addresses_written_as_names(url: str) -> None:
    """By the machine's own resolver, which knows all these spellings without asking anybody."""
    gagal("alamat-ditolak", PengambilAman(), url)


@pytest.mark.parametrize(
    "url",
    [
        *("", "sso.example", "ftp://sso.example/", "file:///etc/passwd", "gopher://127.0.0.1/", "https:///x"),
        *("https://a@127.0.0.1/", "https://a:b@sso.example/", "https://sso.example\\@x/", "https://sso.example/#x"),
        *(
            "https://sso.example/a b",
            "https://sso.example/\r\nX:y",
            "https://sso.example\\x/",
            "https://ſso.example/",
            "https://x:99999/",
        ),
    ],
)
def test_urls_that_are_not_plain_are_not_even_looked_up(url: str) -> None:
    pencari = Pencari()
    gagal("tidak-terjangkau", PengambilAman(boleh_loopback=True, cari_alamat=pencari), url)
    assert pencari.ditanya == []


def test_http_only_to_this_machine_by_its_two_names() -> None:
    for alamat in ("127.0.0.1", "93.184.215.14"):
        http = PengambilAman(boleh_loopback=True, cari_alamat=Pencari([alamat]))
        gagal("alamat-ditolak", http, "http://sso.kota-a.example/")
    gagal(
        "alamat-ditolak",
        PengambilAman(boleh_loopback=True, cari_alamat=Pencari(["93.184.215.14"])),
        "http://localhost/",
    )
    with layani(menjawab(JSON + b"{}")) as port:
        assert LOKAL.ambil(f"http://localhost:{port}/") == {}
        gagal("alamat-ditolak", PengambilAman(), f"http://127.0.0.1:{port}/")


def test_name_is_looked_up_once_and_the_answer_is_used() -> None:
    """DNS rebinding: the second answer would lead elsewhere, but nobody asks for it."""
    pencari = Pencari(["127.0.0.1"], ["10.0.0.1"])
    with layani(menjawab(JSON + b'{"ya": 1}')) as port:
        http = PengambilAman(boleh_loopback=True, cari_alamat=pencari)
        assert http.ambil(f"http://localhost:{port}/") == {"ya": 1}
        assert pencari.ditanya == ["localhost"]
        gagal("alamat-ditolak", http, f"http://localhost:{port}/")


def test_name_without_an_address() -> None:
    gagal("alamat-ditolak", PengambilAman(cari_alamat=Pencari([])), "https://sso.kota-a.example/")


def test_certificate_is_checked_against_the_name_not_the_address(tmp_path: Path) -> None:
    peladen, klien = sertifikat(tmp_path, "sso.kota-a.example")
    catatan: list[bytes] = []
    with layani(menjawab(JSON + b'{"ya": 1}', catatan), peladen) as port:

        def http(konteks: ssl.SSLContext | None) -> PengambilAman:
            pencari = Pencari(["127.0.0.1"])
            return PengambilAman(boleh_loopback=True, batas_detik=2, cari_alamat=pencari, konteks_tls=konteks)

        assert http(klien).ambil(f"https://sso.kota-a.example:{port}/x") == {"ya": 1}
        gagal("tidak-terjangkau", http(klien), f"https://sso.kota-b.example:{port}/x")
        gagal("tidak-terjangkau", http(None), f"https://sso.kota-a.example:{port}/x")  # unknown authority
    assert f"Host: sso.kota-a.example:{port}\r\n".encode() in catatan[0]
    assert len(catatan) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    catatan: list[bytes] = []
    with layani(menjawab(JSON + b'{"dalam": 1}', catatan)) as dalam:
        kepala = (
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nLocation: http://127.0.0.1:{dalam}/\r\n\r\n{{}}"
        )
        with layani(menjawab(kepala.encode())) as port:
            gagal("status-ditolak", LOKAL, f"http://127.0.0.1:{port}/")
            assert LOKAL.kirim(f"http://127.0.0.1:{port}/", "", {}).status == status
    assert catatan == []


def test_size_is_limited_whatever_is_announced() -> None:
    pas = json.dumps({"x": "y" * (BATAS_BITA - 9)}).encode()
    assert len(pas) == BATAS_BITA
    for kepala in (JSON, JSON[:-2] + b"Content-Length: %d\r\n\r\n" % BATAS_BITA):
        with layani(menjawab(kepala + pas)) as port:
            assert len(LOKAL.ambil(f"http://127.0.0.1:{port}/")["x"]) == BATAS_BITA - 9
    for kepala in (JSON, JSON[:-2] + b"Content-Length: %d\r\n\r\n" % (BATAS_BITA + 1)):
        with layani(menjawab(kepala + pas + b" ")) as port:
            gagal("terlalu-besar", LOKAL, f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("kode", "jawaban"),
    [
        ("bukan-json", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}"),
        ("bukan-json", b"HTTP/1.1 200 OK\r\n\r\n{}"),
        ("bukan-json", JSON + b"[]"),
        ("tidak-terjangkau", JSON + b"{"),
        ("tidak-terjangkau", JSON + b"\xff\xfe{}"),
        ("tidak-terjangkau", JSON + b"[" * 200_000),
        ("tidak-terjangkau", JSON[:-2] + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08"),
        ("tidak-terjangkau", b"SSH-2.0-OpenSSH\r\n"),
        ("tidak-terjangkau", b""),
        ("tidak-terjangkau", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n{}"),
    ],
)
def test_anything_but_a_json_object(kode: str, jawaban: bytes) -> None:
    with layani(menjawab(JSON.replace(b"json", b"jwk-set+json") + b"{}")) as port:
        assert LOKAL.ambil(f"http://127.0.0.1:{port}/") == {}
    with layani(menjawab(jawaban)) as port:
        gagal(kode, LOKAL, f"http://127.0.0.1:{port}/")


def test_nobody_listens() -> None:
    with layani(menjawab(b"")) as port:
        pass
    gagal("tidak-terjangkau", LOKAL, f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("awal", [b"", b"HTTP/1.1 200 OK\r\nX: ", JSON + b'{"x": "'], ids=["diam", "kepala", "isi"])
def test_slow_servers_cost_the_time_limit_and_no_more(awal: bytes) -> None:
    """One byte now and then would keep a plain socket time-out from ever running out."""
    selesai = Event()

    def menetes(sambungan: socket.socket) -> None:
        sambungan.sendall(awal)
        while awal and not selesai.wait(0.02):
            sambungan.sendall(b"y")
        selesai.wait(10)

    with layani(menetes) as port:
        mulai = monotonic()
        gagal("tidak-terjangkau", PengambilAman(boleh_loopback=True, batas_detik=0.3), f"http://127.0.0.1:{port}/")
        lama = monotonic() - mulai
        selesai.set()
    assert 0.2 < lama < 2


def test_slow_handshake_is_bounded_too() -> None:
    selesai = Event()
    with layani(lambda _: selesai.wait(10) and None) as port:
        http = PengambilAman(boleh_loopback=True, batas_detik=0.3, cari_alamat=Pencari(["127.0.0.1"]))
        mulai = monotonic()
        gagal("tidak-terjangkau", http, f"https://sso.kota-a.example:{port}/")
        lama = monotonic() - mulai
        selesai.set()
    assert 0.2 < lama < 2


def test_name_server_eats_from_the_same_time() -> None:
    pencari = Pencari(["127.0.0.1"])
    with layani(menjawab(JSON + b"{}")) as port, pytest.raises(PengambilanGagalError) as galat:
        PengambilAman(boleh_loopback=True, batas_detik=0, cari_alamat=pencari).ambil(f"http://localhost:{port}/")
    assert pencari.ditanya == ["localhost"]
    assert isinstance(galat.value.__cause__, TimeoutError)


def sertifikat(folder: Path, nama: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A self-signed certificate: (the server's context, that of a client who trusts it)."""
    kunci = ec.generate_private_key(ec.SECP256R1())
    subjek = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, nama)])
    kini = datetime.now(UTC)
    surat = (
        x509.CertificateBuilder(subjek, subjek, kunci.public_key(), x509.random_serial_number())
        .not_valid_before(kini - timedelta(hours=1))
        .not_valid_after(kini + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(nama)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(kunci, hashes.SHA256())
    )
    berkas = folder / "peladen.pem"
    pem = kunci.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    berkas.write_bytes(pem + surat.public_bytes(serialization.Encoding.PEM))
    peladen = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    peladen.load_cert_chain(berkas)
    return peladen, ssl.create_default_context(cafile=str(berkas))
