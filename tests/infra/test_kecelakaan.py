"""Twenty-five accidents: PostgreSQL killed, a writing process killed, the line cut between commit and answer.

After each nothing that was answered is lost, nothing happened twice, the log has no gap, and nobody who sent a stored
command again was told of a conflict. Two canaries weaken the product, and the same books then show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import psycopg
import pytest
from psycopg.rows import TupleRow
from typing_extensions import override

from infra.db.pool import Basis
from infra.event_store.recorder import TenantRecorder
from tenants.context import tenant_scope
from tests import basis_data as bd
from tests.infra.bencana import PENULIS, Panggung, Temuan
from tests.infra.kiriman import Kiriman

PADAM, PEKERJA, PUTUS = "padam", "pekerja", "putus"
BANYAK = {PADAM: 8, PEKERJA: 8, PUTUS: 9}
URUTAN = [nama for nama, banyak in BANYAK.items() for _ in range(banyak)]
Random(25).shuffle(URUTAN)


@pytest.fixture(scope="module")
def kluster_sendiri() -> Iterator[Panggung]:
    """A cluster with fsync on, for this module; whoever kills it starts it again."""
    with bd.kluster_sementara({}) as berjalan:
        bd.buat_induk(berjalan)
        panggung = Panggung(berjalan, bd.pemda_baru(berjalan.superuser_url(bd.INDUK)))
        yield panggung
        panggung.berjalan.stop()


@pytest.fixture
def panggung(kluster_sendiri: Panggung) -> Iterator[Panggung]:
    """A tenant of its own in it."""
    if not kluster_sendiri.berjalan.alive():
        kluster_sendiri.nyalakan()
    siap = Panggung(kluster_sendiri.berjalan, bd.pemda_baru(kluster_sendiri.basis_data.superuser))
    with tenant_scope(siap.tenant):
        yield siap
    kluster_sendiri.berjalan = siap.berjalan


def kecelakaan(panggung: Panggung, jenis: str) -> None:
    {PADAM: panggung.padam, PEKERJA: panggung.bunuh_pekerja, PUTUS: panggung.putus}[jenis]()


@pytest.mark.lambat  # eight recoveries with fsync on, and eight processes that start only to be killed
def test_dua_puluh_lima_kecelakaan(panggung: Panggung) -> None:
    panggung.mulai()
    for ronde, jenis in enumerate(URUTAN, 1):
        kecelakaan(panggung, jenis)
        with psycopg.connect(panggung.basis_data.superuser, autocommit=True) as superuser:
            assert superuser.execute("SHOW fsync").fetchone() == ("on",)
            sebelum = panggung.temuan(superuser)
            panggung.kirim_lagi()
            sesudah = panggung.temuan(superuser)
            assert (ronde, jenis, sebelum, sesudah) == (ronde, jenis, Temuan(), Temuan())
            panggung.periksa_tuntas(superuser)
    assert ronde == 25
    assert panggung.terputus >= BANYAK[PUTUS] * PENULIS
    assert sum(p.tanpa_jawaban for p in panggung.penulis) >= BANYAK[PADAM]  # a save cut once is sent again unseen
    assert sum(len(p.terjawab) for p in panggung.penulis) >= 25 * 20


# canaries: the same books, on a product that is weakened


class TidakMenungguDisk(Basis):
    @override
    @contextmanager
    def sambungan(self) -> Iterator[psycopg.Connection[TupleRow]]:
        with super().sambungan() as connection:
            connection.execute("SET synchronous_commit = off")
            yield connection


def test_kenari_tanpa_id_perintah_menjadi_ganda_dan_bentrok(panggung: Panggung) -> None:
    """Who sends a save again under another id gets an entry twice, and is told of a conflict with himself."""
    panggung.ulangi = Kiriman.dengan_id_lain
    panggung.mulai()
    panggung.putus(setiap=2)
    panggung.kirim_lagi()  # which of the saves were cut off is chance; these are of every kind
    with psycopg.connect(panggung.basis_data.superuser, autocommit=True) as superuser:
        temuan = panggung.temuan(superuser)
    assert temuan.celah == 0
    assert temuan.ganda > 0
    assert temuan.bentrok_palsu > 0


def test_kenari_perintah_tersimpan_yang_tidak_dikenali_menjadi_bentrok(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a stored command is not looked for, a decision that no longer holds refuses it a second time."""
    monkeypatch.setattr(TenantRecorder, "perintah_tersimpan", lambda *_: False)
    panggung.mulai()
    panggung.putus()
    panggung.kirim_lagi()
    with psycopg.connect(panggung.basis_data.superuser, autocommit=True) as superuser:
        temuan = panggung.temuan(superuser)
    assert temuan == Temuan(bentrok_palsu=temuan.bentrok_palsu)
    assert temuan.bentrok_palsu > 0


def test_kenari_yang_dijawab_sebelum_di_disk_hilang(panggung: Panggung) -> None:
    """With synchronous_commit off, answers run ahead of the disk, and the kill takes what they promised."""
    panggung.mulai()
    panggung.berjalan.stop()
    panggung.pengaturan = {"wal_writer_delay": "10s"}
    panggung.nyalakan()
    panggung.basis_kelas = TidakMenungguDisk
    panggung.padam()
    with psycopg.connect(panggung.basis_data.superuser, autocommit=True) as superuser:
        temuan = panggung.temuan(superuser)
    assert temuan.hilang > 0
    assert temuan.celah == 0


def test_kenari_celah_dan_kejadian_ganda_ketahuan(panggung: Panggung) -> None:
    panggung.mulai()
    panggung.putus()
    with psycopg.connect(panggung.basis_data.superuser, autocommit=True) as superuser:
        assert panggung.temuan(superuser) == Temuan()
        superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos = 1", (panggung.tenant.id,))
        assert panggung.temuan(superuser) == Temuan(celah=2)
