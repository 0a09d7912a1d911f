"""How a law is cited: in full on the sheet, short in the register ("Peraturan Pemerintah Nomor 94 Tahun 2021" is
"PP 94/2021"). What the short form is, is decided here and nowhere else.
"""

from __future__ import annotations

from domain.kernel import RuleViolation, teks_bersih
from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan
from domain.sop.pemeriksaan.kutipan import baca_dasar_hukum

SINGKATAN = (
    ("peraturan pemerintah pengganti undang-undang", "Perppu"),
    ("undang-undang", "UU"),
    ("perpu", "Perppu"),
    ("undang undang", "UU"),
    ("peraturan pemerintah", "PP"),
    ("peraturan presiden", "Perpres"),
    ("keputusan presiden", "Keppres"),
    ("instruksi presiden", "Inpres"),
    ("peraturan menteri dalam negeri", "Permendagri"),
    ("keputusan menteri dalam negeri", "Kepmendagri"),
    ("peraturan menteri pendayagunaan aparatur negara dan reformasi birokrasi", "PermenPAN-RB"),
    ("peraturan menteri pendayagunaan aparatur negara", "PermenPAN-RB"),
    ("peraturan menteri pan dan rb", "PermenPAN-RB"),
    ("peraturan menteri panrb", "PermenPAN-RB"),
    ("permenpan rb", "PermenPAN-RB"),
    ("permenpanrb", "PermenPAN-RB"),
    ("permenpan", "PermenPAN-RB"),
    ("peraturan menteri", "Permen"),
    ("peraturan daerah", "Perda"),
    ("peraturan gubernur", "Pergub"),
    ("peraturan bupati", "Perbup"),
    ("peraturan wali kota", "Perwali"),
    ("peraturan walikota", "Perwali"),
)
"""What a citation may begin with, the longer before what it contains, and the short form."""

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
    panjang = {p: j for j, p in reversed(SINGKATAN)}.get(kepala, kepala)
    nama = " ".join(k if k == "dan" else "-".join(b.capitalize() for b in k.split("-")) for k in panjang.split())
    angka, _, tahun = nomor.rpartition("/")
    return f"{nama if panjang != kepala else kepala}{f' {ekor}' if ekor else ''} Nomor {angka} Tahun {tahun}"
