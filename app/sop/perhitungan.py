"""What the table of an SOP adds up to, as a page and as a panel beside the form."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.htmx import respond, selesai
from app.isian import bilangan
from app.keamanan import izin
from app.permintaan import pelaku
from app.sop.akses import lakukan, sop_terbaca
from domain.kernel import Bentrok, RuleViolation
from domain.sop.langkah import Langkah, LangkahId, panah_keluar
from domain.sop.naskah import Naskah
from domain.sop.perhitungan import JamKerja, Perhitungan, Simulasi, hitung, simulasikan
from domain.sop.perhitungan.jam_kerja import PILIHAN_HARI
from domain.sop.perkiraan import PeluangTidakSeratusError, peluang_cabang, perkirakan
from domain.sop.samping import Perkiraan
from domain.sop.state import Sop
from domain.wewenang import Tindakan

bp = Blueprint("perhitungan", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/perhitungan")
TEMPLAT, BLOK = "sop/perhitungan.html", "panel"
DIINGAT = 64
"""Procedures whose figures are remembered: the panel asks again after every save, mostly of something else."""


@lru_cache(maxsize=DIINGAT)
def _hitung(naskah: Naskah) -> Perhitungan:
    return hitung(naskah)


def hitungan(naskah: Naskah) -> Perhitungan:
    """The figures of a content: they follow from its columns and steps alone."""
    return _hitung(Naskah(pelaksana=naskah.pelaksana, langkah=naskah.langkah))


@lru_cache(maxsize=DIINGAT)
def _simulasikan(langkah: tuple[Langkah, ...], perkiraan: Perkiraan, jam_kerja: JamKerja) -> Simulasi:
    return simulasikan(langkah, perkiraan, jam_kerja)


def lama_kerja(jam: float, jam_kerja: JamKerja) -> str:
    """Hours of work as people say them: in days from one day on, in minutes below one hour."""
    if jam >= jam_kerja.sehari:
        return f"{_satu_angka(jam / jam_kerja.sehari)} hari kerja"
    return f"{_satu_angka(jam)} jam" if jam >= 1 else f"{round(jam * 60)} menit"


def _satu_angka(nilai: float) -> str:
    return f"{nilai:.1f}".removesuffix(".0").replace(".", ",")


def _jam_kerja() -> JamKerja:
    hari = request.args.get("hari", "")
    return JamKerja(next((h for h in PILIHAN_HARI if str(h) == hari), PILIHAN_HARI[0]))


def _cabang(sop: Sop) -> list[dict[str, Any]]:
    """Every row with more than one way out: its branches with what was estimated, or as likely as each other."""
    langkah, tertulis = sop.naskah.langkah, dict(sop.samping.perkiraan)
    return [
        {
            "langkah": x,
            "cabang": [(p, round(nilai * 100)) for p, nilai in peluang_cabang(langkah, sop.samping.perkiraan, n)],
            "diperkirakan": x.id in tertulis,
        }
        for n, x in enumerate(langkah)
        if len(panah_keluar(langkah, n)) > 1
    ]


def _konteks(sop: Sop, *, buka: UUID | None = None, galat: str = "") -> dict[str, Any]:
    jam_kerja = _jam_kerja()
    return {
        "sop": sop,
        "hasil": hitungan(sop.naskah),
        "simulasi": _simulasikan(sop.naskah.langkah, sop.samping.perkiraan, jam_kerja),
        "jam_kerja": jam_kerja,
        "sehari": Decimal(str(jam_kerja.sehari)),
        "lama_kerja": lambda jam: lama_kerja(jam, jam_kerja),
        "desimal": lambda nilai: Decimal(str(round(nilai, 1))),
        "cabang": _cabang(sop),
        "boleh": pelaku().dapat(Tindakan.SOP_PERKIRAKAN, sop),
        "buka": buka,
        "galat": galat,
        "nilai": request.form if buka else {},
    }


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    return respond(TEMPLAT, BLOK, **_konteks(sop_terbaca(sop_id)))


def _persen() -> tuple[int, ...]:
    """Whole numbers, one for each branch; nothing in any field takes an estimate back."""
    isi = [request.form.get(f"persen_{n}", "").strip() for n in range(_banyak())]
    if not any(isi):
        return ()
    angka = [satu for x in isi if (satu := bilangan(x, angka=3)) is not None]
    if len(angka) < len(isi):
        raise PeluangTidakSeratusError("Tulis angka bulat dari 0 sampai 100 pada setiap cabang.")
    return tuple(angka)


def _banyak() -> int:
    return sum(nama.startswith("persen_") for nama in request.form)


@bp.post("/perkiraan/<uuid:langkah_id>")
@izin(Tindakan.SOP_PERKIRAKAN)
def perkiraan(sop_id: UUID, langkah_id: UUID) -> Response:
    """How often a decision goes which way."""

    def putuskan(sop: Sop, _: object) -> Any:
        return perkirakan(sop, LangkahId(langkah_id), dilihat=_banyak(), persen=_persen())

    try:
        sop = lakukan(Tindakan.SOP_PERKIRAKAN, sop_id, putuskan)
    except RuleViolation as error:
        segar = _konteks(sop_terbaca(sop_id), buka=langkah_id, galat=error.kalimat)
        return respond(TEMPLAT, BLOK, status=422, **segar)
    except Bentrok:
        kalimat = "Cabang langkah ini berubah sejak Anda membukanya. Periksa cabangnya, lalu isi lagi."
        return respond(TEMPLAT, BLOK, status=409, **_konteks(sop_terbaca(sop_id), buka=langkah_id, galat=kalimat))
    return selesai(f"{request.script_root}/kerja/sop/{sop_id}/perhitungan", TEMPLAT, BLOK, **_konteks(sop))
