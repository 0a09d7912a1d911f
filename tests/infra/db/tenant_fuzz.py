"""Random acts of two tenants, of which none may ever touch a row of the other.

Each row carries its owner's mark. What counts as a leak: a mark of the other tenant in anything that was read, a
write that reached the other tenant, an answer that tells what the other has, and a read that needs no tenant.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn
from uuid import UUID

import psycopg
from psycopg import sql

from infra.db.periksa.aturan import DAFTAR, MASUK
from infra.db.pool import Basis
from infra.event_store.recorder import TenantRecorder
from tenants.context import tenant_scope
from tests.basis_data import BasisData, pemda_baru
from tests.infra.db.katalog import Tabel, baris, milik, sisipkan, tabel_penyewa, tanam_baris

BARIS_AWAL = 3
DITOLAK = psycopg.errors.InsufficientPrivilege
_CONTOH = {"integer": "%(lain)s", "date": "'2026-07-01'", "timestamp with time zone": "'infinity'", "text": "''"}


class Bocor(AssertionError):  # noqa: N818 - a verdict
    """The wall has a hole."""


def bocor(apa: str) -> NoReturn:
    raise Bocor(apa)


@dataclass
class TenantFuzz:
    basis_data: BasisData
    biji: int
    hitungan: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.acak = random.Random(self.biji)
        self.penyewa = (pemda_baru(self.basis_data.superuser), pemda_baru(self.basis_data.superuser))
        self.tindakan: tuple[Callable[[], None], ...] = (
            self.baca_semua,
            self.baca_lain,
            self.baca_gabungan,
            self.baca_ringkasan,
            self.baca_aliran,
            self.panggil,
            self.tanpa_ikatan,
            self.tulis_sendiri,
            self.tulis_lain,
            self.pindahkan,
            self.ubah_lain,
            self.tiru_lain,
            self.simpan_lain,
        )
        with psycopg.connect(self.basis_data.superuser, autocommit=True) as superuser:
            self.objek = tabel_penyewa(superuser)
            self.tabel = [t for t in self.objek if t.jenis == "r"]
            self.fungsi = _fungsi(superuser)
            for tenant in self.penyewa * BARIS_AWAL:
                tanam_baris(superuser, self.tabel, tenant.id)
            self.baris_asli = {t.id: _baris_asli(superuser, self.tabel, t.id) for t in self.penyewa}

    def jalankan(self, banyak: int) -> Counter[str]:
        """So many random acts; raises Bocor at the first leak. Counts what was done."""
        with ExitStack() as tumpukan:
            self.basis = {peran: _basis(tumpukan, self.basis_data.sebagai(peran)) for peran in MASUK}
            for n in range(banyak):
                self.saya, self.lain = self.acak.sample(self.penyewa, 2)
                tindakan = self.acak.choice(self.tindakan)
                try:
                    with tenant_scope(self.saya):
                        tindakan()
                except Bocor as temuan:
                    raise Bocor(f"{tindakan.__name__}, act {n}, seed {self.biji}: {temuan}") from None
                self.hitungan[tindakan.__name__] += 1
        self._tidak_ada_yang_terselip()
        return self.hitungan

    # reading

    def baca_semua(self) -> None:
        self._baca("SELECT * FROM {}", satu=self._objek("SELECT"))

    def baca_lain(self) -> None:
        self._baca("SELECT * FROM {} WHERE tenant_id = %(lain)s OR true", satu=self._objek("SELECT"))

    def baca_ringkasan(self) -> None:
        self._baca("SELECT count(*), min(x::text), max(x::text) FROM {} x", satu=self._objek("SELECT"))

    def baca_gabungan(self) -> None:
        peran, kiri = self._objek("SELECT")
        kanan = self.acak.choice([t for t in self.objek if "SELECT" in t.hak[peran]])
        self._baca("SELECT * FROM {} a FULL JOIN {} b USING (tenant_id)", satu=(peran, kiri), kanan=kanan)

    def baca_aliran(self) -> None:
        """The event store's own read, asked for a stream of the other tenant."""
        aliran = self.acak.choice(self.baris_asli[self.lain.id]["es.event"])["stream_id"]
        if TenantRecorder(self.basis["riwayat_app"]).select_events(aliran):
            bocor(f"stream {aliran}")

    def panggil(self) -> None:
        """A function that a role may call, for the other tenant."""
        peran, nama, jenis = self.acak.choice(self.fungsi)
        argumen = sql.SQL(", ").join(sql.SQL(_CONTOH[j]) for j in jenis)
        with self.basis[peran].transaksi() as connection:
            perintah = sql.SQL("SELECT * FROM {}({})").format(sql.Identifier(*nama.split(".")), argumen)
            self._periksa(nama, connection.execute(perintah, {"lain": self.lain.id}))

    def tanpa_ikatan(self) -> None:
        """No tenant bound: an error, whatever this connection did before."""
        peran, satu = self._objek("SELECT")
        try:
            with self.basis[peran].sambungan() as connection:
                rows = connection.execute(sql.SQL("SELECT * FROM {}").format(satu.sql)).fetchall()
        except (psycopg.errors.UndefinedObject, psycopg.errors.InvalidTextRepresentation):
            return
        bocor(f"{peran} read {len(rows)} rows of {satu.nama} without a tenant")

    # writing

    def tulis_sendiri(self) -> None:
        peran, satu = self._objek("INSERT")
        try:
            with self.basis[peran].transaksi() as connection:
                sisipkan(connection, satu, baris(satu, self.saya.id))
        except (psycopg.errors.ForeignKeyViolation, psycopg.errors.UniqueViolation):
            self.hitungan["refers to nothing, or there already"] += 1

    def tulis_lain(self) -> None:
        peran, satu = self._objek("INSERT")
        with self._dibatalkan(peran) as connection:
            sisipkan(connection, satu, baris(satu, self.lain.id))
            bocor(f"{peran} wrote a row of the other into {satu.nama}")

    def pindahkan(self) -> None:
        """Own rows given away."""
        peran, satu = self._objek("UPDATE")
        with self._dibatalkan(peran) as connection:
            perintah = sql.SQL("UPDATE {} SET tenant_id = %s").format(satu.sql)
            if connection.execute(perintah, (self.lain.id,)).rowcount:
                bocor(f"{peran} gave rows of {satu.nama} away")

    def ubah_lain(self) -> None:
        hak = self.acak.choice(("UPDATE", "DELETE"))
        peran, satu = self._objek(hak)
        bentuk = "UPDATE {} SET tenant_id = tenant_id" if hak == "UPDATE" else "DELETE FROM {}"
        with self._dibatalkan(peran) as connection:
            perintah = sql.SQL(bentuk + " WHERE tenant_id = %s").format(satu.sql)
            if connection.execute(perintah, (self.lain.id,)).rowcount:
                bocor(f"{peran}: {hak} reached rows of the other in {satu.nama}")

    def tiru_lain(self) -> None:
        """A row like one of the other's, but mine: that it is taken would tell what the other has."""
        peran, satu = self._objek("INSERT")
        isi = self.acak.choice(self.baris_asli[self.lain.id][satu.nama]) | {"tenant_id": self.saya.id}
        ekor = self.acak.choice(("", "ON CONFLICT DO NOTHING"))
        with self._dibatalkan(peran) as connection:
            try:
                sisipan = sisipkan(connection, satu, isi, ekor)
            except psycopg.errors.ForeignKeyViolation:
                return
            except psycopg.errors.UniqueViolation:
                sisipan = 0
            if not sisipan and not satu.satu_per_penyewa:
                bocor(f"{satu.nama} tells that the other has such a row")

    def simpan_lain(self) -> None:
        """The append for the other tenant, while this one is bound; without a bound one it binds its own."""
        acak = UUID(int=self.acak.getrandbits(128))
        perintah = (
            "SELECT es.simpan(%s, %s, %s, %s, NULL, ARRAY[%s], ARRAY[1], ARRAY['uji'], ARRAY[''::bytea], ARRAY[%s],"
            " NULL, NULL, NULL)"
        )
        with self._dibatalkan("riwayat_app") as connection:
            try:
                connection.execute(perintah, (self.lain.id, acak, bytes(32), acak, acak, bytes(16)))
            except psycopg.DatabaseError as tolak:
                if tolak.sqlstate == "RW001":
                    return
                raise
            bocor("appended to the other's log")

    # how

    def _objek(self, hak: str) -> tuple[str, Tabel]:
        pasangan = [(p, t) for t in self.objek for p in MASUK if hak in t.hak[p]]
        return self.acak.choice(pasangan)

    def _baca(self, bentuk: str, *, satu: tuple[str, Tabel], kanan: Tabel | None = None) -> None:
        peran, objek = satu
        perintah = sql.SQL(bentuk).format(objek.sql, *([kanan.sql] if kanan else []))
        with self.basis[peran].transaksi() as connection:
            self._periksa(
                f"{objek.nama} {kanan.nama if kanan else ''}", connection.execute(perintah, {"lain": self.lain.id})
            )

    def _periksa(self, nama: str, cursor: psycopg.Cursor[Any]) -> None:
        penyewa = [n for n, kolom in enumerate(cursor.description or ()) if kolom.name == "tenant_id"]
        rows = cursor.fetchall()
        self.hitungan["own rows read"] += sum(milik(self.saya.id, row) for row in rows)
        asing = [row for row in rows if milik(self.lain.id, row) or self.lain.id in [row[n] for n in penyewa]]
        if asing:
            bocor(f"{len(asing)} foreign rows in {nama}")

    @contextmanager
    def _dibatalkan(self, peran: str) -> Iterator[psycopg.Connection[Any]]:
        """A transaction that leaves nothing behind; being refused is what is hoped for."""
        try:
            with self.basis[peran].transaksi() as connection:
                yield connection
                raise psycopg.Rollback
        except DITOLAK:
            self.hitungan["refused"] += 1

    def _tidak_ada_yang_terselip(self) -> None:
        """In the end, behind the wall: every row is where its mark says."""
        with psycopg.connect(self.basis_data.superuser, autocommit=True) as superuser:
            for tenant, lain in (self.penyewa, self.penyewa[::-1]):
                for nama, rows in _baris_asli(superuser, self.tabel, tenant.id).items():
                    if any(milik(lain.id, row) for row in rows):
                        bocor(f"{nama}: a row of {lain.id} under {tenant.id}")


