"""Rules on the server, the database and this very connection."""

from __future__ import annotations

from infra.db.periksa.aturan import Aturan

ATURAN = (
    Aturan(
        "basis.versi",
        "PostgreSQL is 15.14, 16.10, 17.6, 18.0, a later patch of these, or newer.",
        """
        SELECT current_setting('server_version') FROM (SELECT current_setting('server_version_num')::int AS n) s
         WHERE n < 150000 OR EXISTS (SELECT FROM unnest(%(terendah)s::int[]) t WHERE t / 10000 = n / 10000 AND n < t)
        """,
    ),
    Aturan(
        "basis.commit",
        "synchronous_commit is not off: an acknowledged event is on disk.",
        "SELECT s FROM current_setting('synchronous_commit') s WHERE s = 'off'",
    ),
    Aturan(
        "basis.fsync",
        "fsync and full_page_writes are on, but for a database marked as a demonstration.",
        """
        SELECT name FROM pg_catalog.pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'
           AND NOT EXISTS (SELECT FROM sistem.tanda t WHERE t.demonstrasi)
        """,
    ),
    Aturan(
        "basis.peran",
        "The connected role is no superuser, does not bypass row security, and does not administer the schema.",
        """
        SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN (current_user, session_user)
           AND (rolsuper OR rolbypassrls OR rolcreaterole OR pg_has_role(oid, to_regrole(%(pemilik)s), 'MEMBER'))
        """,
    ),
    Aturan(
        "basis.penyewa_tetap",
        "No tenant is set for a role, the database or the server: unbound must be an error.",
        """
        SELECT concat_ws(' ', 'of', nullif(s.setrole, 0)::regrole, d.datname)
          FROM pg_catalog.pg_db_role_setting s LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase,
               unnest(s.setconfig) k
         WHERE k ~* '^app[.]tenant_id=' AND (s.setdatabase = 0 OR d.datname = current_database())
        UNION ALL SELECT 'this connection' WHERE coalesce(current_setting('app.tenant_id', true), '') <> ''
        """,
    ),
    Aturan(
        "basis.objek_besar",
        "No large objects: they know no tenant.",
        "SELECT 'large object ' || oid FROM pg_catalog.pg_largeobject_metadata LIMIT 1",
    ),
)
