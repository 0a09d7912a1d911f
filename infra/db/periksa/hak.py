"""Rules on privileges: the log is append-only by grant, read models are written by the append alone."""

from __future__ import annotations

from infra.db.periksa.aturan import Aturan

ATURAN = (
    Aturan(
        "hak.log",
        "Nobody may UPDATE, DELETE or TRUNCATE events, tiles, commands, checkpoints and cosignatures.",
        """
        SELECT tempat FROM hibah
         WHERE nama = ANY(%(log)s) AND penerima <> pemilik AND hak IN ('UPDATE', 'DELETE', 'TRUNCATE')
        """,
    ),
    Aturan(
        "hak.tulis",
        "Login roles write nothing in es, baca, sistem and public, but the signer and the operator their own tables."
        " None deletes there, but the operator a session.",
        """
        SELECT r.rolname || ' ON ' || k.nama FROM kelas k, pg_catalog.pg_roles r
         WHERE r.rolname = ANY(%(masuk)s) AND k.jenis IN ('r', 'p', 'v', 'f')
           AND k.skema IN ('es', 'baca', 'sistem', 'public') AND (has_table_privilege(r.oid, k.oid, 'TRUNCATE')
             OR has_table_privilege(r.oid, k.oid, 'DELETE')
                AND NOT (r.rolname = 'riwayat_operator' AND k.nama = 'sistem.sesi_operator')
             OR has_any_column_privilege(r.oid, k.oid, 'INSERT, UPDATE')
                AND NOT (r.rolname = 'riwayat_penanda' AND k.nama = ANY(%(penanda)s))
                AND NOT (r.rolname = 'riwayat_operator' AND k.nama = ANY(%(operator)s)))
        """,
    ),
    Aturan(
        "hak.kuasa",
        "Nobody but the owner has TRUNCATE, TRIGGER, REFERENCES or the like on a table.",
        """
        SELECT tempat FROM hibah WHERE skema = ANY(%(skema)s) AND penerima <> pemilik
           AND hak NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
        """,
    ),
    Aturan(
        "hak.umum",
        "PUBLIC has nothing on our tables and schemas.",
        """
        SELECT tempat FROM hibah WHERE skema = ANY(%(skema)s) AND penerima = 0
        UNION ALL SELECT 'PUBLIC ' || a.privilege_type || ' ON schema ' || n.nspname
          FROM pg_catalog.pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname = ANY(%(skema)s) AND a.grantee = 0
        """,
    ),
    Aturan(
        "hak.skema",
        "Nobody but the owner may CREATE in our schemas, nor PUBLIC or a role of ours in schema public.",
        """
        SELECT concat_ws(' ', CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, 'IN', n.nspname)
          FROM pg_catalog.pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
         WHERE a.privilege_type = 'CREATE' AND (n.nspname = ANY(%(skema)s) AND a.grantee <> n.nspowner
           OR n.nspname = 'public' AND (a.grantee = 0 OR EXISTS (SELECT FROM pg_catalog.pg_roles r
             WHERE r.oid = a.grantee AND r.rolname = ANY(%(peran)s))))
        """,
    ),
    Aturan(
        "hak.basis",
        "Neither PUBLIC nor a login role may make schemas or temporary tables in this database.",
        """
        SELECT 'PUBLIC ' || a.privilege_type
          FROM pg_catalog.pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
         WHERE d.datname = current_database() AND a.grantee = 0 AND a.privilege_type IN ('CREATE', 'TEMPORARY')
        UNION ALL SELECT rolname FROM pg_catalog.pg_roles
         WHERE rolname = ANY(%(masuk)s) AND has_database_privilege(oid, current_database(), 'CREATE, TEMPORARY')
        """,
    ),
)
