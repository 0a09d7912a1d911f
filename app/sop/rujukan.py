"""What entries of two boxes refer to: laws of the register, and other SOPs of this government."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from app.htmx import respond
from app.isian import id_atau_tiada
from app.keamanan import izin
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from domain.peraturan.sebutan import sebutan
from domain.sop.naskah import Butir, ButirId, Daftar
from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan
from domain.sop.pemeriksaan.kutipan import kunci
from domain.wewenang import Tindakan
from infra.queries.peraturan import register
from infra.queries.salinan import SopTertaut, cari_tertaut, tertaut

bp = Blueprint("rujukan", __name__, url_prefix="/kerja/sop")


def _terbaca() -> tuple[UUID, ...] | None:
    return pelaku().opd(Tindakan.SOP_BACA)


@bp.get("/pilihan")
@izin(Tindakan.SOP_SUNTING)
def pilihan() -> Response:
    """SOPs for what is typed in keterkaitan; without htmx a page that lists them. They are shown as they are today, and
    only to those who write: an auditor's period may be over."""
    cari = (request.args.get("q") or request.args.get("nilai", "")).strip()[:100]
    sop = cari_tertaut(
        rumah().basis, hari_ini(), _terbaca(), cari, kecuali=id_atau_tiada(request.args.get("kecuali", ""))
    )
    return respond("sop/pilihan.html", "pilihan", sop=sop, cari=cari)


@dataclass(frozen=True, slots=True)
class KeadaanButir:
    """What stands beside an entry: how it is doing, in a word with its colour, and where it leads."""

    kata: str
    warna: str
    alamat: str = ""


def rujukan(daftar: Daftar, teks: str) -> str:
    """What an entry refers to by its text: a law's short name, an SOP's id; empty when it is neither."""
    if daftar is Daftar.DASAR_HUKUM:
        return sebutan(teks)
    if daftar is Daftar.KETERKAITAN:
        sop = tertaut(rumah().basis, hari_ini(), _terbaca(), [], [_nama(teks)])
        return str(sop[0].sop_id) if sop else ""
    return ""


def keadaan_butir(daftar: str, isi: tuple[Butir, ...]) -> dict[ButirId, KeadaanButir]:
    """For the entries of a box that refer to something known: at most one query."""
    if isi and daftar == Daftar.DASAR_HUKUM:
        dikenal = {kunci(nama): p for nama, p in register(rumah().basis).items()}
        cocok = ((b, dikenal.get(kunci(sebutan(b.teks)))) for b in isi)
        return {b.id: _keadaan_hukum(p) for b, p in cocok if p}
    return _kaitan(isi) if isi and daftar == Daftar.KETERKAITAN else {}


def _keadaan_hukum(p: Peraturan) -> KeadaanButir:
    oleh = " dan ".join(p.pengganti)
    alamat = url_for("peraturan.daftar", q=p.sebutan)
    if p.status is StatusPeraturan.DICABUT:
        return KeadaanButir(f"Dicabut, diganti {oleh}" if oleh else "Dicabut", "merah", alamat)
    if p.status is StatusPeraturan.DIUBAH:
        return KeadaanButir(f"Masih berlaku, diubah dengan {oleh}", "kuning", alamat)
    return KeadaanButir("Masih berlaku", "daun", alamat)


def _kaitan(isi: tuple[Butir, ...]) -> dict[ButirId, KeadaanButir]:
    """By the id that was picked; entries without one, or with a stranger's, by name or number."""
    ids = [i for i in (id_atau_tiada(b.rujukan) for b in isi) if i]
    semua = tertaut(rumah().basis, hari_ini(), _terbaca(), ids, [_nama(b.teks) for b in isi])
    menurut_id: dict[UUID | None, SopTertaut] = {s.sop_id: s for s in semua}
    menurut_nama = {k.casefold(): s for s in reversed(semua) for k in (s.nama, s.nomor) if k}
    cocok = ((b, menurut_id.get(id_atau_tiada(b.rujukan)) or menurut_nama.get(_nama(b.teks))) for b in isi)
    return {b.id: _keadaan_sop(s) for b, s in cocok if s}


def _keadaan_sop(s: SopTertaut) -> KeadaanButir:
    alamat = url_for("publik.sop" if s.berlaku else "tindakan.halaman", sop_id=s.sop_id)
    if s.berlaku:
        return KeadaanButir("Berlaku", "daun", alamat)
    return KeadaanButir("Dicabut", "merah", alamat) if s.tahap == "dicabut" else KeadaanButir("Draf", "kuning", alamat)


def _nama(teks: str) -> str:
    """A name as it is compared: without "SOP" in front, and without what stands in brackets behind."""
    bersih = " ".join(teks.split()).casefold().removeprefix("sop ")
    return bersih.partition(" (")[0].strip(" .;")
