"""A database of one's own with a signer beside it: whoever tampers here disturbs no other test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import psycopg
from psycopg.rows import dict_row
from werkzeug.serving import WSGIRequestHandler, make_server

from app.saksi import create_saksi
from domain.log.note import Key, Note
from domain.pemda import ALIRAN
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.event_store.buku import Buku
from infra.event_store.recorder import TenantRecorder
from infra.jaringan.pengambil import PengambilAman
from infra.pemda import tunjuk_saksi
from infra.penanda.antar import Pengantar
from infra.penanda.keadaan import Ingatan
from infra.penanda.kunci import Rangkaian
from infra.penanda.log import baca_log
from infra.penanda.penanda import Penanda
from infra.projections.baris import PEMDA
from infra.rahasia import FolderRahasia
from infra.saksi.saksi import Saksi
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests import basis_data as bd
from tests.basis_data import BasisData
from tests.infra.event_store.alat import beberapa, perintah

AWAL = datetime(2026, 3, 2, 8, tzinfo=UTC)
SEMENIT = timedelta(seconds=61)


@dataclass
class Panggung:
    """One government whose log is signed; `kini` is the signer's clock."""

    db: BasisData
    folder: Path
    basis: Basis
    basis_penanda: Basis
    superuser: psycopg.Connection[Any]
    tenant: Tenant
    kini: datetime = AWAL
    _penanda: Penanda | None = None
    _tertulis: int = 0
    aliran: Any = field(default_factory=uuid4)

    def tulis(self, banyak: int = 1) -> None:
        TenantRecorder(self.basis).insert_events(beberapa(self.aliran, banyak, self._tertulis))
        self._tertulis += banyak

    @property
    def penanda(self) -> Penanda:
        if self._penanda is None:
            folder = FolderRahasia.buka(self.folder)
            pengantar = Pengantar(self.basis_penanda, PengambilAman(boleh_loopback=True, batas_detik=5))
            self._penanda = Penanda(
                self.basis_penanda, Ingatan(folder), Rangkaian(folder), pengantar, jarak=timedelta(seconds=60)
            )
        return self._penanda

    def nyalakan_ulang(self) -> None:
        """The next round is another process' first."""
        self._penanda = None

    def putar(self, lama: timedelta = SEMENIT) -> None:
        """A round of the signer, so much later."""
        self.kini += lama
        self.penanda.satu_putaran(self.kini, Event())

    def antar(self, lama: timedelta = timedelta()) -> None:
        self.kini += lama
        self.penanda.pengantar.satu_putaran(self.kini, Event())

    def baris(self, query: str) -> list[dict[str, Any]]:
        with self.superuser.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query, {"t": self.tenant.id}).fetchall()

    def ubah(self, query: str) -> None:
        """As the administrator of the database, past every wall."""
        assert self.superuser.execute(query, {"t": self.tenant.id}).rowcount

    def titik(self) -> list[dict[str, Any]]:
        return self.baris("SELECT * FROM es.checkpoint WHERE tenant_id = %(t)s ORDER BY nomor")

    def ukuran(self) -> list[int]:
        return [row["size"] for row in self.titik()]

    def jaga(self) -> dict[str, Any]:
        (row,) = self.baris("SELECT * FROM sistem.jaga WHERE tenant_id = %(t)s")
        return row

    def kosaksi(self) -> list[tuple[int, str]]:
        rows = self.baris("SELECT nomor, saksi FROM es.cosignature WHERE tenant_id = %(t)s ORDER BY 1, 2")
        return [(row["nomor"], row["saksi"]) for row in rows]

    def kunci(self) -> list[Key]:
        return [Key.read(vkey) for vkey in self.penanda.kunci.vkey(baca_log(self.basis_penanda))]

    def berkas(self) -> list[Path]:
        return sorted((self.folder / "log").glob("*.json"))

    def tunjuk(self, saksi: SaksiMenyala) -> None:
        """One event for one witness: tests count them, so the one of the government's registration is left out."""

        def putuskan(p: Any) -> Any:
            return tunjuk_saksi(self.basis, p, kunci=saksi.saksi.vkey, alamat=saksi.alamat)

        buku = Buku(self.basis)
        try:
            buku.ubah(PEMDA, ALIRAN, perintah(), putuskan)
        except TidakAdaError:
            buku.mulai(PEMDA, ALIRAN, perintah(), putuskan)

    def sah(self, nota: str) -> bool:
        return all(Note.read(nota).signed_by(kunci) for kunci in self.kunci())


@contextmanager
def panggung_di(db: BasisData, folder: Path, tenant: Tenant) -> Iterator[Panggung]:
    basis, basis_penanda = Basis(db.app, kolam=2, tunggu=30), Basis(db.penanda, kolam=4, tunggu=30)
    with psycopg.connect(db.superuser, autocommit=True) as superuser, tenant_scope(tenant):
        yield Panggung(db, folder, basis, basis_penanda, superuser, tenant)
    basis.tutup()
    basis_penanda.tutup()


@dataclass
class SaksiMenyala:
    saksi: Saksi
    alamat: str

    @property
    def nama(self) -> str:
        return self.saksi.nama


class _Senyap(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        pass


@contextmanager
def saksi_menyala(folder: Path, nama: str, terima: Sequence[Key] = ()) -> Iterator[SaksiMenyala]:
    """A witness that answers on this machine."""
    saksi = Saksi(folder, nama)
    for kunci in terima:
        saksi.terima(kunci.vkey)
    peladen = make_server("127.0.0.1", 0, create_saksi(saksi), threaded=True, request_handler=_Senyap)
    utas = Thread(target=peladen.serve_forever, kwargs={"poll_interval": 0.01})
    utas.start()
    try:
        yield SaksiMenyala(saksi, f"http://127.0.0.1:{peladen.server_port}")
    finally:
        peladen.shutdown()
        utas.join()
        peladen.server_close()


def tenant_baru(db: BasisData) -> Tenant:
    return bd.pemda_baru(db.superuser)
