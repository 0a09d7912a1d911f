"""Rules on tables: the tenant is in every key, the wall stands, and nothing else holds rows."""

from __future__ import annotations

from infra.db.periksa.aturan import Aturan

ATURAN = (
    Aturan(
        "tabel.tenant_id",
        "Every tenant table has tenant_id int NOT NULL.",
        """
        SELECT nama FROM tabel t WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = t.oid AND a.attname = 'tenant_id' AND a.atttypid = 'int4'::regtype AND a.attnotnull)
        """,
    ),
    Aturan(
        "tabel.kunci_utama",
        "Every tenant table has a primary key.",
        """
        SELECT nama FROM tabel t
         WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)
        """,
    ),
    Aturan(
        "tabel.kunci",
        "tenant_id is first in every primary and unique key, unique index and exclusion.",
        """
        SELECT i.indexrelid::regclass::text FROM tabel t JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
         WHERE (i.indisunique OR i.indisexclusion) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
           WHERE a.attrelid = t.oid AND a.attnum = i.indkey[0] AND a.attname = 'tenant_id')
        """,
    ),
    Aturan(
        "tabel.kunci_asing",
        "tenant_id is first in every foreign key, on both sides.",
        """
        SELECT t.nama || '.' || k.conname FROM tabel t JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid
         WHERE k.contype = 'f' AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a, pg_catalog.pg_attribute b
           WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1] AND a.attname = 'tenant_id'
             AND b.attrelid = k.confrelid AND b.attnum = k.confkey[1] AND b.attname = 'tenant_id')
        """,
    ),
    Aturan(
        "tabel.rls",
        "Row security is enabled, and not forced (forced breaks Citus' online moves).",
        "SELECT nama FROM tabel WHERE NOT relrowsecurity OR relforcerowsecurity",
    ),
    Aturan(
        "tabel.akses",
        "Every tenant table has exactly one permissive policy, for ALL, to named roles.",
        """
        SELECT nama FROM tabel t
         WHERE (SELECT coalesce(array_agg(p.polcmd = '*' AND 0 <> ALL(p.polroles)), '{}')
                  FROM kebijakan p WHERE p.polrelid = t.oid AND p.polpermissive) <> '{true}'::bool[]
        """,
    ),
    Aturan(
        "tabel.penyewa",
        "Every tenant table has exactly one restrictive policy, FOR ALL TO PUBLIC, with"
        " tenant_id = current_setting('app.tenant_id')::int in USING and WITH CHECK.",
        """
        SELECT nama FROM tabel t
         WHERE (SELECT coalesce(array_agg(p.polcmd = '*' AND p.polroles = '{0}'::oid[] AND coalesce(
                         p.syarat = %(pagar)s AND p.syarat_tulis = %(pagar)s, false)), '{}')
                  FROM kebijakan p WHERE p.polrelid = t.oid AND NOT p.polpermissive) <> '{true}'::bool[]
        """,
    ),
    Aturan(
        "tabel.pemilik",
        "Schemas, tables and views are owned by riwayat_pemilik.",
        """
        SELECT nama FROM kelas WHERE skema = ANY(%(skema)s) AND pemilik IS DISTINCT FROM to_regrole(%(pemilik)s)
        UNION ALL SELECT 'schema ' || nspname FROM pg_catalog.pg_namespace
         WHERE nspname = ANY(%(skema)s) AND nspowner IS DISTINCT FROM to_regrole(%(pemilik)s)
        """,
    ),
    Aturan(
        "tabel.biasa",
        "Tables are permanent (but for what a crash may forget), without partitions and inheritance, not foreign.",
        """
        SELECT nama FROM kelas k
         WHERE skema = ANY(%(skema)s) AND (jenis IN ('p', 'f')
           OR jenis = 'r' AND relpersistence <> 'p' AND nama <> ALL(%(sekejap)s)
           OR EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE k.oid IN (i.inhrelid, i.inhparent)))
        """,
    ),
    Aturan(
        "tabel.urutan",
        "No sequences and no identity columns: a gap in them tells of the other tenants' writes.",
        """
        SELECT nama FROM kelas k WHERE skema = ANY(%(skema)s) AND (jenis = 'S'
            OR EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = k.oid AND a.attidentity <> ''))
        """,
    ),
    Aturan(
        "tabel.pemicu",
        "No triggers and no rewrite rules.",
        """
        SELECT k.nama || '.' || t.tgname FROM kelas k JOIN pg_catalog.pg_trigger t ON t.tgrelid = k.oid
         WHERE k.skema = ANY(%(skema)s) AND NOT t.tgisinternal
        UNION ALL SELECT k.nama || '.' || r.rulename FROM kelas k JOIN pg_catalog.pg_rewrite r ON r.ev_class = k.oid
         WHERE k.skema = ANY(%(skema)s) AND r.rulename <> '_RETURN'
        """,
    ),
    Aturan(
        "tabel.lain",
        "Tables outside tenants are exactly the closed list: those of schema sistem, and public.riwayat_migrasi.",
        """
        SELECT nama FROM kelas
         WHERE jenis IN ('r', 'p', 'f') AND skema <> ALL(%(penyewa)s) AND nama <> ALL(%(tabel_lain)s)
        UNION ALL SELECT t || ' is missing' FROM unnest(%(tabel_lain)s::text[]) t WHERE to_regclass(t) IS NULL
        """,
    ),
    Aturan(
        "pandangan.pemanggil",
        "Views are security_invoker.",
        """
        SELECT nama FROM kelas WHERE jenis = 'v' AND NOT coalesce(
          reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)
        """,
    ),
    Aturan(
        "pandangan.terwujud",
        "No materialised views: they hold rows without policies.",
        "SELECT nama FROM kelas WHERE jenis = 'm'",
    ),
)
