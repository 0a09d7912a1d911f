"""What machines ask an installation for first: whom to tell of a hole (RFC 9116), and what search engines may read."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from app.keamanan import untuk_umum
from app.rumah import rumah
from infra.clock import now
from tenants.context import TenantMissingError, current_tenant

bp = Blueprint("petunjuk", __name__)

BERLAKU = timedelta(days=180)
"""RFC 9116 asks for less than a year. Counted from today: what is served is what is meant today."""

ROBOTS = "User-agent: *\nDisallow: /*/kerja/\nDisallow: /*/masuk/\nDisallow: /operator/\n"
_SEHARI = "public, max-age=86400"


def _teks(isi: str) -> Response:
    return Response(isi, content_type="text/plain; charset=utf-8", headers={"Cache-Control": _SEHARI})


def _hanya_di_akar() -> None:
    """Both stand at the root of the host alone; a government has no such page."""
    try:
        current_tenant()
    except TenantMissingError:
        return
    raise NotFound


@bp.get("/.well-known/security.txt")
@untuk_umum
def keamanan() -> Response:
    """Without a contact there is nothing to say: 404."""
    _hanya_di_akar()
    pengaturan = rumah().settings
    kontak = [satu.strip() for satu in pengaturan.kontak_keamanan.split(",") if satu.strip()]
    if not kontak:
        raise NotFound
    sampai = datetime.combine(now().date() + BERLAKU, time(), UTC)
    baris = [
        *(f"Contact: {satu}" for satu in kontak),
        f"Expires: {sampai:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: id, en",
        f"Canonical: {pengaturan.alamat}/.well-known/security.txt",
    ]
    return _teks("\n".join(baris) + "\n")


@bp.get("/robots.txt")
@untuk_umum
def robot() -> Response:
    _hanya_di_akar()
    return _teks(ROBOTS)
