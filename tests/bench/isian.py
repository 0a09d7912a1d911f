"""A log of any size within seconds: consistent events, tiles and head, written by the administrator in SQL."""

from __future__ import annotations

from typing import Any

import psycopg

from domain.log.merkle import HASH, Tree, perfect_root
from tests.daun_sql import pasang_daun

_SEKALI = 1 << 16
_PANJANG_ALIRAN = 60
_ISI = """
INSERT INTO es.event (tenant_id, pos, stream_id, version, at, actor_id, command_id, topic, salt, payload, leaf_hash)
SELECT %(tenant)s, n, aliran, versi, at, aktor, perintah, topik, garam, muatan,
       pg_temp.daun(%(log_id)s, aliran, versi, at, aktor, perintah, topik, sha256(garam || muatan))
  FROM (SELECT n, md5('aliran' || (n - 1) / %(panjang)s)::uuid AS aliran, (n - 1) %% %(panjang)s + 1 AS versi,
               timestamptz '2026-01-01 00:00:00Z' + n * interval '1 millisecond' AS at,
               md5('aktor' || n %% 50)::uuid AS aktor, md5('perintah' || n)::uuid AS perintah,
               'sop.langkah_diubah.v1' AS topik, decode(md5('garam' || n), 'hex') AS garam,
               convert_to('{"aktor":{"jabatan":"Penyusun"},"data":{"teks":"' || repeat(md5('muatan' || n), 14) || '"}}',
                          'UTF8') AS muatan
          FROM generate_series(%(dari)s::bigint, %(sampai)s::bigint) n) e
"""


def isi_log(superuser: psycopg.Connection[Any], tenant_id: int, banyak: int) -> None:
    """Fill an empty log with `banyak` events of about 500 bytes, each a command of its own."""
    row = superuser.execute("SELECT log_id FROM sistem.tenant_head WHERE tenant_id = %s", (tenant_id,)).fetchone()
    assert row is not None
    nilai = {"tenant": tenant_id, "log_id": row[0], "panjang": _PANJANG_ALIRAN}
    pasang_daun(superuser)
    for dari in range(1, banyak + 1, 100_000):
        superuser.execute(_ISI, nilai | {"dari": dari, "sampai": min(banyak, dari + 99_999)})
    superuser.execute(
        "INSERT INTO es.command SELECT tenant_id, command_id, decode(repeat('00', 32), 'hex'), pos, pos FROM es.event"
        " WHERE tenant_id = %s",
        (tenant_id,),
    )
    _isi_pohon(superuser, tenant_id, banyak)
    superuser.execute("ANALYZE es.event, es.tile, es.command")


def _isi_pohon(superuser: psycopg.Connection[Any], tenant_id: int, banyak: int) -> None:
    pohon, tingkat = Tree(), list[bytes]()
    baca = "SELECT string_agg(leaf_hash, '' ORDER BY pos) FROM es.event WHERE tenant_id = %s AND pos > %s AND pos <= %s"
    for dari in range(0, banyak, _SEKALI):
        row = superuser.execute(baca, (tenant_id, dari, dari + _SEKALI)).fetchone()
        assert row is not None
        tingkat += pohon.extend([row[0][i : i + HASH] for i in range(0, len(row[0]), HASH)])
    nomor = 1
    while tingkat:
        with superuser.cursor().copy("COPY es.tile (tenant_id, level, idx, hash) FROM STDIN") as salin:
            for idx, nilai in enumerate(tingkat):
                salin.write_row((tenant_id, nomor, idx, nilai))
        tingkat = [perfect_root(tingkat[i : i + 256]) for i in range(0, len(tingkat) - 255, 256)]
        nomor += 1
    superuser.execute(
        "UPDATE sistem.tenant_head SET last_pos = %(n)s,"
        " last_at = (SELECT at FROM es.event WHERE tenant_id = %(t)s AND pos = %(n)s) WHERE tenant_id = %(t)s",
        {"t": tenant_id, "n": banyak},
    )
