"""The difference of two moments of an SOP: in sentences, on the form, on the chart, in figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for

from app.htmx import respond
from app.isian import bilangan
from app.keamanan import izin
from app.rumah import rumah
from app.sop.bagan import bagan_berwarna
from app.sop.baris_beda import baris_langkah, baris_pelaksana, kotak_berbeda, terlipat
from app.sop.momen import Sejarah, nama_pelaku, sejarah_terbaca
from app.sop.perhitungan import hitungan
from domain.sop.naskah import Naskah
from domain.sop.perbandingan import Bagian, angka, bandingkan, ringkas, ucapkan, warna_baru, warna_lama
from domain.sop.perbandingan.errors import SaatTidakAdaError
from domain.wewenang import Tindakan
from infra.queries.keterjagaan import keterjagaan

bp = Blueprint("perbandingan", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/perbandingan")
_VERSI = re.compile(r"(\d{1,6})\.\.(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Pilihan:
    """The two moments, by the numbers of their events."""

    dari: int
    ke: int


def isi_perbandingan(lama: Naskah, baru: Naskah, *, semua: bool = False) -> dict[str, Any]:
    """Everything that a page says about two contents."""
    beda = bandingkan(lama, baru)
    ucapan, baris = ucapkan(beda, lama, baru), baris_langkah(beda, lama, baru)
    return {
        "beda": beda,
        "ringkas": ringkas(beda),
        "ucapan": [(b, [u for u in ucapan if u.bagian is b]) for b in Bagian if any(u.bagian is b for u in ucapan)],
        "baris": baris if semua else terlipat(baris),
        "pelaksana": baris_pelaksana(beda, lama, baru) if beda.pelaksana else [],
        "kotak": kotak_berbeda(beda, lama, baru),
        "angka": angka(hitungan(lama), hitungan(baru), (len(lama.langkah), len(baru.langkah))),
        "gambar": (
            (lama, bagan_berwarna(lama, warna_lama(beda, lama, baru))),
            (baru, bagan_berwarna(baru, warna_baru(beda, lama, baru))),
        ),
    }


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    isi = sejarah_terbaca(sop_id)
    galat: dict[str, str] = {}
    try:
        pilihan = terpilih(isi, request.args)
    except SaatTidakAdaError as error:
        pilihan, galat = Pilihan(*isi.bawaan()), {error.bidang: error.kalimat}
    if not galat and {"dari_lain", "ke_lain"} & {k for k, v in request.args.items() if v}:
        return redirect(url_for(".halaman", sop_id=sop_id, dari=pilihan.dari, ke=pilihan.ke))  # type: ignore[return-value]
    konteks = {"sop": isi.kini, "galat": galat, "terjaga": keterjagaan(rumah().basis)} | _konteks(isi, pilihan)
    return respond("sop/perbandingan.html", "isi", status=422 if galat else 200, **konteks)


def _konteks(isi: Sejarah, pilihan: Pilihan) -> dict[str, Any]:
    dari, ke = isi.momen(pilihan.dari, pilihan.ke)
    semua = request.args.get("tampil") == "semua"
    return {
        "dari": dari,
        "ke": ke,
        "antara": isi.antara(dari, ke),
        "saat": isi.pilihan(pilihan.dari, pilihan.ke),
        "nama": nama_pelaku((dari, ke)),
        "semua": semua,
        **isi_perbandingan(dari.sop.naskah, ke.sop.naskah, semua=semua),
    }


def terpilih(isi: Sejarah, tanya: Mapping[str, str]) -> Pilihan:
    """`versi=1..2`, or a moment for each side; what is left out is the usual choice."""
    if versi := tanya.get("versi", ""):
        cocok = _VERSI.fullmatch(versi)
        if cocok is None:
            raise SaatTidakAdaError("Tulis dua nomor versi, misalnya 1..2.", "dari")
        return Pilihan(_versi(isi, int(cocok[1]), "dari"), _versi(isi, int(cocok[2]), "ke"))
    dari, ke = isi.bawaan()
    return Pilihan(_saat(isi, tanya, "dari") or dari, _saat(isi, tanya, "ke") or ke)


def _versi(isi: Sejarah, versi: int, sisi: str) -> int:
    nomor = isi.versi(versi)
    if nomor is None:
        raise SaatTidakAdaError(f"Versi {versi} belum pernah disahkan dan tidak sedang disusun.", sisi)
    return nomor


def _saat(isi: Sejarah, tanya: Mapping[str, str], sisi: str) -> int | None:
    """What was typed (a day, or the number of an event) comes before what was chosen from the list."""
    if lain := tanya.get(f"{sisi}_lain", "").strip():
        return _hari(isi, lain, f"{sisi}_lain") if "-" in lain else _nomor(isi, lain, f"{sisi}_lain")
    return _nomor(isi, tanya[sisi], sisi) if tanya.get(sisi) else None


def _nomor(isi: Sejarah, teks: str, sisi: str) -> int:
    nomor = bilangan(teks)
    if nomor is None or not 1 <= nomor <= isi.terakhir:
        raise SaatTidakAdaError(f"Tulis nomor peristiwa dari 1 sampai {isi.terakhir}, atau sebuah tanggal.", sisi)
    return nomor


def _hari(isi: Sejarah, teks: str, sisi: str) -> int:
    try:
        hari = date.fromisoformat(teks)
    except ValueError:
        raise SaatTidakAdaError("Tulis tanggal sebagai tahun-bulan-tanggal, misalnya 2025-11-03.", sisi) from None
    nomor = isi.akhir_hari(hari)
    if nomor is None:
        raise SaatTidakAdaError("Pada tanggal itu SOP ini belum ada.", sisi)
    return nomor
