"""Editing the procedure table: rows and columns."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.isian import id_atau_tiada
from app.keamanan import izin
from app.sop.akses import digest
from app.sop.forms import pelaksana as pelaksana_dari
from app.sop.forms import ubahan_langkah
from app.sop.lembar import buka_langkah, buka_pelaksana, simpan
from app.sop.penyuntingan import ke_mana
from domain.sop import penyuntingan_langkah as decisions
from domain.sop.langkah import Langkah, LangkahId, PelaksanaId
from domain.sop.state import Sop
from domain.sop.terapan import ubah_langkah
from domain.wewenang import Tindakan
from infra.ids import new_id

bp = Blueprint("langkah", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/penyuntingan")


def _setelah(nama: str = "setelah") -> LangkahId | None:
    setelah = id_atau_tiada(request.form.get(nama, ""))
    return LangkahId(setelah) if setelah else None


@bp.post("/langkah")
@izin(Tindakan.SOP_SUNTING)
def tambah(sop_id: UUID) -> Response:
    """A new row with what was typed, after the row named (none: first)."""
    baru = Langkah(LangkahId(new_id()))

    def putuskan(sop: Sop, _: object) -> Any:
        isi = ubah_langkah(baru, ubahan_langkah(request.form, baru, sop.naskah))
        return decisions.tambah_langkah(sop, isi, setelah=_setelah())

    return simpan(sop_id, f"langkah.baru.{request.form.get('setelah', '')}", putuskan)


@bp.post("/langkah/<uuid:langkah_id>")
@izin(Tindakan.SOP_SUNTING)
def ubah(sop_id: UUID, langkah_id: UUID) -> Response:
    def putuskan(sop: Sop, _: object) -> Any:
        kini = sop.naskah.cari_langkah(LangkahId(langkah_id)) or Langkah(LangkahId(langkah_id))
        menjadi = ubahan_langkah(request.form, kini, sop.naskah)
        return decisions.ubah_langkah(sop, LangkahId(langkah_id), dari=buka_langkah(), menjadi=menjadi)

    return simpan(sop_id, f"langkah.{langkah_id}", putuskan)


@bp.post("/langkah/<uuid:langkah_id>/perpindahan")
@izin(Tindakan.SOP_SUNTING)
def pindah(sop_id: UUID, langkah_id: UUID) -> Response:
    def putuskan(sop: Sop, _: object) -> Any:
        ids = tuple(x.id for x in sop.naskah.langkah)
        setelah = ke_mana(ids, langkah_id, request.form.get("arah", ""))
        return decisions.pindah_langkah(
            sop,
            LangkahId(langkah_id),
            setelah=LangkahId(setelah) if setelah else None,
            digest_dilihat=request.form.get("digest", ""),
            digest_kini=digest(sop),
        )

    return simpan(sop_id, f"langkah.{langkah_id}", putuskan)


@bp.post("/langkah/<uuid:langkah_id>/penghapusan")
@izin(Tindakan.SOP_SUNTING)
def hapus(sop_id: UUID, langkah_id: UUID) -> Response:
    def putuskan(sop: Sop, _: object) -> Any:
        dilihat = request.form.get("digest", "")
        return decisions.hapus_langkah(sop, LangkahId(langkah_id), digest_dilihat=dilihat, digest_kini=digest(sop))

    return simpan(sop_id, f"langkah.{langkah_id}", putuskan)


@bp.post("/pelaksana")
@izin(Tindakan.SOP_SUNTING)
def pelaksana_baru(sop_id: UUID) -> Response:
    baru = pelaksana_dari(request.form, PelaksanaId(new_id()))
    return simpan(sop_id, "pelaksana.baru", lambda sop, _: decisions.tambah_pelaksana(sop, baru))


@bp.post("/pelaksana/<uuid:pelaksana_id>")
@izin(Tindakan.SOP_SUNTING)
def pelaksana_ubah(sop_id: UUID, pelaksana_id: UUID) -> Response:
    menjadi = pelaksana_dari(request.form, PelaksanaId(pelaksana_id))

    def putuskan(sop: Sop, _: object) -> Any:
        return decisions.ubah_pelaksana(sop, dari=buka_pelaksana(), menjadi=menjadi)

    return simpan(sop_id, f"pelaksana.{pelaksana_id}", putuskan)


@bp.post("/pelaksana/<uuid:pelaksana_id>/perpindahan")
@izin(Tindakan.SOP_SUNTING)
def pelaksana_pindah(sop_id: UUID, pelaksana_id: UUID) -> Response:
    def putuskan(sop: Sop, _: object) -> Any:
        ids = tuple(p.id for p in sop.naskah.pelaksana)
        setelah = ke_mana(ids, pelaksana_id, request.form.get("arah", ""))
        return decisions.pindah_pelaksana(
            sop, PelaksanaId(pelaksana_id), setelah=PelaksanaId(setelah) if setelah else None
        )

    return simpan(sop_id, f"pelaksana.{pelaksana_id}", putuskan)


@bp.post("/pelaksana/<uuid:pelaksana_id>/penghapusan")
@izin(Tindakan.SOP_SUNTING)
def pelaksana_hapus(sop_id: UUID, pelaksana_id: UUID) -> Response:
    return simpan(
        sop_id,
        f"pelaksana.{pelaksana_id}",
        lambda sop, _: decisions.hapus_pelaksana(sop, PelaksanaId(pelaksana_id), dari=request.form.get("jabatan", "")),
    )
