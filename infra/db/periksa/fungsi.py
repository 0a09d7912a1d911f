"""Rules on functions: which run with other rights, who owns them, who may call them."""

from __future__ import annotations

from infra.db.periksa.aturan import Aturan

ATURAN = (
    Aturan(
        "fungsi.definer",
        "SECURITY DEFINER functions are exactly the closed list, one of each.",
        """
        SELECT nama FROM fungsi WHERE prosecdef AND pendek <> ALL(%(definer)s)
        UNION ALL SELECT d FROM unnest(%(definer)s::text[]) d
         WHERE (SELECT count(*) FROM fungsi f WHERE f.prosecdef AND f.pendek = d) <> 1
        """,
    ),
    Aturan(
        "fungsi.definer_pemilik",
        "A SECURITY DEFINER function belongs to a role that owns no table and does not bypass row security.",
        """
        SELECT nama FROM fungsi f JOIN pg_catalog.pg_roles r ON r.oid = f.proowner
         WHERE prosecdef AND (rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_catalog.pg_class c
           WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')))
        """,
    ),
    Aturan(
        "fungsi.definer_jalur",
        "A SECURITY DEFINER function fixes search_path = pg_catalog, pg_temp, and sets nothing else.",
        """
        SELECT nama FROM fungsi
         WHERE prosecdef AND proconfig IS DISTINCT FROM ARRAY['search_path=pg_catalog, pg_temp']
        """,
    ),
    Aturan(
        "fungsi.pemilik",
        "Functions in our schemas are owned by roles that never log in.",
        """
        SELECT nama FROM fungsi f WHERE skema = ANY(%(skema)s) AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles r
          WHERE r.oid = f.proowner AND r.rolname = ANY(%(tanpa_masuk)s))
        """,
    ),
    Aturan(
        "fungsi.umum",
        "EXECUTE is not granted to PUBLIC.",
        """
        SELECT nama FROM fungsi
         WHERE EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) a WHERE a.grantee = 0)
        """,
    ),
    Aturan(
        "fungsi.tetap",
        "No LEAKPROOF function, and no IMMUTABLE one that reads a setting: a plan would keep one tenant's answer.",
        """
        SELECT nama FROM fungsi WHERE proleakproof OR provolatile = 'i' AND CASE WHEN prokind IN ('f', 'p')
          THEN pg_get_functiondef(oid) ~* 'current_setting' ELSE false END
        """,
    ),
)
