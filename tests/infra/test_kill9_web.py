"""Pulling the plug under people at work: the web process and PostgreSQL are killed while browsers are saving cells.

The product runs as ./run runs it: granian with the application's role, a cluster of its own with fsync on, and the
launcher's supervisor, which starts the fallen again. Each client repeats a save, under the same command id, until it
is answered. Afterwards every answered save is there once, and the log has no gap.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest

from domain.jabatan import decisions as jabatan
from domain.kernel import JabatanId, Keputusan, MandatId, OpdId, OrangId
from domain.opd import decisions as opd
from domain.sop import penyuntingan
from domain.sop.naskah import Daftar, Isian
from domain.wewenang import Peran
from infra.clock import now
from infra.db.pool import Basis
from infra.direktori import Direktori
from infra.event_store.buku import Buku
from infra.lokal import serve
from infra.lokal.configuration import DATABASE, Configuration
from infra.lokal.processes import kill_group, wait_until
from infra.lokal.supervisor import Program, Supervisor
from infra.projections.baris import JABATAN, OPD, SOP
from infra.sesi import PenyimpanSesi
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests import basis_data as bd
from tests.infra.event_store.alat import log, perintah
from tests.infra.test_kill9 import bunuh, periksa_log

PENULIS = 5
BANYAK = 100
BERSAMA, BUTIR = 0, 3
"""Of five saves of a writer one goes to a cell of the SOP that all write to, and one adds an entry to a box: unlike a
cell, which would only get the same text again, an entry done twice would be there twice."""
PALING_LAMA = 150
KUKI = "riwayat"
ISIAN = (Isian.NOMOR, Isian.PENGESAH, Isian.UNIT, Isian.LABEL_NOMOR, Isian.LABEL_TANGGAL_EFEKTIF)
KOTAK = Daftar.DASAR_HUKUM
SK = Keputusan("821/12/2024", date(2024, 1, 2))

pytestmark = pytest.mark.skipif(
    "RIWAYAT_UJI_PG_BIN" in os.environ, reason="the launcher finds its own PostgreSQL; test_kill9 runs on any"
)


@dataclass(frozen=True)
class Simpan:
    """One save: of a cell, or of a new entry in a box."""

    sop: UUID
    isian: Isian | None
    nilai: str
    dari: str = ""
    perintah: UUID = field(default_factory=uuid4)

    @property
    def sel(self) -> str:
        return f"isian/{self.isian}" if self.isian else f"butir/{KOTAK}"


@dataclass
class Penulis:
    """A signed-in browser that saves cell after cell, and what was answered to it."""

    nomor: int
    sop: UUID
    bersama: UUID
    token: str
    csrf: str
    terjawab: list[Simpan] = field(default_factory=list)
    tanpa_jawaban: int = 0
    nilai: dict[tuple[UUID, Isian], str] = field(default_factory=dict)

    def simpan_semua(self, port: int, kode: str, berhenti: Event) -> None:
        for urutan in range(1, BANYAK + 1):
            simpan = self._berikut(urutan)
            self._sampai_dijawab(port, kode, simpan, berhenti)
            if berhenti.is_set():
                return
            if simpan.isian:
                self.nilai[simpan.sop, simpan.isian] = simpan.nilai
            self.terjawab.append(simpan)

    def _berikut(self, urutan: int) -> Simpan:
        nilai = f"Tulisan {self.nomor} ke-{urutan}"
        if urutan % 5 == BUTIR:
            return Simpan(self.sop, None, nilai)
        sel = (self.bersama, ISIAN[self.nomor]) if urutan % 5 == BERSAMA else (self.sop, Isian.NOMOR)
        return Simpan(*sel, nilai, self.nilai.get(sel, ""))

    def _sampai_dijawab(self, port: int, kode: str, simpan: Simpan, berhenti: Event) -> None:
        assert wait_until(lambda: berhenti.is_set() or self.kirim(port, kode, simpan), PALING_LAMA), simpan

    def kirim(self, port: int, kode: str, simpan: Simpan) -> bool:
        """Whether the save was answered: nobody there, cut off and busy mean to send the same again."""
        isi = {"csrf": self.csrf, "perintah": simpan.perintah, "dari": simpan.dari, "nilai": simpan.nilai}
        kepala = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"{KUKI}={self.token}"}
        alamat = f"/{kode}/kerja/sop/{simpan.sop}/penyuntingan"
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as sambungan:
            try:
                sambungan.request("POST", f"{alamat}/{simpan.sel}", urlencode(isi), kepala)
                jawaban = sambungan.getresponse()
                jawaban.read()
            except (OSError, http.client.HTTPException):
                self.tanpa_jawaban += 1
                return False
        if jawaban.status == http.HTTPStatus.SERVICE_UNAVAILABLE:
            self.tanpa_jawaban += 1
            return False
        assert (jawaban.status, jawaban.headers["Location"].partition("?")[0]) == (303, alamat), jawaban.status
        return True


@dataclass
class Panggung:
    """The running product, with one government in it and its writers."""

    configuration: Configuration
    supervisor: Supervisor
    basis_data: serve.Database
    web: Program
    tenant: Tenant
    penulis: list[Penulis]

    @property
    def superuser(self) -> str:
        assert self.basis_data.cluster is not None
        return self.basis_data.cluster.superuser_url(DATABASE)

    @property
    def terjawab(self) -> int:
        return sum(len(p.terjawab) for p in self.penulis)

    @property
    def tanpa_jawaban(self) -> int:
        return sum(p.tanpa_jawaban for p in self.penulis)

    def padamkan_web(self) -> None:
        """SIGKILL for granian and its worker."""
        assert self.web._process is not None
        kill_group(self.web._process.pid)
        self.web._process.wait(30)

    def padamkan_basis_data(self) -> None:
        assert self.basis_data.cluster is not None
        bunuh(self.basis_data.cluster)

    def hidup(self) -> bool:
        assert self.basis_data.cluster is not None
        return self.basis_data.cluster.alive()

    def padamkan_semua(self) -> None:
        self.padamkan_basis_data()
        self.padamkan_web()

    def awasi_sampai(self, selesai: Callable[[], bool]) -> None:
        """The supervisor's loop: it looks after everything until this is so."""

        def sudah() -> bool:
            self.supervisor.tend()
            return selesai()

        assert wait_until(sudah, PALING_LAMA), f"{self.terjawab} saves were answered"

    def status(self, jalur: str, kepala: dict[str, str] | None = None) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self.configuration.port, timeout=20)) as sambungan:
            sambungan.request("GET", jalur, headers=kepala or {})
            return sambungan.getresponse().status

    def siap(self) -> bool:
        return serve._obstacle(self.configuration.port) == ""


