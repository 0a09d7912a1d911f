"""Buku: different cells never collide, commands happen once, and no stream of another tenant or kind is ever found."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from domain import pemda as d_pemda
from domain.kernel import Bentrok, OpdId
from domain.opd import decisions as opd
from domain.sop import penyuntingan
from domain.sop.errors import UnsurTidakAdaError
from domain.sop.naskah import ButirId, Daftar, Isian
from domain.sop.state import Sop
from infra.db.pool import Basis
from infra.errors import PerintahBerbedaError, TersibukError, TidakAdaError
from infra.event_store.buku import COBA_LAGI, Buku, Perintah
from infra.event_store.recorder import TenantRecorder
from infra.projections.baris import OPD, PEMDA, SOP
from tenants.context import tenant_scope
from tests.domain.pembangun import SARI
from tests.infra.event_store.alat import OPD_UJI, log, mentah, perintah, serentak


def buat(nama: str = "Surat Masuk") -> Callable[[Sop], object]:
    return lambda _: penyuntingan.buat(nama=nama, opd_id=OpdId(OPD_UJI))


def isi(isian: Isian, menjadi: str, dari: str = "") -> Callable[[Sop], object]:
    return lambda sop: penyuntingan.ubah_isian(sop, isian, dari=dari, menjadi=menjadi)


@pytest.fixture
def sop_id(buku, pemda) -> UUID:
    sop_id = uuid4()
    buku.mulai(SOP, sop_id, perintah(), buat())
    return sop_id


def bersamaan(buku: Buku, sop_id: UUID, *putusan: Callable[[Sop], object]) -> tuple[list[object], list[int]]:
    """All decide on the same state first, so that all but one meet a version conflict."""
    pagar, dilihat = Barrier(len(putusan)), []

    def tunggu(putuskan: Callable[[Sop], object]) -> Callable[[Sop], object]:
        pertama = iter([True])

        def tunda(sop: Sop) -> object:
            dilihat.append(sop.versi_aliran)
            if next(pertama, False):
                pagar.wait(30)
            return putuskan(sop)

        return tunda

    kerja = [lambda p=p: buku.ubah(SOP, sop_id, perintah(), tunggu(p)) for p in putusan]
    return serentak(kerja), dilihat


def test_sel_berlainan_keduanya_tersimpan(buku, sop_id):
    hasil, dilihat = bersamaan(
        buku, sop_id, isi(Isian.UNIT, "Sekretariat"), isi(Isian.SIFAT, "teknis"), isi(Isian.JENIS, "generik")
    )
    assert not [h for h in hasil if isinstance(h, Exception)]
    assert dilihat[:3] == [1, 1, 1]
    assert len(dilihat) >= 5
    naskah = buku.muat(SOP, sop_id).naskah
    assert [naskah.nilai(i) for i in (Isian.UNIT, Isian.SIFAT, Isian.JENIS)] == ["Sekretariat", "teknis", "generik"]
    assert [e.versi for e in buku.sejarah(sop_id)] == [1, 2, 3, 4]


def test_sel_yang_sama_satu_tersimpan_satu_bentrok(buku, sop_id):
    hasil, _ = bersamaan(buku, sop_id, isi(Isian.UNIT, "Sekretariat"), isi(Isian.UNIT, "Bidang Aptika"))
    bentrok = next(h for h in hasil if isinstance(h, Exception))
    tersimpan = buku.muat(SOP, sop_id).naskah.nilai(Isian.UNIT)
    assert isinstance(bentrok, Bentrok)
    assert {bentrok.kini, bentrok.milik_anda} == {"Sekretariat", "Bidang Aptika"}
    assert bentrok.kini == tersimpan
    assert len(buku.sejarah(sop_id)) == 2


def test_menyerah_setelah_lima_kali_didahului(buku, sop_id):
    didahului = []

    def selalu_didahului(sop: Sop) -> object:
        didahului.append(sop.versi_aliran)
        buku.ubah(SOP, sop_id, perintah(), isi(Isian.UNIT, f"Unit {sop.versi_aliran}", sop.naskah.nilai(Isian.UNIT)))
        return penyuntingan.ubah_isian(sop, Isian.SIFAT, dari="", menjadi="teknis")

    with pytest.raises(TersibukError):
        buku.ubah(SOP, sop_id, perintah(), selalu_didahului)
    assert didahului == [1, 2, 3, 4, 5]
    assert len(didahului) == COBA_LAGI
    assert not buku.muat(SOP, sop_id).naskah.nilai(Isian.SIFAT)


def test_ubahan_yang_tidak_mengubah_tidak_menyimpan_apa_pun(buku, sop_id, superuser, pemda):
    sebelum = log(superuser, pemda)
    sop = buku.ubah(SOP, sop_id, perintah(), isi(Isian.NAMA, " Surat Masuk ", "Surat Masuk"))
    assert sop == buku.muat(SOP, sop_id)
    assert log(superuser, pemda) == sebelum


# the same command again


def test_perintah_diulang_setelah_jawabannya_hilang(buku, sop_id):
    ulang = perintah()
    pertama = buku.ubah(SOP, sop_id, ulang, isi(Isian.UNIT, "Sekretariat"))
    buku.ubah(SOP, sop_id, perintah(), isi(Isian.SIFAT, "teknis"))
    kedua = buku.ubah(SOP, sop_id, ulang, isi(Isian.UNIT, "Sekretariat"))
    assert kedua.naskah.nilai(Isian.UNIT) == pertama.naskah.nilai(Isian.UNIT) == "Sekretariat"
    assert len(buku.sejarah(sop_id)) == 3


def test_perintah_diulang_yang_kini_ditolak_aturan_dijawab_dari_simpanan(buku, sop_id):
    """Taking an entry out cannot be done twice; but this very command has done it."""
    butir_id, ulang = ButirId(uuid4()), perintah()
    daftar = Daftar.PERINGATAN
    buku.ubah(SOP, sop_id, perintah(), lambda s: penyuntingan.tambah_butir(s, daftar, butir_id=butir_id, teks="Awas"))

    def hapus(sop: Sop) -> object:
        return penyuntingan.hapus_butir(sop, daftar, butir_id, dari="Awas")

    buku.ubah(SOP, sop_id, ulang, hapus)
    assert buku.ubah(SOP, sop_id, ulang, hapus) == buku.muat(SOP, sop_id)
    with pytest.raises(UnsurTidakAdaError):
        buku.ubah(SOP, sop_id, perintah(), hapus)
    with pytest.raises(PerintahBerbedaError):
        buku.ubah(SOP, sop_id, Perintah(ulang.id, SARI, sidik=b"l" * 32), hapus)
    assert len(buku.sejarah(sop_id)) == 3


def test_pembuatan_diulang_memberi_yang_pertama(buku, pemda, superuser):
    """Each try brings an id of its own for what it begins; only the first one is there."""
    ulang, pertama = perintah(), uuid4()
    asli = buku.mulai(SOP, pertama, ulang, buat())
    assert asli.id == pertama
    assert buku.mulai(SOP, uuid4(), ulang, buat()).id == pertama
    hasil = serentak([lambda: buku.mulai(SOP, uuid4(), ulang, buat())] * 4)
    assert [h.id for h in hasil] == [pertama] * 4
    assert len(log(superuser, pemda)) == 1


def test_klik_ganda_pada_pembuatan_membuat_satu(buku, pemda, superuser):
    ulang = perintah()
    hasil = serentak([lambda: buku.mulai(SOP, uuid4(), ulang, buat())] * 6)
    assert len({h.id for h in hasil}) == 1
    assert len(log(superuser, pemda)) == 1


def test_yang_sudah_dimulai_tidak_dimulai_lagi(buku, sop_id):
    with pytest.raises(Bentrok):
        buku.mulai(SOP, sop_id, perintah(), buat("Nama Lain"))
    assert buku.muat(SOP, sop_id).nama == "Surat Masuk"
    assert len(buku.sejarah(sop_id)) == 1


# finding streams


def test_aliran_yang_tidak_ada_dari_jenis_lain_dan_dari_pemda_lain_sama_saja(buku, sop_id, isi_lain):
    for jenis, aliran in ((SOP, uuid4()), (OPD, sop_id), (SOP, isi_lain.sop_id), (PEMDA, d_pemda.ALIRAN)):
        with pytest.raises(TidakAdaError):
            buku.muat(jenis, aliran)
        with pytest.raises(TidakAdaError):
            buku.ubah(jenis, aliran, perintah(), lambda s: pytest.fail("asked to decide"))
    for aliran in (uuid4(), isi_lain.sop_id):
        with pytest.raises(TidakAdaError):
            buku.sejarah(aliran)


def test_aliran_pemda_ada_pada_tiap_pemda_sendiri_sendiri(buku, pemda, pemda_lain):
    buku.mulai(PEMDA, d_pemda.ALIRAN, perintah(), lambda _: d_pemda.daftarkan(nama="Sini", kode_wilayah="", zona="WIT"))
    assert buku.muat(PEMDA, d_pemda.ALIRAN).nama == "Sini"
    with tenant_scope(pemda_lain):
        assert buku.muat(PEMDA, d_pemda.ALIRAN).nama == pemda_lain.nama


def test_sejarah_sampai_suatu_versi(buku, sop_id):
    for unit in ("Satu", "Dua", "Tiga"):
        dari = buku.muat(SOP, sop_id).naskah.nilai(Isian.UNIT)
        buku.ubah(SOP, sop_id, perintah(), isi(Isian.UNIT, unit, dari))
    assert [e.versi for e in buku.sejarah(sop_id, sampai_versi=2)] == [1, 2]
    assert [e.pos for e in buku.sejarah(sop_id)] == [1, 2, 3, 4]
    assert {e.aktor for e in buku.sejarah(sop_id)} == {SARI}


def test_peristiwa_yang_tidak_dikenal_tidak_dibaca_sebagai_sesuatu(buku, basis, pemda):
    aliran = uuid4()
    TenantRecorder(basis).insert_events([mentah(aliran, topik="os.system")])
    with pytest.raises(KeyError):
        buku.sejarah(aliran)


# the library


class Meledak:
    """An environment that nobody may look into."""

    def __getattr__(self, nama: str) -> object:
        raise AssertionError(f"os.environ.{nama}")

    def __getitem__(self, nama: str) -> object:
        raise AssertionError(f"os.environ[{nama}]")

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all of os.environ")


def test_tidak_satu_pun_variabel_lingkungan_dibaca(basis_data, pemda, monkeypatch):
    with monkeypatch.context() as tambalan:
        tambalan.setattr(os, "environ", Meledak())
        baru = Buku(Basis(basis_data.app, kolam=1))
    try:
        sop_id = uuid4()
        baru.mulai(SOP, sop_id, perintah(), buat())
        assert baru.muat(SOP, sop_id).nama == "Surat Masuk"
    finally:
        baru.basis.tutup()
    assert dict(baru.env) == {}


def test_simpanan_agregat_pustaka_mati(basis, monkeypatch):
    """It is keyed by stream alone and would hand one tenant's stream to another."""
    for nama in ("AGGREGATE_CACHE_MAXSIZE", "BUKU_AGGREGATE_CACHE_MAXSIZE"):
        monkeypatch.setenv(nama, "1000")
    for nama in ("IS_SNAPSHOTTING_ENABLED", "BUKU_IS_SNAPSHOTTING_ENABLED"):
        monkeypatch.setenv(nama, "y")
    monkeypatch.setenv("PERSISTENCE_MODULE", "eventsourcing.sqlite")
    baru = Buku(basis)
    assert baru.repository.cache is None
    assert baru.snapshots is None
    assert isinstance(baru.recorder, TenantRecorder)
    assert baru.mapper.cipher is None
    assert baru.mapper.compressor is None


def test_satu_aliran_milik_dua_pemda_dibaca_bergantian(buku, buat_pemda):
    aliran, dua = uuid4(), [buat_pemda(), buat_pemda()]
    for tenant in dua:
        with tenant_scope(tenant):
            buku.mulai(OPD, aliran, perintah(), lambda _, t=tenant: opd.bentuk(nama=f"Dinas {t.kode}"))
    for tenant in dua * 2:
        with tenant_scope(tenant):
            assert buku.muat(OPD, aliran).nama == f"Dinas {tenant.kode}"
