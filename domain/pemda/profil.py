"""How a government calls itself on its SOPs, and by which pattern it numbers them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from domain.kernel import RuleViolation, teks_bersih

_TANDA = re.compile(r"\{([^{}]*)\}")
_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
TANDA = ("urut", "opd", "bulan", "romawi", "tahun")
"""What a pattern may hold in braces: running number, agency, month in digits and in Roman numerals, year."""
ANGKA_URUT = 3


class KodeWilayahError(RuleViolation):
    kode = "pemda.kode_wilayah"
    bidang = "kode_wilayah"
    kalimat = "Kode wilayah terdiri atas angka dan titik, misalnya 33.72."


class PolaNomorError(RuleViolation):
    kode = "pemda.pola_nomor"
    bidang = "pola_nomor"
    kalimat = "Pola harus memuat {urut} tepat sekali; tanda lain yang dikenal: {opd}, {bulan}, {romawi}, {tahun}."


@dataclass(frozen=True, slots=True)
class IdentitasDiubah:
    """Nama pemerintah daerah pada SOP tercetak, atau kode wilayahnya, diubah."""

    nama: str
    kode_wilayah: str


@dataclass(frozen=True, slots=True)
class PolaNomorDiubah:
    """Pola nomor SOP ditetapkan, atau dilepas."""

    pola: str


def ubah_identitas(kini: tuple[str, str], *, nama: str, kode_wilayah: str) -> tuple[IdentitasDiubah, ...]:
    kode = teks_bersih(kode_wilayah, "kode_wilayah", panjang=20)
    if not re.fullmatch(r"(\d+(\.\d+)*)?", kode):
        raise KodeWilayahError
    baru = IdentitasDiubah(teks_bersih(nama, "nama", wajib=True, panjang=200), kode)
    return () if (baru.nama, baru.kode_wilayah) == kini else (baru,)


def ubah_pola_nomor(kini: str, *, pola: str) -> tuple[PolaNomorDiubah, ...]:
    bersih = teks_bersih(pola, "pola_nomor", panjang=80)
    tanda = _TANDA.findall(bersih)
    sisa = _TANDA.sub("", bersih)
    if bersih and (tanda.count("urut") != 1 or not set(tanda) <= set(TANDA) or "{" in sisa or "}" in sisa):
        raise PolaNomorError
    return () if bersih == kini else (PolaNomorDiubah(bersih),)


def nomor_berikut(pola: str, terpakai: Collection[str], *, opd: str, hari: date) -> str:
    """The first number after the pattern that comes after all those given out; empty without a pattern."""
    if not pola:
        return ""
    isi = {"opd": opd, "bulan": f"{hari:%m}", "romawi": _ROMAWI[hari.month - 1], "tahun": f"{hari:%Y}"}
    cocok = re.compile("".join(_pola(bagian, isi) for bagian in re.split(r"(\{[^{}]*\})", pola)))
    urut = [int(m.group("urut")) for n in terpakai if (m := cocok.fullmatch(n.strip()))]
    return _TANDA.sub(lambda m: isi.get(m.group(1), f"{max(urut, default=0) + 1:0{ANGKA_URUT}d}"), pola)


def _pola(bagian: str, isi: dict[str, str]) -> str:
    """Numbers run through the year: the month may be any."""
    if bagian == "{urut}":
        return r"(?P<urut>\d{1,9})"
    if bagian in ("{bulan}", "{romawi}"):
        return r"[0-9IVX]{1,4}"
    return re.escape(isi[bagian[1:-1]] if bagian.startswith("{") else bagian)
