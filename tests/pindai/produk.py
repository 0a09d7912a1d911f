"""The product with its demonstration on this machine, and browsers that are signed in to it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests

AKAR = Path(__file__).parents[2]
PEMDA = "kota-surakarta"
PENDENGAR = {"127.0.0.1", "localhost"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
PERAN = {
    "penyusun": "Sari",
    "kasubag": "Hendra",
    "kepala": "Ratna",
    "ortala": "Budi",
    "auditor": "Dwi Handayani",
    "pimpinan": "Bima",
    "admin": "Yoga",
}
_SIAP = re.compile(r"Riwayat is ready: (http://127\.0\.0\.1:\d+)")


@dataclass(frozen=True)
class Masuk:
    """What a scanner needs to act as somebody; empty for the public."""

    peran: str
    kuki: str = ""
    csrf: str = ""
    ids: tuple[str, ...] = ()


@contextmanager
def berjalan() -> Iterator[str]:
    """A product of its own, without rate limits: they have tests of their own, and here they would hide the rest."""
    with tempfile.TemporaryDirectory(prefix="riwayat-pindai-") as folder:
        port = [str(_port()) for _ in range(2)]
        lingkungan = os.environ | {
            "RIWAYAT_DATA": folder,
            "RIWAYAT_PORT": port[0],
            "RIWAYAT_SSO_PORT": port[1],
            "RIWAYAT_METRIK_PORT": "0",
            "RIWAYAT_JATAH": "0",
            "RIWAYAT_KONTAK_KEAMANAN": "mailto:keamanan@contoh.test",
        }
        lingkungan.pop("DATABASE_URL", None)
        perintah = [sys.executable, str(AKAR / "run")]
        with subprocess.Popen(perintah, env=lingkungan, stdout=subprocess.PIPE, text=True) as proses:
            try:
                yield _alamat(proses)
            finally:
                proses.send_signal(signal.SIGTERM)
                proses.wait(60)


def _alamat(proses: subprocess.Popen[str]) -> str:
    for baris in proses.stdout or ():
        if cocok := _SIAP.search(baris):
            return cocok.group(1)
    raise SystemExit("the product did not start")


def _port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def hanya_di_sini(alamat: str) -> str:
    """Scanners change data and disturb: they are let loose on this machine alone."""
    if urlsplit(alamat).hostname not in PENDENGAR:
        raise SystemExit("only a product on 127.0.0.1 is scanned")
    return alamat


def masuk(alamat: str, peran: str) -> Masuk:
    """Sign in at the demonstration's provider, as a browser would."""
    if peran not in PERAN:
        return Masuk(peran)
    s = requests.Session()
    halaman = s.post(f"{alamat}/{PEMDA}/masuk/", data={"tujuan": "/kerja/"}, timeout=60)
    pola = rf'value="([^"]+)">\s*<span class="nama">[^<]*{PERAN[peran]}'
    cocok = re.search(pola, halaman.text)
    if cocok is None:
        raise SystemExit(f"{PERAN[peran]} cannot be found at the provider")
    beranda = s.post(halaman.url, data={"sub": cocok.group(1)}, timeout=60)
    token = re.search(r'name="csrf" value="([^"]+)"', beranda.text)
    if token is None:
        raise SystemExit(f"{peran} could not sign in")
    kuki = next(k for k in s.cookies if k.path == f"/{PEMDA}/kerja/")
    ids = _ids(s, f"{alamat}/{PEMDA}/kerja")
    return Masuk(peran, f"{kuki.name}={kuki.value}", token.group(1), ids)


def _ids(s: requests.Session, kerja: str) -> tuple[str, ...]:
    """Ids of everything that this person sees at a first look."""
    halaman = [s.get(f"{kerja}/{tempat}", timeout=60).text for tempat in ("", "sop", "jabatan", "peraturan")]
    sop = re.findall(rf"/kerja/sop/({UUID.pattern})", halaman[1])[:3]
    halaman += [s.get(f"{kerja}/sop/{satu}{akhir}", timeout=60).text for satu in sop for akhir in ("", "/penyuntingan")]
    return tuple(dict.fromkeys([*sop, *UUID.findall(" ".join(halaman))]))[:40]
