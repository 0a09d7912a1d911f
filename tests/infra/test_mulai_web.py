"""The web server on a database whose fences are broken: it ends with the name of the careless table, and serves nobody.

Each test has a database of its own, and starts what an operator starts.
"""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from app.rumah import Rumah
from infra.db import siap
from infra.db.pool import Basis
from infra.errors import PagarRusakError, TersibukError
from infra.lokal.configuration import ROOT
from infra.lokal.errors import MAY_NOT_SERVE
from infra.lokal.processes import wait_until
from infra.settings import Settings
from tests import basis_data as bd
from tests.basis_data import BasisData
from tests.infra.salinan import clean_environment, free_ports

CEROBOH = "CREATE TABLE tata.ceroboh (tenant_id int NOT NULL PRIMARY KEY)"
LAMA = 60


@pytest.fixture
def sendiri(kluster_uji: bd.Kluster) -> Iterator[BasisData]:
    sendiri = bd.tiru(kluster_uji)
    yield sendiri
    bd.buang(sendiri)


def tanam(sendiri: BasisData) -> None:
    with psycopg.connect(sendiri.superuser) as superuser:
        superuser.execute(CEROBOH)


def namai(sendiri: BasisData, dari: str, menjadi: str) -> None:
    """To the server a database under another name is one that is away."""
    with psycopg.connect(sendiri.kluster.superuser_url("postgres"), autocommit=True) as superuser:
        nama = map(sql.Identifier, (dari, menjadi))
        superuser.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*nama))


class Peladen:
    """granian with the product, as docs/operasi.md starts it."""

    def __init__(self, sendiri: BasisData, catatan: Path) -> None:
        self.port = int(free_ports()["RIWAYAT_PORT"])
        self.catatan = catatan
        perintah = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(self.port)]
        with catatan.open("w") as berkas:
            self.proses = subprocess.Popen(
                [*perintah, "app.wsgi:application"],
                cwd=ROOT,
                env=clean_environment() | {"DATABASE_URL": sendiri.app},
                stdout=berkas,
                stderr=berkas,
            )

    def status(self, jalur: str) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as sambungan:
            try:
                sambungan.request("GET", jalur)
                return sambungan.getresponse().status
            except (OSError, http.client.HTTPException):
                return 0

    def hidup(self) -> bool:
        return wait_until(lambda: self.proses.poll() is not None or self.status("/healthz") == 200, LAMA)

    def alasan(self) -> str:
        [baris] = [b for b in self.catatan.read_text().splitlines() if b.startswith(MAY_NOT_SERVE)]
        return baris

    def akhiri(self) -> None:
        self.proses.terminate()
        self.proses.wait(30)


@pytest.fixture
def peladen(sendiri: BasisData, tmp_path: Path) -> Iterator[Peladen]:
    """Started while its database is away."""
    namai(sendiri, sendiri.nama, f"{sendiri.nama}_pergi")
    peladen = Peladen(sendiri, tmp_path / "catatan")
    try:
        assert peladen.hidup()
        assert [peladen.status(jalur) for jalur in ("/", "/readyz", "/kota-uji/", "/operator/")] == [503, 503, 503, 404]
        namai(sendiri, f"{sendiri.nama}_pergi", sendiri.nama)
        yield peladen
    finally:
        peladen.akhiri()


def test_modulnya_berakhir_dengan_nama_tabel_yang_ceroboh(sendiri: BasisData) -> None:
    def muat() -> subprocess.CompletedProcess[str]:
        lingkungan = clean_environment() | {"DATABASE_URL": sendiri.app}
        perintah = [sys.executable, "-c", "import app.wsgi"]
        return subprocess.run(perintah, cwd=ROOT, env=lingkungan, capture_output=True, text=True, check=False)

    assert muat().returncode == 0
    tanam(sendiri)
    berakhir = muat()
    assert berakhir.returncode == 1
    [baris] = berakhir.stderr.splitlines()
    assert baris.startswith(f"{MAY_NOT_SERVE}tabel.")
    assert "tabel.rls tata.ceroboh: " in baris


def test_peladennya_berakhir_dengan_nama_tabel_yang_ceroboh(sendiri: BasisData, tmp_path: Path) -> None:
    tanam(sendiri)
    peladen = Peladen(sendiri, tmp_path / "catatan")
    try:
        assert peladen.proses.wait(LAMA) != 0
    finally:
        peladen.akhiri()
    assert "tabel.rls tata.ceroboh: " in peladen.alasan()
    assert '"method":' not in peladen.catatan.read_text()


def test_mulai_tanpa_basis_data_lalu_melayani(peladen: Peladen) -> None:
    assert wait_until(lambda: peladen.status("/") == 200, LAMA), peladen.catatan.read_text()
    assert peladen.status("/readyz") == 200


def test_mulai_tanpa_basis_data_lalu_berakhir_pada_sambungan_pertama(sendiri: BasisData, peladen: Peladen) -> None:
    jawaban = set()

    def berakhir() -> bool:
        jawaban.add(peladen.status("/"))
        return peladen.proses.poll() is not None

    tanam(sendiri)
    assert wait_until(berakhir, LAMA), peladen.catatan.read_text()
    assert peladen.proses.returncode != 0
    assert jawaban <= {503, 0}, "nobody is served meanwhile"
    assert "tabel.rls tata.ceroboh: " in peladen.alasan()


def test_tidak_ada_sambungan_sebelum_pagarnya_utuh_dan_sesudahnya_tidak_ditanya_lagi(
    sendiri: BasisData, monkeypatch: pytest.MonkeyPatch
) -> None:
    ditanya = []
    semula = siap.periksa
    monkeypatch.setattr(siap, "periksa", lambda connection: ditanya.append(1) or semula(connection))
    tanam(sendiri)
    rumah = Rumah(Settings(sendiri.app, database_url_operator=sendiri.operator, kolam=2))
    try:
        for _ in range(2):
            with pytest.raises(PagarRusakError, match=r"tata\.ceroboh"):
                rumah.sapa()
            with pytest.raises(PagarRusakError), rumah._basis_operator.sambungan():
                pass
        assert "tata.ceroboh" in siap.kesiapan(rumah.basis).halangan[0]
        assert not rumah.boleh_loopback
        with psycopg.connect(sendiri.superuser) as superuser:
            superuser.execute("DROP TABLE tata.ceroboh")
        ditanya.clear()
        for basis in (rumah._basis_operator, rumah.basis, rumah.basis):
            with basis.sambungan() as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
        assert (len(ditanya), rumah.boleh_loopback) == (1, True)
    finally:
        rumah.tutup()


def test_yang_disebut_tidak_lebih_dari_perlu(sendiri: BasisData, monkeypatch: pytest.MonkeyPatch) -> None:
    for nomor in range(9):
        with psycopg.connect(sendiri.superuser) as superuser:
            superuser.execute(CEROBOH.replace("ceroboh", f"ceroboh{nomor}"))
    basis = Basis(sendiri.app, kolam=1, syarat=siap.pastikan_berpagar)
    try:
        with pytest.raises(TersibukError, match=r"and \d+ more$") as ditolak, basis.sambungan():
            pass
    finally:
        basis.tutup()
    assert str(ditolak.value).count("; ") == siap.TEMUAN_DISEBUT
