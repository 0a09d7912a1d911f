"""What the tests of bundles from the database share: a signer of their own, and the program as an auditor runs it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg

from domain.log.bundle import APPOINTED
from domain.log.checkpoint import Checkpoint, origin
from domain.log.merkle import Tree
from domain.log.note import WITNESS
from domain.pemda import ALIRAN
from infra.db.pool import Basis
from infra.event_store.recorder import Simpanan, TenantRecorder
from tenants.model import Tenant
from tests.infra.event_store.alat import kepala, log, mentah
from tests.infra.verify.dunia import SAAT, Penanda

SAKSI = tuple(Penanda(f"saksi-{n}.contoh", bytes([n]) * 32, WITNESS) for n in (1, 2, 3))
BENIH = b"p" * 32


def isi(basis: Basis, banyak: int, *aliran: UUID) -> None:
    """That many events, one command each, in these streams by turns."""
    for n in range(banyak):
        muatan = json.dumps({"aktor": {"jabatan": "Kasi"}, "data": {"kegiatan": f"Mencatat “surat” {n}"}}).encode()
        catat(basis, aliran[n % len(aliran)], n // len(aliran) + 1, muatan)


def catat(basis: Basis, aliran: UUID, versi: int, muatan: bytes, topik: str = "uji.terjadi.v1") -> None:
    TenantRecorder(basis).insert_events([mentah(aliran, versi, muatan, topik)], simpanan=Simpanan(pelaku=uuid4()))


def tunjuk_saksi(basis: Basis, dari_versi: int = 1) -> None:
    for n, saksi in enumerate(SAKSI):
        data = {"nama": saksi.nama, "kunci": saksi.kunci.vkey, "alamat": "https://saksi.contoh"}
        catat(basis, ALIRAN, dari_versi + n, json.dumps({"aktor": {}, "data": data}).encode(), APPOINTED.decode())


def tandatangani(superuser: psycopg.Connection[Any], pemda: Tenant, saksi: Sequence[Penanda] = ()) -> Penanda:
    """A checkpoint over what the head says, as the signer would store it."""
    k = kepala(superuser, pemda)
    nama = origin(k["log_id"], demonstrasi=k["demonstrasi"], pemulihan=k["pemulihan"])
    penanda, pohon = Penanda(nama, BENIH), Tree()
    pohon.extend([e["leaf_hash"] for e in log(superuser, pemda)])
    teks = Checkpoint(nama, pohon.size, pohon.root).text
    nomor = superuser.execute(
        "INSERT INTO es.checkpoint (tenant_id, nomor, pemulihan, size, root, note)"
        " SELECT %(t)s, coalesce(max(nomor), 0) + 1, %(p)s, %(size)s, %(root)s, %(note)s"
        " FROM es.checkpoint WHERE tenant_id = %(t)s RETURNING nomor",
        {"t": pemda.id, "p": k["pemulihan"], "size": pohon.size, "root": pohon.root,
         "note": f"{teks}\n{penanda.baris(teks)}"},
    ).fetchone()  # fmt: skip
    assert nomor is not None
    superuser.execute(
        "INSERT INTO sistem.kunci_penanda (publik) VALUES (%s) ON CONFLICT DO NOTHING", (penanda.kunci.public,)
    )
    for s in saksi:
        superuser.execute(
            "INSERT INTO es.cosignature VALUES (%s, %s, %s, %s, to_timestamp(%s))",
            (pemda.id, nomor[0], s.nama, s.baris(teks).rstrip("\n"), SAAT),
        )
    return penanda
