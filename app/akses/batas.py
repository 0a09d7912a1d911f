"""What of the history a grant opens: nothing that was recorded after its period, and no event from before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from app.permintaan import pelaku
from app.rumah import rumah
from domain.sop.naskah import Isian
from domain.sop.state import Sop, evolve
from infra.errors import TidakAdaError
from infra.event_store.mapper import Catatan
from infra.projections.baris import SOP
from infra.queries.kejadian import Saringan
from infra.queries.publik import berlaku
from infra.queries.sop import SopDaftar
from tenants.context import current_tenant


def periode_baca() -> tuple[date | None, date | None]:
    """The first and the last day of the grant's period, as far as it has any."""
    akses = pelaku().akses
    return (akses.isi.sejak, akses.isi.sampai) if akses else (None, None)


def batas_baca() -> datetime | None:
    """The end of the grant's period: what was recorded from then on is not seen. None without such an end."""
    _, sampai = periode_baca()
    if sampai is None:
        return None
    return datetime.combine(sampai + timedelta(days=1), time(), current_tenant().zona.tzinfo)


def awal_baca() -> datetime | None:
    """The beginning of the grant's period: no event from before it is told. None without such a beginning."""
    sejak, _ = periode_baca()
    if sejak is None:
        return None
    return datetime.combine(sejak, time(), current_tenant().zona.tzinfo)


def dalam_periode(saringan: Saringan) -> Saringan:
    """The same question, asked of the period alone."""
    sejak = max(filter(None, (saringan.sejak, awal_baca())), default=None)
    return replace(saringan, sejak=sejak, sampai=min(filter(None, (saringan.sampai, batas_baca())), default=None))


def terlihat(pada: datetime) -> bool:
    """Whether an event recorded then lies in the period."""
    sejak, batas = awal_baca(), batas_baca()
    return (batas is None or pada < batas) and (sejak is None or pada >= sejak)


def sebelum_batas(catatan: list[Catatan[Any]]) -> list[Catatan[Any]]:
    batas = batas_baca()
    return [c for c in catatan if batas is None or c.pada < batas]


def sejarah_terbaca(sop_id: UUID) -> list[Catatan[Any]]:
    """The events from which the SOP is told to this person; those before the period too, as states follow from them."""
    catatan = sebelum_batas(rumah().buku.sejarah(sop_id))
    if not catatan:
        raise TidakAdaError(str(sop_id))
    return catatan


def sop_terlihat(sop_id: UUID) -> Sop:
    """The SOP as it is, or for an auditor whose period is over as it was at its end."""
    sop = rumah().buku.muat(SOP, sop_id)
    return sop if batas_baca() is None else _lipat(sejarah_terbaca(sop_id))


def _lipat(catatan: list[Catatan[Any]]) -> Sop:
    sop = Sop()
    for c in catatan:
        sop = evolve(sop, c)
    return sop


def seperti_saat_itu(semua: list[SopDaftar], cari: str = "") -> list[SopDaftar]:
    """A list as it was at the end of the period. Rows that have not moved since are as they were."""
    batas = batas_baca()
    if batas is None:
        return semua
    dulu = [s if s.pada < batas else _saat_itu(s, batas) for s in semua]
    return [s for s in dulu if s and (cari.casefold() in s.nama.casefold() or cari.casefold() in s.nomor.casefold())]


def _saat_itu(kini: SopDaftar, batas: datetime) -> SopDaftar | None:
    catatan = sebelum_batas(rumah().buku.sejarah(kini.sop_id))
    if not catatan:
        return None
    sop, hari = _lipat(catatan), current_tenant().tanggal(batas - timedelta(microseconds=1))
    sah = berlaku(rumah().basis, kini.sop_id, hari, batas)
    return replace(
        kini,
        nama=sop.nama,
        unit=sop.naskah.nilai(Isian.UNIT),
        nomor=sop.naskah.nilai(Isian.NOMOR),
        tahap=sop.tahap.value,
        versi=sop.versi,
        jumlah_langkah=len(sop.naskah.langkah),
        dikembalikan=sop.pengembalian.alasan if sop.pengembalian else "",
        pada=catatan[-1].pada,
        tahap_sejak=catatan[-1].pada,
        berlaku_versi=sah.versi if sah else None,
        berlaku_sejak=sah.tanggal if sah else None,
        berlaku_nomor=sah.nomor if sah else None,
        evaluasi_tiba=False,
    )
