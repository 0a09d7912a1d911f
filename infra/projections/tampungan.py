"""Where rebuilt rows gather before they replace the live ones or are compared with them: temporary tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from infra.projections.lipat import ALIRAN, AWAL, Isi
from infra.projections.model import MODEL, ModelBaca
from tenants.model import TenantId

SEKALI_TULIS = 4000
_KOLOM = (
    "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " WHERE c.relnamespace = 'baca'::regnamespace AND c.relkind = 'r' GROUP BY c.relname"
)


def tabel_hidup(model: ModelBaca) -> sql.Identifier:
    return sql.Identifier("baca", model.tabel)


class Tampungan:
    """The temporary tables of one connection; what is in them lasts as long as the transaction."""

    def __init__(self, connection: psycopg.Connection[Any], tenant_id: TenantId) -> None:
        self._connection, self._tenant_id = connection, tenant_id
        connection.execute(sql.SQL("").join(map(_siapkan, MODEL.values())))
        self._kolom: dict[str, list[str]] = dict(connection.execute(_KOLOM).fetchall())

    def isi(self, baris: Iterable[tuple[str, Isi]]) -> None:
        """Take the rows in, some thousand at a time."""
        menunggu: dict[str, list[Isi]] = defaultdict(list)
        for banyak, (tabel, isi) in enumerate(baris, 1):
            menunggu[tabel].append(isi)
            if banyak % SEKALI_TULIS == 0:
                self._salin(menunggu)
        self._salin(menunggu)

    def lepas(self, aliran: Sequence[UUID]) -> None:
        """Forget what these streams wrote: they went on."""
        for model in MODEL.values():
            hapus = sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(_tabel_baru(model), sql.Identifier(ALIRAN))
            self._connection.execute(hapus, (aliran,))

    def hasil(self, model: ModelBaca) -> sql.Composed:
        """The gathered rows as a query. Where two streams write to one key the later row counts, but for what the
        earlier one settled.
        """
        kunci = sql.Identifier(model.kunci)
        pertama = sql.SQL("first_value({0}) OVER (PARTITION BY {1} ORDER BY {2}) AS {0}")
        kolom = [
            pertama.format(sql.Identifier(k), kunci, sql.Identifier(AWAL)) if k in model.tetap else sql.Identifier(k)
            for k in self._kolom[model.tabel]
        ]
        return sql.SQL("SELECT DISTINCT ON ({0}) {1} FROM {2} ORDER BY {0}, pos DESC").format(
            kunci, sql.SQL(", ").join(kolom), _tabel_baru(model)
        )

    def _salin(self, menunggu: dict[str, list[Isi]]) -> None:
        for tabel, semua in menunggu.items():
            kolom = [*self._kolom[tabel], ALIRAN, AWAL]
            salin = sql.SQL("COPY {} ({}) FROM STDIN").format(
                _tabel_baru(MODEL[tabel]), sql.SQL(", ").join(map(sql.Identifier, kolom))
            )
            with self._connection.cursor() as cursor, cursor.copy(salin) as copy:
                for isi in semua:
                    isi["tenant_id"] = self._tenant_id
                    copy.write_row([isi.get(k) for k in kolom])
        menunggu.clear()


def _tabel_baru(model: ModelBaca) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"baru_{model.tabel}")


def _siapkan(model: ModelBaca) -> sql.Composed:
    """An empty table like the live one: a connection that rebuilds many tenants makes it once."""
    return sql.SQL(
        "CREATE TEMP TABLE IF NOT EXISTS {0} (LIKE {1}, {2} uuid NOT NULL, {3} bigint NOT NULL)"
        " ON COMMIT DELETE ROWS; DELETE FROM {0};"
    ).format(_tabel_baru(model), tabel_hidup(model), sql.Identifier(ALIRAN), sql.Identifier(AWAL))
