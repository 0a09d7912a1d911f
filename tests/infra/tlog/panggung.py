"""A signer of the tests' own: signs checkpoints of the tree as it is, and stores them as the signer's role does."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.log.checkpoint import Checkpoint
from domain.log.note import LOG, WITNESS, Key, cosigned_text
from infra.db.pool import Basis, ikat
from infra.event_store.recorder import Simpanan, TenantRecorder
from infra.tlog.pohon import Pohon
from infra.tlog.terbitan import Terbitan, TitikPeriksa
from tenants.context import current_tenant
from tests.basis_data import BasisData
from tests.infra.event_store.alat import beberapa, mentah


@dataclass
class Penanda:
    basis_data: BasisData
    basis: Basis
    kunci: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def publik(self) -> bytes:
        return self.kunci.public_key().public_bytes_raw()

    @contextmanager
    def sambungan(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.basis_data.penanda) as connection:
            ikat(connection, current_tenant().id)
            yield connection

    def vkey(self) -> Key:
        return Key(Pohon(self.basis).head().origin, LOG, self.publik)

    def tanda_tangani(self, akar: bytes | None = None) -> TitikPeriksa:
        """A checkpoint of the log as it is now, published; `akar` lies about the root."""
        kepala = Pohon(self.basis).head()
        isi = Checkpoint(kepala.origin, kepala.size, akar or Pohon(self.basis).root(kepala.size))
        tanda = self.kunci.sign(isi.text.encode())
        note = f"{isi.text}\n{_baris(kepala.origin, self.vkey().id + tanda)}"
        with self.sambungan() as connection:
            connection.execute(
                "INSERT INTO sistem.kunci_penanda (publik) VALUES (%s) ON CONFLICT DO NOTHING", (self.publik,)
            )
            connection.execute(
                "INSERT INTO es.checkpoint (tenant_id, nomor, pemulihan, size, root, note)"
                " SELECT %(t)s, coalesce(max(nomor), 0) + 1, %(p)s, %(s)s, %(r)s, %(n)s FROM es.checkpoint"
                " WHERE tenant_id = %(t)s",
                {"t": current_tenant().id, "p": kepala.pemulihan, "s": isi.size, "r": isi.root, "n": note},
            )
        titik = Terbitan(self.basis).titik_periksa()
        assert titik is not None
        return titik

    def saksikan(self, titik: TitikPeriksa, saksi: Saksi, pada: int) -> None:
        teks = titik.note.partition("\n\n")[0] + "\n"
        tanda = pada.to_bytes(8) + saksi.kunci.sign(cosigned_text(teks, pada))
        with self.sambungan() as connection:
            connection.execute(
                "INSERT INTO es.cosignature VALUES (%s, %s, %s, %s, to_timestamp(%s))",
                (current_tenant().id, titik.nomor, saksi.nama, _baris(saksi.nama, saksi.key.id + tanda), pada),
            )

    def tunjuk(self, saksi: Saksi, pos: int) -> None:
        """A witness' row as the event of its appointment brings it; another test may have brought it before."""
        with psycopg.connect(self.basis_data.superuser) as connection:
            connection.execute(
                "INSERT INTO baca.saksi VALUES (%s, %s, %s, %s, true, %s, now()) ON CONFLICT (tenant_id, nama)"
                " DO UPDATE SET kunci = excluded.kunci",
                (current_tenant().id, saksi.nama, saksi.key.vkey, f"https://{saksi.nama.split('/')[0]}", pos),
            )

    def jaga(self, kalimat: str = "", *, sah: bool = True) -> None:
        with self.sambungan() as connection:
            connection.execute(
                "INSERT INTO sistem.jaga (tenant_id, server, sah, size, kalimat)"
                " VALUES (%s, pg_postmaster_start_time(), %s, 0, %s)"
                " ON CONFLICT (tenant_id) DO UPDATE SET sah = excluded.sah, kalimat = excluded.kalimat",
                (current_tenant().id, sah, kalimat),
            )


@dataclass
class Saksi:
    nama: str
    kunci: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def key(self) -> Key:
        return Key(self.nama, WITNESS, self.kunci.public_key().public_bytes_raw())


def _baris(nama: str, isi: bytes) -> str:
    return f"— {nama} {b64encode(isi).decode()}\n"


def catat(basis: Basis, banyak: int, sekali: int = 100) -> None:
    """That many events, each append a stream of its own."""
    recorder = TenantRecorder(basis)
    for dari in range(0, banyak, sekali):
        recorder.insert_events(beberapa(uuid4(), min(sekali, banyak - dari)), simpanan=Simpanan(pelaku=uuid4()))


def catat_satu(basis: Basis, topik: str, isi: bytes) -> None:
    TenantRecorder(basis).insert_events([mentah(uuid4(), topik=topik, isi=isi)])


def nilai(superuser: psycopg.Connection[Any], query: str, parameter: Sequence[Any] = ()) -> Any:
    row = superuser.execute(query, parameter).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return row[0]
