"""A query as conditions of SQL: texts made of constants alone, whatever was typed is a value beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.pencarian.kueri import PEMISAH, Kueri
from domain.pencarian.tindakan import TINDAKAN
from infra.event_store.catalog import NAMA_TERSIMPAN
from tenants.context import current_tenant

_SOP_TERBACA = (
    "p.sop_id IN (SELECT s.sop_id FROM baca.sop s JOIN baca.opd o ON o.tenant_id = %(tenant)s AND o.opd_id = s.opd_id"
    " WHERE s.tenant_id = %(tenant)s AND (%(opd_terbaca)s::uuid[] IS NULL OR s.opd_id = ANY(%(opd_terbaca)s))"
    " AND (%(opd)s = '' OR o.nama ILIKE %(opd)s OR o.singkatan ILIKE %(opd)s)"
    " AND (%(sop)s = '' OR s.nama ILIKE %(sop)s OR s.nomor ILIKE %(sop)s))"
)
_WAJIB = "tsvector_to_array(to_tsvector('indonesian', %(wajib)s))"
_SOP_BERKATA = (
    "p.sop_id IN (SELECT k.sop_id FROM tata.pencarian_kata k WHERE k.tenant_id = %(tenant)s"  # noqa: S608 - constants
    f" AND k.kata = ANY({_WAJIB}) GROUP BY k.sop_id HAVING count(*) = cardinality({_WAJIB}))"
)
_PELAKU = "p.orang_id IN (SELECT orang_id FROM tata.orang WHERE tenant_id = %(tenant)s AND nama ILIKE %(pelaku)s)"


@dataclass(frozen=True, slots=True)
class Syarat:
    """`sql` on rows `p` of tata.pencarian; `kata` the words alone, for marking them."""

    sql: str
    kata: str
    nilai: dict[str, Any]


def syarat(k: Kueri, opd: tuple[Any, ...] | None) -> Syarat:
    """`opd` are the agencies whose SOPs may be read; None for all."""
    kata, nilai = _kata(k)
    pilihan = {
        f"p.kata @@ ({kata})": k.kata or k.frasa or k.kecuali,
        _SOP_BERKATA: k.kata or k.frasa,
        _PELAKU: k.pelaku,
        "p.jabatan ILIKE %(jabatan)s": k.jabatan,
        "p.kunci = '' AND p.jenis = ANY(%(jenis)s)": k.tindakan,
        "(p.sampai IS NULL OR p.sampai >= %(sejak)s)": k.sejak,
        "p.pada < %(sampai)s": k.sampai,
    }
    nilai |= {
        "tenant": current_tenant().id,
        "opd_terbaca": None if opd is None else list(opd),
        "wajib": " ".join((*k.kata, *k.frasa)),
        "opd": mirip(k.opd),
        "sop": mirip(k.sop),
        "pelaku": mirip(k.pelaku),
        "jabatan": mirip(k.jabatan),
        "jenis": [NAMA_TERSIMPAN[kelas] for t in k.tindakan for kelas in TINDAKAN[t]],
        "sejak": k.sejak and _awal_hari(k.sejak),
        "sampai": k.sampai and _awal_hari(k.sampai + timedelta(days=1)),
        "pemisah": PEMISAH,
        "spasi": " " * len(PEMISAH),
    }
    return Syarat(" AND ".join([_SOP_TERBACA, *(s for s, perlu in pilihan.items() if perlu)]), kata, nilai)


def _kata(k: Kueri) -> tuple[str, dict[str, Any]]:
    """The free words as an expression of type tsquery."""
    bagian = ["plainto_tsquery('indonesian', %(kata)s)"] if k.kata else []
    bagian += [f"phraseto_tsquery('indonesian', %(frasa{n})s)" for n in range(len(k.frasa))]
    bagian += [f"!!phraseto_tsquery('indonesian', %(kecuali{n})s)" for n in range(len(k.kecuali))]
    nilai: dict[str, Any] = {"kata": " ".join(k.kata)}
    nilai |= {f"frasa{n}": teks for n, teks in enumerate(k.frasa)}
    nilai |= {f"kecuali{n}": teks for n, teks in enumerate(k.kecuali)}
    return " && ".join(bagian) or "''::tsquery", nilai


def mirip(teks: str) -> str:
    """A pattern for ILIKE that finds the text anywhere; empty for an empty text."""
    aman = teks.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{aman}%" if teks else ""


def _awal_hari(hari: date) -> datetime:
    return datetime.combine(hari, time(), current_tenant().zona.tzinfo)
