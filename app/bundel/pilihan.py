"""Which bundle somebody asks for, and whether he may have it: what he may read, in the period that is open to him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from werkzeug.exceptions import Forbidden

from app.akses.batas import awal_baca, batas_baca, seperti_saat_itu, sop_terlihat
from app.isian import id_atau_tiada
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from app.sop.akses import aktor_untuk
from domain.kernel import RuleViolation
from domain.sop.errors import TanggalTidakDikenalError
from domain.wewenang import Tindakan
from infra.bukti.cakupan import Cakupan
from infra.errors import TidakAdaError
from infra.projections.baris import OPD
from infra.queries.jejak import TANPA_SOP
from infra.queries.opd import OpdTercatat
from infra.queries.opd import opd as daftar_opd
from infra.queries.sop import Pertanyaan, SopDaftar, daftar_sop
from tenants.context import current_tenant

SOP_TERBANYAK = 10_000
SEMUA = "semua"


class IsiBundelError(RuleViolation):
    kode = "bundel.isi"
    bidang = "isi"
    kalimat = "Pilih isi bundel dari daftar."


class PeriodeTerbalikError(RuleViolation):
    kode = "bundel.periode"
    bidang = "sampai"
    kalimat = "Hari terakhir tidak boleh sebelum hari pertama."


class PeriodeTertutupError(RuleViolation):
    kode = "bundel.periode_tertutup"
    bidang = "sejak"
    kalimat = "Periode itu di luar riwayat yang terbuka bagi Anda."


@dataclass(frozen=True, slots=True)
class Pilihan:
    judul: str
    cakupan: Cakupan


def pilihan(isian: Mapping[str, str]) -> Pilihan:
    """What a form asks for. Raises RuleViolation, TidakAdaError, Forbidden."""
    apa = _isi(isian.get("isi", ""))
    sejak, sampai = (_hari(isian, bidang) for bidang in ("sejak", "sampai"))
    if sejak and sampai and sampai < sejak:
        raise PeriodeTerbalikError
    akhir = _awal_hari(sampai + timedelta(days=1)) if sampai else None
    cakupan = replace(apa.cakupan, sejak=_awal_hari(sejak) if sejak else None, sampai=akhir)
    return Pilihan(apa.judul, _dalam_akses(cakupan))


def _isi(teks: str) -> Pilihan:
    jenis, _, nilai = teks.partition(":")
    satu = id_atau_tiada(nilai)
    try:
        if jenis == "sop" and satu:
            sop = sop_terlihat(satu)
            aktor_untuk(Tindakan.SOP_BACA, sop)
            return Pilihan(sop.nama, Cakupan(sop=satu))
        if jenis == "opd" and satu:
            nama = rumah().buku.muat(OPD, satu).nama
            pastikan_boleh(Cakupan(opd=(satu,)))
            return Pilihan(nama, Cakupan(opd=(satu,)))
    except TidakAdaError:
        raise IsiBundelError from None
    if teks == SEMUA:
        return _semua()
    raise IsiBundelError


def _semua() -> Pilihan:
    """The whole log for those who may read its entries, for others all agencies that they may read."""
    if pelaku().dapat(Tindakan.LOG_ISI):
        return Pilihan("Seluruh riwayat", Cakupan())
    opd = tuple(o.opd_id for o in opd_terbaca())
    if not opd:
        raise IsiBundelError
    return Pilihan("Semua perangkat daerah yang terbuka bagi Anda", Cakupan(opd=opd))


def _hari(isian: Mapping[str, str], bidang: str) -> date | None:
    teks = isian.get(bidang, "").strip()
    try:
        hari = date.fromisoformat(teks) if teks else None
    except ValueError:
        raise TanggalTidakDikenalError(bidang=bidang) from None
    if hari == date.max:  # a period ends before the day after its last
        raise TanggalTidakDikenalError(bidang=bidang)
    return hari


def _awal_hari(hari: date) -> datetime:
    return datetime.combine(hari, time(), current_tenant().zona.tzinfo)


def _dalam_akses(cakupan: Cakupan) -> Cakupan:
    """The same, of the period alone that an auditor's grant opens."""
    sejak = max(filter(None, (cakupan.sejak, awal_baca())), default=None)
    sampai = min(filter(None, (cakupan.sampai, batas_baca())), default=None)
    if sejak and sampai and sampai <= sejak:
        raise PeriodeTertutupError
    return replace(cakupan, sejak=sejak, sampai=sampai)


def pastikan_boleh(cakupan: Cakupan) -> None:
    """Asked again when a bundle is fetched: what was open when it was made may be closed by now. Raises Forbidden."""
    if cakupan.sop:
        aktor_untuk(Tindakan.SOP_BACA, sop_terlihat(cakupan.sop))
        return
    boleh = all(pelaku().dapat(Tindakan.SOP_BACA, opd_id=satu) for satu in cakupan.opd)
    if not (pelaku().dapat(Tindakan.LOG_ISI) if cakupan.semua_aliran else boleh):
        raise Forbidden


def masih_terbuka(cakupan: Cakupan) -> None:
    """Raises Forbidden unless this person may still read all that the bundle holds."""
    pastikan_boleh(cakupan)
    try:
        sama = _dalam_akses(cakupan) == cakupan
    except PeriodeTertutupError:
        sama = False
    if not sama:
        raise Forbidden


def opd_terbaca() -> list[OpdTercatat]:
    """The agencies whose SOPs this person may read, by name."""
    jangkauan = pelaku().opd(Tindakan.SOP_BACA)
    return [o for o in daftar_opd(rumah().basis) if jangkauan is None or o.opd_id in jangkauan]


def sop_terbaca(opd: tuple[UUID, ...] | None = None) -> list[SopDaftar]:
    """The SOPs of these agencies that this person may read, by name; without agencies those of all that he may."""
    milik = pelaku().opd(Tindakan.SOP_BACA) if opd is None else opd
    semua = seperti_saat_itu(daftar_sop(rumah().basis, Pertanyaan(hari_ini(), opd=milik, batas=SOP_TERBANYAK)))
    return sorted(semua, key=lambda s: s.nama.casefold())


def sop_dalam(cakupan: Cakupan) -> list[tuple[UUID, UUID]]:
    """Each SOP of a bundle with its agency, as the access trail keeps them."""
    if cakupan.sop:
        sop = sop_terlihat(cakupan.sop)
        return [(cakupan.sop, sop.opd_id)] if sop.opd_id else []
    milik = [(s.sop_id, s.opd_id) for s in sop_terbaca(cakupan.opd or None)]
    return milik or [(TANPA_SOP, satu) for satu in cakupan.opd]
