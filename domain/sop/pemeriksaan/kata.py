"""Indonesian sentences as far as the rules need them: active verb, noun, passive or foreign word at the beginning."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from domain.sop.pemeriksaan.kosakata import (
    ASING,
    BUKAN_KATA_KERJA,
    BUKAN_PASIF,
    JADI_AKTIF,
    KATA_KERJA_DASAR,
    OBJEK_TAK_PASTI,
    ORANG,
    PEMBUKA,
)

KATA = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOMOR_DI_DEPAN = re.compile(r"\s*(?:(?:\d{1,3}|[a-zA-Z])[.)]\s*|[-–•*]\s+)*")
_AKTIF = re.compile(r"(?:me(?:m|n|ng|ny|l|r|w|y)|ber)-?[a-z]{2,}[a-z-]*|be(?:kerja|lajar)[a-z]*")
_PASIF = re.compile(r"di[a-z]{3,}")
_BENDA = re.compile(r"(?:pe|ke)[a-z]{2,}an|[a-z]{3,}(?:asi|isi|usi)")
_SAMBUNG = re.compile(r"[,;]|\b(?:dan|serta|lalu|kemudian)\b", re.IGNORECASE)
SETELAH_KATA_DEPAN = 5
TEKS_DIINGAT = 4_096
"""Several rules take the same texts apart, and from one save to the next nearly all texts stay as they were."""


class Bentuk(Enum):
    AKTIF = auto()
    BENDA = auto()
    PASIF = auto()
    ASING = auto()
    LAIN = auto()


@lru_cache(maxsize=TEKS_DIINGAT)
def kata(teks: str) -> tuple[str, ...]:
    return tuple(KATA.findall(teks.casefold()))


def tanpa_nomor(teks: str) -> str:
    """Without a number or bullet that was typed in front of the sentence."""
    cocok = _NOMOR_DI_DEPAN.match(teks)
    return teks[cocok.end() :].strip() if cocok else teks.strip()


def kata_kerja_aktif(satu: str) -> bool:
    return satu in KATA_KERJA_DASAR or (_AKTIF.fullmatch(satu) is not None and satu not in BUKAN_KATA_KERJA)


def kata_kerja_pasif(satu: str) -> bool:
    return _PASIF.fullmatch(satu) is not None and satu not in BUKAN_PASIF


def kata_kerja_terangkai(teks: str) -> list[str]:
    """The active verbs that the parts of a sentence begin with: "Menerima, mencatat dan melampirkan berkas"."""
    pertama = (k[0] for k in map(kata, _SAMBUNG.split(teks)) if k)
    return [k for k in pertama if kata_kerja_aktif(k)]


def bentuk(semua: tuple[str, ...]) -> Bentuk:
    """What kind of sentence the words make, judged by how it begins."""
    pertama = semua[0]
    if kata_kerja_aktif(pertama):
        return Bentuk.AKTIF
    if any(kata_kerja_pasif(k) and "yang" not in semua[:n] for n, k in enumerate(semua[:SETELAH_KATA_DEPAN])):
        return Bentuk.PASIF
    if pertama in ASING or (pertama in JADI_AKTIF and not _BENDA.fullmatch(pertama)):
        return Bentuk.ASING
    return Bentuk.BENDA if _BENDA.fullmatch(pertama) else Bentuk.LAIN


def aktif(teks: str) -> str:
    """The sentence with an active verb in front where that is certain, else an empty text."""
    kalimat = tanpa_nomor(teks).rstrip(" .")
    semua = kata(kalimat)
    if not semua or kata_kerja_aktif(semua[0]) or len(semua) != len(KATA.findall(kalimat)):
        return ""  # the last: letters such as "İ" become two in lower case, and places would no longer agree
    return _tanpa_kata_pertama(kalimat, semua) or _ganti_kata_pertama(kalimat, semua) or _balik_pasif(kalimat, semua)


def _tanpa_kata_pertama(kalimat: str, semua: tuple[str, ...]) -> str:
    """ "Petugas menerima berkas", "Selanjutnya menyerahkan berkas"."""
    if semua[0] not in ORANG | PEMBUKA or not any(map(kata_kerja_aktif, semua[1:2])):
        return ""
    return huruf_besar_di_depan(kalimat[_letak_kata(kalimat, 1) :])


def _balik_pasif(kalimat: str, semua: tuple[str, ...]) -> str:
    """ "Berkas diperiksa" becomes "Memeriksa berkas", where nothing follows the verb."""
    terakhir = semua[-1]
    if (
        terakhir in JADI_AKTIF
        and kata_kerja_pasif(terakhir)
        and semua[0] not in PEMBUKA
        and 1 < len(semua) <= SETELAH_KATA_DEPAN
    ):
        objek = kalimat[: _letak_kata(kalimat, -1)].rstrip()
        return f"{JADI_AKTIF[terakhir].capitalize()} {huruf_kecil_di_depan(objek)}"
    return ""


def _ganti_kata_pertama(kalimat: str, semua: tuple[str, ...]) -> str:
    """ "Pengecekan berkas" becomes "Mengecek berkas"; a noun without an object of its own stays a noun."""
    kerja, objek = JADI_AKTIF.get(semua[0]), semua[1:2]
    if kerja is None or not objek or not _objek_pasti(kerja, objek[0]):
        return ""
    tulisan = KATA.findall(kalimat)[0]
    return kerja.capitalize() + kalimat[len(tulisan) :] if kalimat.startswith(tulisan) else ""


def _letak_kata(kalimat: str, urut: int) -> int:
    return [m.start() for m in KATA.finditer(kalimat)][urut]


def _objek_pasti(kerja: str, objek: str) -> bool:
    if kerja.startswith("ber"):
        return objek == "dengan"
    return not (objek in OBJEK_TAK_PASTI or objek in ORANG or kata_kerja_pasif(objek))


def huruf_kecil_di_depan(teks: str) -> str:
    """Lower case in front, but for an abbreviation: "Berkas", not "SK"."""
    return teks if teks[1:2].isupper() else teks[:1].lower() + teks[1:]


def huruf_besar_di_depan(teks: str) -> str:
    return teks[:1].upper() + teks[1:]
