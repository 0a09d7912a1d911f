"""The way in, and what every answer has in common: lists, representations, errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Blueprint, Response, abort, request
from pydantic import ValidationError
from scim2_models import (
    BaseModel,
    Context,
    Error,
    ListResponse,
    NotFoundException,
    PatchOp,
    Resource,
    ResponseParameters,
    SCIMException,
    ScimFilter,
    ScimPolicy,
    SearchRequest,
)
from werkzeug.exceptions import HTTPException

from app.rumah import rumah
from app.scim.batas import batasi_operasi, batasi_tanya
from app.scim.operasi import Bagian, Operasi, bersih, isi_kiriman, takaran
from app.token import dengan_token
from domain.kernel import RuleViolation
from domain.token.events import Cakupan
from tenants.context import current_tenant

bp = Blueprint("scim", __name__, url_prefix="/scim/v2")
JENIS = "application/scim+json"
TERBANYAK = 200
KELONGGARAN = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)
"""What big directories send beside RFC 7644: refused, somebody would stay in because his phone number came along."""
P = ParamSpec("P")
M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=Resource[Any])


def alamat_scim() -> str:
    return f"{rumah().settings.alamat}/{current_tenant().kode}/scim/v2"


def lewat_scim(view: Callable[P, Response]) -> Callable[P, Response]:
    @wraps(view)
    def longgar(*args: P.args, **kwargs: P.kwargs) -> Response:
        with KELONGGARAN:
            return view(*args, **kwargs)

    return dengan_token(Cakupan.SCIM)(longgar)


def baca(jenis: type[M], konteks: Context, kiriman: dict[str, Any], bagian: Bagian) -> M:
    """Of the resource that was sent, what is kept; what is wrong with it is answered by the handlers below."""
    isi = bersih(kiriman, bagian)
    batasi_operasi(takaran(isi))
    return _baca(jenis, konteks, {k: v for k, v in kiriman.items() if k.lower() == "schemas"} | isi)


def baca_tambalan(jenis: type[R], kiriman: dict[str, Any], semua: list[Operasi]) -> Any:
    """The PATCH that is left; None if nothing in it touches what is kept."""
    isi = {k: v for k, v in kiriman.items() if k.lower() == "schemas"} | {"Operations": semua}
    bentuk: Any = PatchOp[jenis]  # type: ignore[valid-type]
    return _baca(bentuk, Context.RESOURCE_PATCH_REQUEST, isi) if semua else None


def _baca(jenis: type[M], konteks: Context, isi: object) -> M:
    """By way of JSON, as the library is stricter with objects of Python."""
    return jenis.model_validate_json(json.dumps(isi), scim_ctx=konteks)


def jawab(model: Any, konteks: Context, status: int = 200, hanya: Any = None) -> Response:
    isi = model.model_dump_json(scim_ctx=konteks, response_parameters=hanya)
    return Response(isi, status, content_type=JENIS)


def jawab_satu(sumber: Resource[Any], konteks: Context, status: int = 200) -> Response:
    """One resource; of it only what `attributes` or `excludedAttributes` leave."""
    jenis: Any = type(sumber)
    tanya = request.args.to_dict()
    batasi_tanya(tanya)
    hanya: Any = ResponseParameters[jenis].model_validate(tanya, scim_ctx=Context.RESOURCE_QUERY_REQUEST)
    respons = jawab(sumber, konteks, status, hanya)
    respons.headers["Location"] = str(sumber.meta.location) if sumber.meta else ""
    return respons


def jawab_daftar(jenis: type[R], sumber: Callable[[], list[R]]) -> Response:
    """The page of a list that was asked for (RFC 7644, 3.4.2 and 3.4.3); filtered in memory, as a city has a few
    thousand."""
    bentuk: Any = SearchRequest[jenis]  # type: ignore[valid-type]
    batasi_tanya(isi_kiriman() if request.method == "POST" else request.args)
    if request.method == "POST":
        tanya = bentuk.model_validate_json(request.get_data(), scim_ctx=Context.SEARCH_REQUEST)
    else:
        tanya = bentuk.model_validate(request.args.to_dict(), scim_ctx=Context.RESOURCE_QUERY_REQUEST)
    semua = sumber()
    if tanya.filter:
        saring = ScimFilter[jenis](str(tanya.filter))  # type: ignore[valid-type]
        semua = [satu for satu in semua if saring.match(satu)]
    awal = max(tanya.start_index or 1, 1)
    banyak = min(TERBANYAK if tanya.count is None else max(tanya.count, 0), TERBANYAK)
    halaman = semua[awal - 1 : awal - 1 + banyak]
    isi: Any = ListResponse[jenis](  # type: ignore[valid-type]
        total_results=len(semua), start_index=awal, items_per_page=len(halaman), resources=halaman
    )
    return jawab(isi, Context.RESOURCE_QUERY_RESPONSE, hanya=tanya)


@bp.post("/.search")
@lewat_scim
def cari_semua() -> Response:
    abort(501, "search /Users or /Groups")


@bp.get("/<path:_>")
@lewat_scim
def tiada(_: str) -> Response:
    """Whatever else is asked for here is refused in the same language."""
    raise NotFoundException(detail="no such endpoint")


def _galat(status: int, kalimat: str, jenis: str | None = None) -> Response:
    return jawab(Error(status=status, detail=kalimat, scim_type=jenis), Context.DEFAULT, status)


@bp.errorhandler(SCIMException)
def galat_scim(error: SCIMException) -> Response:
    return jawab(error.to_error(), Context.DEFAULT, error.status)


@bp.errorhandler(ValidationError)
def galat_isi(error: ValidationError) -> Response:
    isi: Any = Error.from_validation_error(error.errors()[0])
    return jawab(isi, Context.DEFAULT, isi.status or 400)


@bp.errorhandler(RuleViolation)
def galat_aturan(error: RuleViolation) -> Response:
    return _galat(400, error.kalimat, "invalidValue")


@bp.errorhandler(HTTPException)
def galat_http(error: HTTPException) -> Response:
    respons = _galat(error.code or 500, error.description or "")
    respons.headers.extend(h for h in error.get_headers() if h[0] in ("WWW-Authenticate", "Retry-After"))
    return respons
