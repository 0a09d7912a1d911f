"""What PostgreSQL's catalogue says about our tables, and rows made from it: every row carries its owner's mark."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from infra.db.periksa.aturan import DAFTAR, MASUK

_nomor = itertools.count(1)


@dataclass(frozen=True)
class Tabel:
    """A table or view with its columns, one word of each closed list, and what each login role may do with it."""

    nama: str
    jenis: str
    kolom: Mapping[str, str]
    pilihan: Mapping[str, str]
    hak: Mapping[str, frozenset[str]]
    satu_per_penyewa: bool

    @property
    def sql(self) -> sql.Identifier:
        return sql.Identifier(*self.nama.split("."))


def tabel_penyewa(superuser: psycopg.Connection[Any]) -> list[Tabel]:
    """Every table and view in the tenants' schemas."""
    rows = superuser.execute(
        "SELECT n.nspname || '.' || c.relname, c.relkind::text,"
        " (SELECT jsonb_object_agg(a.attname, format_type(a.atttypid, NULL) || left('?', 1 - a.attnotnull::int))"
        "   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),"
        " (SELECT coalesce(jsonb_object_agg(m[1], m[2]), '{}') FROM pg_constraint k,"
        r"   regexp_match(pg_get_constraintdef(k.oid), '^CHECK \(\((\w+) = ANY \(ARRAY\[''(\w+)''') m"
        "   WHERE k.conrelid = c.oid AND k.contype = 'c' AND m IS NOT NULL),"
        " (SELECT jsonb_object_agg(r, (SELECT coalesce(jsonb_agg(h), '[]') FROM"
        "   unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) h WHERE has_table_privilege(r, c.oid, h)))"
        "   FROM unnest(%s::text[]) r),"
        " EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'v') ORDER BY 1",
        (list(MASUK), DAFTAR["penyewa"]),
    ).fetchall()
    return [
        Tabel(nama, jenis, kolom, pilihan, {r: frozenset(h) for r, h in hak.items()}, satu)
        for nama, jenis, kolom, pilihan, hak, satu in rows
    ]


def tanda(tenant_id: int) -> str:
    """What every text of this tenant begins with."""
    return f"milik-{tenant_id}-"


def milik(tenant_id: int, isi: object) -> bool:
    """Whether anything in it carries that tenant's mark."""
    tertulis = repr(isi)
    return tanda(tenant_id) in tertulis or f"{tenant_id:08x}-0000-" in tertulis


def baris(tabel: Tabel, tenant_id: int) -> dict[str, Any]:
    """A row that the table accepts, under keys that no other row has."""
    n = next(_nomor)
    nilai: dict[str, Any] = {
        "uuid": UUID(int=(tenant_id << 96) | n),
        "text": f"{tanda(tenant_id)}{n}",
        "bytea": f"{tanda(tenant_id)}{n}".encode().ljust(32, b"."),
        "integer": n,
        "bigint": n,
        "smallint": n % 30_000,
        "boolean": False,
        "date": date(2026, 1, 1),
        "timestamp with time zone": datetime(2026, 1, 1, tzinfo=UTC),
        "interval": timedelta(0),
        "jsonb": Jsonb({"isi": tanda(tenant_id)}),
        "uuid[]": [UUID(int=(tenant_id << 96) | n)],
        "text[]": [f"{tanda(tenant_id)}{n}"],
        "tsvector": f"'{tanda(tenant_id)}{n}'",
        "bytea?": None,
    }
    isi = {kolom: nilai[jenis] if jenis in nilai else nilai[jenis.rstrip("?")] for kolom, jenis in tabel.kolom.items()}
    return isi | tabel.pilihan | {"tenant_id": tenant_id}


def sisipkan(connection: psycopg.Connection[Any], tabel: Tabel, isi: Mapping[str, Any], ekor: str = "") -> int:
    perintah = sql.SQL("INSERT INTO {} ({}) VALUES ({}) {}").format(
        tabel.sql,
        sql.SQL(", ").join(map(sql.Identifier, isi)),
        sql.SQL(", ").join([sql.Placeholder()] * len(isi)),
        sql.SQL(ekor),
    )
    return connection.execute(perintah, [Jsonb(x) if isinstance(x, dict) else x for x in isi.values()]).rowcount


def tanam_baris(superuser: psycopg.Connection[Any], tabel: Sequence[Tabel], tenant_id: int) -> None:
    """One more row of this tenant in every table."""
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")  # rows come before those they refer to
        for satu in tabel:
            milik_penyewa = sql.SQL("SELECT FROM {} WHERE tenant_id = %s").format(satu.sql)
            if not satu.satu_per_penyewa or not superuser.execute(milik_penyewa, (tenant_id,)).rowcount:
                sisipkan(superuser, satu, baris(satu, tenant_id))
