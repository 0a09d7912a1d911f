"""A legal basis as it is written on a sheet -> kind, number, year, subject. What cannot be read stays empty."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PANRB = (
    r"Peraturan Menteri (?:Negara )?(?:PAN[- ]?(?:dan )?RB|PAN|Pendayagunaan Aparatur Negara"
    r"(?: dan Reformasi Birokrasi)?)|Permen[- ]?PAN(?:[- ]?RB)?"
)
_JENIS: tuple[tuple[str, str, int], ...] = (
    (r"Undang[- ]Undang Dasar|UUD", "UUD", 0),
    (r"Peraturan Pemerintah Pengganti Undang[- ]Undang|Perppu|Perpu", "Perppu", 1),
    (r"Undang[- ]Undang|UU", "UU", 1),
    (r"Peraturan Pemerintah|PP", "PP", 2),
    (r"Peraturan Presiden|Perpres", "Perpres", 3),
    (r"Keputusan Presiden|Keppres", "Keppres", 3),
    (r"Instruksi Presiden|Inpres", "Inpres", 3),
    (r"Peraturan Menteri Dalam Negeri|Permendagri", "Permendagri", 4),
    (_PANRB, "PermenPAN-RB", 4),
    (r"Peraturan Menteri|Permen\w*", "Permen", 4),
    (r"Peraturan Daerah|Perda|Qanun", "Perda", 5),
    (r"Peraturan Gubernur|Pergub", "Pergub", 6),
    (r"Peraturan Bupati|Perbup", "Perbup", 6),
    (r"Peraturan Wali ?kota|Perwali|Perwal|Perwako", "Perwali", 6),
    (r"Peraturan (?:DPRD|Dewan Perwakilan Rakyat Daerah)", "Peraturan DPRD", 6),
    (r"Peraturan", "Peraturan", 4),
    (r"Keputusan|Kep\w*", "Keputusan", 7),
    (r"Surat Edaran|SE", "Surat Edaran", 8),
    (r"Instruksi", "Instruksi", 8),
)
BERLEMBAGA = frozenset(
    {
        *("Permen", "Peraturan", "Keputusan", "Surat Edaran", "Instruksi"),
        *("Perda", "Pergub", "Perbup", "Perwali", "Peraturan DPRD"),
    }
)
"""Kinds that many offices issue: only with the issuer's name is it clear which law is meant."""

_SEMUA = "|".join(f"(?P<j{n}>{pola})" for n, (pola, _, _) in enumerate(_JENIS))
_AWAL = re.compile(rf"\s*(?:{_SEMUA})(?!\w)", re.IGNORECASE)
_NOMOR = r"(?:Nomor|No)\b\.?\s*:?\s*"
_PANJANG = re.compile(rf"{_NOMOR}(?P<nomor>[\w./-]+),?\s+Tahun\s+(?P<tahun>\d{{4}})", re.IGNORECASE)
_PENDEK = re.compile(rf"(?:{_NOMOR}|\s)(?P<nomor>\d[\w.-]*)\s*/\s*(?P<tahun>\d{{4}})\b", re.IGNORECASE)
_PER_MENPAN = re.compile(r"PER/(?P<nomor>\d+)/M\.?PAN/\d+/(?P<tahun>\d{4})", re.IGNORECASE)
_NOMOR_SAJA = re.compile(rf"{_NOMOR}(?P<nomor>[\w./-]+)", re.IGNORECASE)
_TENTANG = re.compile(r"\btentang\b\s*", re.IGNORECASE)
_SEBAGAIMANA = re.compile(r"[\s,(]*\b(?:sebagaimana|jo\.?|juncto)\b", re.IGNORECASE)
_PERUBAHAN = re.compile(r"\b(?:sebagaimana|jo|juncto|perubahan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kutipan:
    """One cited law. `tingkat` orders by the hierarchy of UU 12/2011; `lembaga` is who issued it, where it matters."""

    jenis: str = ""
    nomor: str = ""
    tahun: int = 0
    lembaga: str = ""
    tingkat: int = 9

    @property
    def sebutan(self) -> str:
        """The short name under which registers keep a law: PP 94/2021; empty where it is not clear which is meant."""
        if not (self.jenis and self.nomor and self.tahun):
            return ""
        oleh = f" {self.lembaga}" if self.lembaga and self.jenis in BERLEMBAGA else ""
        return f"{self.jenis}{oleh} {self.nomor}/{self.tahun}"


@dataclass(frozen=True, slots=True)
class DasarHukum:
    """One entry: the law it names first, those after it ("jo. ..."), its subject, whether it tells of amendments."""

    pokok: Kutipan
    lain: tuple[Kutipan, ...] = ()
    tentang: str = ""
    menyebut_perubahan: bool = False


@lru_cache(maxsize=1_024)  # each rule on laws reads the same entries, and the whole register
def baca_dasar_hukum(teks: str) -> DasarHukum:
    kepala, *ekor = _TENTANG.split(teks, maxsplit=1)
    semua = _kutipan(kepala)
    tentang = _SEBAGAIMANA.split(ekor[0], maxsplit=1)[0].strip(" .;,") if ekor else ""
    return DasarHukum(
        semua[0] if semua else Kutipan(), semua[1:], " ".join(tentang.split()), bool(_PERUBAHAN.search(teks))
    )


def kunci(sebutan: str) -> str:
    """A short name of a register in the form in which citations are compared with it."""
    semua = _kutipan(sebutan)
    return (semua[0].sebutan if semua else "").casefold() or " ".join(sebutan.casefold().split())


def _kutipan(teks: str) -> tuple[Kutipan, ...]:
    """Every law named before the subject; one without a kind ("jo. Nomor 12 Tahun 2021") is of the last one's."""
    if menpan := _PER_MENPAN.search(teks):
        return (Kutipan("PermenPAN-RB", menpan["nomor"], int(menpan["tahun"]), "", 4),)
    letak = [*_PANJANG.finditer(teks)] or [*_PENDEK.finditer(teks)]
    hasil: list[Kutipan] = []
    awal = 0
    for cocok in letak:
        jenis, lembaga, tingkat = _jenis(teks[awal : cocok.start()]) or _jenis_terakhir(hasil)
        hasil.append(Kutipan(jenis, cocok["nomor"].lstrip("0"), int(cocok["tahun"]), lembaga, tingkat))
        awal = cocok.end()
    return tuple(hasil) or _tak_lengkap(teks)


def _jenis_terakhir(hasil: list[Kutipan]) -> tuple[str, str, int]:
    return (hasil[-1].jenis, hasil[-1].lembaga, hasil[-1].tingkat) if hasil else ("", "", 9)


def _tak_lengkap(teks: str) -> tuple[Kutipan, ...]:
    jenis = _jenis(teks)
    nomor = _NOMOR_SAJA.search(teks)
    if jenis is None and nomor is None:
        return ()
    nama, lembaga, tingkat = jenis or ("", "", 9)
    return (Kutipan(nama, nomor["nomor"] if nomor else "", 0, lembaga, tingkat),)


def _jenis(teks: str) -> tuple[str, str, int] | None:
    """Kind, issuer and level at the front of the text; words such as "dan" and "jo." before it are passed over."""
    for kata in re.finditer(r"(?<!\w)(?=\w)", teks):
        if cocok := _AWAL.match(teks, kata.start()):
            n = int((cocok.lastgroup or "j0")[1:])
            lembaga = " ".join(teks[cocok.end() :].split()).strip(" ,.;()")
            return _JENIS[n][1], lembaga, _JENIS[n][2]
    return None
