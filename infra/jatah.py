"""Rate limits that hold for all processes: the state of each quota is one row, asked and moved on by one statement.

The generic cell rate algorithm: a row keeps the moment up to which its quota is used. A request moves it on by `jeda`,
and is refused where that would lie further ahead than `sekaligus` requests take. A refusal writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from infra.db.pool import Basis
from tenants.context import current_tenant

LAMA = 500
"""Forgotten rows taken away at most by one sweep."""

_AMBIL = """
INSERT INTO tata.jatah AS j (tenant_id, kunci, penuh)
VALUES (%(tenant)s, %(kunci)s, clock_timestamp() + make_interval(secs => %(jeda)s))
    ON CONFLICT (tenant_id, kunci) DO UPDATE
   SET penuh = greatest(j.penuh, clock_timestamp()) + make_interval(secs => %(jeda)s)
 WHERE greatest(j.penuh, clock_timestamp()) + make_interval(secs => %(jeda)s)
       <= clock_timestamp() + make_interval(secs => %(jeda)s * %(sekaligus)s)
RETURNING true AS boleh
"""
_SAPU = """
DELETE FROM tata.jatah WHERE tenant_id = %s AND kunci IN (
  SELECT kunci FROM tata.jatah WHERE tenant_id = %s AND penuh < clock_timestamp() LIMIT %s FOR UPDATE SKIP LOCKED)
"""


@dataclass(frozen=True, slots=True)
class Batas:
    """One request each `jeda` seconds in the long run, and `sekaligus` at once after a pause."""

    nama: str
    jeda: float
    sekaligus: int

    def dikali(self, faktor: float) -> Batas:
        return Batas(self.nama, self.jeda / faktor, max(1, round(self.sekaligus * faktor)))


class JatahPg:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def ambil(self, batas: Batas, siapa: str) -> bool:
        """Take one request out of the quota that `siapa` has in the tenant being served; False when it is used up."""
        nilai = {
            "tenant": current_tenant().id,
            "kunci": sha256(f"{batas.nama}\n{siapa}".encode()).digest(),
            "jeda": batas.jeda,
            "sekaligus": batas.sekaligus,
        }
        return self._basis.satu(_AMBIL, nilai) is not None

    def sapu(self) -> int:
        """Take away rows whose quota is whole again; returns how many. A row in use is left to its user."""
        tenant_id = current_tenant().id
        return self._basis.jalankan(_SAPU, (tenant_id, tenant_id, LAMA))
