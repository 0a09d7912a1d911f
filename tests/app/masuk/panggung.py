"""The real demonstration provider in a thread, with somebody in between who counts and may falsify."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from flask import Flask
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from app.masuk import oidc
from app.masuk.identitas import Identitas
from app.masuk.penyedia import DaftarPenyedia
from infra.demo.sso import OrangPeragaan, PemdaPeragaan, buat_aplikasi
from infra.demo.sso.aplikasi import Senyap
from infra.demo.sso.penerbit import Penerbit
from infra.jaringan.pengambil import PengambilAman
from tenants.oidc import PengaturanOidc

APLIKASI = "http://127.0.0.1:8000"
RATNA = OrangPeragaan("ratna", "Ratna Dewi", "198501012010012001", "Kepala Bagian Organisasi", "Setda")
PEMDA = (
    PemdaPeragaan("kota-a", "Kota A", "riwayat-a", "rahasia %41:/+&", (RATNA,)),
    PemdaPeragaan("kab-b", "Kabupaten B", "riwayat-b", "rahasia-b", (RATNA,)),
)

Palsukan = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Perantara:
    """Counts what each address is asked, and gives another answer where a test says so."""

    aplikasi: Callable[..., Iterable[bytes]]
    hitungan: Counter[str] = field(default_factory=Counter)
    palsu: dict[str, Palsukan] = field(default_factory=dict)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        jalur = environ["PATH_INFO"]
        self.hitungan[jalur] += 1
        if jalur not in self.palsu:
            return self.aplikasi(environ, start_response)
        asli = Response.from_app(self.aplikasi, environ)
        isi = json.dumps(self.palsu[jalur](asli.get_json()))
        return Response(isi, mimetype="application/json")(environ, start_response)


@dataclass
class Panggung:
    alamat: str
    aplikasi: Flask
    perantara: Perantara
    daftar: DaftarPenyedia
    sekarang: datetime

    def pengaturan(self, kode: str = "kota-a") -> PengaturanOidc:
        pemda = next(satu for satu in PEMDA if satu.kode == kode)
        return PengaturanOidc(f"{self.alamat}/{kode}", pemda.client_id, pemda.client_secret)

    def penerbit(self, kode: str = "kota-a") -> Penerbit:
        return self.aplikasi.extensions["sso"][kode].penerbit

    def palsukan(self, jalur: str, cara: Palsukan, kode: str = "kota-a") -> None:
        self.perantara.palsu[f"/{kode}/{jalur}"] = cara

    def mulai(self, kode: str = "kota-a", **ubah: Any) -> oidc.Permulaan:
        kembali = f"{APLIKASI}/{kode}/masuk/kembali"
        return oidc.mulai(self.pengaturan(kode), kembali, self.daftar, sekarang=self.sekarang, **ubah)

    def pilih(self, permulaan: oidc.Permulaan, **isian: str) -> dict[str, str]:
        """What the browser brings back after the person has chosen."""
        data = isian or {"sub": "ratna"}
        with requests.post(permulaan.url, data=data, allow_redirects=False, timeout=5) as respons:
            assert respons.status_code == 302
            tujuan = urlsplit(respons.headers["Location"])
        return {nama: nilai[0] for nama, nilai in parse_qs(tujuan.query).items()}

    def selesaikan(
        self,
        permulaan: oidc.Permulaan,
        parameter: dict[str, str],
        kode: str = "kota-a",
        mundur: timedelta = timedelta(),
    ) -> Identitas:
        """`mundur` lets the transaction have begun earlier."""
        transaksi = replace(permulaan.transaksi, dibuat=permulaan.transaksi.dibuat - mundur)
        return oidc.selesaikan(self.pengaturan(kode), transaksi, parameter, self.daftar, sekarang=self.sekarang)

    def masuk(self, kode: str = "kota-a") -> Identitas:
        permulaan = self.mulai(kode)
        return self.selesaikan(permulaan, self.pilih(permulaan), kode)


@contextmanager
def layani(buat: Callable[[str], Any]) -> Iterator[tuple[str, Any]]:
    """Serve an application on a free port of this machine; it learns its own address first."""
    peladen = make_server("127.0.0.1", 0, Response(), threaded=True, request_handler=Senyap)
    alamat = f"http://127.0.0.1:{peladen.port}"
    peladen.app = aplikasi = buat(alamat)
    benang = Thread(target=peladen.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    benang.start()
    try:
        yield alamat, aplikasi
    finally:
        peladen.shutdown()
        benang.join()


@contextmanager
def panggung_baru(folder_kunci: Path) -> Iterator[Panggung]:
    def buat(alamat: str) -> Perantara:
        return Perantara(buat_aplikasi(alamat, PEMDA, APLIKASI, folder_kunci))

    with layani(buat) as (alamat, perantara):
        daftar = DaftarPenyedia(PengambilAman(boleh_loopback=True))
        yield Panggung(alamat, perantara.aplikasi, perantara, daftar, datetime.now(UTC))
