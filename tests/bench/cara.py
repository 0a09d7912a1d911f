"""The ways to append that are compared: ours, the stock library's recorder, and a plain INSERT of the same bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool

from infra.db.pool import Basis
from infra.db.simpan import Baris, Simpanan, simpan
from infra.event_store.recorder import TenantRecorder
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.bench.kluster import BasisBench
from tests.bench.penulis import Siapkan, Tulis

TOPIK = "sop.isian_diubah.v1"
MUATAN = os.urandom(300).hex().encode()
BARIS_SOP: dict[str, Any] = {
    "sop_id": "", "opd_id": str(uuid4()), "nama": "Pengelolaan Surat Masuk dan Surat Keluar", "unit": "Subbagian Umum",
    "nomor": "000.8/1/2026", "tahap": "konsep", "versi": 1, "penyusun": str(uuid4()), "jumlah_langkah": 20,
    "penulis": [str(uuid4())], "dikembalikan": "", "versi_aliran": 5,
}  # fmt: skip
_POLOS = """
CREATE TABLE IF NOT EXISTS public.polos (
  originator_id uuid, originator_version bigint, topic text, state bytea, notification_id bigserial,
  PRIMARY KEY (originator_id, originator_version));
CREATE UNIQUE INDEX IF NOT EXISTS polos_urut ON public.polos (notification_id)
"""


@dataclass
class Aliran:
    """A writer's own stream, sixty events long as an SOP's is; then it begins another."""

    peristiwa: int
    id: UUID = field(default_factory=uuid4)
    versi: int = 60

    def lanjut(self) -> list[tuple[UUID, int]]:
        if self.versi + self.peristiwa > 60:
            self.id, self.versi = uuid4(), 0
        self.versi += self.peristiwa
        return [(self.id, n + 1) for n in range(self.versi - self.peristiwa, self.versi)]


@dataclass(frozen=True)
class Beban:
    """What is written: `peristiwa` events a command, over that many tenants."""

    basis: BasisBench
    pemda: Sequence[Tenant]
    peristiwa: int


def _tersimpan(aliran: Aliran) -> list[StoredEvent]:
    return [StoredEvent(id_, versi, TOPIK, MUATAN) for id_, versi in aliran.lanjut()]


def kami(beban: Beban, *, eksplisit: bool = False, dengan_baris: bool = True) -> Siapkan:
    """Our recorder, as the application calls it: log, tree, command and the row that the list of SOPs reads."""

    def siapkan(awal: int, jumlah: int) -> tuple[Sequence[Tulis], Callable[[], None]]:
        basis = Basis(beban.basis.app, kolam=jumlah, tunggu=60)
        recorder = TenantRecorder(basis)
        return [partial(_kami, recorder, _giliran(beban, awal + n), Aliran(beban.peristiwa), eksplisit, dengan_baris)
                for n in range(jumlah)], basis.tutup  # fmt: skip

    return siapkan


def _giliran(beban: Beban, nomor: int) -> Tenant:
    return beban.pemda[nomor % len(beban.pemda)]


def _kami(recorder: TenantRecorder, tenant: Tenant, aliran: Aliran, eksplisit: bool, dengan_baris: bool) -> None:
    events = _tersimpan(aliran)
    isi = BARIS_SOP | {"sop_id": str(aliran.id)}
    simpanan = Simpanan(baris=(Baris("sop", isi, len(events)),) if dengan_baris else ())
    with tenant_scope(tenant):
        if eksplisit:
            with recorder.basis.transaksi() as connection:
                simpan(connection, events, simpanan)
        else:
            recorder.insert_events(events, simpanan=simpanan)


def pustaka(beban: Beban) -> Siapkan:
    """The stock library's PostgreSQL recorder; it knows no tenants, and locks its one table for each append."""

    def gudang(kolam: int) -> PostgresDatastore:
        alamat = conninfo_to_dict(beban.basis.superuser)
        nama, tuan_rumah, porta, peran, sandi = (str(alamat[k]) for k in ("dbname", "host", "port", "user", "password"))
        return PostgresDatastore(nama, tuan_rumah, porta, peran, sandi, pool_size=kolam)

    with gudang(1) as persiapan:
        PostgresApplicationRecorder(persiapan).create_table()

    def siapkan(_: int, jumlah: int) -> tuple[Sequence[Tulis], Callable[[], None]]:
        datastore = gudang(jumlah)
        recorder = PostgresApplicationRecorder(datastore)
        aliran = [Aliran(beban.peristiwa) for _ in range(jumlah)]
        return [partial(lambda a: recorder.insert_events(_tersimpan(a)), a) for a in aliran], datastore.close

    return siapkan


def polos(beban: Beban) -> Siapkan:
    """One INSERT of the same bytes, autocommit: no tenant, no order, no tree, nothing that could refuse."""

    with psycopg.connect(beban.basis.superuser, autocommit=True) as connection:
        connection.execute(_POLOS)

    def siapkan(_: int, jumlah: int) -> tuple[Sequence[Tulis], Callable[[], None]]:
        kolam = ConnectionPool(
            beban.basis.superuser, min_size=1, max_size=jumlah, kwargs={"autocommit": True}, timeout=60, open=True
        )
        return [partial(_polos, kolam, Aliran(beban.peristiwa)) for _ in range(jumlah)], kolam.close

    return siapkan


_SISIP = (
    "INSERT INTO public.polos (originator_id, originator_version, topic, state) VALUES {} RETURNING notification_id"
)


def _polos(kolam: ConnectionPool[Any], aliran: Aliran) -> None:
    events = aliran.lanjut()
    perintah = _SISIP.format(", ".join(["(%s, %s, %s, %s)"] * len(events)))
    isi = [nilai for id_, versi in events for nilai in (id_, versi, TOPIK, MUATAN)]
    with kolam.connection() as connection:
        connection.execute(perintah, isi).fetchall()
