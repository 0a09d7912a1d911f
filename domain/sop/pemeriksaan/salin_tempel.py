"""Traces of copying from elsewhere: another region's name or law, another kecamatan's head (rules ID-08 and LH-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.sop.naskah import Daftar, Isian
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.tempat import pada_butir, pada_isian
from domain.sop.pemeriksaan.temuan import Tempat, Temuan
from domain.sop.pemeriksaan.wilayah import KABUPATEN, KOTA

_NAMA = r"[A-Z][\w'’-]*(?: (?:dan )?[A-Z][\w'’-]*){0,4}"
_SENDIRI = re.compile(rf"\b(Kota|Kabupaten|Provinsi) ({_NAMA})")
_DISEBUT = re.compile(rf"\b(?:(?P<kota>Kota|Wali ?kota|Wali Kota)|Kabupaten|Bupati) (?P<nama>{_NAMA})")
_HUKUM = re.compile(
    r"(?i:\b(?:peraturan daerah|perda|qanun|(?:peraturan|keputusan|instruksi) (?=wali|bupati)|per(?=wali|bup)))"
    r"\s*(?P<jenis>(?i:(?:pemerintah )?(?:kota|kabupaten)|wali ?kota(?: kota)?|bupati(?: kabupaten)?)) "
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


def wilayah(pemerintah: str) -> Wilayah | None:
    """The region that a government's name tells: Pemerintah Kota Madiun, KPU Kabupaten Kediri."""
    cocok = _SENDIRI.search(pemerintah)
    return Wilayah(cocok[1].casefold(), cocok[2]) if cocok else None


def _sama(tertulis: str, nama: str) -> bool:
    return f"{tertulis.casefold()} ".startswith(f"{nama.casefold()} ")


def hukum_daerah_lain(teks: str, pemerintah: str) -> str:
    """The other regency or city whose law is cited; a province's law also holds in its regencies."""
    sendiri, cocok = wilayah(pemerintah), _HUKUM.search(teks)
    if sendiri is None or cocok is None:
        return ""
    jenis = "kota" if "kota" in cocok["jenis"].casefold() else "kabupaten"
    nama = _BUKAN_NAMA.sub("", cocok["nama"]).removeprefix("Kota ").removeprefix("Kabupaten ")
    if sendiri.jenis == jenis and _sama(nama, sendiri.nama):
        return ""
    return f"{jenis.capitalize()} {nama}"


def periksa_daerah(bahan: Bahan) -> Iterator[Temuan]:
    """Rule ID-08. What is done in other regions stands in the steps and is none of this rule's business."""
    naskah = bahan.naskah
    tulisan = [(pada_isian(i), naskah.nilai(i)) for i in _LEMBAR]
    kotak = (d for d in Daftar if d is not Daftar.DASAR_HUKUM)
    tulisan += [(pada_butir(naskah, d, b), b.teks) for d in kotak for b in naskah.isi_daftar(d)]
    for tempat, teks in tulisan:
        yield from (_temuan(tempat, asing) for asing in dict.fromkeys(_daerah_lain(teks, bahan.daerah)))
    pemilik = bahan.opd, *bahan.unit, naskah.nilai(Isian.UNIT)
    for tempat, teks in tulisan[1:3]:
        yield from (_temuan(tempat, asing) for asing in _unit_lain(teks, pemilik))


def _temuan(tempat: Tempat, asing: str) -> Temuan:
    kalimat = f"Tertulis “{asing}”, bukan nama daerah atau unit ini."
    return Temuan("ID-08", tempat, kalimat, "Sisa salinan dari tempat lain? Ganti dengan nama sendiri.")


def _daerah_lain(teks: str, pemerintah: str) -> Iterator[str]:
    sendiri = wilayah(pemerintah)
    if sendiri is None or sendiri.jenis == "provinsi":  # a province writes about its regencies and cities
        return
    for cocok in _DISEBUT.finditer(teks):
        jenis, dikenal = ("kota", KOTA) if cocok["kota"] else ("kabupaten", KABUPATEN)
        if sendiri.jenis == jenis and _sama(cocok["nama"], sendiri.nama):
            continue
        nama = max((n for n in dikenal if _sama(cocok["nama"], n)), key=len, default="")
        if nama:
            yield f"{jenis.capitalize()} {nama}"


def _unit_lain(teks: str, pemilik: tuple[str, ...]) -> Iterator[str]:
    """Another kecamatan or kelurahan than the one that owns the SOP."""
    milik = {m["jenis"].casefold(): m["nama"] for nama in pemilik for m in _UNIT.finditer(nama)}
    for cocok in _UNIT.finditer(teks):
        sendiri = milik.get(_DIPIMPIN[cocok["jenis"].casefold()])
        if sendiri and not _sama(cocok["nama"], sendiri):
            yield cocok[0]
