"""Traces of copying from elsewhere: another region's name or law, another kecamatan's head (rules ID-08 and LH-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.sop.naskah import Daftar, Isian
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.tempat import pada_butir, pada_isian
from domain.sop.pemeriksaan.temuan import Tempat, Temuan
from domain.sop.pemeriksaan.wilayah import KABUPATEN, KOTA

_NAMA = r"[A-Z][\w'’-]*(?: (?:dan )?[A-Z][\w'’-]*){0,4}"
_SENDIRI = re.compile(rf"\b(Kota|Kabupaten|Provinsi) ({_NAMA})")
_DISEBUT = re.compile(rf"\b(?:(?P<kota>Kota|Wali ?kota|Wali Kota)|Kabupaten|Bupati) (?P<nama>{_NAMA})")
_HUKUM = re.compile(
    r"(?i:\b(?:peraturan daerah|perda|qanun|(?:peraturan|keputusan|instruksi) (?=wali|bupati)|per(?=wa|bup)))"
    r"\s*(?P<jenis>(?i:(?:pemerintah )?(?:kota|kabupaten)|wali ?kota(?: kota)?|wali?|wako|bupati(?: kabupaten)?|bup)) "
    rf"(?P<nama>(?!Nomor|No\b|Tahun){_NAMA})"
)
_BUKAN_NAMA = re.compile(r" (?:Nomor|No|Tahun|Tentang)\b.*")
_DIPIMPIN = {"camat": "kecamatan", "lurah": "kelurahan", "kecamatan": "kecamatan", "kelurahan": "kelurahan"}
_UNIT = re.compile(rf"\b(?P<jenis>Camat|Lurah|Kecamatan|Kelurahan) (?P<nama>{_NAMA})")
_LEMBAR = (Isian.NAMA, Isian.UNIT, Isian.PENGESAH)


@dataclass(frozen=True, slots=True)
class Wilayah:
    jenis: str
    nama: str


@lru_cache(maxsize=64)
def wilayah(pemerintah: str) -> Wilayah | None:
    """The region that a government's name tells: Pemerintah Kota Madiun, KPU Kabupaten Kediri."""
    cocok = _SENDIRI.search(pemerintah)
    if cocok is None:
        return None
    jenis = cocok[1].casefold()
    return Wilayah(jenis, _dikenal(jenis, cocok[2]) or cocok[2])


def _dikenal(jenis: str, tertulis: str) -> str:
    """The longest name of a regency or city at the front of the text, so that Tangerang Selatan is not Tangerang."""
    awal = f"{tertulis.casefold()} "
    semua = KOTA if jenis == "kota" else KABUPATEN
    return max((n for n in semua if awal.startswith(f"{n.casefold()} ")), key=len, default="")


def _sama(tertulis: str, nama: str) -> bool:
    return f"{tertulis.casefold()} ".startswith(f"{nama.casefold()} ")


def hukum_daerah_lain(teks: str, pemerintah: str) -> str:
    """The other regency or city whose law is cited; a province's law also holds in its regencies."""
    sendiri, cocok = wilayah(pemerintah), _HUKUM.search(teks)
    if sendiri is None or cocok is None:
        return ""
    sebutan = cocok["jenis"].casefold()
    jenis = "kota" if "kota" in sebutan or sebutan.startswith("wa") else "kabupaten"
    tertulis = _BUKAN_NAMA.sub("", cocok["nama"]).removeprefix("Kota ").removeprefix("Kabupaten ")
    dikenal = _dikenal(jenis, tertulis)
    milik_sendiri = sendiri.jenis == jenis and _sama(tertulis, sendiri.nama)
    if Wilayah(jenis, dikenal) == sendiri or (milik_sendiri and not dikenal):
        return ""
    return f"{jenis.capitalize()} {dikenal or tertulis}"


def periksa_daerah(bahan: Bahan) -> Iterator[Temuan]:
    """Rule ID-08. What is done in other regions stands in the steps and is none of this rule's business."""
    naskah = bahan.naskah
    tulisan = [(pada_isian(i), naskah.nilai(i)) for i in _LEMBAR]
    kotak = (d for d in Daftar if d is not Daftar.DASAR_HUKUM)
    tulisan += [(pada_butir(naskah, d, b), b.teks) for d in kotak for b in naskah.isi_daftar(d)]
    for tempat, teks in tulisan:
        yield from (_temuan(tempat, asing) for asing in dict.fromkeys(_daerah_lain(teks, bahan.daerah)))
    pemilik = tuple(filter(None, (bahan.opd, *bahan.unit, naskah.nilai(Isian.UNIT))))
    for isian in (Isian.UNIT, Isian.PENGESAH):
        yield from (_temuan(pada_isian(isian), asing) for asing in _unit_lain(naskah.nilai(isian), pemilik, isian))


def _temuan(tempat: Tempat, asing: str) -> Temuan:
    kalimat = f"Tertulis “{asing}”, bukan nama daerah atau unit ini."
    return Temuan("ID-08", tempat, kalimat, "Sisa salinan dari tempat lain? Ganti dengan nama sendiri.")


def _daerah_lain(teks: str, pemerintah: str) -> Iterator[str]:
    sendiri = wilayah(pemerintah)
    if sendiri is None or sendiri.jenis == "provinsi":  # a province writes about its regencies and cities
        return
    for cocok in _DISEBUT.finditer(teks):
        jenis = "kota" if cocok["kota"] else "kabupaten"
        nama = _dikenal(jenis, cocok["nama"])
        if nama and Wilayah(jenis, nama) != sendiri:
            yield f"{jenis.capitalize()} {nama}"


def _unit_lain(teks: str, pemilik: tuple[str, ...], isian: Isian) -> Iterator[str]:
    """Another kecamatan or kelurahan than the one that owns the SOP; a camat who signs for what is no kecamatan."""
    milik = {m["jenis"].casefold(): m["nama"] for nama in reversed(pemilik) for m in _UNIT.finditer(nama)}
    for cocok in _UNIT.finditer(teks):
        sendiri = milik.get(_DIPIMPIN[cocok["jenis"].casefold()])
        tanpa = sendiri is None and isian is Isian.PENGESAH and bool(pemilik)
        if tanpa or (sendiri and not _sama(cocok["nama"], sendiri)):
            yield cocok[0]
