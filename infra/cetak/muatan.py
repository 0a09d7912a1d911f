"""The data of a document as Typst reads them: what the sheet says, and how high and wide everything is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from domain.sop.cetak import HalamanCetak, Kertas, Kolom, Ruang
from infra.cetak.gambar import gambar
from infra.cetak.lembaran import BarisCetak, Lembaran

TEPI, TEPI_ATAS, TEPI_BAWAH, JARAK = 34.0, 30.0, 36.0, 10.0
"""Margins of a page, and between the identity sheet and a procedure below it (points)."""
SISIP = 2.6
"""Blank around a cell's text, as in gaya.typ."""
BARIS_TERENDAH = 4
"""A procedure begins below the identity sheet only if there is room for about so many rows."""
SISA_TEKS = 120
"""Characters that a cell keeps of a text that goes to the annex."""
SEBUTAN = {"kegiatan": "Kegiatan", "kelengkapan": "Kelengkapan", "waktu": "Waktu", "output": "Output",
           "keterangan": "Keterangan"}  # fmt: skip


def kertas(jenis: Kertas) -> dict[str, float]:
    ukuran = {"lebar": jenis.lebar, "tinggi": jenis.tinggi}
    return ukuran | {"tepi": TEPI, "tepi_atas": TEPI_ATAS, "tepi_bawah": TEPI_BAWAH}


def lebar_isi(jenis: Kertas) -> float:
    return jenis.lebar - 2 * TEPI


def tinggi_isi(jenis: Kertas) -> float:
    return jenis.tinggi - TEPI_ATAS - TEPI_BAWAH


def dokumen(judul: str, penerbit: str, semua: Sequence[Lembaran], sop: list[dict[str, Any]], **lain: Any) -> str:
    """One document; paper and emblem are those of its first sheet."""
    pertama = semua[0]
    isi = {
        "judul": judul,
        "penerbit": penerbit,
        "kertas": kertas(pertama.tata.kertas),
        "jarak": JARAK,
        "lambang": list(pertama.lambang) or None,
        "sop": sop,
    }
    return json.dumps(isi | lain, ensure_ascii=False)


def lembar(x: Lembaran, k: Kolom, *, tingkat: int = 1) -> dict[str, Any]:
    """What does not depend on where pages end."""
    return {
        "instansi": x.instansi,
        "perangkat": x.perangkat,
        "unit": x.unit,
        "rinci": x.rinci,
        "pengesah": asdict(x.pengesah),
        "nama": ["Nama SOP", x.judul],
        "kotak": x.kotak,
        "kaki": x.kaki,
        "tingkat": tingkat,
        "identitas-sendiri": x.tata.identitas_sendiri,
        "pelaksana": x.pelaksana,
        "kolom": k.lebar,
        "ukuran": k.ukuran,
        "baris": [asdict(b) for b in x.baris],
        "lampiran": [],
        "halaman": [],
        "skala": 1.0,
        "pisah": True,
    }


def ruang(x: Lembaran, ukuran: dict[str, Any]) -> tuple[Ruang, bool]:
    """Room for rows, and whether the procedure begins on a page of its own."""
    penuh = tinggi_isi(x.tata.kertas) - ukuran["kepala"]
    bawah = penuh - ukuran["identitas"] - JARAK
    pisah = x.tata.identitas_sendiri or bawah < BARIS_TERENDAH * 40
    return Ruang(penuh if pisah else bawah, penuh), pisah


def tinggi_teks(ukuran: dict[str, Any]) -> list[float]:
    """How high the texts make each row, with the blank around them."""
    return [max(sel) + 2 * SISIP + 0.5 for sel in ukuran["baris"]]


def pendekkan(x: Lembaran, ukuran: dict[str, Any], batas: float) -> tuple[Lembaran, list[tuple[str, str]]]:
    """The sheet with texts higher than that cut short, and the whole texts for the annex."""
    lampiran: list[tuple[str, str]] = []
    baris = []
    for b, sel in zip(x.baris, ukuran["baris"], strict=True):
        terlalu = [nama for nama, tinggi in zip(SEBUTAN, sel, strict=True) if tinggi > batas]
        baris.append(_pendek(b, terlalu) if terlalu else b)
        lampiran += [(f"Langkah {b.nomor}, {SEBUTAN[nama].lower()}", _utuh(b, nama)) for nama in terlalu]
    return replace(x, baris=tuple(baris)), lampiran


def _utuh(b: BarisCetak, nama: str) -> str:
    return " ".join(filter(None, (getattr(b, nama), b.pertanyaan if nama == "kegiatan" else "")))


def _pendek(b: BarisCetak, nama: Iterable[str]) -> BarisCetak:
    ubah = {n: f"{' '.join(_utuh(b, n).split())[:SISA_TEKS]} … (selengkapnya pada lampiran)" for n in nama}
    pertanyaan = "" if "kegiatan" in ubah else b.pertanyaan
    return BarisCetak(**(asdict(b) | ubah | {"pertanyaan": pertanyaan}))


def halaman(x: Lembaran, semua: Sequence[HalamanCetak]) -> list[dict[str, Any]]:
    return [{"baris": _baris(x, h)} for h in semua]


def _baris(x: Lembaran, h: HalamanCetak) -> list[dict[str, Any]]:
    hasil = []
    for n, tinggi in enumerate(h.tinggi):
        i = h.alur.awal + n - h.alur.jumlah_atas if n in h.alur.baris_langkah else None
        hasil.append(
            {
                "i": i,
                "tinggi": round(tinggi, 2),
                "ubin": gambar(h.alur.bagan.ubin[n], tinggi, h.skala),
                "alt": "" if i is None else x.baris[i].alur,
                "waktu": 0 if i is None else _rentang_waktu(x.baris, i, h.alur.awal, h.alur.awal + h.alur.jumlah),
            }
        )
    return hasil


def _rentang_waktu(baris: Sequence[BarisCetak], i: int, awal: int, akhir: int) -> int:
    """How many rows of this page the waktu cell of a row spans; 0 where the cell above reaches into it."""
    if baris[i].waktu_lanjutan and i > awal:
        return 0
    sampai = i + 1
    while sampai < akhir and baris[sampai].waktu_lanjutan:
        sampai += 1
    return sampai - i
