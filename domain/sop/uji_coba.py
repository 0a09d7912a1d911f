"""Trying a version out before it is approved (PermenPAN-RB 35/2012, pengujian; domain study 1.10, rule GV-08).

A trial counts for the content it was run on; that a version needs none, and why, counts for the version.
"""

from __future__ import annotations

from datetime import date

from domain.kernel import RuleViolation, teks_bersih
from domain.sop.errors import TahapTidakSesuaiError
from domain.sop.events import UjiCobaDicatat, UjiCobaDikecualikan
from domain.sop.pemeriksaan.bahan import HasilUjiCoba
from domain.sop.pengesahan import Isi
from domain.sop.state import Sop, Tahap

TAHAP = (Tahap.KONSEP, Tahap.DIAJUKAN, Tahap.DIVERIFIKASI)


class UjiCobaMasaDepanError(RuleViolation):
    kode = "sop.uji_coba_masa_depan"
    bidang = "tanggal"
    kalimat = "Uji coba dicatat sesudah dilakukan; tanggalnya tidak boleh lewat dari hari ini."


def _pastikan_disusun(sop: Sop) -> None:
    if sop.tahap not in TAHAP:
        raise TahapTidakSesuaiError("diuji coba", sop.tahap.sebutan)


def catat_uji_coba(sop: Sop, *, isi: Isi, tanggal: date, peserta: str, hasil: str, hari_ini: date) -> UjiCobaDicatat:
    """`peserta` are posts and units, never persons: their names have no place in an event (decision D14)."""
    _pastikan_disusun(sop)
    digest = isi.pastikan_sama()
    if tanggal > hari_ini:
        raise UjiCobaMasaDepanError
    ikut = teks_bersih(peserta, "peserta", wajib=True)
    return UjiCobaDicatat(sop.versi, digest, tanggal, ikut, teks_bersih(hasil, "hasil", wajib=True))


def kecualikan_uji_coba(sop: Sop, *, alasan: str) -> UjiCobaDikecualikan:
    _pastikan_disusun(sop)
    return UjiCobaDikecualikan(sop.versi, teks_bersih(alasan, "alasan", wajib=True))


def hasil_uji_coba(sop: Sop) -> HasilUjiCoba | None:
    """The best that is on record for the version being written and what it says now; None when none is written."""
    if sop.tahap not in TAHAP:
        return None
    catatan = [(c.fakta, c.naskah) for c in sop.uji_coba if c.fakta.versi == sop.versi]
    uji = [naskah for fakta, naskah in catatan if isinstance(fakta, UjiCobaDicatat)]
    if sop.naskah in uji:
        return HasilUjiCoba.SUDAH
    if len(uji) < len(catatan):
        return HasilUjiCoba.DIKECUALIKAN
    return HasilUjiCoba.BERUBAH if uji else HasilUjiCoba.BELUM
