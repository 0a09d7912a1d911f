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
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import requests

from domain.token.events import Cakupan
from infra.demo.sso.catatan import KODE_PERAGAAN

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
OPERATOR, SISTEM = "operator", "sistem"
LAIN = (SISTEM, OPERATOR)
"""Another system with a token, and the platform's operator: the last one, as it can close the government."""
AWAL = {SISTEM: "/scim/v2/Users", OPERATOR: "/operator/"}
_SIAP = re.compile(r"Riwayat is ready: (http://127\.0\.0\.1:\d+)")


@dataclass(frozen=True)
class Masuk:
    """What a scanner needs to act as somebody: for the public, nothing. `pangkal` stands before every route, and
    `wilayah` is where this person's routes begin."""

    peran: str
    pangkal: str = f"/{PEMDA}"
    wilayah: tuple[str, ...] = ()
    kepala: tuple[str, str] = ("", "")
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
    """Whoever scans as somebody is let in as that person, or there is no scan."""
    orang = _masuk(alamat, peran)
    awal = AWAL.get(peran, "/kerja/") if orang.wilayah else "/"
    kepala = dict([orang.kepala]) if orang.wilayah else {}
    jawaban = requests.get(f"{alamat}{orang.pangkal}{awal}", headers=kepala, allow_redirects=False, timeout=60)
    if jawaban.status_code != requests.codes.ok:
        raise SystemExit(f"{peran} is not let in: {jawaban.status_code}")
    return orang


def _masuk(alamat: str, peran: str) -> Masuk:
    if peran == SISTEM:
        return _sistem(alamat)
    if peran == OPERATOR:
        s, token = _lewat_penyedia(alamat, "/operator", "Wahyu")
        return Masuk(peran, "", ("/operator",), _kuki(s, "/operator/"), token, (PEMDA,))
    if peran not in PERAN:
        return Masuk(peran)
    s, token = _lewat_penyedia(alamat, f"/{PEMDA}", PERAN[peran])
    kuki, ids = _kuki(s, f"/{PEMDA}/kerja/"), _ids(s, f"{alamat}/{PEMDA}/kerja")
    return Masuk(peran, wilayah=("/kerja",), kepala=kuki, csrf=token, ids=ids)


def _lewat_penyedia(alamat: str, tempat: str, nama: str) -> tuple[requests.Session, str]:
    """Sign in at the demonstration's provider, as a browser would; gives the token of the pages' forms, too."""
    s = requests.Session()
    halaman = s.post(f"{alamat}{tempat}/masuk/", data={"tujuan": "/kerja/"}, timeout=60)
    cocok = re.search(rf'value="([^"]+)">\s*<span class="nama">[^<]*{nama}', halaman.text)
    if cocok is None:
        raise SystemExit(f"{nama} cannot be found at the provider")
    beranda = s.post(halaman.url, data={"sub": cocok.group(1), "kode": KODE_PERAGAAN}, timeout=60)
    token = re.search(r'name="csrf" value="([^"]+)"', beranda.text)
    if token is None:
        raise SystemExit(f"{nama} could not sign in")
    return s, token.group(1)


def _kuki(s: requests.Session, jalur: str) -> tuple[str, str]:
    """The product's own: the provider's is for the same host, and a jar does not tell ports apart."""
    kuki = next(k for k in s.cookies if k.path == jalur and k.name.startswith("riwayat"))
    return "Cookie", f"{kuki.name}={kuki.value}"


def _sistem(alamat: str) -> Masuk:
    """A token of all scopes, made by the admin as he would make it, and somebody for it to look after."""
    s, csrf = _lewat_penyedia(alamat, f"/{PEMDA}", PERAN["admin"])
    isi = {"csrf": csrf, "perintah": str(uuid4()), "nama": "Pemindai", "cakupan": [c.value for c in Cakupan]}
    isi["akhir"] = (date.today() + timedelta(days=2)).isoformat()
    halaman = s.post(f"{alamat}/{PEMDA}/kerja/admin/token", data=isi, timeout=60)
    token = re.search(r'class="rahasia">([^<]+)<', halaman.text)
    if token is None:
        raise SystemExit("no token was issued")
    kepala, ids = ("Authorization", f"Bearer {token.group(1)}"), []
    for jenis, nama in (("Users", "userName"), ("Groups", "displayName")):
        sumber = {"schemas": [f"urn:ietf:params:scim:schemas:core:2.0:{jenis[:-1]}"], nama: f"pemindai-{uuid4()}"}
        dibuat = requests.post(f"{alamat}/{PEMDA}/scim/v2/{jenis}", json=sumber, headers=dict([kepala]), timeout=60)
        ids.append(dibuat.json()["id"])
    return Masuk(SISTEM, wilayah=("/scim", "/api"), kepala=kepala, ids=tuple(ids))


def _ids(s: requests.Session, kerja: str) -> tuple[str, ...]:
    """Ids of everything that this person sees at a first look."""
    halaman = [s.get(f"{kerja}/{tempat}", timeout=60).text for tempat in ("", "sop", "jabatan", "peraturan")]
    sop = re.findall(rf"/kerja/sop/({UUID.pattern})", halaman[1])[:3]
    halaman += [s.get(f"{kerja}/sop/{satu}{akhir}", timeout=60).text for satu in sop for akhir in ("", "/penyuntingan")]
    return tuple(dict.fromkeys([*sop, *UUID.findall(" ".join(halaman))]))[:40]
