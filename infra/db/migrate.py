"""Applies migrations/NNNN_*.sql once each, in order, under one lock; refuses an edited file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from infra.errors import OperatorError

FOLDER = Path(__file__).parent / "migrations"
KUNCI = 5_171_717
VERSI_TERENDAH = 150_000


class MigrationError(OperatorError):
    """The database cannot be brought to the schema of this version."""


def berkas_migrasi() -> list[Path]:
    return sorted(FOLDER.glob("[0-9]*.sql"))


def migrasi(url: str) -> list[str]:
    """Bring the database up to date; returns the names of what was applied."""
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.info.server_version < VERSI_TERENDAH:
            raise MigrationError(f"PostgreSQL 15 or newer is needed, this is {connection.info.server_version // 10000}")
        connection.execute("SELECT pg_advisory_lock(%s)", (KUNCI,))
        connection.execute(
            "CREATE TABLE IF NOT EXISTS public.riwayat_migrasi "
            "(nama text PRIMARY KEY, sha256 text NOT NULL, pada timestamptz NOT NULL DEFAULT now())"
        )
        sudah: dict[str, str] = dict(connection.execute("SELECT nama, sha256 FROM public.riwayat_migrasi").fetchall())
        return [path.name for path in berkas_migrasi() if _terapkan(connection, path, sudah)]


def _terapkan(connection: psycopg.Connection[Any], path: Path, sudah: dict[str, str]) -> bool:
    isi = path.read_bytes()
    sidik = sha256(isi).hexdigest()
    if path.name in sudah:
        if sudah[path.name] != sidik:
            raise MigrationError(f"{path.name} was edited after it had been applied")
        return False
    with connection.transaction():
        connection.execute("SET LOCAL client_min_messages = warning")
        connection.execute(isi.decode())
        connection.execute("RESET ROLE")
        connection.execute("INSERT INTO public.riwayat_migrasi (nama, sha256) VALUES (%s, %s)", (path.name, sidik))
        connection.execute("GRANT SELECT ON public.riwayat_migrasi TO riwayat_app, riwayat_pekerja, riwayat_penanda")
    return True


def belum_diterapkan(connection: psycopg.Connection[Any]) -> list[str]:
    """Names of migrations that this version brings and the database has not seen."""
    try:
        with connection.transaction():
            sudah = {nama for (nama,) in connection.execute("SELECT nama FROM public.riwayat_migrasi").fetchall()}
    except psycopg.errors.UndefinedTable:
        sudah = set()
    return [path.name for path in berkas_migrasi() if path.name not in sudah]


def pasang_sandi(url: str, *urls: str) -> None:
    """Give each login role the password that its own address carries."""
    with psycopg.connect(url, autocommit=True) as connection:
        for bagian in (urlsplit(u) for u in urls if u):
            if bagian.username and bagian.password:
                connection.execute(
                    sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
                        sql.Identifier(unquote(bagian.username)), sql.Literal(unquote(bagian.password))
                    )
                )