def _port() -> int:
    with socket.socket() as calon:
        calon.bind(("127.0.0.1", 0))
        return int(calon.getsockname()[1])


@pytest.fixture
def panggung(monkeypatch: pytest.MonkeyPatch) -> Iterator[Panggung]:
    for nama in [n for n in os.environ if n.startswith(("DATABASE_URL", "RIWAYAT_"))]:
        monkeypatch.delenv(nama)
    data, supervisor = Path(tempfile.mkdtemp(prefix="riwayat-uji-")), Supervisor()
    try:
        yield _nyalakan(Configuration(data, _port(), 0, 0), supervisor)
    finally:
        supervisor.stop()
        sys.stdout.write(_kesalahan(data))
        shutil.rmtree(data, ignore_errors=True)


def _kesalahan(data: Path) -> str:
    """What the web process wrote about requests that it could not answer, for whoever reads a failure."""
    catatan = data / "log" / "granian.log"
    baris = catatan.read_text(errors="replace").splitlines() if catatan.exists() else []
    return "\n".join(b for b in baris if '"level":"error"' in b or "Error" in b[:60])[-3000:]


def _nyalakan(configuration: Configuration, supervisor: Supervisor) -> Panggung:
    """As ./run does, without the demonstration and without the worker behind the log. After a crash of the database
    /readyz waits for the signer's word."""
    basis_data = serve.Database(configuration)
    supervisor.start(basis_data)
    assert basis_data.cluster is not None
    serve._prepare(configuration, basis_data.cluster, "Migrating", "migrasi", "--pasang-sandi")
    program = {p.name: p for p in serve._programs(configuration, basis_data.cluster, demo=False)}
    web, penanda = program["granian"], program["penanda"]
    web.command[0] = penanda.command[0] = sys.executable
    tenant = bd.pemda_baru(basis_data.cluster.superuser_url(DATABASE))
    panggung = Panggung(configuration, supervisor, basis_data, web, tenant, _penulis(web, tenant))
    supervisor.start(penanda)
    supervisor.start(web)
    panggung.awasi_sampai(panggung.siap)
    return panggung


