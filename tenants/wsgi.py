"""Takes the tenant off the path: /<kode>/... becomes SCRIPT_NAME=/<kode> and everything behind it is that tenant's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tenants.context import tenant_scope
from tenants.model import Registry, dapat_menjadi_kode

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class TenantMiddleware:
    """Binds the tenant for the length of one call.

    A first segment that is no tenant passes through unchanged: the application answers for the installation's
    own pages (start page, health, assets) and 404 for everything else. Bodies are complete when the call returns:
    nothing here streams, so closing the scope with the call is enough.
    """

    def __init__(self, aplikasi: WSGIApplication, registry: Registry) -> None:
        self.aplikasi = aplikasi
        self.registry = registry

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        kode, garis, sisa = environ.get("PATH_INFO", "/").removeprefix("/").partition("/")
        tenant = self.registry.menurut_kode(kode) if dapat_menjadi_kode(kode) else None
        if tenant is None:
            return self.aplikasi(environ, start_response)
        akar = f"{environ.get('SCRIPT_NAME', '')}/{kode}"
        if not garis:
            pertanyaan = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
            start_response("308 Permanent Redirect", [("Location", f"{akar}/{pertanyaan}"), ("Content-Length", "0")])
            return [b""]
        environ["SCRIPT_NAME"] = akar
        environ["PATH_INFO"] = f"/{sisa}"
        with tenant_scope(tenant):
            return self.aplikasi(environ, start_response)
