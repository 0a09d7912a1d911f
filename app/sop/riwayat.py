"""The riwayat: a timeline of sentences beside the SOP as it was at any moment. No page folds the whole stream."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.akses.batas import dalam_periode
from app.htmx import is_fragment, respond
from app.keamanan import izin
from app.rumah import rumah
from app.sop.akses import riwayat_terbaca
from app.sop.film import Pandangan, bahan_film, pandangan
from app.sop.garis_waktu import Kejadian, baris, dengan_masukan, per_hari
from app.sop.saringan import BATAS, Permohonan, Zum, alamat, permohonan, pilihan_saringan
from domain.sop.langkah import nomor_langkah
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.queries import kejadian as infra_kejadian
from infra.queries.bingkai import keadaan_pada
from infra.queries.keterjagaan import keterjagaan

bp = Blueprint("riwayat", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/riwayat")
TEMPLAT = "sop/riwayat.html"


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    """The whole page; htmx gets the frame alone."""
    sop = riwayat_terbaca(sop_id)
    lihat, isi = pandangan(sop), dict[str, Any]()
    minta = permohonan()
    if not is_fragment():
        isi = _garis(sop, minta, lihat) | _terjaga()
    status = 422 if lihat.galat or minta.galat else 200
    return respond(TEMPLAT, "film", status=status, **isi | bahan_film(sop, lihat))


@bp.get("/kejadian")
@izin(Tindakan.SOP_BACA)
def kejadian(sop_id: UUID) -> Response:
    """The same page; htmx gets the timeline alone: another zoom, other filters, older events."""
    sop = riwayat_terbaca(sop_id)
    lihat, minta = pandangan(sop), permohonan()
    isi = _garis(sop, minta, lihat)
    if not is_fragment():
        isi |= bahan_film(sop, lihat) | _terjaga()
    return respond(TEMPLAT, "garis", status=422 if minta.galat else 200, **{"sop": sop, "lihat": lihat} | isi)


def _terjaga() -> dict[str, Any]:
    """The line that stands above both, on whole pages alone."""
    return {"terjaga": keterjagaan(rumah().basis)}


def _garis(sop: Sop, minta: Permohonan, lihat: Pandangan) -> dict[str, Any]:
    assert sop.id is not None  # noqa: S101 - it was read by its id
    basis, batas = rumah().basis, BATAS[minta.zum]
    jejak = infra_kejadian.halaman(basis, sop.id, dalam_periode(minta.saringan), sebelum=minta.sebelum, batas=batas + 1)
    lebih, jejak = len(jejak) > batas, jejak[:batas]
    semua = baris(jejak)
    if minta.polos and minta.zum is not Zum.TONGGAK and semua:
        semua = dengan_masukan(sop.id, semua, semua[-1].pos if lebih else 0, _batas_atas(sop.id, minta))
    buka_saringan = not minta.polos or "saring" in request.args
    return {
        "minta": minta,
        "harian": per_hari(semua, sesi=minta.zum is Zum.SESI),
        "lebih_lama": jejak[-1].versi if lebih else None,
        "saringan": _pilihan(sop.id, lihat) if buka_saringan else None,
        "alamat": alamat,
        "pilihan_zum": tuple(Zum),
        "tanya": request.args,
    }


def _batas_atas(sop_id: UUID, minta: Permohonan) -> int | None:
    """The position from which on lines belong to the page before."""
    atas = infra_kejadian.satu(rumah().basis, sop_id, minta.sebelum) if minta.sebelum else None
    return atas.pos if atas else None


def _pilihan(sop_id: UUID, lihat: Pandangan) -> dict[str, Any]:
    langkah = list[tuple[str, str]]()
    if lihat.versi:
        naskah = keadaan_pada(rumah().buku, sop_id, lihat.versi).naskah
        nomor = nomor_langkah(naskah.langkah)
        langkah = [(f"langkah.{x.id}", f"{nomor[x.id]}. {x.kegiatan}") for x in naskah.langkah]
    return pilihan_saringan(sop_id) | {"langkah": langkah}


def terakhir(sop_id: UUID, banyak: int) -> list[Kejadian]:
    """The newest lines, for the panel beside the form."""
    saringan = dalam_periode(infra_kejadian.Saringan())
    return baris(infra_kejadian.halaman(rumah().basis, sop_id, saringan, batas=banyak))
