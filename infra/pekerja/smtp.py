"""One mail as a message, and a connection to the SMTP server that takes it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit
from uuid import UUID

from infra.pekerja.surat import satu_baris
from infra.settings import SettingsError

TUNGGU_DETIK = 10.0
_PORTA = {"smtp": 25, "smtps": 465}
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class SmtpTanpaTlsError(RuntimeError):
    """The server offers no TLS, and a password does not go out in the clear."""


class AlamatTidakSahError(ValueError):
    """Not one plain address: nothing is sent to it."""


@dataclass(frozen=True, slots=True)
class Peladen:
    """`smtp://user:password@host:port`, with STARTTLS off the machine wherever offered; `smtps://` for TLS at once."""

    tuan_rumah: str
    porta: int
    tls: bool
    pengguna: str = ""
    sandi: str = field(default="", repr=False)


def peladen_dari(url: str) -> Peladen:
    bagian = urlsplit(url)
    try:
        porta = bagian.port or _PORTA[bagian.scheme]
    except (KeyError, ValueError):
        raise SettingsError("RIWAYAT_SMTP must look like smtp://user:password@host:port, or smtps://...") from None
    if not bagian.hostname:
        raise SettingsError("RIWAYAT_SMTP names no host")
    return Peladen(
        bagian.hostname, porta, bagian.scheme == "smtps", unquote(bagian.username or ""), unquote(bagian.password or "")
    )


@contextmanager
def tersambung(peladen: Peladen) -> Iterator[smtplib.SMTP]:
    with _buka(peladen) as smtp:
        if not peladen.tls and peladen.tuan_rumah not in _LOOPBACK:
            smtp.ehlo()
            if smtp.has_extn("starttls"):
                smtp.starttls(context=ssl.create_default_context())
            elif peladen.pengguna:
                raise SmtpTanpaTlsError
        if peladen.pengguna:
            smtp.login(peladen.pengguna, peladen.sandi)
        yield smtp


def _buka(peladen: Peladen) -> smtplib.SMTP:
    if peladen.tls:
        konteks = ssl.create_default_context()
        return smtplib.SMTP_SSL(peladen.tuan_rumah, peladen.porta, timeout=TUNGGU_DETIK, context=konteks)
    return smtplib.SMTP(peladen.tuan_rumah, peladen.porta, timeout=TUNGGU_DETIK)


@dataclass(frozen=True, slots=True)
class Surel:
    """One row of tata.surel."""

    surel_id: UUID
    kepada: str
    perihal: str
    isi: str
    percobaan: int


def alamat_sah(teks: str) -> Address:
    """One address of ASCII letters, nothing around it: no list, no comment, no line end."""
    try:
        alamat = Address(addr_spec=teks)
    except (ValueError, IndexError, MessageError) as error:
        raise AlamatTidakSahError from error
    if not teks.isascii() or not teks.isprintable() or " " in teks or not (alamat.username and alamat.domain):
        raise AlamatTidakSahError
    return alamat


def periksa_pengirim(pengirim: str) -> None:
    try:
        alamat_sah(parseaddr(pengirim)[1])
    except AlamatTidakSahError:
        raise SettingsError("RIWAYAT_PENGIRIM must be an address, such as riwayat@contoh.go.id") from None


def pesan(surel: Surel, pengirim: str, kini: datetime) -> EmailMessage:
    """The Message-ID is the row's: whoever receives a mail twice can tell that it is the same one."""
    nama, dari = parseaddr(pengirim)
    asal = alamat_sah(dari)
    hasil = EmailMessage(policy=SMTP)
    hasil["Date"] = format_datetime(kini)
    hasil["From"] = Address(nama or "Riwayat", asal.username, asal.domain)
    hasil["To"] = alamat_sah(surel.kepada)
    hasil["Subject"] = _biasa(surel.perihal)
    hasil["Message-ID"] = f"<{surel.surel_id}@{asal.domain}>"
    hasil["Auto-Submitted"] = "auto-generated"
    hasil.set_content(surel.isi, charset="utf-8", cte="quoted-printable")
    hasil["Content-Language"] = "id"
    return hasil


def _biasa(teks: str) -> str:
    """One line that is no RFC 2047 encoded word: Python would decode it, line ends and all (CVE-2024-6923)."""
    return satu_baris(teks).replace("=?", "= ?")


def kirim_satu(smtp: smtplib.SMTP, surel: Surel, pengirim: str, kini: datetime) -> None:
    """Raises when the server did not take it. The envelope names exactly the sender and the one addressee."""
    smtp.send_message(pesan(surel, pengirim, kini), from_addr=parseaddr(pengirim)[1], to_addrs=[surel.kepada])