def _penulis(web: Program, tenant: Tenant) -> list[Penulis]:
    """Posts of one agency, each with a person who is signed in and a draft of their own; and one draft for all."""
    assert "DATABASE_URL_MIGRASI" not in web.environment
    basis = Basis(web.environment["DATABASE_URL"])
    buku, opd_id = Buku(basis), OpdId(uuid4())
    with tenant_scope(tenant):
        buku.mulai(OPD, opd_id, perintah(), lambda _: opd.bentuk(nama="Sekretariat DPRD"))
        bersama = _draf(buku, opd_id, "SOP bersama")
        penulis = [
            Penulis(n, _draf(buku, opd_id, f"SOP {n}"), bersama, *_masuk(basis, buku, opd_id)) for n in range(PENULIS)
        ]
    basis.tutup()
    return penulis


def _draf(buku: Buku, opd_id: OpdId, nama: str) -> UUID:
    sop_id = uuid4()
    buku.mulai(SOP, sop_id, perintah(), lambda _: penyuntingan.buat(nama=nama, opd_id=opd_id))
    return sop_id


def _masuk(basis: Basis, buku: Buku, opd_id: OpdId) -> tuple[str, str]:
    """A new person in a new post, signed in: the session's token and its csrf."""
    orang, jabatan_id = Direktori(basis).tambah("Sari Wulandari"), JabatanId(uuid4())
    buku.mulai(
        JABATAN,
        jabatan_id,
        perintah(),
        lambda j: [
            jabatan.bentuk(nama="Pengadministrasi", peran=Peran.PENYUSUN, opd_id=opd_id),
            jabatan.tetapkan(j, mandat_id=MandatId(uuid4()), orang=orang, keputusan=SK, mulai=SK.tanggal),
        ],
    )
    sesi = PenyimpanSesi(basis)
    token = sesi.buka(OrangId(orang), iss="https://sso.contoh", sub="x", sid="", id_token="", kini=now())
    dibuka = sesi.ambil(token, now())
    assert dibuka is not None
    return token, dibuka.csrf


def simpan_sambil_padam(panggung: Panggung) -> None:
    """All writers at work; at each mark something is killed under them, and the supervisor brings it back."""
    rencana = ((60, panggung.padamkan_web), (180, panggung.padamkan_basis_data), (320, panggung.padamkan_semua))
    berhenti = Event()
    with ThreadPoolExecutor(PENULIS) as benang:
        kode, port = panggung.tenant.kode, panggung.configuration.port
        kerja = [benang.submit(p.simpan_semua, port, kode, berhenti) for p in panggung.penulis]
        try:
            for batas, padamkan in rencana:
                _padamkan_pada(panggung, batas, padamkan, kerja)
            panggung.awasi_sampai(lambda: all(k.done() for k in kerja) or _gagal(kerja))
        finally:
            berhenti.set()
    assert [k.result() for k in kerja] == [None] * PENULIS


def _padamkan_pada(panggung: Panggung, batas: int, padamkan: Callable[[], None], kerja: list[Future[None]]) -> None:
    """Kill when so many saves are answered and the last victim is back; go on when somebody was cut off, or the
    application bridged the gap."""
    panggung.awasi_sampai(lambda: (panggung.terjawab >= batas and panggung.hidup()) or _gagal(kerja))
    for satu in kerja:
        if satu.done():
            satu.result()  # what went wrong for a writer says more than what follows from it
    sebelum = panggung.tanpa_jawaban
    padamkan()
    lewat = panggung.terjawab + 2 * PENULIS  # each writer had an answer that it asked for after the kill
    panggung.awasi_sampai(lambda: panggung.tanpa_jawaban > sebelum or panggung.terjawab > lewat or _gagal(kerja))


def _gagal(kerja: list[Future[None]]) -> bool:
    return any(k.done() and k.exception() for k in kerja)


def isi_dalam(event: dict[str, Any]) -> tuple[UUID, str, str]:
    data = msgspec.json.decode(event["payload"])["data"]
    if "butir" in data:
        return event["stream_id"], f"butir/{data['daftar']}", data["butir"]["teks"]
    return event["stream_id"], f"isian/{data['isian']}", data["nilai"]


