"""Whether this database was marked as a demonstration, for ever (decision D10)."""

from __future__ import annotations

import psycopg

from infra.db.pool import Basis, Sambungan


def demonstrasi(basis: Basis) -> bool:
    with basis.sambungan() as connection:
        return bertanda(connection)


def bertanda(connection: Sambungan) -> bool:
    row = connection.execute("SELECT demonstrasi FROM sistem.tanda").fetchone()
    return bool(row and row[0])


def tandai(url: str) -> None:
    """Mark an empty database as a demonstration; refuses one in which a government already works."""
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT EXISTS (SELECT FROM sistem.pemda WHERE NOT demonstrasi)").fetchone() == (True,):
            raise PermissionError("this database already serves a government; it cannot become a demonstration")
        connection.execute("INSERT INTO sistem.tanda (demonstrasi) VALUES (true) ON CONFLICT DO NOTHING")
