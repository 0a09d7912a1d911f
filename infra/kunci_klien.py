"""Our own key pairs, one after the other, with which a tenant's client signs its statements (private_key_jwt)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from joserfc.jwk import ECKey
from psycopg.types.json import Jsonb

from infra.brankas import Brankas
from infra.db.pool import Basis
from tenants.context import current_tenant
from tenants.oidc import KunciKlien

KURVA = {"ES256": "P-256", "ES512": "P-521"}
# A provider may have read our document just before the change: the key before the newest stays published.
DITERBITKAN = 2


def _untuk(kid: str) -> str:
    return f"kunci_klien/{current_tenant().id}/{kid}"


class GudangKunci:
    def __init__(self, basis: Basis, brankas: Brankas) -> None:
        self._basis = basis
        self._brankas = brankas

    def terbaru(self, alg: str) -> KunciKlien | None:
        """The key that signs now."""
        row = self._basis.satu(
            "SELECT kid, rahasia FROM tata.kunci_klien WHERE tenant_id = %s AND alg = %s"
            " ORDER BY dibuat DESC, kid LIMIT 1",
            (current_tenant().id, alg),
        )
        if row is None:
            return None
        return KunciKlien(row["kid"], alg, self._brankas.buka(row["rahasia"], untuk=_untuk(row["kid"])))

    def pastikan(self, alg: str, kini: datetime) -> None:
        """Afterwards there is a key of this kind."""
        if self._ada(alg) == 0:
            self.buat(alg, kini)

    def buat(self, alg: str, kini: datetime) -> None:
        """A new key, which signs from now on."""
        kunci = ECKey.generate_key(KURVA[alg])
        kunci.ensure_kid()
        kid = str(kunci.kid)
        publik = kunci.as_dict(private=False) | {"kid": kid, "use": "sig", "alg": alg}
        rahasia = self._brankas.segel(json.dumps(kunci.as_dict(private=True) | {"kid": kid}), untuk=_untuk(kid))
        self._basis.jalankan(
            "INSERT INTO tata.kunci_klien (tenant_id, kid, alg, publik, rahasia, dibuat)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (current_tenant().id, kid, alg, Jsonb(publik), rahasia, kini),
        )

    def terbitan(self) -> list[dict[str, Any]]:
        """The public parts that a provider may meet, newest first: of each kind the newest, and the one before it."""
        rows = self._basis.baris(
            "SELECT publik FROM (SELECT publik, dibuat, kid, row_number() OVER"
            " (PARTITION BY alg ORDER BY dibuat DESC, kid) AS urutan FROM tata.kunci_klien WHERE tenant_id = %s) k"
            " WHERE urutan <= %s ORDER BY dibuat DESC, kid",
            (current_tenant().id, DITERBITKAN),
        )
        return [row["publik"] for row in rows]

    def segel_ulang(self) -> int:
        """Seal with the first key what another one sealed; returns how many."""
        rows = self._basis.baris(
            "SELECT kid, rahasia FROM tata.kunci_klien WHERE tenant_id = %s", (current_tenant().id,)
        )
        usang = [row for row in rows if self._brankas.usang(row["rahasia"])]
        for row in usang:
            untuk = _untuk(row["kid"])
            self._basis.jalankan(
                "UPDATE tata.kunci_klien SET rahasia = %s WHERE tenant_id = %s AND kid = %s",
                (
                    self._brankas.segel(self._brankas.buka(row["rahasia"], untuk=untuk), untuk=untuk),
                    current_tenant().id,
                    row["kid"],
                ),
            )
        return len(usang)

    def _ada(self, alg: str) -> int:
        row = self._basis.satu(
            "SELECT count(*) AS n FROM tata.kunci_klien WHERE tenant_id = %s AND alg = %s", (current_tenant().id, alg)
        )
        return int(row["n"]) if row else 0
