"""Our own key pairs, one after the other, with which a tenant's client signs its statements (private_key_jwt)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from joserfc.jwk import ECKey
from psycopg.types.json import Jsonb

from infra.brankas import Brankas
from infra.clock import now
from infra.db.pool import Basis
from tenants.context import current_tenant
from tenants.oidc import KunciKlien

KURVA = {"ES256": "P-256", "ES512": "P-521"}
JEDA = timedelta(minutes=10)
"""A new key is published at once and signs after this: providers believe their copy of our document for as long as it
says (five minutes, app/sso/kunci.py), and do not look again for a key that they do not know."""


def _untuk(kid: str) -> str:
    return f"kunci_klien/{current_tenant().id}/{kid}"


class GudangKunci:
    def __init__(self, basis: Basis, brankas: Brankas) -> None:
        self._basis = basis
        self._brankas = brankas

    def penanda(self, alg: str) -> KunciKlien | None:
        """The key that signs now."""
        semua = self._semua(alg)
        if not semua:
            return None
        row = semua[_nomor_penanda(semua)]
        return KunciKlien(row["kid"], alg, self._brankas.buka(row["rahasia"], untuk=_untuk(row["kid"])))

    def pastikan(self, alg: str) -> None:
        """Afterwards there is a key of this kind."""
        if not self._semua(alg):
            self.buat(alg)

    def buat(self, alg: str) -> None:
        """A new key: published from now on, signing a little later. The time is the world's, as is the providers'."""
        kunci = ECKey.generate_key(KURVA[alg])
        kunci.ensure_kid()
        kid = str(kunci.kid)
        publik = kunci.as_dict(private=False) | {"kid": kid, "use": "sig", "alg": alg}
        rahasia = self._brankas.segel(json.dumps(kunci.as_dict(private=True) | {"kid": kid}), untuk=_untuk(kid))
        self._basis.jalankan(
            "INSERT INTO tata.kunci_klien (tenant_id, kid, alg, publik, rahasia, dibuat)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (current_tenant().id, kid, alg, Jsonb(publik), rahasia, now()),
        )

    def terbitan(self) -> list[dict[str, Any]]:
        """The public parts that a provider may meet, newest first: of each kind those that will sign, the one that
        does, and the one before it, by which somebody may just be signing in."""
        per_alg = [self._semua(alg) for alg in KURVA]
        diterbitkan = [row for semua in per_alg for row in semua[: _nomor_penanda(semua) + 2]]
        return [row["publik"] for row in sorted(diterbitkan, key=lambda row: row["dibuat"], reverse=True)]

    def menandatangani(self) -> set[str]:
        """Which of them sign now."""
        return {semua[_nomor_penanda(semua)]["kid"] for alg in KURVA if (semua := self._semua(alg))}

    def _semua(self, alg: str) -> list[dict[str, Any]]:
        """Newest first."""
        return self._basis.baris(
            "SELECT kid, publik, rahasia, dibuat FROM tata.kunci_klien WHERE tenant_id = %s AND alg = %s"
            " ORDER BY dibuat DESC, kid",
            (current_tenant().id, alg),
        )

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


def _nomor_penanda(semua: Sequence[dict[str, Any]]) -> int:
    """Of keys, newest first: the newest that providers have had time to read, else the oldest there is."""
    lama = now() - JEDA
    return next((n for n, row in enumerate(semua) if row["dibuat"] <= lama), len(semua) - 1)
