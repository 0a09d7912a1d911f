"""The erasure itself, in one transaction of the database's administrator: no role of the product could do it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from domain import pemda
from domain.pemda.log import hapus_data_pribadi
from domain.sop.samping import PindaianDilampirkan
from infra.clock import now
from infra.db.pool import ikat
from infra.db.simpan import TANPA_PELAKU, Simpanan, simpan
from infra.errors import OperatorError
from infra.event_store.catalog import NAMA_TERSIMPAN
from infra.event_store.mapper import CatalogMapper, Catatan, PeristiwaTersimpan
from infra.pemda import ADMINISTRATOR
from infra.pencarian.bangun import bangun_pencarian
from infra.penghapusan.jejak import Jejak
from infra.penghapusan.naskah import tetap_tinggal
from infra.projections.bangun import bangun_ulang
from tenants.context import current_tenant

_TAHAN = "SELECT FROM sistem.tenant_head WHERE tenant_id = %s FOR NO KEY UPDATE"
_ORANG = (
    "SELECT orang_id, nama, nip, surel FROM tata.orang WHERE tenant_id = %(t)s"
    " AND (lower(%(siapa)s) IN (orang_id::text, lower(nama)) OR surel <> '' AND lower(surel) = lower(%(siapa)s))"
)
_BACA = (
    "SELECT stream_id, version, topic, payload, pos, at, actor_id, command_id FROM es.event"
    " WHERE tenant_id = %s ORDER BY stream_id, version"
)
_GANTI = (
    "UPDATE es.event SET payload_sha256 = coalesce(payload_sha256, sha256(salt || payload)), salt = NULL, payload = %s"
    " WHERE tenant_id = %s AND pos = %s"
)
_DOKUMEN = (
    "SELECT sop_id, versi, pengesah_nama || ' ' || pengesah_nip || ' ' || pengesah_pangkat AS isi"
    " FROM tata.dokumen_resmi WHERE tenant_id = %s ORDER BY sop_id, versi"
)

_PINDAIAN = "SELECT count(*) FROM es.event WHERE tenant_id = %s AND topic = %s"


class OrangTidakTepatError(OperatorError):
    """Nobody, or more than one person, is meant."""


@dataclass(frozen=True, slots=True)
class Laporan:
    """What was done: positions whose text was replaced, and what stays because it was signed. `pindaian` is how many
    scans there are: pictures, in which nothing can be looked for."""

    orang_id: UUID
    diganti: tuple[int, ...]
    tinggal: tuple[int, ...]
    dokumen: tuple[tuple[UUID, int], ...] = ()
    pindaian: int = 0


def hapus_orang(url_admin: str, siapa: str, dasar: str, *, coba: bool = False) -> Laporan:
    """Erase a person of the tenant being served, by id, full name or e-mail address. `coba` only says what would be.

    The log's root stays as it was: each leaf was made of a salted hash, which stays while the salt is destroyed. The
    event that tells of the erasure names the positions, so that nobody can pass off another change as one.
    """
    with psycopg.connect(url_admin) as connection:
        ikat(connection, current_tenant().id)
        connection.execute(_TAHAN, (current_tenant().id,))
        orang = _cari(connection, siapa)
        jejak = Jejak.dari(orang["nama"], orang["nip"], orang["surel"])
        if jejak.ada(dasar):
            raise OrangTidakTepatError("dasar penghapusan tidak boleh menyebut orangnya: ia tinggal di dalam log")
        pengganti, tinggal = _telusuri(connection, jejak)
        laporan = Laporan(
            orang["orang_id"],
            tuple(sorted(pengganti)),
            tuple(sorted(tinggal)),
            _dokumen(connection, jejak),
            _pindaian(connection),
        )
        if coba:
            connection.rollback()
            return laporan
        if pengganti:
            _ganti(connection, pengganti, dasar)
        _kosongkan(connection, orang, jejak)
    with psycopg.connect(url_admin, autocommit=True) as connection:
        bangun_ulang(connection, current_tenant().id)
        bangun_pencarian(connection, current_tenant().id)
    return laporan


def _cari(connection: psycopg.Connection[Any], siapa: str) -> dict[str, Any]:
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(_ORANG, {"t": current_tenant().id, "siapa": siapa}).fetchall()
    if len(rows) != 1:
        banyak = f"{len(rows)} orang" if rows else "tidak ada orang"
        raise OrangTidakTepatError(f"{banyak} bernama “{siapa}”{'; sebutkan nomor orangnya' if rows else ''}")
    return rows[0]


def _telusuri(connection: psycopg.Connection[Any], jejak: Jejak) -> tuple[dict[int, bytes], set[int]]:
    """New payloads by position, and positions that name the person in what was signed. One stream at a time."""
    pengganti, tinggal = dict[int, bytes](), set[int]()
    for _, rows in groupby(_peristiwa(connection), key=lambda e: e.originator_id):
        aliran = list(rows)
        baru = {e.id: isi for e in aliran if (isi := jejak.tanpa(e.state)) is not None}
        tetap = tetap_tinggal(aliran, baru) if baru else set()
        tinggal |= tetap
        pengganti |= {pos: isi for pos, isi in baru.items() if pos not in tetap}
    return pengganti, tinggal


def _peristiwa(connection: psycopg.Connection[Any]) -> Iterator[PeristiwaTersimpan]:
    with connection.cursor(name="jejak") as cursor:
        for aliran, versi, topik, isi, pos, at, aktor, perintah in cursor.execute(_BACA, (current_tenant().id,)):
            yield PeristiwaTersimpan(aliran, versi, topik, bytes(isi), pos, at, aktor, perintah)


def _ganti(connection: psycopg.Connection[Any], pengganti: dict[int, bytes], dasar: str) -> None:
    for pos, isi in pengganti.items():
        connection.execute(_GANTI, (isi, current_tenant().id, pos))
    row = connection.execute(
        "SELECT coalesce(max(version), 0) FROM es.event WHERE tenant_id = %s AND stream_id = %s",
        (current_tenant().id, pemda.ALIRAN),
    ).fetchone()
    peristiwa = hapus_data_pribadi({pos: sha256(isi).digest() for pos, isi in pengganti.items()}, dasar=dasar)
    simpanan = Simpanan(pelaku=TANPA_PELAKU)
    versi = int(row[0]) + 1 if row else 1
    catatan = Catatan(pemda.ALIRAN, versi, 0, now(), ADMINISTRATOR, simpanan.perintah, peristiwa)
    simpan(connection, [CatalogMapper().to_stored_event(catatan)], simpanan)


def _dokumen(connection: psycopg.Connection[Any], jejak: Jejak) -> tuple[tuple[UUID, int], ...]:
    rows = connection.execute(_DOKUMEN, (current_tenant().id,)).fetchall()
    return tuple((sop_id, versi) for sop_id, versi, isi in rows if jejak.ada(isi))


def _pindaian(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute(_PINDAIAN, (current_tenant().id, NAMA_TERSIMPAN[PindaianDilampirkan])).fetchone()
    return int(row[0]) if row else 0


def _kosongkan(connection: psycopg.Connection[Any], orang: dict[str, Any], jejak: Jejak) -> None:
    """Directory, identities, sessions, mail. A pseudonym without a name stays in the log."""
    siapa = (current_tenant().id, orang["orang_id"])
    for tabel in ("tata.sesi", "tata.tindakan_tertunda", "tata.identitas", "tata.kehadiran", "tata.orang"):
        connection.execute(f"DELETE FROM {tabel} WHERE tenant_id = %s AND orang_id = %s", siapa)  # noqa: S608 - constants
    for tabel in ("tata.bagan", "tata.bundel"):  # made again from the log when asked for
        connection.execute(f"DELETE FROM {tabel} WHERE tenant_id = %s", siapa[:1])  # noqa: S608 - constants
    surat = connection.execute("SELECT surel_id, kepada, perihal, isi FROM tata.surel WHERE tenant_id = %s", siapa[:1])
    for surel_id, *isi in surat.fetchall():
        if any(map(jejak.ada, isi)):
            connection.execute("DELETE FROM tata.surel WHERE tenant_id = %s AND surel_id = %s", (siapa[0], surel_id))
