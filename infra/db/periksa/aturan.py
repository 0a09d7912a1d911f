"""What a rule is, what its SQL can name, and the closed lists that the catalogue is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

from typing_extensions import override

PEMILIK = "riwayat_pemilik"
TANPA_MASUK = ("riwayat_pemilik", "riwayat_penulis", "riwayat_antrean")
MASUK = ("riwayat_app", "riwayat_pekerja", "riwayat_penanda", "riwayat_operator")

DAFTAR: Mapping[str, Any] = {
    "penyewa": ["es", "baca", "tata"],
    "skema": ["es", "baca", "tata", "sistem"],
    "pemilik": PEMILIK,
    "masuk": list(MASUK),
    "tanpa_masuk": list(TANPA_MASUK),
    "peran": [*TANPA_MASUK, *MASUK],
    "tabel_lain": [
        *("public.riwayat_migrasi", "sistem.jaga", "sistem.kunci_penanda", "sistem.kursor"),
        *("sistem.domain_surel", "sistem.pemda", "sistem.tanda", "sistem.tenant_head"),
        *("sistem.jejak_operator", "sistem.sesi_operator"),
    ],
    "log": ["es.event", "es.tile", "es.command", "es.checkpoint", "es.cosignature"],
    "sekejap": ["tata.bundel", "tata.bundel_isi", "tata.jatah"],
    "penanda": ["es.checkpoint", "es.cosignature", "sistem.jaga", "sistem.kunci_penanda"],
    "operator": ["sistem.jejak_operator", "sistem.pemda", "sistem.sesi_operator", "sistem.tenant_head"],
    "definer": ["es.simpan", "es.tertinggal", "es.maju", "sistem.catat_penyedia", "sistem.pasang_domain"],
    "pagar": "tenant_id=current_setting'app.tenant_id'::text::integer",
    "terendah": [150014, 160010, 170006, 180000],
}
"""`pagar` is the one expression of a tenant policy, as pg_get_expr prints it, without blanks and brackets.

`sekejap` is what a crash may forget, counts and what can be made again: the only tables that need not be logged.

`penanda` is what the signer writes, `operator` what the platform's operator writes, and nobody else does.

`terendah`: older patches leak rows through statistics (CVE-2025-8713) or cached plans (CVE-2024-10976).
"""

BAHAN: LiteralString = r"""
WITH kelas AS (
  SELECT n.nspname || '.' || c.relname AS nama, n.nspname AS skema, c.relkind AS jenis, c.relowner AS pemilik, c.*
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
           WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
), tabel AS (
  SELECT * FROM kelas WHERE jenis IN ('r', 'p') AND skema = ANY(%(penyewa)s)
), kebijakan AS (
  SELECT p.*, regexp_replace(pg_get_expr(p.polqual, p.polrelid), '[\s()]', '', 'g') AS syarat,
         regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '[\s()]', '', 'g') AS syarat_tulis
    FROM pg_catalog.pg_policy p
), fungsi AS (
  SELECT n.nspname || '.' || p.proname AS pendek, n.nspname AS skema, p.*,
         concat(n.nspname, '.', p.proname, '(', pg_get_function_identity_arguments(p.oid), ')') AS nama
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
           WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
), hibah AS (
  SELECT k.nama, k.skema, k.pemilik, a.grantee AS penerima, a.privilege_type AS hak,
         concat_ws(' ', CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, a.privilege_type, 'ON',
                   k.nama) AS tempat
    FROM kelas k,
         LATERAL (SELECT k.relacl AS acl
                  UNION ALL SELECT b.attacl FROM pg_catalog.pg_attribute b WHERE b.attrelid = k.oid) h,
         aclexplode(h.acl) a
)
"""
"""What a rule's SQL can name: every relation and function that is neither PostgreSQL's nor an extension's
(kelas, fungsi), the tables of tenants (tabel), their policies, and every grant on relations and columns (hibah)."""


@dataclass(frozen=True, slots=True)
class Temuan:
    """One departure: which rule, where, and the sentence that the rule is."""

    aturan: str
    tempat: str
    kalimat: str

    @override
    def __str__(self) -> str:
        return f"{self.aturan}: {self.tempat}: {self.kalimat}"


@dataclass(frozen=True, slots=True)
class Aturan:
    """`sql`, behind BAHAN, gives the places that break the rule, one a row; its parameters are the names in DAFTAR."""

    nama: str
    kalimat: str
    sql: LiteralString
