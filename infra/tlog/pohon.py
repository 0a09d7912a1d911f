"""The tree over the log of the tenant being served, read from what the append stored.

Hashes of level 0 are es.event.leaf_hash, those of higher levels are rows of es.tile. Whatever a proof needs comes in
one statement. Neighbouring runs are read as one range and cut apart here: a proof is made of a dozen runs, but they lie
in two ranges of each level, and a range costs the database far more than a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from domain.log import tiles
from domain.log.checkpoint import origin
from domain.log.merkle import HASH
from domain.log.tiles import Run
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from tenants.context import current_tenant

_FETCH: LiteralString = (
    "SELECT coalesce(d.isi, t.isi, '') AS isi"
    " FROM unnest(%(tingkat)s::int[], %(dari)s::bigint[], %(sampai)s::bigint[]) WITH ORDINALITY"
    " r(tingkat, dari, sampai, ke)"
    " LEFT JOIN LATERAL (SELECT string_agg(leaf_hash, '' ORDER BY pos) AS isi FROM es.event"
    "  WHERE r.tingkat = 0 AND tenant_id = %(tenant)s AND pos > r.dari AND pos <= r.sampai) d ON true"
    " LEFT JOIN LATERAL (SELECT string_agg(hash, '' ORDER BY idx) AS isi FROM es.tile"
    "  WHERE r.tingkat > 0 AND tenant_id = %(tenant)s AND level = r.tingkat AND idx >= r.dari AND idx < r.sampai) t"
    " ON true ORDER BY r.ke"
)
_HEAD = "SELECT log_id, last_pos, last_at, demonstrasi, pemulihan FROM sistem.tenant_head WHERE tenant_id = %s"


@dataclass(frozen=True, slots=True)
class Kepala:
    """The newest state of a log: its size, and what its origin is made of."""

    log_id: bytes
    size: int
    at: datetime
    demonstrasi: bool
    pemulihan: int

    @property
    def origin(self) -> str:
        return origin(self.log_id, demonstrasi=self.demonstrasi, pemulihan=self.pemulihan)


class Pohon:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def head(self) -> Kepala:
        row = self._basis.satu(_HEAD, (current_tenant().id,))
        if row is None:
            raise TidakAdaError(current_tenant().kode)
        return Kepala(
            bytes(row["log_id"]), row["last_pos"], row["last_at"], row["demonstrasi"],
            row["pemulihan"],
        )  # fmt: skip

    def fetch(self, runs: Sequence[Run]) -> list[bytes]:
        return hashes(runs, lambda query, values: [r["isi"] for r in self._basis.baris(query, values, biner=True)])

    def root(self, size: int) -> bytes:
        """The root that the stored hashes give the first `size` events."""
        return tiles.tree_root(size, self.fetch)

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        return tiles.inclusion_proof(index, size, self.fetch)

    def consistency_proof(self, old: int, new: int) -> list[bytes]:
        return tiles.consistency_proof(old, new, self.fetch)


def hashes(runs: Sequence[Run], read: Callable[[LiteralString, Mapping[str, Any]], Sequence[bytes]]) -> list[bytes]:
    """For each run its hashes, by one statement that `read` runs; fewer than asked where the tree has no more."""
    ranges = _ranges(runs)
    if not ranges:
        return []
    values = {
        "tenant": current_tenant().id,
        "tingkat": [r.level for r in ranges],
        "dari": [r.first for r in ranges],
        "sampai": [r.first + r.count for r in ranges],
    }
    found = list(zip(ranges, read(_FETCH, values), strict=True))
    return [next(_part(run, r, isi) for r, isi in found if _holds(r, run)) for run in runs]


def _ranges(runs: Sequence[Run]) -> list[Run]:
    """The runs joined where they touch."""
    joined = list[Run]()
    for run in sorted(runs, key=lambda r: (r.level, r.first)):
        last = joined[-1] if joined else None
        if last and last.level == run.level and run.first <= last.first + last.count:
            end = max(last.first + last.count, run.first + run.count)
            joined[-1] = Run(last.level, last.first, end - last.first)
        else:
            joined.append(run)
    return joined


def _holds(wide: Run, run: Run) -> bool:
    return wide.level == run.level and wide.first <= run.first and run.first + run.count <= wide.first + wide.count


def _part(run: Run, wide: Run, isi: bytes) -> bytes:
    start = (run.first - wide.first) * HASH
    return isi[start : start + run.count * HASH]
