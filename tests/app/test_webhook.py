"""Webhooks from the admin's screen to the receiver: told once, signed, again after failures, again when asked."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import psycopg
import pytest
from bs4 import BeautifulSoup
from typing_extensions import override

from app.rumah import Rumah
from infra.antrean import tertinggal
from infra.brankas import Brankas, BrankasError
from infra.clock import now
from infra.db.pool import Basis
from infra.jaringan.pengambil import PengambilAman, PengambilanGagalError
from infra.pekerja.antrean import KIRIM_WEBHOOK
from infra.pekerja.kurir_webhook import PERCOBAAN_TERBANYAK, KurirWebhook, jeda, tanda_tangan
from infra.pekerja.webhook import PencatatWebhook
from infra.projections.model import JENIS
from infra.webhook import AWALAN, GudangWebhook
from tests.app.conftest import KUNCI, Panggung
from tests.app.halaman import periksa_halaman
from tests.app.test_siklus import buat_sop
from tests.basis_data import BasisData
from tests.infra.pencarian.alat import Penyusul

ALAMAT = "https://arsip.contoh.go.id/kabar"
SITUS = "https://riwayat.contoh"


@dataclass
class Penerima:
    """Stands for the network: answers as told, and remembers."""

    jawaban: list[int | str] = field(default_factory=list)
    kabar: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def serahkan(self, url: str, isi: str, kepala: dict[str, str]) -> int:
        self.kabar.append((url, isi, kepala))
        jawab = self.jawaban.pop(0) if self.jawaban else 204
        if isinstance(jawab, str):
            raise PengambilanGagalError(jawab)
        return jawab

    @property
    def pos(self) -> list[int]:
        return [json.loads(isi)["data"]["pos"] for _, isi, _ in self.kabar]


@pytest.fixture(scope="module")
def basis_pekerja(basis_data: BasisData) -> Iterator[Basis]:
    basis = Basis(basis_data.pekerja, kolam=2, tunggu=30)
    yield basis
    basis.tutup()


@pytest.fixture(scope="module")
def catat(basis_pekerja: Basis) -> Penyusul:
    return Penyusul(basis_pekerja, PencatatWebhook())


@pytest.fixture
def penerima() -> Penerima:
    return Penerima()


PUTARAN = 10
"""A round visits a thousand governments at most, and the tests before this one have left more than that behind."""


@pytest.fixture
def antar(basis_pekerja: Basis, catat: Penyusul, penerima: Penerima) -> Callable[..., None]:
    def antar(setelah: timedelta = timedelta(), pengambil: Any = penerima) -> None:
        catat()
        kurir = KurirWebhook(basis_pekerja, Brankas(KUNCI), pengambil, SITUS)
        saat = now() + setelah
        for _ in range(PUTARAN):
            if not kurir.satu_putaran(saat) and not tertinggal(basis_pekerja, KIRIM_WEBHOOK, saat):
                break

    return antar


def pasang(panggung: Panggung, *tindakan: str, alamat: str = ALAMAT) -> tuple[str, str]:
    """The address of its page, and the secret that is shown once."""
    respons = panggung.dwi.kirim("/kerja/webhook", {"alamat": alamat, "tindakan": list(tindakan)})
    halaman = periksa_halaman(respons)
    rahasia = halaman.select_one("code.rahasia")
    tautan = halaman.select_one("td .alamat-webhook")
    assert rahasia is not None
    assert tautan is not None
    return str(tautan["href"]), rahasia.get_text(strip=True)


def keadaan(halaman: BeautifulSoup) -> list[str]:
    return [b.get_text(" ", strip=True) for b in halaman.select("tbody tr td:nth-of-type(2)")]


def test_dikabari_sekali_bertanda_tangan(panggung: Panggung, penerima: Penerima, antar: Callable[..., None]) -> None:
    sebelum = buat_sop(panggung.sari, panggung.opd)
    halaman, rahasia = pasang(panggung, "dibuat", "disahkan")
    sop_id = buat_sop(panggung.sari, panggung.opd)
    antar()
    antar(timedelta(days=9))
    ((url, isi, kepala),) = penerima.kabar
    assert url == ALAMAT
    data = json.loads(isi)
    assert data["type"] == "sop.dibuat"
    assert data["data"]["sop"] == str(sop_id) != str(sebelum)
    assert data["data"]["tautan"] == f"{SITUS}/{panggung.tenant.kode}/kerja/sop/{sop_id}/riwayat?peristiwa=1"
    kunci = b64decode(rahasia.removeprefix(AWALAN))
    ditandatangani = f"{kepala['webhook-id']}.{kepala['webhook-timestamp']}.{isi}".encode()
    benar = b64encode(hmac.new(kunci, ditandatangani, hashlib.sha256).digest()).decode()
    assert kepala["webhook-signature"] == f"v1,{benar}"
    assert abs(int(kepala["webhook-timestamp"]) - now().timestamp()) < 600
    assert keadaan(panggung.dwi.buka(halaman))[0].startswith("Sampai")


def test_dicoba_lagi_dengan_jeda_yang_membesar(
    panggung: Panggung, penerima: Penerima, antar: Callable[..., None]
) -> None:
    halaman, _ = pasang(panggung, "dibuat")
    buat_sop(panggung.sari, panggung.opd)
    penerima.jawaban = [500, "tidak-terjangkau", "alamat-ditolak"]
    antar()
    assert keadaan(panggung.dwi.buka(halaman))[0].startswith("Dicoba lagi")
    antar()
    assert len(penerima.kabar) == 1, "not before its time"
    lewat = timedelta()
    for percobaan in range(1, 4):
        lewat += jeda(percobaan) + timedelta(seconds=60)
        antar(lewat)
    assert len({kepala["webhook-id"] for _, _, kepala in penerima.kabar}) == 1
    assert len(penerima.kabar) == 4
    assert keadaan(panggung.dwi.buka(halaman))[0].startswith("Sampai")


def test_akhirnya_menyerah_dan_dapat_diulang(
    panggung: Panggung, penerima: Penerima, antar: Callable[..., None]
) -> None:
    buat_sop(panggung.sari, panggung.opd)
    halaman, _ = pasang(panggung, "dibuat")
    buat_sop(panggung.sari, panggung.opd)
    penerima.jawaban = [410] * PERCOBAAN_TERBANYAK
    for n in range(PERCOBAAN_TERBANYAK + 2):
        antar(n * timedelta(hours=7))
    assert len(penerima.kabar) == PERCOBAAN_TERBANYAK
    assert keadaan(panggung.dwi.buka(halaman)) == ["Tidak sampai"]
    penerima.kabar.clear()
    respons = panggung.dwi.isi_dan_kirim(halaman, "/pengulangan", dari="1")
    assert respons.status_code == 303
    antar(timedelta(days=30))
    assert len(penerima.pos) == 2, "what happened before the webhook too"
    assert penerima.pos == sorted(penerima.pos)
    assert len(keadaan(panggung.dwi.buka(halaman))) == 2


def test_dihentikan_tidak_dikabari_lagi(panggung: Panggung, penerima: Penerima, antar: Callable[..., None]) -> None:
    halaman, _ = pasang(panggung, "dibuat")
    buat_sop(panggung.sari, panggung.opd)
    assert panggung.dwi.isi_dan_kirim(halaman, "/penghentian", alasan="Sistem diganti").status_code == 303
    buat_sop(panggung.sari, panggung.opd)
    antar()
    assert penerima.kabar == []
    assert "Dihentikan" in panggung.dwi.buka(halaman).get_text()
    ulang = panggung.dwi.kirim(f"{halaman}/pengulangan", {"dari": "1"})
    assert ulang.status_code == 422


def test_penerima_sungguhan(panggung: Panggung, antar: Callable[..., None]) -> None:
    diterima: list[tuple[str, bytes]] = []

    class Tangan(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            isi = self.rfile.read(int(self.headers["Content-Length"]))
            diterima.append((self.headers["webhook-signature"], isi))
            self.send_response(200)
            self.end_headers()

        @override
        def log_message(self, *args: Any) -> None:
            pass

    peladen = HTTPServer(("127.0.0.1", 0), Tangan)
    utas = threading.Thread(target=peladen.serve_forever)
    utas.start()
    try:
        pasang(panggung, "dibuat", alamat=f"http://127.0.0.1:{peladen.server_port}/")
        buat_sop(panggung.sari, panggung.opd)
        antar(pengambil=PengambilAman())
        assert diterima == [], "loopback only in a demonstration"
        antar(timedelta(minutes=5), PengambilAman(boleh_loopback=True))
    finally:
        peladen.shutdown()
        utas.join()
        peladen.server_close()
    ((tanda, isi),) = diterima
    assert tanda.startswith("v1,")
    assert json.loads(isi)["type"] == "sop.dibuat"


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"alamat": "ftp://x", "tindakan": ["dibuat"]}, "alamat"),
        ({"alamat": ALAMAT, "tindakan": []}, "tindakan"),
        ({"alamat": ALAMAT, "tindakan": ["entah"]}, "tindakan"),
    ],
)
def test_isian_yang_salah_dijawab_di_tempatnya(panggung: Panggung, isi: dict[str, Any], bidang: str) -> None:
    respons = panggung.dwi.kirim("/kerja/webhook", isi)
    assert respons.status_code == 422
    assert periksa_halaman(respons).find(id=f"{bidang}-galat") is not None


@pytest.mark.parametrize("dari", ["", "0", "-1", "x", "9" * 30])
def test_posisi_yang_salah(panggung: Panggung, dari: str) -> None:
    halaman, _ = pasang(panggung, "dibuat")
    respons = panggung.dwi.isi_dan_kirim(halaman, "/pengulangan", dari=dari)
    assert respons.status_code == 422
    assert periksa_halaman(respons).find(id="dari-galat") is not None


def test_rahasia_tersegel_dan_hanya_sekali(
    panggung: Panggung, rumah: Rumah, superuser: psycopg.Connection[Any]
) -> None:
    isi = {"alamat": ALAMAT, "tindakan": ["dibuat"], "perintah": "6f1c7b1a-52b0-4a53-9f0c-0d4f3b1f8c11"}
    pertama = panggung.dwi.kirim("/kerja/webhook", isi)
    kedua = panggung.dwi.kirim("/kerja/webhook", isi)
    assert "code class" in pertama.get_data(as_text=True)
    assert AWALAN not in kedua.get_data(as_text=True)
    assert len(GudangWebhook(rumah.basis, Brankas(KUNCI)).semua()) == 1
    rows = superuser.execute("SELECT webhook_id, rahasia FROM tata.webhook WHERE tenant_id = %s", (panggung.tenant.id,))
    ((webhook_id, tersegel),) = rows.fetchall()
    assert AWALAN.encode() not in tersegel
    assert Brankas(KUNCI).buka(tersegel, untuk=f"webhook/{panggung.tenant.id}/{webhook_id}").startswith(AWALAN)
    with pytest.raises(BrankasError):
        Brankas(KUNCI).buka(tersegel, untuk=f"webhook/{panggung.tenant.id + 1}/{webhook_id}")


def test_hanya_admin_dan_hanya_milik_sendiri(panggung: Panggung) -> None:
    for nama in ("sari", "budi", "tri"):
        panggung.orang[nama].buka("/kerja/webhook", status=403)
    panggung.dwi.buka("/kerja/webhook/6f1c7b1a-52b0-4a53-9f0c-0d4f3b1f8c11", status=404)
    assert "webhook" in JENIS


def test_jeda_dan_tanda_tangan_tetap() -> None:
    """A value that another implementation of Standard Webhooks computed would have to be the same."""
    assert [jeda(n).total_seconds() for n in (1, 2, 3, 20)] == [30, 60, 120, 21600]
    pada = int(datetime(2026, 1, 5, tzinfo=UTC).timestamp())
    isi = '{"type":"sop.disahkan"}'
    harap = hmac.new(b"kunci", b"a.7." + b'{"type":"sop.disahkan"}', hashlib.sha256).digest()
    assert tanda_tangan(b"kunci", "a.7", pada, isi) != tanda_tangan(b"kunci", "a.7", 7, isi)
    assert tanda_tangan(b"kunci", "a", 7, isi) == "v1," + b64encode(harap).decode()
