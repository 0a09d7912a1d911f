"""Replay: which moment of an SOP is looked at, by which clock, and what the slider beside it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import current_app, request, url_for

from app.akses.batas import awal_baca, batas_baca
from app.isian import bilangan
from app.pemda import cetakan
from app.permintaan import hari_ini
from app.rumah import rumah
from app.sop.bagan import bagan
from app.sop.garis_waktu import Kejadian, baris
from domain.sop.state import Sop
from infra.queries import kejadian as infra_kejadian
from infra.queries.bingkai import keadaan_pada
from infra.queries.kejadian import Tonggak, tonggak, versi_pada
from infra.queries.publik import Berlaku, berlaku
from tenants.context import current_tenant

MENURUT_BERLAKU = "berlaku"
MULAI_VERSI = ("dibuat", "revisi_dibuka")
DI_BAGAN = frozenset({"simbol", "pelaksana", "simbol_per_pelaksana", "label_simbol", "panah"})


@dataclass(frozen=True, slots=True)
class Pandangan:
    """The moment looked at: `versi` is the last event that counts, 0 before the first.

    `tanggal` is set where a day was asked for: what was recorded by its end, or (`hukum`) what was in force on it, as
    known at the end of `tahu`.
    """

    versi: int
    jumlah: int
    tanggal: date | None = None
    hukum: bool = False
    tahu: date | None = None
    galat: str = ""

    @property
    def terkini(self) -> bool:
        return self.versi == self.jumlah


def akhir_hari(hari: date) -> datetime:
    return datetime.combine(hari + timedelta(days=1), time(), current_tenant().zona.tzinfo)


def pandangan(sop: Sop) -> Pandangan:
    """What the address asks for, as far back as this person may look."""
    diminta, pertama = _diminta(sop), _pertama(sop)
    if diminta.versi >= pertama:
        return diminta
    return Pandangan(pertama, diminta.jumlah, galat=f"Riwayat terbuka bagi Anda sejak peristiwa {pertama}.")


def _pertama(sop: Sop) -> int:
    """The first event that this person may see; 0 without such a bound, when even nothing may be looked at."""
    awal = awal_baca()
    if awal is None or sop.id is None:
        return 0
    return min(versi_pada(rumah().basis, sop.id, sebelum=awal) + 1, sop.versi_aliran)


def _diminta(sop: Sop) -> Pandangan:
    """What the address asks for; where that makes no sense, the newest state and a sentence that says so."""
    kini, nomor = Pandangan(sop.versi_aliran, sop.versi_aliran), request.args.get("peristiwa", "")
    if nomor:
        angka = bilangan(nomor) or 0
        if 0 < angka <= kini.jumlah:
            return Pandangan(angka, kini.jumlah)
        return Pandangan(kini.versi, kini.jumlah, galat=f"SOP ini punya peristiwa 1 sampai {kini.jumlah}.")
    if not request.args.get("pada"):
        return kini
    try:
        hari, tahu = date.fromisoformat(request.args["pada"]), request.args.get("tahu", "")
        return _pada(sop, hari, date.fromisoformat(tahu) if tahu else None)
    except (ValueError, OverflowError):
        return Pandangan(kini.versi, kini.jumlah, galat="Tulis tanggal yang ada di kalender, misalnya 2026-03-14.")


def _pada(sop: Sop, hari: date, tahu: date | None) -> Pandangan:
    assert sop.id is not None  # noqa: S101 - it was read by its id
    basis = rumah().basis
    if request.args.get("jam") != MENURUT_BERLAKU:
        return Pandangan(versi_pada(basis, sop.id, sebelum=akhir_hari(hari)), sop.versi_aliran, hari)
    sah = berlaku(basis, sop.id, hari, akhir_hari(tahu) if tahu else None)
    versi = versi_pada(basis, sop.id, pos=sah.pos) if sah else 0
    return Pandangan(versi, sop.versi_aliran, hari, hukum=True, tahu=tahu)


@dataclass(frozen=True, slots=True)
class Tanda:
    """A mark on the slider: how far along in per cent, and what it is."""

    letak: str
    lebar: str
    jenis: str
    sebutan: str


@dataclass(frozen=True, slots=True)
class Rel:
    """The slider's marks: acts on whole versions, and the stretch of each version; where to go from here."""

    tonggak: list[Tanda]
    pita: list[Tanda]
    tonggak_lalu: int | None
    tonggak_nanti: int | None


