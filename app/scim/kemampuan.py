"""What this server can do, as RFC 7644 section 4 lets others discover it."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from scim2_models import (
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    Context,
    ETag,
    Filter,
    Group,
    ListResponse,
    Mutability,
    NotFoundException,
    Patch,
    Resource,
    ResourceType,
    Schema,
    ServiceProviderConfig,
    Sort,
    User,
)
from werkzeug.exceptions import Forbidden

from app.scim.pintu import TERBANYAK, bp, jawab, lewat_scim

DISIMPAN: dict[type[Resource[Any]], dict[str, tuple[str, ...]]] = {
    User: {
        "userName": (),
        "name": ("formatted",),
        "displayName": (),
        "active": (),
        "emails": ("value", "type", "primary"),
    },
    Group: {"displayName": (), "members": ("value", "$ref", "type")},
}
"""Resources and, of their attributes, those that are kept: nobody is told that anything else would be."""
HANYA_DIBACA = ("emails.type", "emails.primary")
"""The one address that is kept is the primary one, for work."""


def _skema(jenis: type[Resource[Any]]) -> Schema:
    skema, milik = jenis.to_schema(), DISIMPAN[jenis]
    skema.attributes = [a for a in skema.attributes or [] if a.name in milik]
    for a in skema.attributes:
        a.sub_attributes = [b for b in a.sub_attributes or [] if b.name in milik[str(a.name)]] or None
        for b in a.sub_attributes or []:
            b.mutability = Mutability.read_only if f"{a.name}.{b.name}" in HANYA_DIBACA else b.mutability
    return skema


def _terbitkan(semua: list[Any], model: Any) -> Response:
    """Lists of these are never filtered (RFC 7644, section 4)."""
    if "filter" in request.args:
        raise Forbidden("discovery is not filtered")
    isi: Any = ListResponse[model](total_results=len(semua), start_index=1, items_per_page=len(semua), resources=semua)
    return jawab(isi, Context.RESOURCE_QUERY_RESPONSE)


def _pilih(semua: list[Any], pengenal: str) -> Response:
    satu = next((s for s in semua if s.id == pengenal), None)
    if satu is None:
        raise NotFoundException(detail="not found")
    return jawab(satu, Context.RESOURCE_QUERY_RESPONSE)


@bp.get("/Schemas")
@lewat_scim
def semua_skema() -> Response:
    return _terbitkan([_skema(j) for j in DISIMPAN], Schema)


@bp.get("/Schemas/<pengenal>")
@lewat_scim
def satu_skema(pengenal: str) -> Response:
    return _pilih([_skema(j) for j in DISIMPAN], pengenal)


@bp.get("/ResourceTypes")
@lewat_scim
def semua_jenis() -> Response:
    return _terbitkan([ResourceType.from_resource(j) for j in DISIMPAN], ResourceType)


@bp.get("/ResourceTypes/<pengenal>")
@lewat_scim
def satu_jenis(pengenal: str) -> Response:
    return _pilih([ResourceType.from_resource(j) for j in DISIMPAN], pengenal)


@bp.get("/ServiceProviderConfig")
@lewat_scim
def kemampuan() -> Response:
    isi = ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=TERBANYAK),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=False),
        etag=ETag(supported=False),
        authentication_schemes=[
            AuthenticationScheme(
                type=AuthenticationScheme.Type.oauthbearertoken,
                name="Token API",
                description="Token dari halaman Token API.",
                primary=True,
            )
        ],
    )
    return jawab(isi, Context.RESOURCE_QUERY_RESPONSE)
