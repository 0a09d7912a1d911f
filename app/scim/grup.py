"""Groups: what the other system calls them and who is in them. The roles they are mapped to are proposed, not given."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from scim2_models import Context, Group, GroupMember, InvalidValueException, Meta, NotFoundException, Reference

from app.isian import id_atau_tiada
from app.rumah import rumah
from app.scim.anggota import anggota_utuh, pisahkan
from app.scim.bentuk import TERPANJANG
from app.scim.operasi import BAGIAN_GRUP, GRUP, isi_kiriman, jernih, operasi
from app.scim.pintu import alamat_scim, baca, baca_tambalan, bp, galat_scim, jawab_daftar, jawab_satu, lewat_scim
from app.token import token_kini
from domain.kernel import teks_rapi
from infra.clock import now
from infra.grup import (
    ANGGOTA_TERBANYAK,
    AnggotaTerlaluBanyakError,
    BukanAnggotaError,
    BukuGrup,
    Grup,
    IsiGrup,
)


def sumber(g: Grup) -> Group:
    """What the other system is shown."""
    alamat = alamat_scim()
    anggota = [
        GroupMember(value=str(a.orang_id), type="User", ref=Reference(f"{alamat}/Users/{a.orang_id}"))
        for a in g.anggota
    ]
    return Group(
        id=str(g.grup_id),
        external_id=g.id_luar or None,
        display_name=g.nama,
        members=anggota or None,
        meta=Meta(
            resource_type="Group", created=g.dibuat, last_modified=g.diubah, location=f"{alamat}/Groups/{g.grup_id}"
        ),
    )


def isi_grup(group: Group) -> IsiGrup:
    """What is kept of a resource, beside its members. A group in a group is refused: whom it means would have to be
    guessed."""
    nama, id_luar = teks_rapi(group.display_name or ""), teks_rapi(group.external_id or "")
    if not nama:
        raise InvalidValueException(detail="displayName is required")
    if len(nama) > TERPANJANG or len(id_luar) > TERPANJANG:
        raise InvalidValueException(detail=f"at most {TERPANJANG} characters")
    return IsiGrup(nama, id_luar)


def _buku() -> BukuGrup:
    return BukuGrup(rumah().basis)


def _satu(teks: str) -> Grup:
    grup_id = id_atau_tiada(teks)
    ada = _buku().satu(grup_id) if grup_id else None
    if ada is None:
        raise NotFoundException(detail="no such group")
    return ada


def _ada(teks: str) -> UUID:
    """Of a group that is changed nobody needs to see the members first."""
    grup_id = id_atau_tiada(teks)
    if grup_id is None or not _buku().ada(grup_id):
        raise NotFoundException(detail="no such group")
    return grup_id


def _tampil(grup_id: UUID, konteks: Context, status: int = 200) -> Response:
    return jawab_satu(sumber(_satu(str(grup_id))), konteks, status)


@bp.get("/Groups")
@bp.post("/Groups/.search")
@lewat_scim
def daftar_grup() -> Response:
    return jawab_daftar(Group, lambda: [sumber(g) for g in _buku().semua()])


@bp.post("/Groups")
@lewat_scim
def tambah_grup() -> Response:
    """Belongs to the provider that the token names: its settings say what the group suggests."""
    kiriman = isi_kiriman()
    isi = isi_grup(baca(Group, Context.RESOURCE_CREATION_REQUEST, kiriman, BAGIAN_GRUP))
    grup_id = _buku().tambah(isi, anggota_utuh(kiriman), token_kini().penyedia, now())
    return _tampil(grup_id, Context.RESOURCE_CREATION_RESPONSE, 201)


@bp.get("/Groups/<grup_id>")
@lewat_scim
def satu_grup(grup_id: str) -> Response:
    return _tampil(_satu(grup_id).grup_id, Context.RESOURCE_QUERY_RESPONSE)


@bp.put("/Groups/<grup_id>")
@lewat_scim
def ganti_grup(grup_id: str) -> Response:
    lama, kiriman = _ada(grup_id), isi_kiriman()
    isi = isi_grup(baca(Group, Context.RESOURCE_REPLACEMENT_REQUEST, kiriman, BAGIAN_GRUP))
    _buku().ubah(lama, lambda _: isi, anggota_utuh(kiriman), now())
    return _tampil(lama, Context.RESOURCE_REPLACEMENT_RESPONSE)


@bp.patch("/Groups/<grup_id>")
@lewat_scim
def ubah_grup(grup_id: str) -> Response:
    lama, kiriman = _ada(grup_id), isi_kiriman()
    anggota, lain = pisahkan(operasi(kiriman, GRUP))
    tambalan = baca_tambalan(Group, kiriman, jernih(lain, BAGIAN_GRUP))

    def susun(kini: Grup) -> IsiGrup:
        group = sumber(kini)
        if tambalan:
            tambalan.patch(group)
        return isi_grup(group)

    _buku().ubah(lama, susun, anggota, now())
    return _tampil(lama, Context.RESOURCE_PATCH_RESPONSE)


@bp.delete("/Groups/<grup_id>")
@lewat_scim
def hapus_grup(grup_id: str) -> Response:
    _buku().hapus(_ada(grup_id))
    return Response(status=204)


@bp.errorhandler(BukanAnggotaError)
def galat_anggota(_: BukanAnggotaError) -> Response:
    return galat_scim(InvalidValueException(detail="a member is no user of this service"))


@bp.errorhandler(AnggotaTerlaluBanyakError)
def galat_terlalu_banyak(_: AnggotaTerlaluBanyakError) -> Response:
    return galat_scim(InvalidValueException(detail=f"at most {ANGGOTA_TERBANYAK} members"))
