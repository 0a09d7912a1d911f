"""The platform's operator: which governments there are, how their logs are doing, adding one, suspending or closing it.

Everything here is done in the role `riwayat_operator`, whatever address is given: it has no right on any tenant's row,
and no tenant is ever bound. Each act leaves a line that nobody may change, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import psycopg
from psycopg.rows import dict_row

from domain.kernel import RuleViolation, teks_bersih
from domain.pemda import daftarkan
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.ids import new_id
from infra.tenants_pg import PemdaBaru, catat_pemda
from tenants.model import Keadaan, Tenant, dapat_menjadi_kode

_DAFTAR = (
    "SELECT p.kode, p.nama, p.kode_wilayah, p.zona, p.demonstrasi, p.keadaan, p.penyedia_masuk AS penyedia, p.dibuat,"
    " h.last_pos AS peristiwa, h.last_at AS terakhir, j.sah, j.pada AS diperiksa,"
    " coalesce((SELECT array_agg(k.konsumen ORDER BY k.konsumen) FROM sistem.kursor k"
    "  WHERE k.tenant_id = p.tenant_id AND k.gagal <> ''), '{}') AS berhenti"
    " FROM sistem.pemda p JOIN sistem.tenant_head h USING (tenant_id)"
    " LEFT JOIN sistem.jaga j ON j.tenant_id = p.tenant_id AND j.server = pg_postmaster_start_time() ORDER BY p.kode"
)
JEJAK_TERBANYAK = 200


class KodePemdaError(RuleViolation):
    kode = "operator.kode"
    bidang = "kode"
    kalimat = "Kode ditulis dengan huruf kecil, angka, dan tanda hubung, diawali huruf, misalnya kota-surakarta."


class KodeTerpakaiError(RuleViolation):
    kode = "operator.kode_terpakai"
    bidang = "kode"
    kalimat = "Kode ini sudah dipakai pemerintah daerah lain."


@dataclass(frozen=True, slots=True)
class Pelaksana:
    """Who acts: the provider's own id of an operator and what it calls him."""

    sub: str
    nama: str


KONSOL = Pelaksana("", "Konsol server")


@dataclass(frozen=True, slots=True)
class PemdaTerdaftar:
    """`sah` is the signer's word in this run of the server, None without one; `berhenti` are stopped consumers;
    `penyedia` counts the active ways of signing in."""

    kode: str
    nama: str
    kode_wilayah: str
    zona: str
    demonstrasi: bool
    keadaan: Keadaan
    penyedia: int
    dibuat: datetime
    peristiwa: int
    terakhir: datetime | None
    sah: bool | None
    diperiksa: datetime | None
    berhenti: list[str]

    @property
    def sehat(self) -> bool:
        return self.sah is not False and not self.berhenti


@dataclass(frozen=True, slots=True)
class Jejak:
    pada: datetime
    nama: str
    tindakan: str
    kode: str
    alasan: str


class MejaOperator:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    @contextmanager
    def transaksi(self) -> Iterator[psycopg.Connection[Any]]:
        """In the operator's role, without a tenant."""
        with self._basis.sambungan() as connection, connection.transaction():
            connection.execute("SET LOCAL ROLE riwayat_operator")
            yield connection

    def daftar(self) -> list[PemdaTerdaftar]:
        with self.transaksi() as connection, connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(_DAFTAR).fetchall()
        return [PemdaTerdaftar(**row | {"keadaan": Keadaan(row["keadaan"])}) for row in rows]

    def satu(self, kode: str) -> PemdaTerdaftar:
        ada = next((p for p in self.daftar() if p.kode == kode), None)
        if ada is None:
            raise TidakAdaError(f"pemda “{kode}” tidak terdaftar")
        return ada

    def tambah(self, baru: PemdaBaru, oleh: Pelaksana) -> Tenant:
        """Register a government and open its empty log. Its first event is written by its own first act."""
        if not dapat_menjadi_kode(baru.kode):
            raise KodePemdaError
        # as the log will have it
        bersih = daftarkan(nama=baru.nama, kode_wilayah=baru.kode_wilayah, zona=baru.zona.value)
        try:
            with self.transaksi() as connection:
                tenant = catat_pemda(connection, replace(baru, nama=bersih.nama, kode_wilayah=bersih.kode_wilayah))
                _catat(connection, oleh, "tambah", kode=tenant.kode)
        except psycopg.errors.UniqueViolation:
            raise KodeTerpakaiError from None
        return tenant

    def ubah_keadaan(self, kode: str, keadaan: Keadaan, oleh: Pelaksana, *, alasan: str) -> None:
        """Suspend, close or open again; the same state again changes nothing."""
        bersih = teks_bersih(alasan, "alasan", wajib=True, panjang=500)
        self.satu(kode)
        with self.transaksi() as connection:
            berubah = connection.execute(
                "UPDATE sistem.pemda SET keadaan = %s WHERE kode = %s AND keadaan <> %s",
                (keadaan.value, kode, keadaan.value),
            ).rowcount
            if berubah:
                _catat(connection, oleh, keadaan.value, kode=kode, alasan=bersih)

    def catat_masuk(self, oleh: Pelaksana) -> None:
        with self.transaksi() as connection:
            _catat(connection, oleh, "masuk")

    def jejak(self) -> list[Jejak]:
        """What operators did, newest first."""
        with self.transaksi() as connection:
            rows = connection.execute(
                "SELECT pada, nama, tindakan, kode, alasan FROM sistem.jejak_operator"
                " ORDER BY pada DESC, jejak_id LIMIT %s",
                (JEJAK_TERBANYAK,),
            ).fetchall()
        return [Jejak(*row) for row in rows]


def _catat(
    connection: psycopg.Connection[Any], oleh: Pelaksana, tindakan: str, *, kode: str = "", alasan: str = ""
) -> None:
    connection.execute(
        "INSERT INTO sistem.jejak_operator (jejak_id, sub, nama, tindakan, kode, alasan)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        (new_id(), oleh.sub, oleh.nama, tindakan, kode, alasan),
    )
