"""The search page: a query over present and past content and over events, grouped by SOP, each hit with its moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, request

from app.akses.batas import periode_baca
from app.htmx import respond
from app.isian import bilangan
from app.keamanan import izin
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from domain.kernel import teks_rapi
from domain.pencarian.errors import KueriTidakTerbacaError
from domain.pencarian.kueri import Kueri, baca_kueri
from domain.wewenang import Tindakan
from infra.direktori import TANPA_NAMA
from infra.queries.pencarian import SEKALI, Hasil, Kursor, Temuan, cari

bp = Blueprint("pencarian", __name__, url_prefix="/kerja/pencarian")

ISI, PERISTIWA = "isi", "peristiwa"


@dataclass(frozen=True, slots=True)
class Contoh:
    """A query to click, and what it asks in words."""

    kueri: str
    arti: str


def _contoh() -> tuple[Contoh, ...]:
    """With the reader's own post, so that there is something to find."""
    jabatan = pelaku().mandat[0].jabatan if pelaku().mandat else "Kepala Seksi"
    return (
        Contoh("surat masuk", "isi SOP, kini dan dahulu, yang memuat kedua kata itu"),
        Contoh('"peraturan pemerintah" 94/2021', "SOP dan versinya yang pernah menyebut peraturan itu"),
        Contoh(f'jabatan:"{jabatan}"', "langkah yang pernah dikerjakan jabatan ini, dan peristiwa olehnya"),
        Contoh("tindakan:dikembalikan terukur", "pengembalian yang alasannya memuat kata itu"),
        Contoh(f"tindakan:disahkan sejak:{hari_ini().year}", "SOP yang disahkan tahun ini"),
    )


def _kursor() -> Kursor | None:
    pos = bilangan(request.args.get("pos", ""), angka=18)
    return None if pos is None else Kursor(pos, teks_rapi(request.args.get("kunci", "")))


def _lihat(kueri: Kueri) -> str:
    """Which of the two lists: as chosen, else the one that the query is about."""
    pilihan = request.args.get("lihat", "")
    return pilihan if pilihan in (ISI, PERISTIWA) else PERISTIWA if kueri.hanya_peristiwa else ISI


def _per_sop(hasil: Hasil) -> list[list[Temuan]]:
    """Hits of one SOP together, the SOP with the newest of them first."""
    urutan = {t.sop_id: n for n, t in reversed(list(enumerate(hasil.temuan)))}
    return [list(isi) for _, isi in groupby(sorted(hasil.temuan, key=lambda t: urutan[t.sop_id]), lambda t: t.sop_id)]


def _konteks(teks: str) -> dict[str, Any]:
    kueri = dalam_periode_baca(baca_kueri(teks))
    lihat = _lihat(kueri)
    if kueri.kosong:
        return {"hasil": None, "lihat": lihat}
    jangkauan = pelaku().opd(Tindakan.SOP_BACA)
    hasil = cari(rumah().basis, kueri, opd=jangkauan, peristiwa=lihat == PERISTIWA, setelah=_kursor(), sekali=SEKALI)
    nama = rumah().direktori.nama(t.orang_id for t in hasil.temuan if t.orang_id)
    return {"hasil": hasil, "lihat": lihat, "per_sop": _per_sop(hasil), "nama": nama, "tanpa_nama": TANPA_NAMA}


def dalam_periode_baca(kueri: Kueri) -> Kueri:
    """An auditor's query asks of the period that is open to him."""
    sejak, sampai = periode_baca()
    awal = max(filter(None, (kueri.sejak, sejak)), default=None)
    return replace(kueri, sejak=awal, sampai=min(filter(None, (kueri.sampai, sampai)), default=None))


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman() -> Response:
    teks, galat, status = teks_rapi(request.args.get("q", "")), "", 200
    try:
        konteks = _konteks(teks)
    except KueriTidakTerbacaError as error:
        konteks, galat, status = {"hasil": None, "lihat": ISI}, error.kalimat, 422
    return respond("pencarian.html", "hasil", status=status, q=teks, galat=galat, contoh=_contoh(), **konteks)
