"""The riwayat: a sentence per event, and the SOP as it was after any event or on any date."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask import Blueprint, Response, request

from app.akses.batas import batas_baca, sejarah_terbaca, terlihat
from app.htmx import respond
from app.keamanan import izin
from app.masukan.utas import peristiwa_masukan, satu_lagi
from app.pemda import cetakan
from app.permintaan import hari_ini
from app.rumah import rumah
from app.sop.akses import sop_terbaca
from app.sop.bagan import bagan
from domain.kernel import Aktor
from domain.masukan.kalimat import kalimat_masukan
from domain.masukan.state import Masukan
from domain.sop.kalimat import Kalimat, kalimat
from domain.sop.state import Sop, evolve
from domain.wewenang import Tindakan
from infra.direktori import TANPA_NAMA
from infra.event_store.mapper import Catatan
from infra.queries.publik import Berlaku, berlaku
from tenants.context import current_tenant

bp = Blueprint("riwayat", __name__, url_prefix="/kerja/sop/<uuid:sop_id>/riwayat")


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One line of the riwayat: what, who in which capacity, when, why. A thread's line names the thread instead of a
    version of the content, which it leaves as it is.
    """

    versi: int
    pos: int
    pada: datetime
    hari: date
    aktor: Aktor
    nama: str
    kalimat: Kalimat
    masukan: UUID | None = None


def cerita(catatan: list[Catatan[object]]) -> tuple[list[Kejadian], list[Sop]]:
    """All events as sentences, oldest first, and the state after each."""
    nama = rumah().direktori.nama(c.aktor.orang for c in catatan)
    tenant, sop = current_tenant(), Sop()
    kejadian, keadaan = [], []
    for c in catatan:
        isi = kalimat(sop, c.peristiwa)  # type: ignore[arg-type]
        sop = evolve(sop, c)  # type: ignore[arg-type]
        siapa = nama.get(c.aktor.orang, TANPA_NAMA)
        kejadian.append(Kejadian(c.versi, c.pos, c.pada, tenant.tanggal(c.pada), c.aktor, siapa, isi))
        keadaan.append(sop)
    return kejadian, keadaan


TANPA_VERSI = -1


def _dengan_masukan(sop_id: UUID, kejadian: list[Kejadian], keadaan: list[Sop]) -> list[Kejadian]:
    """The same lines with those of the threads between them, in the order of the log."""
    catatan = peristiwa_masukan(sop_id)
    nama = rumah().direktori.nama(c.aktor.orang for c in catatan)
    letak, utas, sela = [k.pos for k in kejadian], dict[UUID, Masukan](), []
    for c in catatan:
        masukan = utas[c.aliran] = satu_lagi(utas.get(c.aliran), c)
        ucapan = kalimat_masukan(masukan, c.peristiwa, keadaan[bisect(letak, c.pos) - 1].naskah)  # type: ignore[arg-type]
        siapa, hari = nama.get(c.aktor.orang, TANPA_NAMA), current_tenant().tanggal(c.pada)
        sela.append(Kejadian(TANPA_VERSI, c.pos, c.pada, hari, c.aktor, siapa, ucapan, c.aliran))
    return sorted([*kejadian, *sela], key=lambda k: k.pos)


def _akhir_hari(hari: date) -> datetime:
    return datetime.combine(hari + timedelta(days=1), time(), current_tenant().zona.tzinfo)


@dataclass(frozen=True, slots=True)
class Pandangan:
    """Which moment is looked at: after one event, or the end of a day; the newest when nothing is asked."""

    versi: int
    tanggal: date | None = None


def _pandangan(kejadian: list[Kejadian]) -> Pandangan:
    """The view that was asked for; none from before the period that is open to this person."""
    pertama = next((k.versi for k in kejadian if terlihat(k.pada)), kejadian[-1].versi)
    diminta = _diminta(kejadian)
    return diminta if pertama == 1 or diminta.versi >= pertama else Pandangan(pertama)


def _diminta(kejadian: list[Kejadian]) -> Pandangan:
    terakhir = kejadian[-1].versi
    nomor = request.args.get("peristiwa", "")
    if nomor.isdecimal() and 0 < int(nomor) <= terakhir:
        return Pandangan(int(nomor))
    try:
        hari = date.fromisoformat(request.args.get("pada", ""))
    except ValueError:
        return Pandangan(terakhir)
    batas = _akhir_hari(hari)
    return Pandangan(max((k.versi for k in kejadian if k.pada < batas), default=0), hari)


def _yang_berlaku(sop_id: UUID, saat: datetime, hari: date) -> Berlaku | None:
    return berlaku(rumah().basis, sop_id, hari, min(saat, batas_baca() or saat))


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    kini = sop_terbaca(sop_id)
    kejadian, keadaan = cerita(sejarah_terbaca(sop_id))
    pandangan = _pandangan(kejadian)
    dulu = keadaan[pandangan.versi - 1] if pandangan.versi else None
    pada = kejadian[pandangan.versi - 1] if pandangan.versi else None
    hari = pandangan.tanggal or (pada.hari if pada else hari_ini())
    saat = _akhir_hari(hari) if pandangan.tanggal else (pada.pada if pada else _akhir_hari(hari))
    return respond(
        "sop/riwayat.html",
        "isi",
        sop=kini,
        kejadian=kejadian,
        garis_waktu=[k for k in _dengan_masukan(sop_id, kejadian, keadaan) if terlihat(k.pada)],
        pandangan=pandangan,
        dulu=dulu,
        pada=pada,
        terkini=pandangan.versi == len(kejadian),
        berlaku=_yang_berlaku(sop_id, saat, hari),
        bagan=bagan(dulu.naskah) if dulu else None,
        cetakan=cetakan(kini),
    )
