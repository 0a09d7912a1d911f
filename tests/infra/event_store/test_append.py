"""Appending: positions without gaps, one winner, commands that happen once, and a time that nobody chooses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from uuid import uuid4

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError

from infra.clock import now
from infra.db.simpan import Baris, Simpanan
from infra.errors import PerintahBerbedaError
from infra.event_store.recorder import TenantRecorder
from tenants.context import TenantMissingError, tenant_scope
from tests.infra.event_store.alat import baris_opd, beberapa, kepala, log, mentah, seluruh_simpanan, serentak

LAMA = datetime(2020, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)


@pytest.fixture
def recorder(basis, pemda) -> TenantRecorder:
    return TenantRecorder(basis)


def simpan(recorder: TenantRecorder, *events, **isi):
    simpanan = Simpanan(**isi)
    posisi = recorder.insert_events(events or [mentah(uuid4())], simpanan=simpanan)
    return posisi, simpanan


def test_posisi_tanpa_celah_di_bawah_8_benang(recorder, pemda, superuser):
    def tulis(benang: int) -> list[list[int]]:
        return [list(recorder.insert_events(beberapa(uuid4(), 1 + (benang + n) % 4)) or ()) for n in range(25)]

    hasil = serentak([partial(tulis, n) for n in range(8)])
    posisi = sorted(p for satu in hasil for tulisan in satu for p in tulisan)
    assert posisi == list(range(1, len(posisi) + 1))
    assert [e["pos"] for e in log(superuser, pemda)] == posisi
    assert all(b == a + 1 for satu in hasil for tulisan in satu for a, b in pairwise(tulisan))
    assert kepala(superuser, pemda)["last_pos"] == recorder.max_notification_id() == len(posisi)


def test_waktu_selalu_naik_bersama_posisi(recorder, pemda, superuser):
    sebelum = now() - timedelta(seconds=5)
    serentak([partial(recorder.insert_events, beberapa(uuid4(), 5)) for _ in range(8)])
    waktu = [e["at"] for e in log(superuser, pemda)]
    assert all(a < b for a, b in pairwise(waktu))
    assert sebelum < waktu[0] < waktu[-1] < now() + timedelta(seconds=5)
    assert kepala(superuser, pemda)["last_at"] == waktu[-1]


def test_satu_pemenang_dari_16_penulis_versi_yang_sama(recorder, pemda, superuser):
    aliran = uuid4()
    recorder.insert_events([mentah(aliran, 1)])
    hasil = serentak([partial(recorder.insert_events, [mentah(aliran, 2, str(n).encode())]) for n in range(16)])
    pemenang = [n for n, h in enumerate(hasil) if not isinstance(h, Exception)]
    assert len(pemenang) == 1
    assert {type(h) for n, h in enumerate(hasil) if n not in pemenang} == {IntegrityError}
    assert [(e["version"], e["payload"]) for e in log(superuser, pemda)] == [(1, b"{}"), (2, str(pemenang[0]).encode())]


def test_semua_peristiwa_satu_perintah_atau_tidak_satu_pun(recorder, pemda, superuser):
    aliran = uuid4()
    simpan(recorder, *beberapa(aliran, 2), baris=(baris_opd("Lama"),))
    sebelum = seluruh_simpanan(superuser, pemda)
    for events in (
        [mentah(uuid4()), mentah(aliran, 2)],
        [mentah(aliran, 3), mentah(aliran, 3)],
        [mentah(aliran, 4)],
        [mentah(uuid4(), 2)],
    ):
        with pytest.raises(IntegrityError):
            simpan(recorder, *events, baris=(baris_opd("Baru"),))
    assert seluruh_simpanan(superuser, pemda) == sebelum


def test_versi_mulai_dari_satu(recorder, pemda, superuser):
    for versi in (0, -1, 2):
        with pytest.raises(IntegrityError):
            recorder.insert_events([mentah(uuid4(), versi)])
    assert log(superuser, pemda) == []


def test_kesalahan_kami_sendiri_tidak_disangka_tulisan_orang_lain(recorder, pemda, superuser):
    """A row without a required column is no version conflict: it must be seen, not tried again."""
    with pytest.raises(psycopg.errors.NotNullViolation):
        simpan(recorder, baris=(Baris("opd", {"opd_id": str(uuid4())}),))
    with pytest.raises(psycopg.errors.CaseNotFound):
        simpan(recorder, baris=(Baris("tidak_ada", {}),))
    assert log(superuser, pemda) == []


def test_tanpa_peristiwa_tidak_ada_yang_disimpan(recorder, pemda, superuser):
    assert recorder.insert_events([]) == []
    assert seluruh_simpanan(superuser, pemda)["es.command"] == []


# commands happen once


def test_perintah_yang_sama_dijawab_dari_simpanan(recorder, pemda, superuser):
    perintah, sidik, events = uuid4(), b"s" * 32, beberapa(uuid4(), 3)
    pertama, asli = simpan(recorder, *events, perintah=perintah, sidik=sidik, baris=(baris_opd("Satu"),))
    simpan(recorder)
    sebelum = seluruh_simpanan(superuser, pemda)
    kedua, ulangan = simpan(recorder, *events, perintah=perintah, sidik=sidik, baris=(baris_opd("Dua"),))
    assert (kedua, asli.ulang, ulangan.ulang, ulangan.pertama) == (pertama, False, True, 1)
    assert seluruh_simpanan(superuser, pemda) == sebelum
    assert recorder.perintah_tersimpan(perintah, sidik)


def test_perintah_yang_sama_dengan_permintaan_lain_ditolak(recorder, pemda, superuser):
    perintah = uuid4()
    simpan(recorder, perintah=perintah, sidik=b"s" * 32)
    sebelum = seluruh_simpanan(superuser, pemda)
    with pytest.raises(PerintahBerbedaError):
        simpan(recorder, perintah=perintah, sidik=b"t" * 32)
    with pytest.raises(PerintahBerbedaError):
        recorder.perintah_tersimpan(perintah, b"t" * 32)
    assert not recorder.perintah_tersimpan(uuid4(), b"t" * 32)
    assert seluruh_simpanan(superuser, pemda) == sebelum


def test_klik_ganda_disimpan_sekali(recorder, pemda, superuser):
    perintah, aliran = uuid4(), uuid4()
    hasil = serentak([lambda: simpan(recorder, mentah(aliran), perintah=perintah)] * 8)
    assert [posisi for posisi, _ in hasil] == [[1]] * 8
    assert sorted(simpanan.ulang for _, simpanan in hasil) == [False] + [True] * 7
    assert len(log(superuser, pemda)) == 1


def test_perintah_pemda_lain_tidak_dikenal(recorder, pemda, pemda_lain):
    perintah = uuid4()
    simpan(recorder, perintah=perintah, sidik=b"s" * 32)
    with tenant_scope(pemda_lain):
        assert not recorder.perintah_tersimpan(perintah, b"t" * 32)
        assert simpan(recorder, perintah=perintah, sidik=b"t" * 32)[1].ulang is False


# the tenant


def simpan_langsung(connection: psycopg.Connection, tenant_id: int) -> None:
    connection.execute(
        "SELECT es.simpan(%s, %s, %s, %s, NULL, ARRAY[%s], ARRAY[1], ARRAY['uji'], ARRAY[''::bytea], ARRAY[%s],"
        " NULL, NULL, NULL)",
        (tenant_id, uuid4(), bytes(32), uuid4(), uuid4(), bytes(16)),
    )


def test_pemda_lain_yang_terikat_ditolak(basis, pemda, pemda_lain, superuser):
    sebelum = seluruh_simpanan(superuser, pemda_lain)
    with pytest.raises(psycopg.DatabaseError) as tolak, basis.transaksi() as connection:
        simpan_langsung(connection, pemda_lain.id)
    assert tolak.value.sqlstate == "RW001"
    assert seluruh_simpanan(superuser, pemda_lain) == sebelum


def test_ikatan_es_simpan_berakhir_bersama_pernyataannya(basis, pemda):
    with basis.sambungan() as connection:
        simpan_langsung(connection, pemda.id)
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT * FROM es.event")


def test_pemda_yang_tidak_ada_ditolak(basis):
    with basis.sambungan() as connection, pytest.raises(psycopg.DatabaseError) as tolak:
        simpan_langsung(connection, 2_000_000_000)
    assert tolak.value.sqlstate == "RW002"


def test_tanpa_pemda_tidak_ada_yang_dapat_dilakukan(basis):
    recorder = TenantRecorder(basis)
    for kerja in (
        lambda: recorder.insert_events([mentah(uuid4())]),
        lambda: recorder.select_events(uuid4()),
        lambda: recorder.select_notifications(None, 10),
        recorder.max_notification_id,
    ):
        with pytest.raises(TenantMissingError):
            kerja()


def test_aliran_yang_sama_di_dua_pemda_tidak_bertemu(recorder, pemda, pemda_lain):
    aliran = uuid4()
    recorder.insert_events([mentah(aliran, 1, b"satu")])
    with tenant_scope(pemda_lain):
        assert recorder.select_events(aliran) == []
        recorder.insert_events([mentah(aliran, 1, b"dua")])
        assert [e.state for e in recorder.select_events(aliran)] == [b"dua"]
    assert [e.state for e in recorder.select_events(aliran)] == [b"satu"]
    assert [e.state for e in recorder.select_notifications(None, 10)] == [b"satu"]


# the time


def test_waktu_pemanggil_ditolak_di_luar_demonstrasi(recorder, pemda, superuser):
    with pytest.raises(psycopg.DatabaseError) as tolak:
        simpan(recorder, pada=LAMA)
    assert tolak.value.sqlstate == "RW004"
    assert log(superuser, pemda) == []


@pytest.mark.demonstrasi
def test_waktu_pemanggil_diterima_dalam_demonstrasi_dan_tetap_naik(recorder, pemda, superuser):
    for pada in (LAMA, LAMA, LAMA - timedelta(days=1), LAMA + timedelta(days=365)):
        simpan(recorder, *beberapa(uuid4(), 2), pada=pada)
    simpan(recorder)
    waktu = [e["at"] for e in log(superuser, pemda)]
    mikro = timedelta(microseconds=1)
    setahun = LAMA + timedelta(days=365)
    assert waktu[:8] == [LAMA + n * mikro for n in range(6)] + [setahun, setahun + mikro]
    assert waktu[8] > setahun + timedelta(days=365)


def test_tanda_demonstrasi_tidak_dapat_ditulis_aplikasi(basis, pemda):
    for perintah in (
        "UPDATE sistem.tenant_head SET demonstrasi = true",
        "UPDATE sistem.pemda SET demonstrasi = true",
        "INSERT INTO sistem.tanda VALUES (true, true)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), basis.transaksi() as connection:
            connection.execute(perintah)


# what is stored


def test_kolom_yang_tersimpan(recorder, pemda, superuser):
    aliran, pelaku, perintah = uuid4(), uuid4(), uuid4()
    simpan(recorder, *beberapa(aliran, 2), pelaku=pelaku, perintah=perintah)
    satu, dua = log(superuser, pemda)
    assert (satu["actor_id"], satu["command_id"], satu["stream_id"]) == (pelaku, perintah, aliran)
    assert (satu["payload"], dua["payload"]) == (b'{"n":1}', b'{"n":2}')
    assert len(satu["salt"]) == 16
    assert satu["salt"] != dua["salt"]
    rows = superuser.execute("SELECT * FROM es.command WHERE tenant_id = %s", (pemda.id,)).fetchall()
    assert rows == [(pemda.id, perintah, bytes(32), 1, 2)]
    assert superuser.execute(
        "SELECT last_pos FROM sistem.tenant_head WHERE tenant_id = %s", (pemda.id,)
    ).fetchone() == (2,)
