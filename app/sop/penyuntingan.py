"""Editing the identity sheet, cell by cell."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.htmx import respond
from app.isian import bilangan, id_atau_tiada
from app.keamanan import izin
from app.sop.akses import sop_untuk
from app.sop.lembar import Sel, Tersimpan, simpan, tampilkan
from app.sop.riwayat import terakhir
from app.sop.rujukan import rujukan
from app.sop.simpanan import simpanan_sendiri
from domain.kernel import Aktor
from domain.sop import penyuntingan as decisions
from domain.sop.naskah import ButirId, Daftar, Isian
from domain.sop.pembatalan import batalkan
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.errors import TidakAdaError
from infra.ids import new_id

bp = Blueprint("penyuntingan", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/penyuntingan")


TERAKHIR = 12
"""Sentences that the panel shows; all of them are one click away."""


@bp.get("")
@izin(Tindakan.SOP_SUNTING)
def halaman(sop_id: UUID) -> Response:
    """The form; `?sel=` names the cell that is open."""
    sop, _ = sop_untuk(Tindakan.SOP_SUNTING, sop_id)
    simpanan = request.args.get("simpan", "")
    tersimpan = Tersimpan(int(simpanan)) if simpanan == str(sop.versi_aliran) else None
    return tampilkan(sop, Sel(request.args.get("sel", "")[:120]), tersimpan=tersimpan)


@bp.get("/perubahan")
@izin(Tindakan.SOP_SUNTING)
def perubahan(sop_id: UUID) -> Response:
    """The newest sentences of the riwayat, beside the form."""
    sop, _ = sop_untuk(Tindakan.SOP_SUNTING, sop_id)
    return respond("sop/perubahan.html", "panel", sop=sop, kejadian=terakhir(sop_id, TERAKHIR))


@bp.post("/pembatalan")
@izin(Tindakan.SOP_SUNTING)
def pembatalan(sop_id: UUID) -> Response:
    """Take back what one saved last: a new event that restores what was there."""
    nomor = bilangan(request.form.get("versi", "")) or 0

    def putuskan(sop: Sop, aktor: Aktor) -> Any:
        semula, disimpan = simpanan_sendiri(sop_id, nomor, aktor)
        return batalkan(sop, semula, disimpan)

    return simpan(sop_id, "", putuskan, pembatalan=request.form.get("ulangi", "") != "ya")


def _isian(nama: str) -> Isian:
    try:
        return Isian(nama)
    except ValueError:
        raise TidakAdaError(nama) from None


def _daftar(nama: str) -> Daftar:
    try:
        return Daftar(nama)
    except ValueError:
        raise TidakAdaError(nama) from None


@bp.post("/isian/<nama>")
@izin(Tindakan.SOP_SUNTING)
def isian(sop_id: UUID, nama: str) -> Response:
    pilihan = _isian(nama)

    def putuskan(sop: Sop, _: object) -> Any:
        return decisions.ubah_isian(
            sop, pilihan, dari=request.form.get("dari", ""), menjadi=request.form.get("nilai", "")
        )

    return simpan(sop_id, f"isian.{nama}", putuskan)


@bp.post("/butir/<nama>")
@izin(Tindakan.SOP_SUNTING)
def butir_baru(sop_id: UUID, nama: str) -> Response:
    daftar, butir_id = _daftar(nama), ButirId(new_id())

    def putuskan(sop: Sop, _: object) -> Any:
        teks = request.form.get("nilai", "")
        return decisions.tambah_butir(sop, daftar, butir_id=butir_id, teks=teks, rujukan=rujukan(daftar, teks))

    return simpan(sop_id, f"butir.{nama}.baru", putuskan)


@bp.post("/butir/<nama>/<uuid:butir_id>")
@izin(Tindakan.SOP_SUNTING)
def butir(sop_id: UUID, nama: str, butir_id: UUID) -> Response:
    daftar = _daftar(nama)

    def putuskan(sop: Sop, _: object) -> Any:
        dari, teks = request.form.get("dari", ""), request.form.get("nilai", "")
        acuan = None if teks == dari else rujukan(daftar, teks)  # opened and closed again is no change
        return decisions.ubah_butir(sop, daftar, ButirId(butir_id), dari=dari, menjadi=teks, rujukan=acuan)

    return simpan(sop_id, f"butir.{nama}.{butir_id}", putuskan)


@bp.post("/butir/<nama>/<uuid:butir_id>/perpindahan")
@izin(Tindakan.SOP_SUNTING)
def butir_pindah(sop_id: UUID, nama: str, butir_id: UUID) -> Response:
    daftar = _daftar(nama)

    def putuskan(sop: Sop, _: object) -> Any:
        ids = tuple(b.id for b in sop.naskah.isi_daftar(daftar))
        setelah = ke_mana(ids, butir_id, request.form.get("arah", ""))
        return decisions.pindah_butir(sop, daftar, ButirId(butir_id), setelah=ButirId(setelah) if setelah else None)

    return simpan(sop_id, f"butir.{nama}.{butir_id}", putuskan)


@bp.post("/butir/<nama>/<uuid:butir_id>/penghapusan")
@izin(Tindakan.SOP_SUNTING)
def butir_hapus(sop_id: UUID, nama: str, butir_id: UUID) -> Response:
    daftar = _daftar(nama)

    def putuskan(sop: Sop, _: object) -> Any:
        return decisions.hapus_butir(sop, daftar, ButirId(butir_id), dari=request.form.get("dari", ""))

    return simpan(sop_id, f"butir.{nama}.{butir_id}", putuskan)


def ke_mana(ids: tuple[UUID, ...], unsur_id: UUID, arah: str) -> UUID | None:
    """After which element: one up, one down, or after the one named. What is not there any more stays put."""
    if unsur_id not in ids:
        return unsur_id
    if arah == "naik":
        return decisions.tempat_naik(ids, unsur_id)
    if arah == "turun":
        return decisions.tempat_turun(ids, unsur_id)
    return id_atau_tiada(arah)
