"""What of the riwayat somebody wants to see, as the address has it: the zoom, the filters, the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import request, url_for

from app.isian import bilangan
from app.rumah import rumah
from app.sop.film import akhir_hari
from infra.direktori import TANPA_NAMA
from infra.queries.kejadian import Saringan, pelaku

HAL = ("zum", "orang", "jabatan", "jenis", "sel", "sejak", "sampai", "sebelum", "saring")
JENIS: dict[str, tuple[str, tuple[str, ...]]] = {
    "langkah": (
        "Langkah",
        ("langkah_ditambahkan", "langkah_diubah", "langkah_dipindah", "langkah_dihapus", "peluang_diperkirakan"),
    ),
    "pelaksana": (
        "Kolom pelaksana",
        ("pelaksana_ditambahkan", "pelaksana_diubah", "pelaksana_dipindah", "pelaksana_dihapus"),
    ),
    "identitas": (
        "Lembar identitas",
        ("isian_diubah", "butir_ditambahkan", "butir_diubah", "butir_dipindah", "butir_dihapus"),
    ),
    "pengesahan": (
        "Pengajuan sampai pengesahan",
        (
            "diparaf", "diajukan", "pengajuan_ditarik", "dikembalikan", "diverifikasi", "disahkan",
            "pengesahan_dibatalkan", "revisi_dibuka", "dicabut", "pindaian_dilampirkan",
        ),
    ),
    "evaluasi": ("Uji coba dan evaluasi", ("uji_coba_dicatat", "uji_coba_dikecualikan", "dievaluasi")),
}  # fmt: skip
"""Kinds of events as a reader names them."""


class Zum(StrEnum):
    """How close one looks: acts on whole versions, sittings of one person, single events."""

    TONGGAK = "tonggak"
    SESI = "sesi"
    PERISTIWA = "peristiwa"

    @property
    def sebutan(self) -> str:
        return self.value.capitalize()


BATAS = {Zum.TONGGAK: 60, Zum.SESI: 100, Zum.PERISTIWA: 60}
"""Events on a page."""


@dataclass(frozen=True, slots=True)
class Permohonan:
    """`galat` says in words what of the address could not be understood; the rest counts."""

    zum: Zum
    saringan: Saringan
    sebelum: int | None = None
    galat: str = ""

    @property
    def polos(self) -> bool:
        return not self.saringan.ada


def permohonan() -> Permohonan:
    q, galat = request.args, list[str]()
    zum = q.get("zum", "")
    sejak, sampai = (_tanggal(q.get(nama, ""), galat) for nama in ("sejak", "sampai"))
    saringan = Saringan(
        orang=_orang(q.get("orang", ""), galat),
        jabatan=q.get("jabatan", "")[:200],
        jenis=JENIS[q["jenis"]][1] if q.get("jenis") in JENIS else (),
        sel=q.get("sel", "")[:120],
        sejak=akhir_hari(sejak - timedelta(days=1)) if sejak else None,
        sampai=akhir_hari(sampai) if sampai else None,
    )
    pilihan = Zum(zum) if zum in set(Zum) else Zum.SESI
    batas = bilangan(q.get("sebelum", ""))
    return Permohonan(pilihan, replace(saringan, tonggak=pilihan is Zum.TONGGAK), batas, " ".join(dict.fromkeys(galat)))


def _tanggal(teks: str, galat: list[str]) -> date | None:
    try:
        hari = date.fromisoformat(teks) if teks else None
    except ValueError:
        hari = None
    if teks and (hari is None or not date.min < hari < date.max):
        galat.append("Tulis tanggal yang ada di kalender, misalnya 2026-03-14.")
        return None
    return hari


def _orang(teks: str, galat: list[str]) -> UUID | None:
    try:
        return UUID(teks) if teks else None
    except ValueError:
        galat.append("Pilih orang dari daftar.")
        return None


def alamat(titik: str, sop_id: UUID, **ubahan: Any) -> str:
    """The address of the page with what it shows now, but for these; None leaves something out."""
    isi: dict[str, Any] = {nama: nilai for nama in HAL if (nilai := request.args.get(nama))}
    isi |= ubahan
    return url_for(titik, sop_id=sop_id, **{nama: nilai for nama, nilai in isi.items() if nilai is not None})


def pilihan_saringan(sop_id: UUID) -> dict[str, Any]:
    """What the filters offer: asked for only when they are open."""
    semua = pelaku(rumah().basis, sop_id)
    nama = rumah().direktori.nama(p.orang for p in semua)
    orang = {p.orang: nama.get(p.orang, TANPA_NAMA) for p in semua}
    return {
        "orang": sorted(orang.items(), key=lambda x: x[1]),
        "jabatan": [(j, j) for j in sorted({p.jabatan for p in semua})],
        "jenis": [(kunci, sebutan) for kunci, (sebutan, _) in JENIS.items()],
    }