def _basis(tumpukan: ExitStack, url: str) -> Basis:
    basis = Basis(url, kolam=1, tunggu=30)  # one connection: it is lent to both tenants in turn
    tumpukan.callback(basis.tutup)
    return basis


def _fungsi(superuser: psycopg.Connection[Any]) -> list[tuple[str, str, list[str]]]:
    """Functions that a login role may call, but for the closed list: those are tested by name."""
    rows = superuser.execute(
        "SELECT r, n.nspname || '.' || p.proname, coalesce((SELECT array_agg(format_type(t, NULL) ORDER BY i)"
        "   FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, i)), '{}')"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, unnest(%s::text[]) r"
        " WHERE n.nspname = ANY(%s) AND p.prokind = 'f' AND has_function_privilege(r, p.oid, 'EXECUTE')"
        "   AND has_schema_privilege(r, n.oid, 'USAGE')"
        "   AND n.nspname || '.' || p.proname <> ALL(%s) ORDER BY 1, 2",
        (list(MASUK), DAFTAR["penyewa"], DAFTAR["definer"]),
    ).fetchall()
    return [(peran, nama, jenis) for peran, nama, jenis in rows]


def _baris_asli(
    superuser: psycopg.Connection[Any], tabel: list[Tabel], tenant_id: int
) -> dict[str, list[dict[str, Any]]]:
    semua = {}
    for satu in tabel:
        perintah = sql.SQL("SELECT * FROM {} WHERE tenant_id = %s").format(satu.sql)
        cursor = superuser.execute(perintah, (tenant_id,))
        kolom = [k.name for k in cursor.description or ()]
        semua[satu.nama] = [dict(zip(kolom, row, strict=True)) for row in cursor]
    return semua
