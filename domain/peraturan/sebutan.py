"""How a law is cited: in full on the sheet, short in the register ("Peraturan Pemerintah Nomor 94 Tahun 2021" is
"PP 94/2021"). What the short form is, is decided here and nowhere else.
"""

from __future__ import annotations

import re

from domain.kernel import RuleViolation, teks_bersih
from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan

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

PENDEK = tuple(dict.fromkeys(pendek for _, pendek in SINGKATAN))
_PANJANG = re.compile(
    r"(?P<jenis>[A-Za-z][^,;:]*?),?\s+(?:nomor|nomer|no)\b\.?\s*:?\s*(?P<nomor>[\w./-]+)\s+tahun\s+(?P<tahun>\d{4})\b",
    re.IGNORECASE,
)
_PENDEK = re.compile(r"(?P<jenis>[A-Za-z][\w .-]*?)\s+(?P<nomor>\d[\w.-]*)\s*/\s*(?P<tahun>\d{4})\b")
_LAMA = re.compile(r"PER/(?P<nomor>\d+)/M\.?PAN/\d+/(?P<tahun>\d{4})", re.IGNORECASE)
PANJANG_SEBUTAN = 120


class SebutanTidakDikenalError(RuleViolation):
    kode = "peraturan.sebutan"
    bidang = "sebutan"
    kalimat = "Tulis jenis, nomor, dan tahunnya, misalnya PP 94/2021."


def sebutan(kutipan: str) -> str:
    """The short name of the law that a citation begins with; empty where there is none."""
    teks = " ".join(kutipan.split())
    if lama := _LAMA.search(teks):
        return f"PermenPAN-RB {lama['nomor']}/{lama['tahun']}"
    cocok = _PANJANG.match(teks) or _PENDEK.match(teks)
    if not cocok:
        return ""
    return f"{_jenis(cocok['jenis'])} {cocok['nomor'].rstrip('.').lstrip('0')}/{cocok['tahun']}"


def _jenis(teks: str) -> str:
    kecil = teks.casefold()
    for panjang, pendek in SINGKATAN:
        if kecil == panjang or kecil.startswith(f"{panjang} "):
            return f"{pendek} {teks[len(panjang) :].strip()}".strip()
    return next((k + teks[len(k) :] for k in PENDEK if re.match(rf"{k}\b", teks, re.IGNORECASE)), teks)


def sebutan_bersih(kutipan: str, bidang: str = "sebutan") -> str:
    """The short name as it may be stored."""
    hasil = sebutan(teks_bersih(kutipan, bidang, wajib=True))
    if not hasil or len(hasil) > PANJANG_SEBUTAN:
        raise SebutanTidakDikenalError(bidang=bidang)
    return hasil


def kunci(pendek: str) -> str:
    """Under which two short names are the same."""
    return pendek.casefold()


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
