"""Headers that no answer goes without, whoever gives it (security, 4.2): pages, files, redirects, errors.

What depends on the answer (the page's own content security policy, caching) is set in app/keamanan.py; what nobody has
set gets the strictest here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TETAP = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
BAKU = (
    ("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
)
HSTS = ("Strict-Transport-Security", "max-age=31536000")


class KepalaTerluar:
    """The outermost part of the application but for the address: nothing below it can answer without these."""

    def __init__(self, dalam: WSGIApplication, *, https: bool) -> None:
        self._dalam = dalam
        self._tetap = (*TETAP, HSTS) if https else TETAP

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def mulai(status: str, kepala: list[tuple[str, str]], *lain: Any) -> Callable[[bytes], object]:
            ada = {nama.lower() for nama, _ in kepala}
            tambahan = [satu for satu in (*self._tetap, *BAKU) if satu[0].lower() not in ada]
            return start_response(status, [*kepala, *tambahan], *lain)

        return self._dalam(environ, mulai)
