"""The demonstration, loaded into a database of its own and looked at from all sides."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from domain import pemda
from domain.jabatan.events import JabatanDiserahterimakan
from domain.kernel import Keputusan, OrangId
from domain.sop.events import Pengesah, PengesahanDibatalkan, SopDicabut, SopDikembalikan, SopDisahkan
from domain.sop.pemeriksaan.periksa import periksa
from domain.sop.pemeriksaan.saat_disahkan import saat_disahkan
from domain.sop.pemeriksaan.temuan import MENGHALANGI_PENGESAHAN
from domain.sop.pengesahan import Pengesahan
from domain.sop.state import Sop, Tahap, evolve
from infra.brankas import Brankas
from infra.clock import now
from infra.db.pool import Basis
from infra.demo import pemda as modul_pemda
from infra.demo.adegan import Adegan
from infra.demo.lakon import mainkan
from infra.demo.muat import muat
from infra.demo.orang import daftar_orang
from infra.demo.panggung import Panggung
from infra.demo.pemda import KODE, baca_pemda
from infra.demo.sso.peragaan import pemda_peragaan
from infra.direktori import Direktori
from infra.event_store.buku import Buku
from infra.event_store.mapper import CatalogMapper, Catatan, PeristiwaTersimpan
from infra.lokal.kluster import Kluster
from infra.projections.bangun import bangun_ulang
from infra.projections.baris import PEMDA, SOP
from infra.projections.model import TABEL
from infra.queries.bahan import bahan
from infra.queries.mandat import mandat
from infra.queries.opd import jawaban_pimpinan, kisi
from infra.queries.publik import berlaku
from infra.queries.sop import Pertanyaan, Saringan, daftar_sop
from infra.settings import Settings
from infra.sso_pg import SsoPg
from infra.tenants_pg import PemdaBaru, PgRegistry, tambah_pemda
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests import basis_data as bd

pytestmark = pytest.mark.lambat  # the first test that runs loads five governments with two years of history

RAPAT_AKD = "Fasilitasi Kegiatan Rapat-Rapat Alat Kelengkapan DPRD"


@dataclass
class Peragaan:
    """A loaded demonstration."""

    data: bd.BasisData
    settings: Settings
    basis: Basis
    kata: list[str]

    def tenant(self, kode: str) -> Tenant:
        tenant = PgRegistry(self.basis).menurut_kode(kode)
        assert tenant is not None
        return tenant

    def log(self, tenant: Tenant) -> list[Catatan[Any]]:
        """Everything that was recorded for a government."""
        with tenant_scope(tenant):
            rows = self.basis.baris("SELECT * FROM es.event WHERE tenant_id = %s ORDER BY pos", (tenant.id,))
        return [_catatan(row) for row in rows]

    def isi(self) -> dict[str, list[Any]]:
        """What every table holds, sessions and all."""
        with psycopg.connect(self.data.superuser) as connection:
            tabel = connection.execute(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                " WHERE schemaname IN ('es', 'baca', 'tata', 'sistem')"
            ).fetchall()
            return {t: connection.execute(f"SELECT * FROM {t} x ORDER BY x::text").fetchall() for (t,) in tabel}


def diam(_: str) -> None:
    """For calls of which nobody reads the lines."""


def _catatan(row: dict[str, Any]) -> Catatan[Any]:
    return CatalogMapper().to_domain_event(
        PeristiwaTersimpan(
            row["stream_id"], row["version"], row["topic"], bytes(row["payload"]), row["pos"], row["at"],
            row["actor_id"], row["command_id"],
        )
    )  # fmt: skip


def _settings(data: bd.BasisData, folder: Path) -> Settings:
    return Settings(data.app, data.superuser, data=str(folder), kunci=("kunci-uji-" * 4,))


@pytest.fixture(scope="module")
def peragaan(kluster_uji: Kluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peragaan]:
    data = bd.tiru(kluster_uji)
    settings, kata = _settings(data, tmp_path_factory.mktemp("peragaan")), list[str]()
    muat(settings, kata.append)
    basis = Basis(data.app, tunggu=30)
    yield Peragaan(data, settings, basis, kata)
    basis.tutup()
    bd.buang(data)


@pytest.fixture
def kosong(kluster_uji: Kluster) -> Iterator[bd.BasisData]:
    data = bd.tiru(kluster_uji)
    yield data
    bd.buang(data)


@pytest.fixture
def satu_pemda(monkeypatch: pytest.MonkeyPatch) -> str:
    """The demonstration has one small government only."""
    kode = "kpu-kabupaten-kediri"
    monkeypatch.setattr(modul_pemda, "KODE", (kode,))
    return kode


def _sop(log: list[Catatan[Any]]) -> Iterator[tuple[Sop, Catatan[Any]]]:
    """Every event of an SOP with the SOP as it was just before."""
    keadaan: dict[UUID, Sop] = {}
    mulai = {c.aliran for c in log if c.versi == 1 and type(c.peristiwa).__name__ == "SopDibuat"}
    for c in log:
        if c.aliran in mulai:
            sebelum = keadaan.get(c.aliran, Sop())
            yield sebelum, c
            keadaan[c.aliran] = evolve(sebelum, c)


def test_each_government_is_announced_in_one_line(peragaan: Peragaan) -> None:
    assert [k.split(":")[0] for k in peragaan.kata] == [baca_pemda(kode).nama for kode in KODE]


def test_every_stage_occurs_in_surakarta(peragaan: Peragaan) -> None:
    with tenant_scope(tenant := peragaan.tenant("kota-surakarta")):
        tanya = Pertanyaan(tenant.tanggal(now()))
        tahap = {s.tahap for s in daftar_sop(peragaan.basis, tanya)}
        kosong = [s for s in Saringan if not daftar_sop(peragaan.basis, replace(tanya, saringan=s))]
    assert tahap == set(Tahap) - {Tahap.BELUM_ADA}
    assert not kosong


@pytest.mark.parametrize("kode", KODE)
def test_no_author_approves(peragaan: Peragaan, kode: str) -> None:
    pengesahan = [(s, c) for s, c in _sop(peragaan.log(peragaan.tenant(kode))) if isinstance(c.peristiwa, SopDisahkan)]
    assert pengesahan
    assert not [
        s.nama for s, c in pengesahan if s.penulis & {c.aktor.orang, c.peristiwa.pengesah.orang} or not s.penulis
    ]


@pytest.mark.parametrize("kode", KODE)
def test_recording_times_ascend_through_working_days(peragaan: Peragaan, kode: str) -> None:
    tenant = peragaan.tenant(kode)
    pada = [c.pada.astimezone(tenant.zona.tzinfo) for c in peragaan.log(tenant)]
    assert all(a < b for a, b in pairwise(pada))
    assert pada[-1] < now()
    assert all(p.weekday() < 5 and time(7, 30) <= p.time() < time(16, 0, 1) for p in pada)
    assert (pada[-1] - pada[0]).days > 365 * 1.9


@pytest.mark.parametrize("kode", KODE)
def test_every_actor_has_a_mandate_on_that_day(peragaan: Peragaan, kode: str) -> None:
    tenant = peragaan.tenant(kode)
    with tenant_scope(tenant):
        pegang = mandat(peragaan.basis)
    for c in peragaan.log(tenant):
        hari = tenant.tanggal(c.pada)
        assert any(
            (m.orang_id, m.jabatan_id, m.sk_nomor) == (c.aktor.orang, c.aktor.jabatan_id, c.aktor.mandat)
            and m.berlaku(hari)
            for m in pegang
        ), (c.peristiwa, hari)


@pytest.mark.parametrize("kode", KODE)
def test_no_name_and_no_nip_in_an_event(peragaan: Peragaan, kode: str) -> None:
    with tenant_scope(tenant := peragaan.tenant(kode)):
        orang = Direktori(peragaan.basis).semua()
        rows = peragaan.basis.baris("SELECT payload FROM es.event WHERE tenant_id = %s", (tenant.id,))
    semua = b"\n".join(bytes(r["payload"]) for r in rows).decode()
    assert len(orang) > 20
    for o in orang:
        nama = o.nama.split(",")[0].removeprefix("Drs. ").removeprefix("Hj. ")
        assert nama not in semua
        assert not o.nip or (o.nip not in semua and re.fullmatch(r"\d{18}", o.nip))


@pytest.mark.parametrize("kode", KODE)
def test_what_waits_can_be_approved(peragaan: Peragaan, kode: str) -> None:
    """A visitor presses Sahkan on what lies there: nothing that the check finds may hold it back."""
    tenant, hari = peragaan.tenant(kode), now().date()
    with tenant_scope(tenant):
        buku = Buku(peragaan.basis)
        setelan = buku.muat(PEMDA, pemda.ALIRAN)
        tahap = Saringan.REVIU if setelan.kebijakan.verifikasi_sesudah else Saringan.PENGESAHAN
        for baris in daftar_sop(peragaan.basis, Pertanyaan(hari, saringan=tahap)):
            sop = buku.muat(SOP, baris.sop_id)
            sk = Keputusan("188/1/2026", hari, "Kepala")
            isi = Pengesahan(f"x/{sop.id}", hari, sk, Pengesah("Kepala", OrangId(UUID(int=1))), hari.isoformat())
            dasar = replace(saat_disahkan(bahan(peragaan.basis, sop, setelan, hari), isi), versi=1)
            temuan = periksa(dasar, setelan.keparahan)
            assert [t for t in temuan if t.keparahan in MENGHALANGI_PENGESAHAN] == []


def test_the_numbers_look_like_a_city(peragaan: Peragaan) -> None:
    with tenant_scope(tenant := peragaan.tenant("kota-surakarta")):
        jawaban = jawaban_pimpinan(kisi(peragaan.basis, tenant.tanggal(now()), 12))
    assert jawaban.opd == 36
    assert 110 <= jawaban.sop_wajib <= 130
    assert 20 <= jawaban.sop_terpenuhi <= 40
    assert 0 < jawaban.lengkap < 10
    assert jawaban.sop_terlambat > 10


def test_one_sop_has_a_long_life(peragaan: Peragaan) -> None:
    tenant = peragaan.tenant("kota-surakarta")
    log = peragaan.log(tenant)
    with tenant_scope(tenant):
        (satu,) = daftar_sop(peragaan.basis, Pertanyaan(tenant.tanggal(now()), cari=RAPAT_AKD))
        sah = berlaku(peragaan.basis, satu.sop_id, tenant.tanggal(now()))
    riwayat = [c for c in log if c.aliran == satu.sop_id]
    akhir = Sop()
    for c in riwayat:
        akhir = evolve(akhir, c)
    assert len(riwayat) >= 80
    assert [p.fakta.versi for p in akhir.pengesahan] == [1, 2]
    assert sah is not None
    assert sah.versi == 2
    assert (akhir.tahap, akhir.versi, len(akhir.evaluasi)) == (Tahap.KONSEP, 3, 2)
    serah = [c for c in log if isinstance(c.peristiwa, JabatanDiserahterimakan) and c.aliran == akhir.penyusun]
    assert len(serah) == 2
    assert all(riwayat[0].pada < c.pada < riwayat[-1].pada for c in serah)
    assert len({c.aktor.orang for c in riwayat}) >= 7


def test_legal_dates_stand_beside_recording_times(peragaan: Peragaan) -> None:
    """An old paper SOP, one that is not in force yet, one cancelled, one withdrawn, several returned at steps."""
    tenant = peragaan.tenant("kota-surakarta")
    hari = tenant.tanggal(now())
    log = peragaan.log(tenant)
    sah = [c for c in log if isinstance(c.peristiwa, SopDisahkan)]
    kembali = [c for c in log if isinstance(c.peristiwa, SopDikembalikan)]
    assert any((tenant.tanggal(c.pada) - c.peristiwa.tanggal_efektif).days > 1000 for c in sah)
    assert any(c.peristiwa.tanggal_efektif > hari for c in sah)
    assert any(isinstance(c.peristiwa, PengesahanDibatalkan) for c in log)
    assert any(isinstance(c.peristiwa, SopDicabut) for c in log)
    assert len([c for c in kembali if c.peristiwa.langkah]) >= 5


@pytest.mark.parametrize("kode", KODE)
def test_rebuilt_read_models_are_equal(peragaan: Peragaan, kode: str) -> None:
    tenant = peragaan.tenant(kode)

    def baca(connection: psycopg.Connection[Any]) -> dict[str, list[Any]]:
        sql = "SELECT to_jsonb(t) FROM baca.{} t WHERE tenant_id = %s ORDER BY to_jsonb(t)::text"
        return {t: connection.execute(sql.format(t), (tenant.id,)).fetchall() for t in TABEL}

    with psycopg.connect(peragaan.data.superuser) as connection:
        sebelum = baca(connection)
        bangun_ulang(connection, tenant.id)
        assert baca(connection) == sebelum
        connection.rollback()


def test_a_second_call_changes_nothing(peragaan: Peragaan) -> None:
    muat(peragaan.settings, diam)
    sebelum, kata = peragaan.isi(), list[str]()
    muat(peragaan.settings, kata.append)
    assert kata == ["Data peragaan sudah dimuat sebelumnya."]
    assert peragaan.isi() == sebelum


def test_people_are_linked_to_their_provider(peragaan: Peragaan) -> None:
    for demo in pemda_peragaan(peragaan.settings):
        with tenant_scope(peragaan.tenant(demo.kode)):
            setelan = SsoPg(peragaan.basis, Brankas(peragaan.settings.kunci)).pengaturan()
            assert setelan is not None
            assert (setelan.client_id, setelan.client_secret) == (demo.client_id, demo.client_secret)
            direktori = Direktori(peragaan.basis)
            for orang in demo.orang:
                dikenal = direktori.menurut_identitas(setelan.issuer, orang.sub)
                assert dikenal is not None
                assert (dikenal.nama, dikenal.nip) == (orang.nama, orang.nip)


def test_another_address_knows_the_same_people(peragaan: Peragaan) -> None:
    muat(replace(peragaan.settings, sso_alamat="http://127.0.0.1:9191"), diam)
    with tenant_scope(peragaan.tenant("kota-surakarta")):
        setelan = SsoPg(peragaan.basis, Brankas(peragaan.settings.kunci)).pengaturan()
        assert setelan is not None
        assert setelan.issuer == "http://127.0.0.1:9191/kota-surakarta"
        sari = Direktori(peragaan.basis).menurut_identitas(setelan.issuer, "sari")
        assert sari is not None
        assert sari.nama == "Sari Wulandari, A.Md."
    muat(peragaan.settings, diam)


def test_secrets_are_for_the_owner_only(peragaan: Peragaan) -> None:
    berkas = Path(peragaan.settings.data) / "sso" / "klien.json"
    assert stat.S_IMODE(berkas.stat().st_mode) == 0o600
    assert stat.S_IMODE(berkas.parent.stat().st_mode) == 0o700


def test_the_four_people_of_the_guide() -> None:
    baris = "\n".join(daftar_orang(Settings("")))
    for nama in ("Sari Wulandari", "Budi Santosa", "Ratna Kusumastuti", "Joko Purnawirawan", "Hendra Kusnanto"):
        assert nama in baris
    assert "http://127.0.0.1:8000/kota-surakarta/" in baris


def test_the_platforms_operator_is_there_where_the_launcher_made_a_secret(tmp_path: Path) -> None:
    settings = Settings("", data=str(tmp_path), demo_operator="rahasia")
    assert "http://127.0.0.1:8000/operator/" in daftar_orang(settings)[-2]
    penyedia = pemda_peragaan(settings)[-1]
    assert (penyedia.kode, penyedia.client_secret) == ("operator", "rahasia")
    assert "operator" not in [p.kode for p in pemda_peragaan(replace(settings, demo_operator=""))]


def test_an_interrupted_loading_starts_again(
    kosong: bd.BasisData, satu_pemda: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, kata, sisa = _settings(kosong, tmp_path), list[str](), iter(range(120))

    def listrik_padam(panggung: Panggung, adegan: Adegan) -> None:
        next(sisa)
        mainkan(panggung, adegan)

    with monkeypatch.context() as m:
        m.setattr("infra.demo.muat.mainkan", listrik_padam)
        with pytest.raises(StopIteration):
            muat(settings, kata.append)
    assert not kata
    muat(settings, kata.append)
    assert len(kata) == 1
    with psycopg.connect(kosong.superuser) as connection:
        pemda = connection.execute("SELECT tenant_id, kode FROM sistem.pemda").fetchall()
        hitung = connection.execute("SELECT count(*), min(pos), max(pos), count(DISTINCT tenant_id) FROM es.event")
        jumlah, pertama, terakhir, penyewa = hitung.fetchone() or ()
        orang = connection.execute("SELECT count(*) FROM tata.orang").fetchone()
    assert [kode for _, kode in pemda] == [satu_pemda]
    assert (pertama, terakhir, penyewa) == (1, jumlah, 1)
    assert orang == (len(baca_pemda(satu_pemda).orang),)


@pytest.mark.usefixtures("satu_pemda")
def test_a_real_government_is_left_alone(kosong: bd.BasisData, tmp_path: Path) -> None:
    tambah_pemda(kosong.superuser, PemdaBaru("kota-nyata", "Kota Nyata"))
    with pytest.raises(PermissionError, match="sudah dipakai pemerintah daerah sungguhan"):
        muat(_settings(kosong, tmp_path), diam)
    with psycopg.connect(kosong.superuser) as connection:
        assert connection.execute("SELECT kode FROM sistem.pemda").fetchall() == [("kota-nyata",)]
