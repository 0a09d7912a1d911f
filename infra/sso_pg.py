"""Each tenant's agreement with its identity provider, in versions; the newest active one counts."""

from __future__ import annotations

from infra.db.pool import Basis
from tenants.context import current_tenant
from tenants.oidc import PengaturanOidc


class SsoPg:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def pengaturan(self) -> PengaturanOidc | None:
        row = self._basis.satu(
            "SELECT versi, issuer, client_id, client_secret FROM tata.oidc"
            " WHERE tenant_id = %s AND aktif ORDER BY versi DESC LIMIT 1",
            (current_tenant().id,),
        )
        if row is None:
            return None
        return PengaturanOidc(row["issuer"], row["client_id"], row["client_secret"], versi=row["versi"])

    def pasang(self, issuer: str, client_id: str, client_secret: str) -> None:
        """A new version of the settings; the same settings again change nothing."""
        kini = self.pengaturan()
        if kini and (kini.issuer, kini.client_id, kini.client_secret) == (issuer, client_id, client_secret):
            return
        self._basis.jalankan(
            "INSERT INTO tata.oidc (tenant_id, versi, issuer, client_id, client_secret) VALUES (%s, %s, %s, %s, %s)",
            (current_tenant().id, kini.versi + 1 if kini else 1, issuer, client_id, client_secret),
        )
