"""Asal-usul: who last changed each cell, when and why, and the change before it; the history of one step or field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from app.akses.batas import dalam_periode, terlihat
from app.htmx import is_fragment, respond
from app.isian import bilangan
from app.keamanan import izin
from app.rumah import rumah
from app.sop.akses import riwayat_terbaca
from app.sop.film import pandangan
from app.sop.garis_waktu import baris
from app.sop.tempat_sel import Petak, petak_lembar, petak_sel
from domain.sop.sel import induk
from domain.wewenang import Tindakan
from infra.direktori import TANPA_NAMA
from infra.queries.bingkai import keadaan_pada
from infra.queries.kejadian import Asal, Jejak, Saringan, Tonggak, asal_usul, tonggak
from infra.queries.kejadian import halaman as halaman_jejak
from infra.queries.keterjagaan import keterjagaan

bp = Blueprint("asal_usul", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/asal-usul")
SEKALI = 40
LATAR = frozenset({"revisi_dibuka", "dikembalikan"})
"""What editing follows on: a revision that was opened for a reason, a return with a remark."""


@dataclass(frozen=True, slots=True)
class Perubahan:
    versi: int
    pada: datetime
    nama: str
    jabatan: str
    apa: str
    mengapa: str
    latar: Tonggak | None


@dataclass(frozen=True, slots=True)
class Silsilah:
    """A cell with its value, its last change and the one before; none where it is as it came."""

    petak: Petak
    perubahan: list[Perubahan]


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    """`?sel=` names a step, a field, a box or a column; without it the whole form, one line for each."""
    sop, sel = riwayat_terbaca(sop_id), request.args.get("sel", "")[:120]
    lihat = pandangan(sop)
    naskah = keadaan_pada(rumah().buku, sop_id, lihat.versi).naskah
    tempat = petak_sel(naskah, sel) if sel else ("", petak_lembar(naskah))
    if tempat is None:
        raise NotFound
    judul, petak = tempat
    jejak = _jejak(sop_id, sel)
    return respond(
        "sop/asal_usul.html",
        "panel",
        sop=sop,
        lihat=lihat,
        sel=sel,
        judul=judul,
        silsilah=_silsilah(sop_id, lihat.versi, petak, {induk(p.sel) for p in petak} if sel else ()),
        kejadian=baris(jejak[:SEKALI]),
        lebih_lama=jejak[SEKALI - 1].versi if len(jejak) > SEKALI else None,
        terjaga=None if is_fragment() else keterjagaan(rumah().basis),
    )


def _jejak(sop_id: UUID, sel: str) -> list[Jejak]:
    """Everything that ever happened to this place, in all versions, newest first."""
    batas = bilangan(request.args.get("sebelum", ""))
    saringan = dalam_periode(Saringan(sel=sel))
    return halaman_jejak(rumah().basis, sop_id, saringan, sebelum=batas, batas=SEKALI + 1) if sel else []


def _silsilah(sop_id: UUID, sampai: int, petak: list[Petak], induknya: Iterable[str]) -> list[Silsilah]:
    """The two newest changes of each place: of the cell itself, of what lies in it, or of what it came with."""
    asal = asal_usul(rumah().basis, sop_id, sampai, [*induknya, *(p.sel for p in petak)] if induknya else ())
    nama = rumah().direktori.nama(a.orang for a in asal)
    milik: dict[str, list[Asal]] = defaultdict(list)
    for a in filter(lambda a: terlihat(a.pada), asal):
        for sel in _leluhur(a.di):
            milik[sel].append(a)
    hasil, latar = [], [t for t in tonggak(rumah().basis, sop_id) if t.jenis in LATAR and terlihat(t.pada)]
    for p in petak:
        datang = [a for a in milik.get(induk(p.sel), []) if a.di == induk(p.sel)]
        semua = {a.versi: a for a in [*datang, *milik.get(p.sel, [])]}
        terbaru = [semua[versi] for versi in sorted(semua, reverse=True)[:2]]
        hasil.append(Silsilah(p, [_perubahan(a, nama.get(a.orang, TANPA_NAMA), latar) for a in terbaru]))
    return hasil


def _leluhur(sel: str) -> Iterator[str]:
    """The cell, and all that it lies in: langkah.1.waktu, langkah.1."""
    bagian = sel.split(".")
    return (".".join(bagian[:n]) for n in range(2, len(bagian) + 1))


def _perubahan(a: Asal, nama: str, latar: Sequence[Tonggak]) -> Perubahan:
    """Nobody is asked for a reason at every cell: what an edit follows on tells it."""
    sebelum = [t for t in latar if t.versi < a.versi]
    return Perubahan(a.versi, a.pada, nama, a.jabatan, a.kalimat, a.mengapa, sebelum[-1] if sebelum else None)
