"""Each tenant's agreements with its identity providers, as sign-in asks for them: what is active now."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from infra.brankas import Brankas
from infra.db.pool import Basis
from infra.errors import TersibukError
from infra.kunci_klien import GudangKunci
from infra.sso_versi import ArsipSso
from tenants.context import current_tenant
from tenants.oidc import PengaturanOidc

UMUR_DETIK = 30.0


class SsoPg:
    def __init__(self, basis: Basis, brankas: Brankas) -> None:
        self.kunci = GudangKunci(basis, brankas)
        self.arsip = ArsipSso(basis, brankas, self.kunci)
        self._ingat: dict[int, tuple[float, str]] = {}

    def asal(self) -> str:
        """Schemes and hosts of the providers, for the header of every page; remembered for half a minute.

        Empty without a provider, or while the database is away: a header must never cost the answer.
        """
        tenant_id, kini = current_tenant().id, time.monotonic()
        if tenant_id in self._ingat and self._ingat[tenant_id][0] > kini:
            return self._ingat[tenant_id][1]
        try:
            alamat = [urlsplit(v.pengaturan.issuer) for v in self.arsip.aktif()]
        except TersibukError:
            return ""
        asal = " ".join(dict.fromkeys(f"{a.scheme}://{a.netloc}" for a in alamat))
        self._ingat[tenant_id] = (kini + UMUR_DETIK, asal)
        return asal

    def lupakan(self) -> None:
        """Another provider is active now: what was remembered of this tenant's is not true any more."""
        self._ingat.pop(current_tenant().id, None)

    def pengaturan(self, penyedia: int | None = None) -> PengaturanOidc | None:
        """What is active at this provider, secrets included; without a number at the tenant's first one."""
        versi = next((v for v in self.arsip.aktif() if penyedia in (None, v.penyedia)), None)
        return self.arsip.lengkap(versi) if versi else None

    def menurut_issuer(self, issuer: str) -> PengaturanOidc | None:
        """What is active at the provider that calls itself so: there is at most one."""
        versi = next((v for v in self.arsip.aktif() if v.pengaturan.issuer == issuer), None)
        return self.arsip.lengkap(versi) if versi else None

    def pasang(self, issuer: str, client_id: str, client_secret: str) -> None:
        """Settings of the installation's own making, active at once; the same settings again change nothing."""
        kini = self.pengaturan()
        if kini and (kini.issuer, kini.client_id, kini.client_secret) == (issuer, client_id, client_secret):
            return
        self.arsip.aktifkan(self.arsip.simpan(PengaturanOidc(issuer, client_id, client_secret), oleh=None))
        self.lupakan()
