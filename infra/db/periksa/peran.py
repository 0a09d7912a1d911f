"""Rules on roles: who logs in owns nothing, who owns never logs in."""

from __future__ import annotations

from infra.db.periksa.aturan import Aturan

ATURAN = (
    Aturan(
        "peran.ada",
        "All roles of ours exist.",
        "SELECT p FROM unnest(%(peran)s::text[]) p WHERE to_regrole(p) IS NULL",
    ),
    Aturan(
        "peran.masuk",
        "Owner, writer and queue roles cannot log in (only Citus' nodes may, where that extension is).",
        """
        SELECT rolname FROM pg_catalog.pg_roles WHERE rolname = ANY(%(tanpa_masuk)s) AND rolcanlogin
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extname = 'citus')
        """,
    ),
    Aturan(
        "peran.istimewa",
        "No role of ours is superuser or has BYPASSRLS, CREATEROLE, CREATEDB or REPLICATION.",
        """
        SELECT rolname FROM pg_catalog.pg_roles WHERE rolname = ANY(%(peran)s)
           AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
        """,
    ),
    Aturan(
        "peran.milik",
        "Login roles own nothing.",
        """
        SELECT DISTINCT r.rolname FROM pg_catalog.pg_shdepend d JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid
         WHERE d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.deptype = 'o' AND r.rolname = ANY(%(masuk)s)
           AND d.dbid IN (0, (SELECT b.oid FROM pg_catalog.pg_database b WHERE b.datname = current_database()))
        """,
    ),
    Aturan(
        "peran.anggota",
        "Roles of ours are members of no role of ours, of none that owns anything, and of no powerful one.",
        """
        SELECT r.rolname || ' IN ' || g.rolname FROM pg_catalog.pg_roles r, pg_catalog.pg_roles g
         WHERE r.rolname = ANY(%(peran)s) AND g.oid <> r.oid AND pg_has_role(r.oid, g.oid, 'MEMBER')
           AND (g.rolname = ANY(%(peran)s) OR g.rolname ~ '^pg_' OR g.rolsuper OR g.rolbypassrls OR g.rolcreaterole
             OR EXISTS (SELECT FROM pg_catalog.pg_shdepend d WHERE d.refclassid = 'pg_catalog.pg_authid'::regclass
                          AND d.refobjid = g.oid AND d.deptype = 'o'))
        """,
    ),
)
