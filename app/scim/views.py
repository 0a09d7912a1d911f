"""The routes of SCIM: users, and what this server can do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from pydantic import ValidationError
from scim2_models import (
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    Context,
    Error,
    ETag,
    Filter,
    ListResponse,
    NotFoundException,
    Patch,
    PatchOp,
    ResourceType,
    SCIMException,
    ScimFilter,
    SearchRequest,
    ServiceProviderConfig,
    Sort,
    UniquenessException,
    User,
)
from werkzeug.exceptions import HTTPException

from app.isian import id_atau_tiada
from app.rumah import rumah
from app.scim.bentuk import isi_pengguna, jawab, sumber
from app.token import aktor_token, dengan_token, token_kini
from domain.kernel import OrangId, RuleViolation
from domain.orang.decisions import aktifkan, nonaktifkan
from domain.orang.state import Orang
from domain.token.events import Cakupan
from infra.clock import now
from infra.darurat import akhiri_sesi
from infra.event_store.buku import Perintah
from infra.ids import new_id
from infra.orang import ubah_orang
from infra.scim import NamaPenggunaGandaError, Penduduk, Pengguna
from tenants.context import current_tenant

bp = Blueprint("scim", __name__, url_prefix="/scim/v2")
TERBANYAK = 200
LEWAT_SCIM = "Ditetapkan sistem kepegawaian"


def _alamat() -> str:
    return f"{rumah().settings.alamat}/{current_tenant().kode}/scim/v2"


def _penduduk() -> Penduduk:
    return Penduduk(rumah().basis)


def _satu(teks: str) -> Pengguna:
    orang_id = id_atau_tiada(teks)
    ada = _penduduk().satu(orang_id) if orang_id else None
    if ada is None:
        raise NotFoundException(detail="no such user")
    return ada


def _tampil(orang_id: UUID, konteks: Context, status: int = 200) -> Response:
    user = sumber(_satu(str(orang_id)), _alamat())
    respons = jawab(user, konteks, status)
    respons.headers["Location"] = f"{_alamat()}/Users/{orang_id}"
    return respons


def _atur_aktif(orang_id: UUID, *, aktif: bool) -> None:
    """In or out, on record. Out means out now: the sessions end with it."""
    aktor, siapa = aktor_token(), OrangId(orang_id)

    def putuskan(o: Orang) -> Any:
        ubah = aktifkan if aktif else nonaktifkan
        return ubah(o, siapa=siapa, oleh=aktor.orang, alasan=LEWAT_SCIM)

    perintah = Perintah(new_id(), aktor, pada=rumah().jam.pencatatan())
    ubah_orang(rumah().buku, siapa, perintah, putuskan)
    if not aktif:
        akhiri_sesi(rumah().basis, siapa)


@bp.get("/Users")
@dengan_token(Cakupan.SCIM)
def daftar() -> Response:
    tanya: Any = SearchRequest.model_validate(request.args.to_dict(), scim_ctx=Context.RESOURCE_QUERY_REQUEST)
    semua = [sumber(p, _alamat()) for p in _penduduk().semua()]
    if tanya.filter:
        saring = ScimFilter[User[Any]](str(tanya.filter))
        semua = [u for u in semua if saring.match(u)]
    awal = max(tanya.start_index or 1, 1)
    banyak = min(TERBANYAK if tanya.count is None else max(tanya.count, 0), TERBANYAK)
    halaman = semua[awal - 1 : awal - 1 + banyak]
    isi = ListResponse[User[Any]](
        total_results=len(semua), start_index=awal, items_per_page=len(halaman), resources=halaman
    )
    return jawab(isi, Context.RESOURCE_QUERY_RESPONSE)


@bp.post("/Users")
@dengan_token(Cakupan.SCIM)
def tambah() -> Response:
    """Somebody who signed in before, known by his own id at the provider that the token names, is that very person."""
    user: User[Any] = User.model_validate_json(request.get_data(), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    isi, pengaturan = isi_pengguna(user), rumah().sso.pengaturan(token_kini().penyedia or None)
    dikenal = None
    if pengaturan and isi.id_luar:
        dikenal = rumah().direktori.menurut_identitas(pengaturan.issuer, isi.id_luar)
    orang_id = _penduduk().tambah(isi, dikenal.id if dikenal else None, now())
    if pengaturan and isi.id_luar:
        rumah().direktori.hubungkan(pengaturan.issuer, isi.id_luar, orang_id)
    _atur_aktif(orang_id, aktif=user.active is not False)
    return _tampil(orang_id, Context.RESOURCE_CREATION_RESPONSE, 201)


@bp.get("/Users/<orang_id>")
@dengan_token(Cakupan.SCIM)
def satu(orang_id: str) -> Response:
    return _tampil(_satu(orang_id).orang_id, Context.RESOURCE_QUERY_RESPONSE)


@bp.put("/Users/<orang_id>")
@dengan_token(Cakupan.SCIM)
def ganti(orang_id: str) -> Response:
    lama = _satu(orang_id)
    user: User[Any] = User.model_validate_json(request.get_data(), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
    return _simpan(lama, user, Context.RESOURCE_REPLACEMENT_RESPONSE)


@bp.patch("/Users/<orang_id>")
@dengan_token(Cakupan.SCIM)
def ubah(orang_id: str) -> Response:
    lama = _satu(orang_id)
    operasi: Any = PatchOp[User[Any]].model_validate_json(request.get_data(), scim_ctx=Context.RESOURCE_PATCH_REQUEST)
    user = sumber(lama, _alamat())
    operasi.patch(user)
    return _simpan(lama, user, Context.RESOURCE_PATCH_RESPONSE)


def _simpan(lama: Pengguna, user: User[Any], konteks: Context) -> Response:
    """Out first: whatever else of the request goes wrong, who is to be out is out."""
    isi, aktif = isi_pengguna(user, lama), user.active is not False
    if not aktif:
        _atur_aktif(lama.orang_id, aktif=False)
    _penduduk().ubah(lama.orang_id, isi, now())
    if aktif:
        _atur_aktif(lama.orang_id, aktif=True)
    return _tampil(lama.orang_id, konteks)


@bp.delete("/Users/<orang_id>")
@dengan_token(Cakupan.SCIM)
def hapus(orang_id: str) -> Response:
    """Disabled, and out of this list. The person stays in the directory, as the riwayat names him."""
    lama = _satu(orang_id)
    _atur_aktif(lama.orang_id, aktif=False)
    _penduduk().lepas(lama.orang_id)
    return Response(status=204)


@bp.get("/ServiceProviderConfig")
@dengan_token(Cakupan.SCIM)
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


@bp.get("/ResourceTypes")
@dengan_token(Cakupan.SCIM)
def jenis() -> Response:
    isi: Any = ListResponse[ResourceType](
        total_results=1, start_index=1, items_per_page=1, resources=[ResourceType.from_resource(User)]
    )
    return jawab(isi, Context.RESOURCE_QUERY_RESPONSE)


def _galat(status: int, kalimat: str, jenis: str | None = None) -> Response:
    return jawab(Error(status=status, detail=kalimat, scim_type=jenis), Context.DEFAULT, status)


@bp.errorhandler(SCIMException)
def galat_scim(error: SCIMException) -> Response:
    return jawab(error.to_error(), Context.DEFAULT, error.status)


@bp.errorhandler(NamaPenggunaGandaError)
def galat_ganda(_: NamaPenggunaGandaError) -> Response:
    return galat_scim(UniquenessException(detail="userName is taken"))


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
