"""How a law is cited: in full on the sheet, short in the register ("Peraturan Pemerintah Nomor 94 Tahun 2021" is
"PP 94/2021"). The short form is that of the rules' own reader of citations.
"""

from __future__ import annotations

from domain.kernel import RuleViolation, teks_bersih
from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan
from domain.sop.pemeriksaan.kutipan import baca_dasar_hukum

_KEPANJANGAN = {
    "UU": "Undang-Undang",
    "Perppu": "Peraturan Pemerintah Pengganti Undang-Undang",
    "PP": "Peraturan Pemerintah",
    "Perpres": "Peraturan Presiden",
    "Keppres": "Keputusan Presiden",
    "Inpres": "Instruksi Presiden",
    "Permendagri": "Peraturan Menteri Dalam Negeri",
    "Kepmendagri": "Keputusan Menteri Dalam Negeri",
    "PermenPAN-RB": "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
    "Permen": "Peraturan Menteri",
    "Perda": "Peraturan Daerah",
    "Pergub": "Peraturan Gubernur",
    "Perbup": "Peraturan Bupati",
    "Perwali": "Peraturan Wali Kota",
}

PANJANG_SEBUTAN = 120


class SebutanTidakDikenalError(RuleViolation):
    kode = "peraturan.sebutan"
    bidang = "sebutan"
    kalimat = "Tulis jenis, nomor, dan tahunnya, misalnya PP 94/2021."


def sebutan(kutipan: str) -> str:
    """The short name of the law that a citation begins with; empty where there is none."""
    return baca_dasar_hukum(" ".join(kutipan.split())).pokok.sebutan


def sebutan_bersih(kutipan: str, bidang: str = "sebutan") -> str:
    """The short name as it may be stored."""
    hasil = sebutan(teks_bersih(kutipan, bidang, wajib=True))
    if not hasil or len(hasil) > PANJANG_SEBUTAN:
        raise SebutanTidakDikenalError(bidang=bidang)
    return hasil


def utuh(peraturan: Peraturan) -> str:
    """The citation as it is written on a sheet, with the laws that amended it."""
    teks = f"{_panjang(peraturan.sebutan)} tentang {peraturan.tentang}"
    if peraturan.status is not StatusPeraturan.DIUBAH:
        return teks
    return f"{teks} sebagaimana telah diubah dengan {' dan '.join(map(_panjang, peraturan.pengganti))}"


def _panjang(pendek: str) -> str:
    """ "PP 94/2021" in full words, as far as the kind has any."""
    jenis, _, nomor = pendek.rpartition(" ")
    kepala, _, ekor = jenis.partition(" ")
    angka, _, tahun = nomor.rpartition("/")
    return f"{_KEPANJANGAN.get(kepala, kepala)}{f' {ekor}' if ekor else ''} Nomor {angka} Tahun {tahun}"
