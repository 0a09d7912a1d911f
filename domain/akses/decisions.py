"""What may be opened to whom. Whoever opens it has the right to (domain/wewenang.py); here is what nobody may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.akses.events import (
    AksesDiberikan,
    AksesDicabut,
    AksesId,
    AngkaDibagikan,
    DosirDibagikan,
    DosirDicabut,
    DosirId,
    PemantauanDihentikan,
    PembacaanDipantau,
    PembagianAngkaDihentikan,
)
from domain.akses.state import DaftarAkses
from domain.kernel import OpdId, OrangId, RuleViolation, SopId, teks_bersih

AKSES_TERLAMA = 90
DOSIR_TERLAMA = 30
PANJANG_TUJUAN = 500


class PilihanKosongError(RuleViolation):
    kode = "akses.pilihan_kosong"
    kalimat = "Pilih dari daftar yang tersedia."


class AksesTerlaluLamaError(RuleViolation):
    kode = "akses.terlalu_lama"
    bidang = "akhir"
    kalimat = f"Akses auditor paling lama {AKSES_TERLAMA} hari. Bila belum selesai, beri akses baru dengan surat baru."


class MasaAksesTerbalikError(RuleViolation):
    kode = "akses.masa_terbalik"
    bidang = "akhir"
    kalimat = "Tanggal berakhir tidak boleh mendahului tanggal mulai."


class AksesBerlakuSurutError(RuleViolation):
    kode = "akses.berlaku_surut"
    bidang = "mulai"
    kalimat = "Akses mulai paling awal hari ini."


class PeriodeTerbalikError(RuleViolation):
    kode = "akses.periode_terbalik"
    bidang = "sampai"
    kalimat = "Akhir periode riwayat tidak boleh mendahului awalnya."


class AksesDiriSendiriError(RuleViolation):
    kode = "akses.diri_sendiri"
    bidang = "orang"
    kalimat = "Anda tidak dapat memberi akses auditor kepada diri sendiri."


class AuditorMenjabatError(RuleViolation):
    kode = "akses.menjabat"
    bidang = "orang"
    kalimat = "Orang ini memegang jabatan lain dalam urusan SOP di daerah ini, jadi tidak dapat menjadi auditornya."


class AksesMasihAdaError(RuleViolation):
    kode = "akses.masih_ada"
    bidang = "orang"
    kalimat = "Orang ini sudah punya akses pada waktu yang sama. Cabut dahulu akses yang lama."


class AksesTidakAdaError(RuleViolation):
    kode = "akses.tidak_ada"
    kalimat = "Akses ini tidak ada atau sudah berakhir."


class LamaDosirError(RuleViolation):
    kode = "dosir.lama"
    bidang = "hari"
    kalimat = f"Tautan dosir terbuka 1 sampai {DOSIR_TERLAMA} hari."


class DosirTanpaIsiError(RuleViolation):
    kode = "dosir.tanpa_isi"
    bidang = "isi"
    kalimat = "Pilih satu SOP atau satu perangkat daerah."


class DosirTidakAdaError(RuleViolation):
    kode = "dosir.tidak_ada"
    kalimat = "Tautan dosir ini tidak ada atau sudah ditutup."


class SudahDipantauError(RuleViolation):
    kode = "pantauan.sudah"
    bidang = "sop"
    kalimat = "SOP ini sudah ditandai peka."


class TidakDipantauError(RuleViolation):
    kode = "pantauan.tidak"
    bidang = "sop"
    kalimat = "SOP ini tidak sedang ditandai peka."


class SudahBerbagiError(RuleViolation):
    kode = "angka.sudah"
    bidang = "provinsi"
    kalimat = "Angka sudah dibagikan kepada provinsi ini."


class TidakBerbagiError(RuleViolation):
    kode = "angka.tidak"
    bidang = "provinsi"
    kalimat = "Angka tidak sedang dibagikan kepada provinsi ini."


def beri(daftar: DaftarAkses, usul: AksesDiberikan, *, pemberi: OrangId, menjabat: bool, hari: date) -> AksesDiberikan:
    """`menjabat`: the person holds a post in the life of SOPs here; who does the work does not audit it."""
    _pastikan_masa(usul, hari)
    if usul.sejak and usul.sampai and usul.sampai < usul.sejak:
        raise PeriodeTerbalikError
    if usul.orang == pemberi:
        raise AksesDiriSendiriError
    if menjabat:
        raise AuditorMenjabatError
    if any(
        a.isi.orang == usul.orang and a.dicabut is None and a.isi.mulai <= usul.akhir and usul.mulai <= a.isi.akhir
        for a in daftar.akses.values()
    ):
        raise AksesMasihAdaError
    surat = replace(
        usul.keputusan,
        nomor=teks_bersih(usul.keputusan.nomor, "sk_nomor", wajib=True, panjang=120),
        penerbit=teks_bersih(usul.keputusan.penerbit, "sk_penerbit", panjang=200),
    )
    tujuan = teks_bersih(usul.tujuan, "tujuan", wajib=True, panjang=PANJANG_TUJUAN)
    return replace(usul, opd=tuple(dict.fromkeys(usul.opd)), tujuan=tujuan, keputusan=surat)


def _pastikan_masa(usul: AksesDiberikan, hari: date) -> None:
    if usul.akhir < usul.mulai:
        raise MasaAksesTerbalikError
    if usul.mulai < hari:
        raise AksesBerlakuSurutError
    if (usul.akhir - usul.mulai).days >= AKSES_TERLAMA:
        raise AksesTerlaluLamaError


def cabut(daftar: DaftarAkses, akses_id: AksesId, *, hari: date, alasan: str) -> AksesDicabut:
    akses = daftar.akses.get(akses_id)
    if akses is None or akses.berakhir(hari):
        raise AksesTidakAdaError
    return AksesDicabut(akses_id, teks_bersih(alasan, "alasan", wajib=True))


def bagikan(
    dosir_id: DosirId, *, sop_id: SopId | None, opd_id: OpdId | None, tujuan: str, lama: int, hari: date
) -> DosirDibagikan:
    """A dossier of `lama` days, today among them."""
    if (sop_id is None) == (opd_id is None):
        raise DosirTanpaIsiError
    if not 1 <= lama <= DOSIR_TERLAMA:
        raise LamaDosirError
    bersih = teks_bersih(tujuan, "tujuan", wajib=True, panjang=PANJANG_TUJUAN)
    return DosirDibagikan(dosir_id, sop_id, opd_id, bersih, hari + timedelta(days=lama - 1))


def tutup_dosir(daftar: DaftarAkses, dosir_id: DosirId, *, hari: date, alasan: str) -> DosirDicabut:
    dosir = daftar.dosir.get(dosir_id)
    if dosir is None or not dosir.terbuka(hari):
        raise DosirTidakAdaError
    return DosirDicabut(dosir_id, teks_bersih(alasan, "alasan", wajib=True))


def pantau(daftar: DaftarAkses, sop_id: SopId, *, alasan: str) -> PembacaanDipantau:
    if sop_id in daftar.dipantau:
        raise SudahDipantauError
    return PembacaanDipantau(sop_id, teks_bersih(alasan, "alasan", wajib=True, panjang=PANJANG_TUJUAN))


def hentikan_pantau(daftar: DaftarAkses, sop_id: SopId, *, alasan: str) -> PemantauanDihentikan:
    if sop_id not in daftar.dipantau:
        raise TidakDipantauError
    return PemantauanDihentikan(sop_id, teks_bersih(alasan, "alasan", wajib=True, panjang=PANJANG_TUJUAN))


def bagikan_angka(daftar: DaftarAkses, provinsi: str, *, dasar: str) -> AngkaDibagikan:
    if provinsi in daftar.provinsi:
        raise SudahBerbagiError
    return AngkaDibagikan(provinsi, teks_bersih(dasar, "dasar", wajib=True, panjang=PANJANG_TUJUAN))


def hentikan_angka(daftar: DaftarAkses, provinsi: str, *, alasan: str) -> PembagianAngkaDihentikan:
    if provinsi not in daftar.provinsi:
        raise TidakBerbagiError
    return PembagianAngkaDihentikan(provinsi, teks_bersih(alasan, "alasan", wajib=True, panjang=PANJANG_TUJUAN))
