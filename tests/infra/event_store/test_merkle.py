"""The log as an RFC 9162 tree: tiles and leaves against a computation from the text of the standard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest

from infra.db.simpan import Simpanan
from infra.event_store.recorder import TenantRecorder
from tests.infra.event_store.alat import beberapa, kepala, log, mentah

UKURAN = (1, 2, 3, 255, 256, 257, 600)
PETAK = 256
AWAL = datetime(1970, 1, 1, tzinfo=UTC)


def akar(daun: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, over leaf hashes."""
    if len(daun) <= 1:
        return daun[0] if daun else sha256(b"").digest()
    k = 1 << (len(daun) - 1).bit_length() - 1  # the largest power of two smaller than n
    return sha256(b"\x01" + akar(daun[:k]) + akar(daun[k:])).digest()


def petak(daun: Sequence[bytes]) -> dict[tuple[int, int], bytes]:
    """Roots of all full subtrees of 256^level leaves, by (level, index)."""
    semua, tingkat, lebar = {}, 1, PETAK
    while lebar <= len(daun):
        semua |= {(tingkat, n): akar(daun[n * lebar : (n + 1) * lebar]) for n in range(len(daun) // lebar)}
        tingkat, lebar = tingkat + 1, lebar * PETAK
    return semua


def daun_dari(log_id: bytes, e: dict[str, Any]) -> bytes:
    """The leaf hash from the columns alone: layout 1 as 0002_peristiwa.sql describes it."""

    def bulat(angka: int, lebar: int) -> bytes:
        return angka.to_bytes(lebar, "big", signed=True)

    topik = e["topic"].encode()
    isi = (
        b"\x00\x01"
        + log_id
        + e["stream_id"].bytes
        + bulat(e["version"], 8)
        + bulat((e["at"] - AWAL) // timedelta(microseconds=1), 8)
        + e["actor_id"].bytes
        + e["command_id"].bytes
        + bulat(len(topik), 2)
        + topik
        + sha256(e["salt"] + e["payload"]).digest()
    )
    return sha256(isi).digest()


def test_pohon_sama_dengan_hitungan_menurut_rfc_9162(basis, pemda, superuser):
    recorder, aliran, tersimpan = TenantRecorder(basis), uuid4(), 0
    log_id = kepala(superuser, pemda)["log_id"]
    for ukuran in UKURAN:
        simpanan = Simpanan(pelaku=uuid4())
        recorder.insert_events(beberapa(aliran, ukuran - tersimpan, setelah=tersimpan), simpanan=simpanan)
        tersimpan = ukuran
        daun = [daun_dari(log_id, e) for e in log(superuser, pemda)]
        assert daun == [e["leaf_hash"] for e in log(superuser, pemda)]
        assert len(daun) == ukuran
        assert kepala(superuser, pemda)["last_pos"] == len(daun)
        rows = superuser.execute("SELECT level, idx, hash FROM es.tile WHERE tenant_id = %s", (pemda.id,)).fetchall()
        assert {(tingkat, n): h for tingkat, n, h in rows} == petak(daun)


def test_satu_per_satu_sama_dengan_sekaligus(basis, pemda, superuser):
    """Appends that end before, on and after the edge of a tile give the same tiles over their leaves."""
    recorder, aliran, tersimpan = TenantRecorder(basis), uuid4(), 0
    for banyak in (250, *[1] * 12, 249, 2, 700):
        recorder.insert_events(beberapa(aliran, banyak, setelah=tersimpan))
        tersimpan += banyak
        rows = superuser.execute("SELECT level, idx, hash FROM es.tile WHERE tenant_id = %s", (pemda.id,)).fetchall()
        assert {(t, n): h for t, n, h in rows} == petak([e["leaf_hash"] for e in log(superuser, pemda)])


def test_petak_tingkat_dua(superuser, pemda):
    """65,536 leaves are one hash of level 2; here they are put in place, for appending them takes a minute."""
    daun = [sha256(n.to_bytes(4, "big")).digest() for n in range(256)]
    superuser.execute(
        "INSERT INTO es.tile SELECT %s, 1, n - 1, d FROM unnest(%s::bytea[]) WITH ORDINALITY u(d, n) WHERE n < 256",
        (pemda.id, daun),
    )
    superuser.execute(
        "INSERT INTO es.event SELECT %s, 65280 + n, gen_random_uuid(), 1, now(), gen_random_uuid(), gen_random_uuid(),"
        " 'uji.v1', decode(repeat('00', 16), 'hex'), '', d FROM unnest(%s::bytea[]) WITH ORDINALITY u(d, n)",
        (pemda.id, daun),
    )
    superuser.execute("SELECT es.ubin(%s, 65300, 65536)", (pemda.id,))
    rows = superuser.execute(
        "SELECT level, idx, hash FROM es.tile WHERE tenant_id = %s AND (level > 1 OR idx = 255)",
        (pemda.id,),
    ).fetchall()
    terakhir = akar(daun)
    assert sorted(rows) == [(1, 255, terakhir), (2, 0, akar([*daun[:255], terakhir]))]


def test_topik_di_luar_ascii_dan_muatan_kosong(basis, pemda, superuser):
    TenantRecorder(basis).insert_events([mentah(uuid4(), topik="uji.café.v1", isi=b"")])
    (satu,) = log(superuser, pemda)
    assert satu["leaf_hash"] == daun_dari(kepala(superuser, pemda)["log_id"], satu)


@pytest.mark.demonstrasi
@pytest.mark.parametrize("pada", [datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
def test_waktu_di_ujung_zaman(basis, pemda, superuser, pada):
    TenantRecorder(basis).insert_events([mentah(uuid4())], simpanan=Simpanan(pada=pada))
    (satu,) = log(superuser, pemda)
    assert satu["at"] == pada
    assert satu["leaf_hash"] == daun_dari(kepala(superuser, pemda)["log_id"], satu)


def test_log_id_acak_dan_lain_tiap_pemda(superuser, pemda, pemda_lain):
    satu, dua = kepala(superuser, pemda)["log_id"], kepala(superuser, pemda_lain)["log_id"]
    assert len(satu) == len(dua) == 16
    assert satu != dua


def test_hitungan_uji_ini_sendiri_sesuai_contoh_rfc():
    """Known roots of RFC 6962's reference tests, which hash leaves as 00 || data."""
    data = [b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43", bytes(range(0x50, 0x58))]
    data.append(bytes(range(0x60, 0x70)))
    daun = [sha256(b"\x00" + d).digest() for d in data]
    assert akar([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert akar(daun[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert akar(daun[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert akar(daun).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
