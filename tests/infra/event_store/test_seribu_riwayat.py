"""A thousand random histories, written by several at once on the real pool. Whatever was written, and however the
writers met: the log has no gap, its tree is the one of its leaves, every way to read it gives the same state, every
command that was answered is there once, and the read models are those that the log gives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import reduce
from typing import Any
from uuid import UUID

import psycopg
import pytest

from infra.event_store.buku import Buku
from infra.event_store.mapper import Catatan, muatan
from infra.projections.bangun import bangun_ulang, periksa
from infra.projections.model import JENIS, TABEL
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.basis_data import pemda_baru
from tests.infra.event_store.sejarah_acak import PENULIS, Rencana, jalankan, rencanakan
from tests.infra.event_store.test_model_baca import awal, isi_baca
from tests.infra.test_kill9 import periksa_log

BANYAK, SEKALI = 1000, 50
SETIAP = 10
"""Every so many histories the rows are also replaced by the rebuilt ones, and compared as JSON."""


@pytest.fixture(scope="module")
def benang() -> Iterator[Executor]:
    with ThreadPoolExecutor(PENULIS[1]) as executor:
        yield executor


def periksa_perintah(events: list[dict[str, Any]], rencana: Rencana, terjawab: Counter[UUID]) -> None:
    """What was answered is stored once, as it was sent; what was refused is not."""
    tersimpan: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        tersimpan[event["command_id"]].append(event)
    assert tersimpan.keys() == terjawab.keys()
    for perintah, milik in tersimpan.items():
        tugas = rencana.tugas[perintah]
        kiriman = [muatan(tugas.aktor, p) for p in tugas.peristiwa]
        if milik[0]["version"] == 1:
            kiriman.insert(0, muatan(tugas.aktor, awal(tugas.jenis)))
        assert [bytes(e["payload"]) for e in milik] == kiriman
        assert {(e["stream_id"], e["actor_id"]) for e in milik} == {(tugas.aliran, tugas.aktor.orang)}


def lipat(jenis: str, events: Sequence[Catatan[Any]]) -> Any:
    return reduce(JENIS[jenis].evolve, events, JENIS[jenis].awal)


def periksa_bacaan(buku: Buku, events: list[dict[str, Any]]) -> None:
    """A stream's state is the same as the application loads it, from its history, and from the whole tenant's log."""
    menurut_log: dict[UUID, list[Catatan[Any]]] = defaultdict(list)
    for tersimpan in buku.tenant_recorder.select_notifications(1, len(events) + 1):
        satu = buku.mapper.to_domain_event(tersimpan)
        assert isinstance(satu, Catatan)
        menurut_log[satu.aliran].append(satu)
    assert {a: len(isi) for a, isi in menurut_log.items()} == Counter(e["stream_id"] for e in events)
    jenis = {e["stream_id"]: e["topic"].partition(".")[0] for e in events}
    for aliran, dari_log in menurut_log.items():
        sejarah = buku.sejarah(aliran)
        assert sejarah == dari_log
        keadaan = buku.muat(JENIS[jenis[aliran]], aliran)
        assert keadaan == lipat(jenis[aliran], sejarah) == lipat(jenis[aliran], dari_log)


def periksa_model_baca(superuser: psycopg.Connection[Any], tenant: Tenant, *, ganti: bool) -> None:
    assert [(s.tabel, s.beda) for s in periksa(superuser, tenant.id)] == [(tabel, ()) for tabel in TABEL]
    if ganti:
        hidup = isi_baca(superuser, tenant)
        bangun_ulang(superuser, tenant.id)
        assert isi_baca(superuser, tenant) == hidup


def periksa_semua(
    superuser: psycopg.Connection[Any], tenant: Tenant, buku: Buku, rencana: Rencana, terjawab: Counter[UUID]
) -> None:
    events = periksa_log(superuser, tenant)  # positions, versions, times, and the tree by a computation of its own
    periksa_perintah(events, rencana, terjawab)
    periksa_bacaan(buku, events)
    periksa_model_baca(superuser, tenant, ganti=rencana.nomor % SETIAP == 0)


def satu_riwayat(
    nomor: int, tenant: Tenant, buku: Buku, benang: Executor, superuser: psycopg.Connection[Any]
) -> Counter[UUID]:
    rencana = rencanakan(nomor)
    with tenant_scope(tenant):
        terjawab = jalankan(rencana, buku, benang)
        try:
            periksa_semua(superuser, tenant, buku, rencana, terjawab)
        except AssertionError as salah:
            salah.add_note(f"history {nomor} of tenant {tenant.id}: {rencana}")
            raise
    return terjawab


@pytest.mark.lambat  # a thousand histories, shared out among the workers in twenty parts; about three seconds a part
@pytest.mark.parametrize("mulai", range(0, BANYAK, SEKALI))
def test_seribu_riwayat(mulai, buku, benang, superuser):
    terjawab: Counter[UUID] = Counter()
    for nomor in range(mulai, mulai + SEKALI):
        terjawab += satu_riwayat(nomor, pemda_baru(superuser), buku, benang, superuser)
    assert len(terjawab) > SEKALI * PENULIS[0]
    assert max(terjawab.values()) > 1, "no command was repeated"


# canaries: the checks see what they are there for

RUSAK = {
    "a gap": "DELETE FROM es.event WHERE tenant_id = %s AND pos = 2",
    "a lost end": "DELETE FROM es.event e USING sistem.tenant_head h"
    " WHERE h.tenant_id = e.tenant_id AND h.tenant_id = %s AND e.pos = h.last_pos",
    "another text": "UPDATE es.event SET payload = payload || ' '::bytea WHERE tenant_id = %s AND pos = 3",
    "time standing still": "UPDATE es.event e SET at = d.at FROM es.event d"
    " WHERE e.tenant_id = d.tenant_id AND e.tenant_id = %s AND e.pos = 3 AND d.pos = 2",
    "another version": "UPDATE es.event SET version = version + 1000 WHERE tenant_id = %s AND pos = 3",
    "another leaf": "UPDATE es.event SET leaf_hash = sha256(leaf_hash) WHERE tenant_id = %s AND pos = 3",
    "another head": "UPDATE sistem.tenant_head SET last_pos = last_pos + 1 WHERE tenant_id = %s",
    "another tile": "INSERT INTO es.tile VALUES (%s, 1, 0, sha256(''))",
    "another row": "UPDATE baca.sop SET versi = versi + 1 WHERE tenant_id = %s",
}


@pytest.mark.parametrize("perintah", RUSAK.values(), ids=RUSAK)
def test_kenari_kerusakan_ketahuan(perintah, buku, pemda, benang, superuser):
    rencana = rencanakan(7)
    terjawab = jalankan(rencana, buku, benang)
    periksa_semua(superuser, pemda, buku, rencana, terjawab)
    assert superuser.execute(perintah, (pemda.id,)).rowcount
    with pytest.raises(AssertionError):
        periksa_semua(superuser, pemda, buku, rencana, terjawab)


@pytest.mark.parametrize("hilang", [True, False])
def test_kenari_perintah_yang_hilang_atau_ganda_ketahuan(hilang, buku, pemda, benang, superuser):
    """An answer without its event, and events that nobody was answered for."""
    rencana = rencanakan(7)
    terjawab = jalankan(rencana, buku, benang)
    if hilang:
        terjawab[UUID(int=1)] += 1
    else:
        del terjawab[next(iter(terjawab))]
    with pytest.raises(AssertionError):
        periksa_perintah(periksa_log(superuser, pemda), rencana, terjawab)
