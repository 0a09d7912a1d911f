"""LH-03: number, year and subject of a cited law agree, and the law is not younger than the SOP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from domain.sop.naskah import Isian
from domain.sop.pemeriksaan.bahan import Bahan, Peraturan
from domain.sop.pemeriksaan.butir_hukum import butir_hukum, temuan_hukum
from domain.sop.pemeriksaan.daftar_peraturan import gabung
from domain.sop.pemeriksaan.kutipan import DasarHukum, baca_dasar_hukum
from domain.sop.pemeriksaan.tanggal import rentang, terbaca
from domain.sop.pemeriksaan.temuan import Temuan

BEDA_TENTANG = 0.5
"""Less alike than this, two subjects are two laws; a shortened subject is longer alike."""
_KEPANJANGAN = {"pns": "pegawai negeri sipil", "asn": "aparatur sipil negara", "pemda": "pemerintahan daerah"}
_SINGKATAN = re.compile(rf"(?i)\b(?:{'|'.join(_KEPANJANGAN)})\b")


def sudah_ada(bahan: Bahan) -> Iterator[Temuan]:
    register = gabung(bahan.peraturan)
    efektif = rentang(bahan.naskah.nilai(Isian.TANGGAL_EFEKTIF))
    batas = efektif.akhir if efektif else bahan.hari_ini
    for butir, dasar in butir_hukum(bahan):
        for kutipan in (dasar.pokok, *dasar.lain):
            peraturan = register.get(kutipan.sebutan.casefold())
            if kutipan.tahun > batas.year or (peraturan and peraturan.tanggal and peraturan.tanggal > batas):
                nama = kutipan.sebutan or f"Peraturan tahun {kutipan.tahun}"
                kalimat = f"{nama} lebih baru daripada SOP ini ({terbaca(batas)})."
                saran = "Periksa tahunnya, atau tanggal efektif SOP ini."
                yield temuan_hukum(bahan, "LH-03", butir, kalimat, saran)


def cocok(bahan: Bahan) -> Iterator[Temuan]:
    register = gabung(bahan.peraturan)
    for butir, dasar in butir_hukum(bahan):
        tercatat = register.get(dasar.pokok.sebutan.casefold())
        if tercatat and _beda_tentang(dasar.tentang, tercatat.tentang):
            kalimat = f"{tercatat.sebutan} adalah tentang {tercatat.tentang}."
            yield temuan_hukum(bahan, "LH-03", butir, kalimat, "Periksa nomor, tahun, dan tentangnya.")
        elif tercatat is None and (mungkin := _salah_nomor(dasar, register)):
            kalimat = f"{dasar.pokok.sebutan} tidak tercatat; yang tentang {mungkin.tentang} adalah {mungkin.sebutan}."
            yield temuan_hukum(bahan, "LH-03", butir, kalimat, "Periksa nomornya.")


def sudah_ada_dan_cocok(bahan: Bahan) -> Iterator[Temuan]:
    yield from sudah_ada(bahan)
    yield from cocok(bahan)


def _terang(tentang: str) -> str:
    return _SINGKATAN.sub(lambda m: _KEPANJANGAN[m[0].casefold()], tentang).casefold()


def _beda_tentang(tertulis: str, tercatat: str) -> bool:
    a, b = _terang(tertulis), _terang(tercatat)
    return bool(a and b) and a not in b and b not in a and SequenceMatcher(None, a, b).ratio() < BEDA_TENTANG


def _salah_nomor(dasar: DasarHukum, register: dict[str, Peraturan]) -> Peraturan | None:
    """A registered law of the same kind, year and subject under another number: most likely that one is meant."""
    pokok, tentang = dasar.pokok, _terang(dasar.tentang)
    if not (pokok.sebutan and tentang):
        return None
    for peraturan in register.values():
        lain = baca_dasar_hukum(peraturan.sebutan).pokok
        if (lain.jenis, lain.tahun) == (pokok.jenis, pokok.tahun) and _terang(peraturan.tentang).startswith(tentang):
            return peraturan
    return None