def periksa(panggung: Panggung, superuser: psycopg.Connection[Any], sebelum: int) -> None:
    """Nothing that was answered is lost, no command happened twice, nothing else was stored."""
    events = periksa_log(superuser, panggung.tenant)  # positions, versions, times and the tree over all of it
    assert len(events) == sebelum + PENULIS * BANYAK
    menurut_perintah = {e["command_id"]: e for e in events}
    assert max(Counter(e["command_id"] for e in events[sebelum:]).values()) == 1
    for penulis in panggung.penulis:
        tersimpan = [menurut_perintah[s.perintah] for s in penulis.terjawab]
        assert [isi_dalam(e) for e in tersimpan] == [(s.sop, s.sel, s.nilai) for s in penulis.terjawab]
        assert all(a["pos"] < b["pos"] for a, b in pairwise(tersimpan))
    rows = superuser.execute(
        "SELECT command_id, first_pos, last_pos FROM es.command WHERE tenant_id = %s", (panggung.tenant.id,)
    ).fetchall()
    assert {i: (dari, sampai) for i, dari, sampai in rows if dari > sebelum} == {
        e["command_id"]: (e["pos"], e["pos"]) for e in events[sebelum:]
    }
    banyak = Counter(e["stream_id"] for e in events)
    baca = superuser.execute("SELECT sop_id, versi_aliran FROM baca.sop WHERE tenant_id = %s", (panggung.tenant.id,))
    assert dict(baca.fetchall()) == {sop: banyak[sop] for p in panggung.penulis for sop in (p.sop, p.bersama)}


def periksa_isi(panggung: Panggung) -> None:
    """What the application reads now is what each writer saved last."""
    basis = Basis(panggung.web.environment["DATABASE_URL"])
    with tenant_scope(panggung.tenant):
        for penulis in panggung.penulis:
            for (sop, isian), nilai in penulis.nilai.items():
                assert Buku(basis).muat(SOP, sop).naskah.nilai(isian) == nilai
            kotak = Buku(basis).muat(SOP, penulis.sop).naskah.isi_daftar(KOTAK)
            assert [b.teks for b in kotak] == [s.nilai for s in penulis.terjawab if not s.isian]
    basis.tutup()


@pytest.mark.lambat  # starts the product, and waits for it to come back from three crashes, with fsync on
@pytest.mark.timeout(600)
def test_yang_sudah_dijawab_web_tidak_pernah_hilang(panggung: Panggung, capsys: pytest.CaptureFixture[str]) -> None:
    with psycopg.connect(panggung.superuser) as superuser:
        assert superuser.execute("SHOW fsync").fetchone() == ("on",)
        sebelum = len(log(superuser, panggung.tenant))
    simpan_sambil_padam(panggung)
    with psycopg.connect(panggung.superuser, autocommit=True) as superuser:
        periksa(panggung, superuser, sebelum)
    periksa_isi(panggung)
    panggung.awasi_sampai(panggung.siap)  # the signer compares the logs anew after each start of PostgreSQL
    dikatakan = capsys.readouterr().out
    assert dikatakan.count("granian is started again") == dikatakan.count("PostgreSQL is started again") == 2


@pytest.mark.lambat  # starts the product, and every page waits for the pool to give up
@pytest.mark.timeout(600)
def test_tanpa_basis_data_web_mengaku_sibuk(panggung: Panggung) -> None:
    """503 everywhere, never 500: the sentence says that nothing is lost, and a client may send the same again."""
    kode = panggung.tenant.kode
    kuki = {"Cookie": f"{KUKI}={panggung.penulis[0].token}"}
    halaman = (f"/{kode}/", "/", "/pemda-yang-belum-pernah-ditanya/", f"/{kode}/kerja/")
    assert panggung.status(f"/{kode}/") == 200
    panggung.padamkan_basis_data()
    assert {jalur: panggung.status(jalur, kuki) for jalur in halaman} == dict.fromkeys(halaman, 503)
    assert panggung.status(f"/{kode}/masuk/") in (200, 503)
    assert panggung.status("/healthz") == 200
    panggung.awasi_sampai(panggung.siap)
    assert {panggung.status(jalur, kuki) for jalur in (f"/{kode}/", "/", f"/{kode}/kerja/")} == {200}