def rel(semua: list[Tonggak], lihat: Pandangan, pertama: int = 0) -> Rel:
    """Only what lies between the first event that may be seen and the last."""
    semua = [t for t in semua if pertama <= t.versi <= lihat.jumlah]
    mulai = [t for t in semua if t.jenis in MULAI_VERSI]
    akhir = [*(t.versi for t in mulai), lihat.jumlah][1:]
    pita = [_tanda(t, f"Versi {t.versi_sop}", lihat.jumlah, n) for t, n in zip(mulai, akhir, strict=True)]
    titik = [_tanda(t, t.kalimat, lihat.jumlah) for t in semua]
    lalu = max((t.versi for t in semua if t.versi < lihat.versi), default=None)
    return Rel(titik, pita, lalu, min((t.versi for t in semua if t.versi > lihat.versi), default=None))


def _tanda(t: Tonggak, sebutan: str, jumlah: int, sampai: int = 0) -> Tanda:
    per = 100 / max(jumlah - 1, 1)
    return Tanda(f"{(t.versi - 1) * per:.2f}%", f"{max((sampai - t.versi) * per, 0):.2f}%", t.jenis, sebutan)


def bahan_film(sop: Sop, lihat: Pandangan) -> dict[str, Any]:
    """Everything that one frame shows."""
    assert sop.id is not None  # noqa: S101 - it was read by its id
    dulu = keadaan_pada(rumah().buku, sop.id, lihat.versi) if lihat.versi else None
    pada = _kejadian(sop.id, lihat.versi) if lihat.versi else None
    return {
        "sop": sop,
        "lihat": lihat,
        "dulu": dulu,
        "pada": pada,
        "tanda": _yang_berubah(pada) if pada and not lihat.tanggal else frozenset(),
        "rel": rel(tonggak(rumah().basis, sop.id), lihat, _pertama(sop)),
        "berlaku": _berlaku(sop.id, lihat, pada),
        "bagan": bagan(dulu.naskah) if dulu else None,
        "cetakan": cetakan(sop),
        "banding": _banding(sop.id, lihat),
    }


def _yang_berubah(pada: Kejadian) -> frozenset[str]:
    """The cells that the event changed, those of the chart as one."""
    sel = {u.sel for u in pada.ubahan}
    return frozenset(sel | {f"{s.rpartition('.')[0]}.alur" for s in sel if s.rpartition(".")[2] in DI_BAGAN})


def _kejadian(sop_id: UUID, versi: int) -> Kejadian | None:
    jejak = infra_kejadian.satu(rumah().basis, sop_id, versi)
    return baris([jejak])[0] if jejak else None


def _berlaku(sop_id: UUID, lihat: Pandangan, pada: Kejadian | None) -> Berlaku | None:
    """What was in force at the moment looked at, as known then."""
    hari = lihat.tanggal or (pada.hari if pada else hari_ini())
    if lihat.hukum:
        saat = akhir_hari(lihat.tahu) if lihat.tahu else None
    else:
        saat = akhir_hari(hari) if lihat.tanggal or pada is None else pada.pada
    batas = batas_baca()
    return berlaku(rumah().basis, sop_id, hari, min(filter(None, (saat, batas)), default=None))


def _banding(sop_id: UUID, lihat: Pandangan) -> str:
    """The page that tells the difference between this moment and the newest, where there is one."""
    if "perbandingan.halaman" not in current_app.view_functions or not 0 < lihat.versi < lihat.jumlah:
        return ""
    return url_for("perbandingan.halaman", sop_id=sop_id, dari=lihat.versi, ke=lihat.jumlah)
