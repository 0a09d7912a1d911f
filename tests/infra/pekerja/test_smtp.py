"""Addresses, settings and passwords of the SMTP side."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from infra.pekerja import smtp
from infra.pekerja.smtp import (
    AlamatTidakSahError,
    Peladen,
    SmtpTanpaTlsError,
    Surel,
    alamat_sah,
    kirim_satu,
    peladen_dari,
    periksa_pengirim,
    tersambung,
)
from infra.settings import SettingsError
from tests.infra.pekerja.panggung import KINI, KotakSurat, PeladenSurat

SUREL = Surel(UUID(int=7), "budi@contoh.go.id", "Perihal", "Isi\n", 1)


@pytest.mark.parametrize(
    ("url", "peladen"),
    [
        ("smtp://127.0.0.1:2525", Peladen("127.0.0.1", 2525, tls=False)),
        ("smtp://surat.contoh", Peladen("surat.contoh", 25, tls=False)),
        ("smtps://u%40x:p%2Fq@surat.contoh", Peladen("surat.contoh", 465, tls=True, pengguna="u@x", sandi="p/q")),
    ],
)
def test_settings(url: str, peladen: Peladen) -> None:
    assert peladen_dari(url) == peladen


@pytest.mark.parametrize("url", ["surat.contoh:25", "http://surat.contoh", "smtp://", "smtp://surat.contoh:banyak"])
def test_settings_that_make_no_sense(url: str) -> None:
    with pytest.raises(SettingsError):
        peladen_dari(url)


def test_the_password_is_not_shown() -> None:
    assert "rahasia" not in repr(peladen_dari("smtp://u:rahasia@surat.contoh"))


@pytest.mark.parametrize("teks", ["budi@contoh.go.id", "budi.s+sop@dinas.contoh.go.id", "riwayat@localhost"])
def test_an_address(teks: str) -> None:
    assert alamat_sah(teks).addr_spec == teks


@pytest.mark.parametrize(
    "teks",
    ["", "budi", "@contoh", "budi@", "a@b.c, d@e.f", "a@b.c\nBcc: x@y.z", "a@b.c\r\nRCPT TO:<x@y.z>", "Budi <a@b.c>",
     "a b@c.d", '"a b"@c.d', "a@b.c (catatan)", "büdi@contoh.go.id", "a@b.c\x00", "a@b@c", "a@b.c>", " a@b.c"],
)  # fmt: skip
def test_no_address(teks: str) -> None:
    with pytest.raises(AlamatTidakSahError):
        alamat_sah(teks)


def test_a_sender_that_is_no_address_is_refused_at_the_start() -> None:
    periksa_pengirim("Riwayat <riwayat@contoh.go.id>")
    with pytest.raises(SettingsError):
        periksa_pengirim("Riwayat")


@dataclass
class Penjaga:
    """Lets in whoever knows the password, and remembers who asked."""

    diminta: list[bytes] = field(default_factory=list)

    def __call__(self, _server: object, _session: object, _envelope: object, _cara: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.diminta.append(data.login + b":" + data.password)
        return AuthResult(success=data.password == b"rahasia")


@pytest.fixture
def penjaga() -> Penjaga:
    return Penjaga()


@contextmanager
def melayani(kotak: KotakSurat, penjaga: Penjaga, **lain: Any) -> Iterator[PeladenSurat]:
    peladen = PeladenSurat(kotak, hostname="127.0.0.1", port=0, authenticator=penjaga, auth_require_tls=False, **lain)
    peladen.start()
    try:
        yield peladen
    finally:
        peladen.stop()


def alamat(peladen: PeladenSurat, skema: str = "smtp") -> Peladen:
    return peladen_dari(f"{skema}://riwayat:rahasia@127.0.0.1:{peladen.port}")


@pytest.fixture
def sertifikat(tmp_path: Path) -> Path:
    """A certificate of 127.0.0.1 that only itself vouches for, with its key in the same file."""
    kunci = ec.generate_private_key(ec.SECP256R1())
    nama = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    kini = datetime.now(UTC)
    surat = (
        x509.CertificateBuilder(nama, nama, kunci.public_key(), x509.random_serial_number())
        .not_valid_before(kini - timedelta(days=1))
        .not_valid_after(kini + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(kunci, SHA256())
    )
    berkas = tmp_path / "peladen.pem"
    rahasia = kunci.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    berkas.write_bytes(rahasia + surat.public_bytes(Encoding.PEM))
    return berkas


@pytest.fixture
def konteks(sertifikat: Path) -> ssl.SSLContext:
    hasil = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    hasil.load_cert_chain(sertifikat)
    return hasil


def test_signing_in_on_the_same_machine(kotak: KotakSurat, penjaga: Penjaga) -> None:
    with melayani(kotak, penjaga) as peladen, tersambung(alamat(peladen)) as sambungan:
        kirim_satu(sambungan, SUREL, "riwayat@contoh.go.id", KINI)
    assert penjaga.diminta == [b"riwayat:rahasia"]
    assert [s["Message-ID"] for s in kotak.surat] == [f"<{SUREL.surel_id}@contoh.go.id>"]


def test_off_the_machine_no_password_goes_out_in_the_clear(
    kotak: KotakSurat, penjaga: Penjaga, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "_LOOPBACK", frozenset())
    with melayani(kotak, penjaga) as peladen, pytest.raises(SmtpTanpaTlsError), tersambung(alamat(peladen)):
        pass
    assert penjaga.diminta == []


@pytest.mark.parametrize("skema", ["smtp", "smtps"])
@pytest.mark.parametrize("dikenal", [True, False])
def test_tls_with_a_certificate_that_must_be_known(
    kotak: KotakSurat, penjaga: Penjaga, konteks: ssl.SSLContext, sertifikat: Path, monkeypatch: pytest.MonkeyPatch,
    skema: str, dikenal: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr(smtp, "_LOOPBACK", frozenset())
    tls: dict[str, Any] = {"ssl_context": konteks} if skema == "smtps" else {"tls_context": konteks}
    with melayani(kotak, penjaga, **tls) as peladen:
        if dikenal:
            monkeypatch.setenv("SSL_CERT_FILE", str(sertifikat))
            with tersambung(alamat(peladen, skema)) as sambungan:
                kirim_satu(sambungan, SUREL, "riwayat@contoh.go.id", KINI)
        else:
            with pytest.raises(ssl.SSLCertVerificationError), tersambung(alamat(peladen, skema)):
                pass
    assert len(kotak.surat) == len(penjaga.diminta) == dikenal
