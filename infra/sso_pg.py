"""Each tenant's agreement with its identity provider, in versions; the newest active one counts."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from infra.db.pool import Basis
from infra.errors import TersibukError
from tenants.context import current_tenant
from tenants.oidc import PengaturanOidc

UMUR_DETIK = 30.0


class SsoPg:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._ingat: dict[int, tuple[float, str]] = {}

    def asal(self) -> str:
        """Scheme and host of the provider, for the header of every page; remembered for half a minute.

        Empty without a provider, or while the database is away: a header must never cost the answer.
        """
        tenant_id, kini = current_tenant().id, time.monotonic()
        if tenant_id in self._ingat and self._ingat[tenant_id][0] > kini:
            return self._ingat[tenant_id][1]
        try:
            pengaturan = self.pengaturan()
        except TersibukError:
            return ""
        alamat = urlsplit(pengaturan.issuer) if pengaturan else None
        asal = f"{alamat.scheme}://{alamat.netloc}" if alamat else ""
        self._ingat[tenant_id] = (kini + UMUR_DETIK, asal)
        return asal

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
