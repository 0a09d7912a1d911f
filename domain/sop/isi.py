"""The content digest: what an approver signs. Layout 1, described byte by byte in docs/format-isi.md."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from domain.sop.langkah import Langkah, LangkahId, Waktu, nomor_langkah, panah_keluar
from domain.sop.naskah import Daftar, Isian, Naskah

TATA_LETAK = 1

BUKAN_ISI = (
    Isian.NOMOR,
    Isian.TANGGAL_PEMBUATAN,
    Isian.TANGGAL_REVISI,
    Isian.TANGGAL_EFEKTIF,
    Isian.PENGESAH,
)
"""Parameters of `sahkan`, fixed by the approval itself and therefore not part of what is compared (D5)."""


@dataclass(frozen=True, slots=True)
class Cetakan:
    """Texts that the printed SOP takes from elsewhere: who the government and the agency are, and the labels."""

    instansi: str = ""
    perangkat_daerah: str = ""
    label_nomor: str = "Nomor SOP"
    label_tanggal_efektif: str = "Tanggal Efektif"


def _waktu(waktu: Waktu, baris: dict[LangkahId, str]) -> dict[str, str]:
    def angka(nilai: Decimal | None) -> str:
        return "" if nilai is None else format(nilai.normalize(), "f")

    return {
        "teks": waktu.teks,
        "nilai": angka(waktu.nilai),
        "min": angka(waktu.min),
        "maks": angka(waktu.maks),
        "satuan": waktu.satuan.value if waktu.satuan else "",
        "per": waktu.per,
        "gabung_dengan": baris.get(waktu.gabung_dengan, "") if waktu.gabung_dengan else "",
    }


def _langkah(naskah: Naskah, indeks: int, nomor: dict[LangkahId, str]) -> dict[str, object]:
    """One row. What it refers to is given by text and by place, since two columns may bear the same jabatan."""
    langkah: Langkah = naskah.langkah[indeks]
    baris = {x.id: str(n) for n, x in enumerate(naskah.langkah, 1)}
    kolom = {p.id: (str(n), p.jabatan) for n, p in enumerate(naskah.pelaksana, 1)}
    simbol = dict(langkah.simbol_per_pelaksana)
    label = dict(langkah.label_simbol)
    return {
        "nomor": nomor[langkah.id],
        "kegiatan": langkah.kegiatan,
        "pertanyaan": langkah.pertanyaan,
        "pelaksana": [
            {
                "kolom": kolom[p][0],
                "jabatan": kolom[p][1],
                "simbol": simbol.get(p, langkah.simbol).value,
                "label": label.get(p, ""),
            }
            for p in langkah.pelaksana
            if p in kolom
        ],
        "simbol": langkah.simbol.value,
        "kelengkapan": list(langkah.kelengkapan),
        "waktu": _waktu(langkah.waktu, baris),
        "output": langkah.output,
        "keterangan": langkah.keterangan,
        "panah": [
            {
                "baris": baris.get(p.ke, "") if p.ke else "",
                "ke": nomor.get(p.ke, "") if p.ke else p.tertulis,
                "label": p.label,
            }
            for p in panah_keluar(naskah.langkah, indeks)
        ],
    }


def isi_kanonik(naskah: Naskah, cetakan: Cetakan) -> bytes:
    """Canonical JSON (RFC 8785) of the content, in Unicode NFC, lists in display order.

    All values are strings, lists and objects with ASCII keys but for the layout number, so Python's own
    encoder with sorted keys gives the bytes of RFC 8785.
    """
    nomor = nomor_langkah(naskah.langkah)
    label = {
        "nomor": naskah.nilai(Isian.LABEL_NOMOR) or cetakan.label_nomor,
        "tanggal_efektif": naskah.nilai(Isian.LABEL_TANGGAL_EFEKTIF) or cetakan.label_tanggal_efektif,
    }
    bukan = (*BUKAN_ISI, Isian.LABEL_NOMOR, Isian.LABEL_TANGGAL_EFEKTIF)
    isi = {
        "tata_letak": TATA_LETAK,
        "instansi": cetakan.instansi,
        "perangkat_daerah": cetakan.perangkat_daerah,
        "label": label,
        "isian": {i.value: naskah.nilai(i) for i in Isian if i not in bukan},
        "daftar": {d.value: [b.teks for b in naskah.isi_daftar(d)] for d in Daftar},
        "pelaksana": [
            {
                "jabatan": p.jabatan,
                "unit": p.unit,
                "eksternal": "ya" if p.eksternal else "tidak",
                "bukan_orang": "ya" if p.bukan_orang else "tidak",
            }
            for p in naskah.pelaksana
        ],
        "langkah": [_langkah(naskah, n, nomor) for n in range(len(naskah.langkah))],
    }
    return json.dumps(_nfc(isi), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _nfc(nilai: object) -> object:
    """Every text in NFC: before encoding, so that a combining mark never meets the letter of an escape (\\n)."""
    match nilai:
        case str():
            return unicodedata.normalize("NFC", nilai)
        case list():
            return [_nfc(x) for x in nilai]
        case dict():
            return {k: _nfc(x) for k, x in nilai.items()}
        case _:
            return nilai


def digest_isi(naskah: Naskah, cetakan: Cetakan) -> str:
    """SHA-256 of the canonical content, in hexadecimal."""
    return sha256(isi_kanonik(naskah, cetakan)).hexdigest()
