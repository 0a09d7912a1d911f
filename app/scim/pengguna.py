"""Users: people whom the other system looks after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response
from scim2_models import Context, NotFoundException, UniquenessException

from app.isian import id_atau_tiada
from app.rumah import rumah
from app.scim.bentuk import User, isi_pengguna, sumber
from app.scim.operasi import (
    BAGIAN_PENGGUNA,
    PENGGUNA,
    akar,
    ditiadakan,
    ditiadakan_tambalan,
    isi_kiriman,
    isi_longgar,
    jalur_jalur,
    jernih,
    operasi,
)
from app.scim.pintu import alamat_scim, baca, baca_tambalan, bp, galat_scim, jawab_daftar, jawab_satu, lewat_scim
from app.token import aktor_token, token_kini
from domain.kernel import Bentrok, OrangId
from domain.orang.decisions import aktifkan, nonaktifkan
from domain.orang.state import Orang
from infra.clock import now
from infra.darurat import akhiri_sesi
from infra.event_store.buku import Perintah
from infra.ids import new_id
from infra.orang import ubah_orang
from infra.scim import IsiPengguna, NamaPenggunaGandaError, Penduduk, Pengguna

LEWAT_SCIM = "Ditetapkan sistem kepegawaian"


def _penduduk() -> Penduduk:
    return Penduduk(rumah().basis)


def _satu(teks: str) -> Pengguna:
    orang_id = id_atau_tiada(teks)
    ada = _penduduk().satu(orang_id) if orang_id else None
    if ada is None:
        raise NotFoundException(detail="no such user")
    return ada


def _tampil(orang_id: UUID, konteks: Context, status: int = 200) -> Response:
    return jawab_satu(sumber(_satu(str(orang_id)), alamat_scim()), konteks, status)


def _atur_aktif(orang_id: UUID, *, aktif: bool) -> None:
    """In or out, on record. Out means out now: the sessions end with it. Whom an admin has shut out, only a person lets
    in again: the other system repeats what it knows at every round."""
    aktor, siapa = aktor_token(), OrangId(orang_id)

    def putuskan(o: Orang) -> Any:
        if aktif and o.ditutup_oleh not in (None, aktor.orang):
            return ()
        ubah = aktifkan if aktif else nonaktifkan
        return ubah(o, siapa=siapa, oleh=aktor.orang, alasan=LEWAT_SCIM)

    perintah = Perintah(new_id(), aktor, pada=rumah().jam.pencatatan())
    try:
        ubah_orang(rumah().buku, siapa, perintah, putuskan)
    except Bentrok:  # his very first event was another's, at this moment: there is something to decide upon now
        ubah_orang(rumah().buku, siapa, perintah, putuskan)
    if not aktif:
        akhiri_sesi(rumah().basis, siapa)


@bp.get("/Users")
@bp.post("/Users/.search")
@lewat_scim
def daftar() -> Response:
    return jawab_daftar(User, semua_pengguna)


def semua_pengguna() -> list[User]:
    return [sumber(p, alamat_scim()) for p in _penduduk().semua()]


@bp.post("/Users")
@lewat_scim
def tambah() -> Response:
    """Somebody who signed in before, known by his own id at the provider that the token names, is that very person."""
    user = baca(User, Context.RESOURCE_CREATION_REQUEST, isi_kiriman(), BAGIAN_PENGGUNA)
    isi, pengaturan = isi_pengguna(user), rumah().sso.pengaturan(token_kini().penyedia or None)
    dikenal = None
    if pengaturan and isi.id_luar:
        dikenal = rumah().direktori.menurut_identitas(pengaturan.issuer, isi.id_luar)
    orang_id = _penduduk().tambah(isi, dikenal.id if dikenal else None, now())
    if pengaturan and isi.id_luar:
        rumah().direktori.hubungkan(pengaturan.issuer, isi.id_luar, orang_id)
    if user.active is False:
        _atur_aktif(orang_id, aktif=False)
    else:
        _izinkan(orang_id)
    return _tampil(orang_id, Context.RESOURCE_CREATION_RESPONSE, 201)


@bp.get("/Users/<orang_id>")
@lewat_scim
def satu(orang_id: str) -> Response:
    return _tampil(_satu(orang_id).orang_id, Context.RESOURCE_QUERY_RESPONSE)


@bp.put("/Users/<orang_id>")
@lewat_scim
def ganti(orang_id: str) -> Response:
    lama = _satu(orang_id)
    _keluarkan_dahulu(lama, ditiadakan(isi_longgar()))
    user = baca(User, Context.RESOURCE_REPLACEMENT_REQUEST, isi_kiriman(), BAGIAN_PENGGUNA)
    return _simpan(lama, user, isi_pengguna(user, lama), Context.RESOURCE_REPLACEMENT_RESPONSE)


@bp.patch("/Users/<orang_id>")
@lewat_scim
def ubah(orang_id: str) -> Response:
    """What it says nothing of is nobody's wish: `active` is asked of the request alone, and an address that is not
    shown, as the library takes it for none, is kept."""
    lama = _satu(orang_id)
    _keluarkan_dahulu(lama, ditiadakan_tambalan(isi_longgar()))
    kiriman = isi_kiriman()
    semua = jernih(operasi(kiriman, PENGGUNA), BAGIAN_PENGGUNA)
    tambalan, user = baca_tambalan(User, kiriman, semua), sumber(lama, alamat_scim())
    user.active = None
    if tambalan:
        tambalan.patch(user)
    isi = isi_pengguna(user, lama)
    if not any(akar(j) == "emails" for o in semua for j in jalur_jalur(o)):
        isi = replace(isi, surel=lama.surel)
    return _simpan(lama, user, isi, Context.RESOURCE_PATCH_RESPONSE)


def _keluarkan_dahulu(siapa: Pengguna, keluar: bool) -> None:
    """Whatever else of the request goes wrong, who is to be out is out: directories send it beside a hundred other
    things, and repeat the same mistake at every round."""
    if keluar:
        _atur_aktif(siapa.orang_id, aktif=False)


def _simpan(lama: Pengguna, user: User, isi: IsiPengguna, konteks: Context) -> Response:
    """In or out as the request says; not a word of it is no way in, and no way out either."""
    if user.active is False:
        _atur_aktif(lama.orang_id, aktif=False)
    _penduduk().ubah(lama.orang_id, isi, now())
    if user.active:
        _izinkan(lama.orang_id)
    return _tampil(lama.orang_id, konteks)


def _izinkan(orang_id: OrangId) -> None:
    """In, unless he was deleted meanwhile: of the deletion and this, whichever comes second finds the other's trace."""
    _atur_aktif(orang_id, aktif=True)
    if _penduduk().satu(orang_id) is None:
        _atur_aktif(orang_id, aktif=False)


@bp.delete("/Users/<orang_id>")
@lewat_scim
def hapus(orang_id: str) -> Response:
    """Disabled, and out of this list. The person stays in the directory, as the riwayat names him. Disabled again at
    the end, as a request under way may have let him in before he was gone from the list."""
    lama = _satu(orang_id)
    _atur_aktif(lama.orang_id, aktif=False)
    _penduduk().lepas(lama.orang_id)
    _atur_aktif(lama.orang_id, aktif=False)
    return Response(status=204)


@bp.errorhandler(NamaPenggunaGandaError)
def galat_ganda(_: NamaPenggunaGandaError) -> Response:
    return galat_scim(UniquenessException(detail="userName is taken"))
